//! Pages that say what went wrong, with a way out.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_meta::Title;

use super::page_meta::PageMeta;
use crate::{
    error::AppError,
    i18n::{locale, t},
};

/// What the log calls the request that the page answers.
#[derive(Clone)]
pub struct RequestId(pub Arc<str>);

/// Instead of a page that can't be shown.
#[component]
pub fn ErrorPage(error: AppError) -> impl IntoView {
    let (href, way_out) =
        if error == AppError::SignedOut { ("/login", t!(ui.sign_in)) } else { ("/", t!(ui.error_page.home_link)) };
    let title = t!(ui.error_page.title);
    view! {
        <Title text=title />
        <Dead title text=error.to_string() href way_out>
            {use_context::<RequestId>()
                .map(|RequestId(id)| view! { <p>{leptos_i18n::td!(locale(), ui.error_page.request_id, id = id.to_string(), <code> = <code />)}</p> })}
        </Dead>
    }
}

/// For a path that is none of ours.
#[component]
pub fn NotFound() -> impl IntoView {
    let (title, text) = (t!(ui.error_page.not_found_title), t!(ui.error_page.not_found_text));
    view! {
        <PageMeta title text />
        <Dead title text=text.to_owned() href="/" way_out=t!(ui.error_page.home_link) />
    }
}

#[component]
fn Dead(
    title: &'static str,
    text: String,
    href: &'static str,
    way_out: &'static str,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <section class="message-page">
            <h1>{title}</h1>
            <p>{text}</p>
            <a class="button primary" href=href>
                {way_out}
            </a>
            {children.map(|children| children())}
        </section>
    }
}
