//! The card of the pages for sign-up, sign-in and verification.

use leptos::prelude::*;

use super::icon::Logo;

#[component]
pub fn AuthCard(title: &'static str, children: Children) -> impl IntoView {
    view! {
        <section class="auth-card card">
            <Logo />
            <h1>{title}</h1>
            {children()}
        </section>
    }
}
