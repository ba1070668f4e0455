//! The pages `/signup` and `/login`.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{sign_in_form::SignInForm, sign_up_form::SignUpForm};
use crate::{
    domain::{email::Email, next::Next},
    error::Refusal,
    ui::{about::About, door::Door},
};

/// An address, one press, an account.
#[component]
pub fn SignUpPage() -> impl IntoView {
    view! {
        <About title="Create your account" text="An email address and one press: your device makes a passkey, and you are in." />
        <Door title="Create your account">
            <p class="muted">"Your device makes a passkey and keeps it. There is no password to forget."</p>
            <SignUpForm />
            <NeedsJavaScript />
            <p class="aside">"You have an account? " <a href="/login">"Sign in"</a></p>
        </Door>
    }
}

/// A press, or a pick from the suggestions of the field.
#[component]
pub fn SignInPage() -> impl IntoView {
    let next = Next::parse(use_query_map().read_untracked().get_str("next")).into_string();
    view! {
        <About title="Sign in" text="Sign in to Latchkey with a passkey, or with a code by email." />
        <Door title="Sign in">
            <p class="muted">"Use the passkey on this device, on your phone, or on a security key."</p>
            <SignInForm />
            <p class="or">"or"</p>
            <AsksForCode next />
            <NeedsJavaScript />
            <p class="aside">
                "New here? " <a href="/signup">"Create an account"</a> ". Locked out? "
                <a href="/login/recovery">"Use a recovery code"</a>
            </p>
        </Door>
    }
}

/// The address of who wants a code; its field offers passkeys too.
#[component]
fn AsksForCode(next: String) -> impl IntoView {
    let refusal = Refusal::of("sign-in/send-code");
    let typed = refusal.as_ref().map(|refusal| refusal.typed("email").to_owned());
    let invalid = refusal.is_some().then_some("true");
    view! {
        <form class="stack" method="post" action="/api/sign-in/send-code">
            <input type="hidden" id="next" name="next" value=next />
            <label for="email">"Email"</label>
            <input
                id="email"
                type="email"
                name="email"
                autocomplete="username webauthn"
                inputmode="email"
                maxlength=Email::MAX
                required
                placeholder="you@example.org"
                value=typed
                aria-invalid=invalid
                aria-describedby="email-problem"
            />
            <p id="email-problem" class="problem">
                {refusal.map(|refusal| refusal.error.to_string())}
            </p>
            <button class="button large">"Email me a code"</button>
        </form>
    }
}

#[component]
fn NeedsJavaScript() -> impl IntoView {
    view! {
        <noscript>
            <p class="notice">
                "Passkeys need JavaScript, on this page only. A code by email works without, and so does everything behind this door."
            </p>
        </noscript>
    }
}
