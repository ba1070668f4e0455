//! The page `/account/add-passkey`: for another device, and for who came in by other means.

use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_query_map;

use super::api::may_add_passkey;
use crate::passkeys::registration_button::AddButton;
use crate::{
    i18n::t,
    model::next_path::Next,
    ui::{auth_card::AuthCard, error_page::ErrorPage, page_meta::PageMeta},
};

/// See the module.
#[component]
pub fn AddPasskeyPage() -> impl IntoView {
    let next = use_query_map().get_untracked().get("next");
    let asked = next.clone();
    let may_add = Resource::new_blocking(|| (), move |()| may_add_passkey(asked.clone()));
    let content = move || {
        let next = next.clone();
        Suspend::new(async move {
            match may_add.await {
                Ok(()) => Either::Left(view! { <Offer next /> }),
                Err(error) => Either::Right(view! { <ErrorPage error /> }),
            }
        })
    };
    view! {
        <PageMeta title=t!(account.passkeys.add) description=t!(account.passkeys.add_page.description) />
        <Suspense>{content}</Suspense>
    }
}

#[component]
fn Offer(next: Option<String>) -> impl IntoView {
    let later = Next::parse(next.as_deref()).into_string();
    let done = next.map_or_else(|| "/account?done=passkey-added#passkeys".to_owned(), |_| later.clone());
    view! {
        <AuthCard title=t!(account.passkeys.add)>
            <p class="muted">
                {t!(account.passkeys.add_page.intro)}
            </p>
            <AddButton />
            <noscript>
                <p class="notice">
                    {t!(account.passkeys.add_page.needs_javascript)}
                </p>
            </noscript>
            <a id="done" href=done hidden></a>
            <p class="aside">
                <a href=later>{t!(account.passkeys.add_page.not_now)}</a>
            </p>
        </AuthCard>
    }
}
