//! Keeps plain forms on the page while the browser is offline. Islands handle this themselves.

use leptos::{nonce::use_nonce, prelude::*};

use crate::error::AppError;

/// Cancels a submission that would lead to the browser's own error page and lose what was typed.
/// Ignores submissions that an island has cancelled already.
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

/// The notice and its script. A part of every page with forms.
#[component]
pub fn OfflineNotice() -> impl IntoView {
    view! {
        <p id="offline" role="alert" class="notice offline" hidden>
            {AppError::Offline.to_string()}
        </p>
        <script nonce=use_nonce()>{SCRIPT}</script>
    }
}
