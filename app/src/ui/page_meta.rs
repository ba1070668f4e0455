//! What a page says of itself where it isn't open: in tabs, in search results, in previews of links to it.

use std::{borrow::Cow, sync::Arc};

use leptos::{html, prelude::*};
use leptos_meta::{Meta, Title};

use crate::i18n::t;

/// Where people open the site, such as `https://app.example.org`: previews need whole addresses.
#[derive(Clone)]
pub struct Origin(pub Arc<str>);

/// A page's own part. `title` is empty for the page that is the site itself.
#[component]
pub fn PageMeta(title: &'static str, text: &'static str) -> impl IntoView {
    view! {
        <Title text=title />
        <Meta name="description" content=text />
        <Meta property="og:title" content=if title.is_empty() { "Latchkey" } else { title } />
        <Meta property="og:description" content=text />
    }
}

/// What is the same on all pages (<https://ogp.me>), for the head of the document.
#[component]
pub fn Preview() -> impl IntoView {
    let image = use_context::<Origin>().map(|Origin(origin)| format!("{origin}/social.png"));
    (
        property("og:site_name", "Latchkey".into()),
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
