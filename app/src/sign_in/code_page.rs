//! The page `/login/code`: takes the code that signs in or up.

use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_query_map;

use crate::{
    email_codes::{
        code_form::{CodeForm, PendingCode},
        model::Purpose,
    },
    i18n::t,
    model::next_path::Next,
    ui::{auth_card::Door, error_page::Failure, page_meta::About},
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
                <Door title=t!(sign_in.code.title)>
                    {content}
                </Door>
            })
        })
    };
    view! {
        <About title=t!(sign_in.code.title) text=t!(sign_in.code.about) />
        <Suspense>{content}</Suspense>
    }
}

#[component]
fn NoneAskedFor() -> impl IntoView {
    view! {
        <p class="muted">{t!(sign_in.code.none)}</p>
        <a class="button primary large" href="/login">
            {t!(sign_in.code.ask)}
        </a>
    }
}
