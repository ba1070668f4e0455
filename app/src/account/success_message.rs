//! What the page says of the form that led to it: `?done=…` names it.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::{error::Refusal, i18n::t};

/// The address stays the same when a form of the page is refused: then nothing is done.
#[component]
pub fn Done() -> impl IntoView {
    let key = use_query_map().read_untracked().get("done").filter(|_| use_context::<Refusal>().is_none());
    let said = key.as_deref().and_then(said);
    said.map(|said| {
        view! {
            <p role="status" class="news">
                {said}
            </p>
        }
    })
}

fn said(done: &str) -> Option<&'static str> {
    Some(match done {
        "language-saved" => t!(account.done.language_saved),
        "name-saved" => t!(account.done.name_saved),
        "email-added" => t!(account.done.email_added),
        "email-verified" => t!(account.done.email_verified),
        "primary-changed" => t!(account.done.primary_changed),
        "email-removed" => t!(account.done.email_removed),
        "passkey-added" => t!(account.done.passkey_added),
        "passkey-renamed" => t!(account.done.passkey_renamed),
        "passkey-deleted" => t!(account.done.passkey_deleted),
        "session-ended" => t!(account.done.session_ended),
        "sessions-ended" => t!(account.done.sessions_ended),
        "confirmed" => t!(account.done.confirmed),
        _ => return None,
    })
}
