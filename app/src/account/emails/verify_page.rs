//! The page `/account/verify`: takes the code that verifies an address.

use leptos::{either::Either, prelude::*};

use crate::{
    email_codes::{
        code_form::{CodeForm, PendingCode},
        model::Purpose,
    },
    i18n::t,
    ui::{auth_card::Door, error_page::Failure, page_meta::About},
};

/// See the module.
#[component]
pub fn VerifyPage(pending: PendingCode) -> impl IntoView {
    let content = move || {
        Suspend::new(async move {
            let pending = match pending.await {
                Ok(pending) => pending,
                Err(error) => return Either::Left(view! { <Failure error /> }),
            };
            let content = match pending.filter(|code| code.purpose == Purpose::Verify) {
                Some(pending) => Either::Left(view! {
                    <CodeForm pending endpoint="emails/verify" />
                    <p class="aside">
                        <a href="/account#email">{t!(account.back)}</a>
                    </p>
                }),
                None => Either::Right(view! { <NoneUnderWay /> }),
            };
            Either::Right(view! {
                <Door title=t!(account.emails.verifying.title)>
                    {content}
                </Door>
            })
        })
    };
    view! {
        <About title=t!(account.emails.verifying.title) text=t!(account.emails.verifying.description) />
        <Suspense>{content}</Suspense>
    }
}

#[component]
fn NoneUnderWay() -> impl IntoView {
    view! {
        <p class="muted">{t!(account.emails.verifying.none)}</p>
        <a class="button primary large" href="/account#email">
            {t!(account.go_there)}
        </a>
    }
}
