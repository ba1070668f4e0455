//! The section "Passkeys".

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use identity::{MAX_PER_ACCOUNT, MemberProfile, Passkey};
use leptos::{either::Either, prelude::*};

use super::list_item::PasskeyItem;
use crate::{error::FormError, i18n::t, passkeys::signal::AcceptedPasskeys, ui::region::Region};

const FORMS: &[&str] = &["passkeys/rename", "passkeys/delete"];

#[component]
pub fn PasskeysSection(member: MemberProfile, passkeys: Vec<Passkey>) -> impl IntoView {
    let MemberProfile { user_id, email, display_name, .. } = member;
    let credential_ids = passkeys.iter().map(|passkey| passkey.credential_id.clone()).collect();
    let is_full = passkeys.len() >= MAX_PER_ACCOUNT.into();
    let rejected = FormError::of("passkeys/rename");
    let items = passkeys.into_iter().map(|passkey| {
        let rejected = rejected.clone();
        view! { <PasskeyItem passkey rejected /> }
    });
    let items: Vec<_> = items.collect();
    let list = if items.is_empty() {
        Either::Left(view! { <p>{t!(account.passkeys.none)}</p> })
    } else {
        Either::Right(view! {
            <ul role="list" aria-label=t!(account.passkeys.list) class="entries">
                {items}
            </ul>
        })
    };
    let add = if is_full {
        let limit_reached = t!(account.passkeys.limit_reached, max = MAX_PER_ACCOUNT);
        Either::Left(view! { <p class="muted">{limit_reached}</p> })
    } else {
        Either::Right(view! {
            <a class="button" href="/account/add-passkey">
                {t!(account.passkeys.add)}
            </a>
        })
    };
    view! {
        <Region id="passkeys" title=t!(account.passkeys.title) forms=FORMS>
            <p class="muted">{t!(account.passkeys.intro)}</p>
            {list}
            {add}
            <AcceptedPasskeys
                user_handle=URL_SAFE_NO_PAD.encode(user_id)
                credential_ids
                display_name=display_name.unwrap_or_else(|| email.clone())
                name=email
            />
        </Region>
    }
}
