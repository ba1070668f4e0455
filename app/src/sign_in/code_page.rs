//! The page `/login/code`, which takes the code for sign-in or sign-up.

use identity::CodePurpose;
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_query_map;

use crate::{
    email_codes::{api::load_pending_code, code_form::CodeForm},
    i18n::t,
    model::next_path::NextPath,
    ui::{auth_card::AuthCard, error_page::ErrorPage, page_meta::PageMeta},
};

#[component]
pub fn SignInCodePage() -> impl IntoView {
    let next = NextPath::parse(use_query_map().read_untracked().get_str("next")).into_string();
    let pending = Resource::new_blocking(|| (), |()| load_pending_code());
    let content = Suspend::new(async move {
        let pending = match pending.await {
            Ok(pending) => pending,
            Err(error) => return Either::Left(view! { <ErrorPage error /> }),
        };
        let signs_in = |purpose| matches!(purpose, CodePurpose::SignIn | CodePurpose::SignUp);
        let content = match pending.filter(|code| signs_in(code.purpose)) {
            Some(pending) => Either::Left(view! {
                <CodeForm pending endpoint="sign-in/redeem-code">
                    <input type="hidden" name="next" value=next />
                </CodeForm>
            }),
            None => Either::Right(view! { <NoPendingCode /> }),
        };
        Either::Right(view! {
            <AuthCard title=t!(sign_in.code.title)>
                {content}
            </AuthCard>
        })
    });
    view! {
        <PageMeta title=t!(sign_in.code.title) description=t!(sign_in.code.description) />
        <Suspense>{content}</Suspense>
    }
}

#[component]
fn NoPendingCode() -> impl IntoView {
    view! {
        <p class="muted">{t!(sign_in.code.no_code)}</p>
        <a class="button primary large" href="/login">
            {t!(sign_in.code.request_code)}
        </a>
    }
}
