//! The browser's half of the WebAuthn ceremonies. Options and credentials are JSON on both ends (WebAuthn L3 §5.1), so nothing
//! here knows their fields.

use std::fmt::{Display, Formatter, Result as Written};

use js_sys::{JSON, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::DomException;

use crate::ui::browser::{call, get, object, window};
use crate::{error::ErrorPayload, i18n::t};

/// Why a ceremony ended without a credential, or a credential without a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WebAuthnError {
    /// We ended it ourselves: nobody needs to hear of it.
    Aborted,
    Cancelled,
    TimedOut,
    AlreadyHere,
    NotSupported,
    Insecure,
    Device,
    Refused(ErrorPayload),
}

impl Display for WebAuthnError {
    fn fmt(&self, f: &mut Formatter<'_>) -> Written {
        f.write_str(match self {
            Self::Aborted => "",
            Self::Cancelled => t!(passkeys.errors.cancelled),
            Self::TimedOut => t!(passkeys.errors.timed_out),
            Self::AlreadyHere => t!(passkeys.errors.already_registered),
            Self::NotSupported => t!(passkeys.errors.unsupported),
            Self::Insecure => t!(passkeys.errors.insecure_context),
            Self::Device => t!(passkeys.errors.failed),
            Self::Refused(report) => &report.message,
        })
    }
}

impl From<ErrorPayload> for WebAuthnError {
    fn from(report: ErrorPayload) -> Self {
        Self::Refused(report)
    }
}

impl WebAuthnError {
    /// What the server has said about the field when the page came.
    #[must_use]
    pub fn about_the_field(message: String) -> Self {
        Self::Refused(ErrorPayload { beside_field: true, ..ErrorPayload::saying(message) })
    }

    /// Whether the server refused, and as this [`crate::error::AppError`].
    #[must_use]
    pub fn is(&self, error: &str) -> bool {
        matches!(self, Self::Refused(report) if report.error == error)
    }
}

/// How the browser offers passkeys.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mediation {
    Dialog,
    /// Among the suggestions of the field with `autocomplete="webauthn"`.
    Autofill,
}

/// Makes a passkey: `RegistrationResponseJSON`, as text.
///
/// # Errors
/// Why there is none.
pub async fn create(options: &JsValue) -> Result<String, WebAuthnError> {
    let began = js_sys::Date::now();
    let parsed = parse("parseCreationOptionsFromJSON", options)?;
    run("create", &object(&[("publicKey", &parsed)])).await.map_err(|cause| problem(&cause, began))
}

/// Uses a passkey: `AuthenticationResponseJSON`, as text. A `signal` can end the wait for it; where nothing will, it is undefined.
///
/// # Errors
/// Why none was used.
pub async fn use_passkey(options: &JsValue, offer: Mediation, signal: &JsValue) -> Result<String, WebAuthnError> {
    let began = js_sys::Date::now();
    let parsed = parse("parseRequestOptionsFromJSON", options)?;
    let mediation = if offer == Mediation::Autofill { "conditional" } else { "optional" };
    let request = object(&[("publicKey", &parsed), ("mediation", &mediation.into()), ("signal", signal)]);
    run("get", &request).await.map_err(|cause| problem(&cause, began))
}

/// Whether a field can offer passkeys.
pub async fn offers_autofill() -> bool {
    let asked = call(&passkeys(), "isConditionalMediationAvailable", &[]).and_then(Promise::try_from_js);
    match asked {
        Ok(promise) => JsFuture::from(promise).await.is_ok_and(|answer| answer.is_truthy()),
        Err(_) => false,
    }
}

/// Tells the browser that no account here has this passkey, so that it stops offering it (WebAuthn L3 §5.1.10.1).
pub fn forget(credential: &str) {
    let Ok(credential) = JSON::parse(credential) else { return };
    let host = get(&get(&window(), "location"), "hostname");
    let unknown = object(&[("rpId", &host), ("credentialId", &get(&credential, "id"))]);
    // Where the browser has no such call there is nothing to tell.
    let _ = call(&passkeys(), "signalUnknownCredential", &[&unknown]);
}

fn passkeys() -> JsValue {
    get(&window(), "PublicKeyCredential")
}

fn parse(function: &str, options: &JsValue) -> Result<JsValue, WebAuthnError> {
    if !get(&window(), "isSecureContext").is_truthy() {
        return Err(WebAuthnError::Insecure);
    }
    if get(&passkeys(), function).is_undefined() {
        return Err(WebAuthnError::NotSupported);
    }
    JSON::parse(&options.as_string().unwrap_or_default())
        .and_then(|options| call(&passkeys(), function, &[&options]))
        .map_err(|_| WebAuthnError::Device)
}

async fn run(function: &str, argument: &JsValue) -> Result<String, JsValue> {
    let container = get(&get(&window(), "navigator"), "credentials");
    let credential = JsFuture::from(Promise::try_from_js(call(&container, function, &[argument])?)?).await?;
    let json = call(&credential, "toJSON", &[])?;
    JSON::stringify(&json).map(String::from)
}

/// The options give people five minutes; a refusal that late is the clock's and nobody's choice.
const PATIENCE: f64 = 290_000.0;

fn problem(cause: &JsValue, began: f64) -> WebAuthnError {
    let name = cause.dyn_ref::<DomException>().map(DomException::name).unwrap_or_default();
    match &*name {
        "AbortError" => WebAuthnError::Aborted,
        "NotAllowedError" if js_sys::Date::now() - began > PATIENCE => WebAuthnError::TimedOut,
        "NotAllowedError" => WebAuthnError::Cancelled,
        "TimeoutError" => WebAuthnError::TimedOut,
        "InvalidStateError" => WebAuthnError::AlreadyHere,
        "NotSupportedError" | "ConstraintError" => WebAuthnError::NotSupported,
        "SecurityError" => WebAuthnError::Insecure,
        _ => WebAuthnError::Device,
    }
}

trait TryFromJs: Sized {
    fn try_from_js(value: JsValue) -> Result<Self, JsValue>;
}

impl TryFromJs for Promise {
    fn try_from_js(value: JsValue) -> Result<Self, JsValue> {
        value.dyn_into()
    }
}
