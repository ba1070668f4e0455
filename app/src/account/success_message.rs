//! The message after a form was accepted, named by the parameter `done` of the URL.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::{error::FormError, i18n::t};

/// Not shown with a rejected form, whose URL still names the form before.
#[component]
pub fn SuccessMessage() -> impl IntoView {
    let done = use_query_map().read_untracked().get("done");
    let done = done.filter(|_| FormError::current().is_none());
    done.as_deref().and_then(message).map(|message| {
        view! {
            <p role="status" class="status">
                {message}
            </p>
        }
    })
}

fn message(done: &str) -> Option<&'static str> {
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
