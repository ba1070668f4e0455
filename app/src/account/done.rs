//! What the page says of the form that led to it: `?done=…` names it.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::error::Refusal;

const DONE: [(&str, &str); 12] = [
    ("language-saved", "Your language is saved."),
    ("name-saved", "Your name is saved."),
    ("email-added", "The address is added. The code in the mail to it verifies it."),
    ("email-verified", "Your address is verified."),
    ("primary-changed", "Your primary address is changed."),
    ("email-removed", "The address is removed."),
    ("passkey-added", "Your new passkey is ready. Sign in with it from now on."),
    ("passkey-renamed", "The passkey has its new name."),
    ("passkey-deleted", "The passkey is deleted and opens nothing any more."),
    ("session-ended", "The session is ended."),
    ("sessions-ended", "All other sessions are ended."),
    ("confirmed", "Thank you. For the next ten minutes you are not asked again."),
];

/// The address stays the same when a form of the page is refused: then nothing is done.
#[component]
pub fn Done() -> impl IntoView {
    let key = use_query_map().read_untracked().get("done").filter(|_| use_context::<Refusal>().is_none());
    let said = key.and_then(|key| DONE.iter().find(|(known, _)| *known == key).map(|(_, said)| *said));
    said.map(|said| {
        view! {
            <p role="status" class="news">
                {said}
            </p>
        }
    })
}
