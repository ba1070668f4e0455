//! The page `/account/verify`, which takes the code that verifies an address.

use identity::CodePurpose;
use leptos::{either::Either, prelude::*};

use crate::{
    email_codes::{api::load_pending_code, code_form::CodeForm},
    i18n::t,
    ui::{auth_card::AuthCard, error_page::ErrorPage, page_meta::PageMeta},
};

#[component]
pub fn VerifyEmailPage() -> impl IntoView {
    let pending = Resource::new_blocking(|| (), |()| load_pending_code());
    let content = Suspend::new(async move {
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
            None => Either::Right(view! { <NoPendingCode /> }),
        };
        Either::Right(view! {
            <AuthCard title=t!(account.emails.verify_page.title)>
                {content}
            </AuthCard>
        })
    });
    view! {
        <PageMeta
            title=t!(account.emails.verify_page.title)
            description=t!(account.emails.verify_page.description)
        />
        <Suspense>{content}</Suspense>
    }
}

#[component]
fn NoPendingCode() -> impl IntoView {
    view! {
        <p class="muted">{t!(account.emails.verify_page.no_code)}</p>
        <a class="button primary large" href="/account#email">
            {t!(account.go_to_account)}
        </a>
    }
}
