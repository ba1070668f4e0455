//! Titles, descriptions and link previews of pages.

use std::{borrow::Cow, sync::Arc};

use leptos::{html, prelude::*};
use leptos_meta::{Meta, Title};

use crate::i18n::t;

/// The public origin of the site, such as `https://app.example.org`: link previews need absolute
/// URLs.
#[derive(Clone)]
pub struct Origin(pub Arc<str>);

/// The metadata of one page. The title is empty on the home page.
#[component]
pub fn PageMeta(title: &'static str, description: &'static str) -> impl IntoView {
    view! {
        <Title text=title />
        <Meta name="description" content=description />
        <Meta property="og:title" content=if title.is_empty() { brand::NAME } else { title } />
        <Meta property="og:description" content=description />
    }
}

/// The link preview metadata that all pages share (<https://ogp.me>).
#[component]
pub fn SitePreview() -> impl IntoView {
    let image = use_context::<Origin>().map(|Origin(origin)| format!("{origin}/social.png"));
    (
        property("og:site_name", brand::NAME.into()),
        property("og:type", "website".into()),
        image.map(|image| property("og:image", image.into())),
        property("og:image:width", "1200".into()),
        property("og:image:height", "630".into()),
        property("og:image:alt", t!(ui.page_meta.image_alt).into()),
        html::meta().name("twitter:card").content("summary_large_image"),
    )
}

fn property(name: &'static str, content: Cow<'static, str>) -> impl IntoView {
    html::meta().attr("property", name).content(content)
}
