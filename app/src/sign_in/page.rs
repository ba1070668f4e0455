//! The pages `/signup` and `/login`.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::{sign_in_form::SignInForm, sign_up_form::SignUpForm};
use crate::{domain::next::Next, ui::icon::Logo};

/// An address, one press, an account.
#[component]
pub fn SignUpPage() -> impl IntoView {
    view! {
        <Title text="Create your account" />
        <section class="door card">
            <Logo />
            <h1>"Create your account"</h1>
            <p class="muted">"Your device makes a passkey and keeps it. There is no password to forget."</p>
            <SignUpForm />
            <NeedsJavaScript />
            <p class="aside">"You have an account? " <a href="/login">"Sign in"</a></p>
        </section>
    }
}

/// A press, or a pick from the suggestions of the field.
#[component]
pub fn SignInPage() -> impl IntoView {
    provide_context(Next::parse(use_query_map().read_untracked().get_str("next")));
    view! {
        <Title text="Sign in" />
        <section class="door card">
            <Logo />
            <h1>"Sign in"</h1>
            <p class="muted">"Use the passkey on this device, on your phone, or on a security key."</p>
            <SignInForm />
            <NeedsJavaScript />
            <p class="aside">"New here? " <a href="/signup">"Create an account"</a></p>
        </section>
    }
}

#[component]
fn NeedsJavaScript() -> impl IntoView {
    view! {
        <noscript>
            <p class="notice">
                "Passkeys need JavaScript, on this page only. Switch it on to go on; everything behind this door works without."
            </p>
        </noscript>
    }
}
