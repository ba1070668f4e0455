//! A page that has one message and one link.

use leptos::prelude::*;
use web_sys::Document;

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

/// The message of a page that an island has fetched, if it is a message page.
#[must_use]
pub fn message_of(page: &Document) -> Option<String> {
    page.query_selector(".message-page > p").ok()??.text_content()
}
