//! What the page says of the form that led to it: `?done=…` names it.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::{error::FormError, i18n::t};

/// The address stays the same when a form of the page is refused: then nothing is done.
#[component]
pub fn SuccessMessage() -> impl IntoView {
    let key = use_query_map().read_untracked().get("done").filter(|_| use_context::<FormError>().is_none());
    let said = key.as_deref().and_then(said);
    said.map(|said| {
        view! {
            <p role="status" class="status">
                {said}
            </p>
        }
    })
}

fn said(done: &str) -> Option<&'static str> {
    Some(match done {
        "language-saved" => t!(account.success.language_saved),
        "name-saved" => t!(account.success.name_saved),
        "email-verified" => t!(account.success.email_verified),
        "primary-changed" => t!(account.success.primary_changed),
        "email-removed" => t!(account.success.email_removed),
        "passkey-added" => t!(account.success.passkey_added),
        "passkey-renamed" => t!(account.success.passkey_renamed),
        "passkey-deleted" => t!(account.success.passkey_deleted),
        "session-ended" => t!(account.success.session_ended),
        "sessions-ended" => t!(account.success.sessions_ended),
        _ => return None,
    })
}
