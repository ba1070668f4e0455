//! The page `/account/verify`: takes the code that verifies an address.

use leptos::{either::Either, prelude::*};

use crate::{
    email_codes::{
        code_form::{CodeForm, PendingCodeResource},
        model::CodePurpose,
    },
    i18n::t,
    ui::{auth_card::AuthCard, error_page::ErrorPage, page_meta::PageMeta},
};

/// See the module.
#[component]
pub fn VerifyPage(pending: PendingCodeResource) -> impl IntoView {
    let content = move || {
        Suspend::new(async move {
            let pending = match pending.await {
                Ok(pending) => pending,
                Err(error) => return Either::Left(view! { <ErrorPage error /> }),
            };
            let content = match pending.filter(|code| code.purpose == CodePurpose::VerifyEmail) {
                Some(pending) => Either::Left(view! {
                    <CodeForm pending endpoint="emails/verify" />
                    <p class="aside">
                        <a href="/account#email">{t!(account.back)}</a>
                    </p>
                }),
                None => Either::Right(view! { <NoneUnderWay /> }),
            };
            Either::Right(view! {
                <AuthCard title=t!(account.emails.verify_page.title)>
                    {content}
                </AuthCard>
            })
        })
    };
    view! {
        <PageMeta title=t!(account.emails.verify_page.title) description=t!(account.emails.verify_page.description) />
        <Suspense>{content}</Suspense>
    }
}

#[component]
fn NoneUnderWay() -> impl IntoView {
    view! {
        <p class="muted">{t!(account.emails.verify_page.no_code)}</p>
        <a class="button primary large" href="/account#email">
            {t!(account.go_to_account)}
        </a>
    }
}
