//! The page `/account/add-passkey`.

use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_query_map;

use super::{
    add_button::{AddPasskeyButton, NEXT_LINK_ID},
    api::check_passkey_registration,
};
use crate::{
    i18n::t,
    model::next_path::NextPath,
    ui::{auth_card::AuthCard, error_page::ErrorPage, page_meta::PageMeta},
};

#[component]
pub fn AddPasskeyPage() -> impl IntoView {
    let next = use_query_map().get_untracked().get("next");
    let check = {
        let next = next.clone();
        Resource::new_blocking(|| (), move |()| check_passkey_registration(next.clone()))
    };
    let content = Suspend::new(async move {
        match check.await {
            Ok(()) => Either::Left(view! { <AddPasskeyCard next /> }),
            Err(error) => Either::Right(view! { <ErrorPage error /> }),
        }
    });
    view! {
        <PageMeta
            title=t!(account.passkeys.add)
            description=t!(account.passkeys.add_page.description)
        />
        <Suspense>{content}</Suspense>
    }
}

#[component]
fn AddPasskeyCard(next: Option<String>) -> impl IntoView {
    let not_now = NextPath::parse(next.as_deref()).into_string();
    let added = match next {
        Some(_) => not_now.clone(),
        None => "/account?done=passkey-added#passkeys".to_owned(),
    };
    view! {
        <AuthCard title=t!(account.passkeys.add)>
            <p class="muted">{t!(account.passkeys.add_page.intro)}</p>
            <AddPasskeyButton />
            <noscript>
                <p class="notice">{t!(account.passkeys.add_page.needs_javascript)}</p>
            </noscript>
            <a id=NEXT_LINK_ID href=added hidden></a>
            <p class="aside">
                <a href=not_now>{t!(account.passkeys.add_page.not_now)}</a>
            </p>
        </AuthCard>
    }
}
