//! Pages that are shown instead of the requested one.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_i18n::td;
use leptos_meta::Title;

use super::{message_page::MessagePage, page_meta::PageMeta};
use crate::{
    error::AppError,
    i18n::{locale, t},
};

/// The id of the request in the log.
#[derive(Clone)]
pub struct RequestId(pub Arc<str>);

/// The page for an error, with the id of the request for support.
#[component]
pub fn ErrorPage(error: AppError) -> impl IntoView {
    let (href, link) = match error {
        AppError::SignedOut => ("/login", t!(ui.sign_in)),
        _ => ("/", t!(ui.error_page.home_link)),
    };
    let title = t!(ui.error_page.title);
    let request_id = use_context::<RequestId>().map(|RequestId(id)| {
        let id = id.to_string();
        view! { <p>{td!(locale(), ui.error_page.request_id, id, <code> = <code />)}</p> }
    });
    view! {
        <Title text=title />
        <MessagePage title text=error.to_string() href link>
            {request_id}
        </MessagePage>
    }
}

/// The page for an unknown path.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    let (title, text) = (t!(ui.error_page.not_found_title), t!(ui.error_page.not_found_text));
    view! {
        <PageMeta title description=text />
        <MessagePage title text href="/" link=t!(ui.error_page.home_link) />
    }
}
