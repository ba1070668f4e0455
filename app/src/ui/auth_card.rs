//! The card on the pages where people come in, or show that it is them.

use leptos::prelude::*;

use super::icon::Logo;

/// See the module.
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
