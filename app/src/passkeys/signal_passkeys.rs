//! Tells the browser which passkeys of this account are good, and what the account is called, so that it neither offers one that
//! was deleted nor shows an old name (WebAuthn L3 §5.1.10, signal methods).

use js_sys::{Array, Promise};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::ui::browser::{call, get, object, window};

/// The element that the server has written all of it into; of an account that is gone there are no names.
pub const ID: &str = "known-passkeys";

/// Shows nothing.
#[island]
pub fn SignalPasskeys() -> impl IntoView {
    Effect::new(move || {
        spawn_local(async move {
            // Where the list is not whole on the page, nothing is told: what isn't in it would be forgotten.
            let _ = tell().await;
        });
    });
}

async fn tell() -> Option<()> {
    let known = document().get_element_by_id(ID)?;
    let data = |name| known.get_attribute(name).map(JsValue::from);
    let user = data("data-user")?;
    let credentials: Array = known.get_attribute("data-credentials")?.split_whitespace().map(JsValue::from).collect();
    let host = get(&get(&window(), "location"), "hostname");
    let accepted = [("rpId", &host), ("userId", &user), ("allAcceptedCredentialIds", &credentials)];
    signal("signalAllAcceptedCredentials", &object(&accepted)).await;
    let (name, display_name) = (data("data-name")?, data("data-display-name")?);
    let details = [("rpId", &host), ("userId", &user), ("name", &name), ("displayName", &display_name)];
    signal("signalCurrentUserDetails", &object(&details)).await;
    Some(())
}

/// Where the browser has no such call, or heeds none, there is nothing to do.
async fn signal(function: &str, about: &JsValue) {
    let told = call(&get(&window(), "PublicKeyCredential"), function, &[about]);
    if let Some(promise) = told.ok().and_then(|promise| promise.dyn_into::<Promise>().ok()) {
        let _ = JsFuture::from(promise).await;
    }
}
