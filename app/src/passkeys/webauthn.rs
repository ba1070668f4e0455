//! Calls to the WebAuthn API. Options and credentials are passed on as JSON (WebAuthn L3 §5.1), so
//! nothing here depends on their fields.

use std::fmt::{Display, Formatter, Result as FmtResult};

use js_sys::{JSON, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::DomException;

use crate::{
    error::ErrorPayload,
    i18n::t,
    ui::browser::{call, get, object, window},
};

/// Why a registration or authentication failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WebAuthnError {
    /// Another request of this page has replaced it. Not shown to the user.
    Aborted,
    Cancelled,
    TimedOut,
    AlreadyRegistered,
    NotSupported,
    InsecureContext,
    /// The authenticator or the browser failed for another reason.
    Failed,
    /// The server rejected the request.
    Server(ErrorPayload),
}

impl Display for WebAuthnError {
    fn fmt(&self, f: &mut Formatter<'_>) -> FmtResult {
        f.write_str(match self {
            Self::Aborted => "",
            Self::Cancelled => t!(passkeys.errors.cancelled),
            Self::TimedOut => t!(passkeys.errors.timed_out),
            Self::AlreadyRegistered => t!(passkeys.errors.already_registered),
            Self::NotSupported => t!(passkeys.errors.unsupported),
            Self::InsecureContext => t!(passkeys.errors.insecure_context),
            Self::Failed => t!(passkeys.errors.failed),
            Self::Server(error) => &error.message,
        })
    }
}

impl From<ErrorPayload> for WebAuthnError {
    fn from(error: ErrorPayload) -> Self {
        Self::Server(error)
    }
}

impl WebAuthnError {
    /// Whether the server rejected the request with this [`crate::error::AppError`], in
    /// `snake_case`.
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        matches!(self, Self::Server(error) if error.error == name)
    }

    /// Whether the error belongs beside the field of the form.
    #[must_use]
    pub fn is_beside_field(&self) -> bool {
        matches!(self, Self::Server(error) if error.beside_field)
    }
}

/// How the browser lets the user choose a passkey (Credential Management L1 §2.3.2).
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mediation {
    /// In a dialog.
    Modal,
    /// Among the suggestions of the field with `autocomplete="webauthn"`.
    Conditional,
}

/// Creates a passkey. Returns a `RegistrationResponseJSON`.
///
/// # Errors
/// Why no passkey was created.
pub async fn create_credential(options: &JsValue) -> Result<String, WebAuthnError> {
    let options = parse_options("parseCreationOptionsFromJSON", options)?;
    request("create", &object(&[("publicKey", &options)])).await
}

/// Signs a challenge with a passkey. Returns an `AuthenticationResponseJSON`. `signal` is an
/// `AbortSignal` or `undefined`.
///
/// # Errors
/// Why no passkey was used.
pub async fn get_credential(
    options: &JsValue,
    mediation: Mediation,
    signal: &JsValue,
) -> Result<String, WebAuthnError> {
    let options = parse_options("parseRequestOptionsFromJSON", options)?;
    let mediation = if mediation == Mediation::Conditional { "conditional" } else { "optional" };
    let argument =
        object(&[("publicKey", &options), ("mediation", &mediation.into()), ("signal", signal)]);
    request("get", &argument).await
}

/// Whether the browser supports [`Mediation::Conditional`].
pub async fn supports_conditional_mediation() -> bool {
    let result = call(&public_key_credential(), "isConditionalMediationAvailable", &[]);
    match result.and_then(JsCast::dyn_into::<Promise>) {
        Ok(promise) => JsFuture::from(promise).await.is_ok_and(|available| available.is_truthy()),
        Err(_) => false,
    }
}

fn public_key_credential() -> JsValue {
    get(&window(), "PublicKeyCredential")
}

fn parse_options(method: &str, json: &JsValue) -> Result<JsValue, WebAuthnError> {
    if !get(&window(), "isSecureContext").is_truthy() {
        return Err(WebAuthnError::InsecureContext);
    }
    let class = public_key_credential();
    if get(&class, method).is_undefined() {
        return Err(WebAuthnError::NotSupported);
    }
    let options = JSON::parse(&json.as_string().unwrap_or_default());
    options.and_then(|options| call(&class, method, &[&options])).map_err(|_| WebAuthnError::Failed)
}

/// Calls `navigator.credentials[method]` and serializes the credential.
async fn request(method: &str, argument: &JsValue) -> Result<String, WebAuthnError> {
    let started = js_sys::Date::now();
    let credential = async {
        let container = get(&get(&window(), "navigator"), "credentials");
        let promise: Promise = call(&container, method, &[argument])?.dyn_into()?;
        let credential = JsFuture::from(promise).await?;
        let json = JSON::stringify(&call(&credential, "toJSON", &[])?)?;
        Ok(String::from(json))
    };
    credential.await.map_err(|cause: JsValue| error(&cause, started))
}

/// Slightly less than the timeout of the options, in milliseconds.
const TIMEOUT: f64 = 290_000.0;

/// The error for an exception (WebAuthn L3 §5.1.3, §5.1.4).
fn error(cause: &JsValue, started: f64) -> WebAuthnError {
    let name = cause.dyn_ref::<DomException>().map(DomException::name).unwrap_or_default();
    match &*name {
        "AbortError" => WebAuthnError::Aborted,
        // Browsers report a timeout as NotAllowedError, too.
        "NotAllowedError" if js_sys::Date::now() - started > TIMEOUT => WebAuthnError::TimedOut,
        "NotAllowedError" => WebAuthnError::Cancelled,
        "TimeoutError" => WebAuthnError::TimedOut,
        "InvalidStateError" => WebAuthnError::AlreadyRegistered,
        "NotSupportedError" | "ConstraintError" => WebAuthnError::NotSupported,
        "SecurityError" => WebAuthnError::InsecureContext,
        _ => WebAuthnError::Failed,
    }
}
