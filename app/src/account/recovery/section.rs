//! The part of the account page about recovery codes.

use leptos::prelude::*;

use crate::{i18n::t, ui::region::Region};

/// `left` of them are not used yet.
#[component]
pub fn RecoveryCodes(left: u8) -> impl IntoView {
    let (says, button) = match left {
        0 => (t!(account.recovery.none_left).to_owned(), t!(account.recovery.create)),
        _ => (t!(account.recovery.left, count = left), t!(account.recovery.replace)),
    };
    view! {
        <Region id="recovery-codes" title=t!(account.recovery.title)>
            <p class="muted">
                {t!(account.recovery.intro)}
            </p>
            <p>{says}</p>
            <form method="post" action="/account/recovery-codes">
                <button class="button">{button}</button>
            </form>
        </Region>
    }
}
