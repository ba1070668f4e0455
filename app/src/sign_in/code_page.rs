//! The page `/login/code`: takes the code that signs in or up.

use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_query_map;

use crate::{
    domain::{code::Purpose, next::Next},
    ui::{
        about::About,
        code_form::{CodeForm, PendingCode},
        door::Door,
        failure::Failure,
    },
};

/// See the module.
#[component]
pub fn CodePage(pending: PendingCode) -> impl IntoView {
    let next = Next::parse(use_query_map().read_untracked().get_str("next")).into_string();
    let content = move || {
        let next = next.clone();
        Suspend::new(async move {
            let pending = match pending.await {
                Ok(pending) => pending,
                Err(error) => return Either::Left(view! { <Failure error /> }),
            };
            let ours = pending.filter(|code| matches!(code.purpose, Purpose::SignIn | Purpose::SignUp));
            let content = match ours {
                Some(pending) => Either::Left(view! {
                    <CodeForm pending endpoint="code/use">
                        <input type="hidden" name="next" value=next />
                    </CodeForm>
                }),
                None => Either::Right(view! { <NoneAskedFor /> }),
            };
            Either::Right(view! {
                <Door title="Enter your code">
                    {content}
                </Door>
            })
        })
    };
    view! {
        <About title="Enter your code" text="Type the code from the mail to go on." />
        <Suspense>{content}</Suspense>
    }
}

#[component]
fn NoneAskedFor() -> impl IntoView {
    view! {
        <p class="muted">"This browser has not asked for a code, or the code is over."</p>
        <a class="button primary large" href="/login">
            "Ask for a code"
        </a>
    }
}
