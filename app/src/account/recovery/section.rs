//! The part of the account page about recovery codes.

use leptos::prelude::*;

use crate::account::region::Region;

/// `left` of them are not used yet.
#[component]
pub fn RecoveryCodes(left: u8) -> impl IntoView {
    let (says, button) = match left {
        0 => ("You have none.".to_owned(), "Create recovery codes"),
        1 => ("One is left. New ones end it.".to_owned(), "Replace recovery codes"),
        _ => (format!("{left} are left. New ones end them."), "Replace recovery codes"),
    };
    view! {
        <Region id="recovery-codes" title="Recovery codes">
            <p class="muted">
                "A recovery code signs you in when your passkeys and your mail are out of reach. Each works once: keep them on paper."
            </p>
            <p>{says}</p>
            <form method="post" action="/account/recovery-codes">
                <button class="button">{button}</button>
            </form>
        </Region>
    }
}
