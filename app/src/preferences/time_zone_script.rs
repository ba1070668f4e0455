//! Tells the server how late it is where the person is: it knows what is due today before it renders a page.

use leptos::{nonce::use_nonce, prelude::*};

use crate::model::date::Offset;

/// Once a browser, and again where its clock has changed. Who is at UTC needs to tell nothing.
const SCRIPT: &str = r#"{
const minutes = -new Date().getTimezoneOffset();
if (minutes != document.currentScript.dataset.minutes) {
  fetch("/api/clock/set", { method: "POST", keepalive: true, headers: { accept: "application/json" }, body: new URLSearchParams({ minutes }) }).catch(() => {});
}
}"#;

/// See the module. What this browser has told before is in the context.
#[component]
pub fn Clock() -> impl IntoView {
    let known = use_context::<Offset>().unwrap_or_default();
    view! { <script nonce=use_nonce() data-minutes=known.minutes() inner_html=SCRIPT></script> }
}
