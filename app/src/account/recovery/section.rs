//! The section "Recovery codes".

use leptos::prelude::*;

use crate::{
    i18n::t,
    ui::{form::PostForm, region::Region},
};

/// `unused` is the number of codes that still work.
#[component]
pub fn RecoveryCodesSection(unused: u8) -> impl IntoView {
    let (status, button) = match unused {
        0 => (t!(account.recovery.none_left).to_owned(), t!(account.recovery.create)),
        _ => (t!(account.recovery.left, count = unused), t!(account.recovery.replace)),
    };
    view! {
        <Region id="recovery-codes" title=t!(account.recovery.title)>
            <p class="muted">{t!(account.recovery.intro)}</p>
            <p>{status}</p>
            <PostForm action="/account/recovery-codes">
                <button class="button">{button}</button>
            </PostForm>
        </Region>
    }
}
