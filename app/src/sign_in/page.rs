//! The pages `/signup` and `/login`.

use leptos::prelude::*;
use leptos_i18n::td;
use leptos_router::hooks::use_query_map;

use super::{sign_in_form::SignInForm, sign_up_form::SignUpForm};
use crate::{
    error::FormError,
    i18n::{locale, t},
    model::{email::Email, next_path::Next},
    ui::{auth_card::AuthCard, page_meta::PageMeta},
};

/// An address, one press, an account.
#[component]
pub fn SignUpPage() -> impl IntoView {
    view! {
        <PageMeta title=t!(sign_in.sign_up.title) description=t!(sign_in.sign_up.description) />
        <AuthCard title=t!(sign_in.sign_up.title)>
            <p class="muted">{t!(sign_in.sign_up.lead)}</p>
            <SignUpForm />
            <NeedsJavaScript />
            <p class="aside">{td!(locale(), sign_in.sign_up.links, <sign_in> = <a href="/login" />)}</p>
        </AuthCard>
    }
}

/// A press, or a pick from the suggestions of the field.
#[component]
pub fn SignInPage() -> impl IntoView {
    let next = Next::parse(use_query_map().read_untracked().get_str("next")).into_string();
    view! {
        <PageMeta title=t!(sign_in.title) description=t!(sign_in.description) />
        <AuthCard title=t!(sign_in.title)>
            <p class="muted">{t!(sign_in.lead)}</p>
            <SignInForm />
            <p class="or">{t!(sign_in.or)}</p>
            <AsksForCode next />
            <NeedsJavaScript />
            <p class="aside">
                {td!(locale(), sign_in.links, <sign_up> = <a href="/signup" />, <recover> = <a href="/login/recovery" />)}
            </p>
        </AuthCard>
    }
}

/// The address of who wants a code; its field offers passkeys too.
#[component]
fn AsksForCode(next: String) -> impl IntoView {
    let refusal = FormError::of("sign-in/send-code");
    let typed = refusal.as_ref().map(|refusal| refusal.typed("email").to_owned());
    let invalid = refusal.is_some().then_some("true");
    view! {
        <form class="stack" method="post" action="/api/sign-in/send-code">
            <input type="hidden" id="next" name="next" value=next />
            <label for="email">{t!(sign_in.email)}</label>
            <input
                id="email"
                type="email"
                name="email"
                autocomplete="username webauthn"
                inputmode="email"
                maxlength=Email::MAX
                required
                placeholder=t!(sign_in.email_placeholder)
                value=typed
                aria-invalid=invalid
                aria-describedby="email-problem"
            />
            <p id="email-problem" class="problem">
                {refusal.map(|refusal| refusal.error.to_string())}
            </p>
            <button class="button large">{t!(sign_in.send_code)}</button>
        </form>
    }
}

#[component]
fn NeedsJavaScript() -> impl IntoView {
    view! {
        <noscript>
            <p class="notice">{t!(sign_in.needs_javascript)}</p>
        </noscript>
    }
}
