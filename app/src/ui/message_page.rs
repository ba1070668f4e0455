//! A page that has one message and one link.

use leptos::prelude::*;

#[component]
pub fn MessagePage(
    title: &'static str,
    #[prop(into)] text: String,
    href: &'static str,
    link: &'static str,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <section class="message-page">
            <h1>{title}</h1>
            <p>{text}</p>
            <a class="button primary" href=href>
                {link}
            </a>
            {children.map(|children| children())}
        </section>
    }
}
