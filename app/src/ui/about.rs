//! What a page says of itself where it isn't open: in tabs, in search results, in previews of links to it.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_meta::{Meta, Title};

use crate::words::t;

/// Where people open the site, such as `https://app.example.org`: previews need whole addresses.
#[derive(Clone)]
pub struct Origin(pub Arc<str>);

/// A page's own part. `title` is empty for the page that is the site itself.
#[component]
pub fn About(title: &'static str, text: &'static str) -> impl IntoView {
    view! {
        <Title text=title />
        <Meta name="description" content=text />
        <Meta property="og:title" content=if title.is_empty() { "Latchkey" } else { title } />
        <Meta property="og:description" content=text />
    }
}

/// What is the same on all pages (<https://ogp.me>).
#[component]
pub fn Preview() -> impl IntoView {
    let image = use_context::<Origin>().map(|Origin(origin)| format!("{origin}/social.png"));
    view! {
        <Meta property="og:site_name" content="Latchkey" />
        <Meta property="og:type" content="website" />
        {image.map(|image| view! { <Meta property="og:image" content=image /> })}
        <Meta property="og:image:width" content="1200" />
        <Meta property="og:image:height" content="630" />
        <Meta property="og:image:alt" content=t!(ui.about.image) />
        <Meta name="twitter:card" content="summary_large_image" />
    }
}
