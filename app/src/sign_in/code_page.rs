//! The page `/login/code`: takes the code that signs in or up.

use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_query_map;

use crate::{
    email_codes::{
        code_form::{CodeForm, PendingCodeResource},
        model::CodePurpose,
    },
    i18n::t,
    model::next_path::Next,
    ui::{auth_card::AuthCard, error_page::ErrorPage, page_meta::PageMeta},
};

/// See the module.
#[component]
pub fn CodePage(pending: PendingCodeResource) -> impl IntoView {
    let next = Next::parse(use_query_map().read_untracked().get_str("next")).into_string();
    let content = move || {
        let next = next.clone();
        Suspend::new(async move {
            let pending = match pending.await {
                Ok(pending) => pending,
                Err(error) => return Either::Left(view! { <ErrorPage error /> }),
            };
            let ours = pending.filter(|code| matches!(code.purpose, CodePurpose::SignIn | CodePurpose::SignUp));
            let content = match ours {
                Some(pending) => Either::Left(view! {
                    <CodeForm pending endpoint="code/use">
                        <input type="hidden" name="next" value=next />
                    </CodeForm>
                }),
                None => Either::Right(view! { <NoneAskedFor /> }),
            };
            Either::Right(view! {
                <AuthCard title=t!(sign_in.code.title)>
                    {content}
                </AuthCard>
            })
        })
    };
    view! {
        <PageMeta title=t!(sign_in.code.title) description=t!(sign_in.code.description) />
        <Suspense>{content}</Suspense>
    }
}

#[component]
fn NoneAskedFor() -> impl IntoView {
    view! {
        <p class="muted">{t!(sign_in.code.no_code)}</p>
        <a class="button primary large" href="/login">
            {t!(sign_in.code.request_code)}
        </a>
    }
}
