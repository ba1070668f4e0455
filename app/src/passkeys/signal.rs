//! Tells the browser the existing passkeys and the current names of an account, so that it offers
//! neither deleted passkeys nor old names (WebAuthn L3 §5.1.10).

use js_sys::{Array, Promise};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::ui::{
    browser::{call, get, object, window},
    hydration::on_hydration,
};

const DATA_ID: &str = "accepted-passkeys";

/// Sends the signals when the page is hydrated. `user_handle` and `credential_ids` are base64url. A
/// deleted account has no names.
#[component]
pub fn AcceptedPasskeys(
    user_handle: String,
    credential_ids: Vec<String>,
    #[prop(optional)] name: Option<String>,
    #[prop(optional)] display_name: Option<String>,
) -> impl IntoView {
    view! {
        <div
            id=DATA_ID
            hidden
            data-user=user_handle
            data-name=name
            data-display-name=display_name
            data-credentials=credential_ids.join(" ")
        >
            <SignalPasskeys />
        </div>
    }
}

#[island]
fn SignalPasskeys() -> impl IntoView {
    on_hydration(|| {
        spawn_local(async {
            // Without the complete list no signal is sent: the browser would hide the missing
            // passkeys.
            let _ = send_signals().await;
        });
    });
}

async fn send_signals() -> Option<()> {
    let element = document().get_element_by_id(DATA_ID)?;
    let data = |name| element.get_attribute(name).map(JsValue::from);
    let user = data("data-user")?;
    let credentials = element.get_attribute("data-credentials")?;
    let credentials: Array = credentials.split_ascii_whitespace().map(JsValue::from).collect();
    let rp_id = rp_id();
    let accepted =
        [("rpId", &rp_id), ("userId", &user), ("allAcceptedCredentialIds", &credentials)];
    signal("signalAllAcceptedCredentials", &object(&accepted)).await;

    let (name, display_name) = (data("data-name")?, data("data-display-name")?);
    let details =
        [("rpId", &rp_id), ("userId", &user), ("name", &name), ("displayName", &display_name)];
    signal("signalCurrentUserDetails", &object(&details)).await;
    Some(())
}

/// Signals that no account has this credential, given as JSON (WebAuthn L3 §5.1.10.1).
pub async fn signal_unknown_credential(credential: &str) {
    let Ok(credential) = js_sys::JSON::parse(credential) else { return };
    let unknown = [("rpId", &rp_id()), ("credentialId", &get(&credential, "id"))];
    signal("signalUnknownCredential", &object(&unknown)).await;
}

fn rp_id() -> JsValue {
    get(&get(&window(), "location"), "hostname")
}

/// Does nothing in browsers without the signal API.
async fn signal(method: &str, options: &JsValue) {
    let result = call(&get(&window(), "PublicKeyCredential"), method, &[options]);
    if let Some(promise) = result.ok().and_then(|promise| promise.dyn_into::<Promise>().ok()) {
        let _ = JsFuture::from(promise).await;
    }
}
