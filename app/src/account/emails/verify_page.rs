//! The page `/account/verify`: takes the code that verifies an address.

use leptos::{either::Either, prelude::*};

use crate::{
    domain::code::Purpose,
    ui::{
        about::About,
        code_form::{CodeForm, PendingCode},
        door::Door,
        failure::Failure,
    },
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
                        <a href="/account#email">"Back to your account"</a>
                    </p>
                }),
                None => Either::Right(view! { <NoneUnderWay /> }),
            };
            Either::Right(view! {
                <Door title="Verify your address">
                    {content}
                </Door>
            })
        })
    };
    view! {
        <About title="Verify your address" text="Type the code from the mail to show that the address is yours." />
        <Suspense>{content}</Suspense>
    }
}

#[component]
fn NoneUnderWay() -> impl IntoView {
    view! {
        <p class="muted">"No code is under way. Ask for one beside the address that you want to verify."</p>
        <a class="button primary large" href="/account#email">
            "Go to your account"
        </a>
    }
}
