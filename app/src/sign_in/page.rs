//! The page `/login`.

use leptos::prelude::*;
use leptos_i18n::td;
use leptos_router::hooks::use_query_map;

use super::{authentication::NEXT_FIELD_ID, sign_in_button::SignInButton};
use crate::{
    i18n::{locale, t},
    model::{email::Email, next_path::NextPath},
    ui::{
        auth_card::AuthCard,
        field::{FormState, TextField},
        form::PostForm,
        form_error::FormErrorMessage,
        page_meta::PageMeta,
    },
};

const SEND_CODE: &str = "sign-in/send-code";

#[component]
pub fn SignInPage() -> impl IntoView {
    let next = NextPath::parse(use_query_map().read_untracked().get_str("next")).into_string();
    let links = td!(
        locale(),
        sign_in.links,
        <sign_up> = <a href="/signup" />,
        <recover> = <a href="/login/recovery" />
    );
    view! {
        <PageMeta title=t!(sign_in.title) description=t!(sign_in.description) />
        <AuthCard title=t!(sign_in.title)>
            <p class="muted">{t!(sign_in.lead)}</p>
            <SignInButton />
            <p class="or">{t!(sign_in.or)}</p>
            <EmailCodeForm next />
            <NoScriptNotice />
            <p class="aside">{links}</p>
        </AuthCard>
    }
}

/// Requests a code. Its field also offers passkeys.
#[component]
fn EmailCodeForm(next: String) -> impl IntoView {
    let field = FormState::of(SEND_CODE).field("email", t!(sign_in.email), "");
    view! {
        <PostForm class="stack" action=format!("/api/{SEND_CODE}")>
            <FormErrorMessage endpoints=&[SEND_CODE] />
            <input type="hidden" id=NEXT_FIELD_ID name="next" value=next />
            <TextField
                field
                kind="email"
                autocomplete="username webauthn"
                maxlength=Email::MAX
                placeholder=t!(sign_in.email_placeholder)
                required=true
            />
            <button class="button large">{t!(sign_in.send_code)}</button>
        </PostForm>
    }
}

#[component]
pub fn NoScriptNotice() -> impl IntoView {
    view! {
        <noscript>
            <p class="notice">{t!(sign_in.needs_javascript)}</p>
        </noscript>
    }
}
