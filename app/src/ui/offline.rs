//! Keeps plain forms, with what was typed into them, while the browser has no network. Islands say so themselves.

use leptos::{nonce::use_nonce, prelude::*};

use crate::error::AppError;

/// Stops a form that would only lead to the browser's own error page, and shows why. What an island has stopped is its own.
const SCRIPT: &str = r#"{
const notice = document.getElementById("offline");
const show = (shown) => { notice.hidden = !shown };
addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  show(!navigator.onLine);
  if (!navigator.onLine) event.preventDefault();
});
addEventListener("online", () => show(false));
}"#;

/// See the module. A part of every page with forms.
#[component]
pub fn Offline() -> impl IntoView {
    view! {
        <p id="offline" role="alert" class="notice offline" hidden>
            {AppError::Offline.to_string()}
        </p>
        <script nonce=use_nonce()>{SCRIPT}</script>
    }
}
