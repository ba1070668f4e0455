//! The HTML document around a page.

use leptos::prelude::*;
use leptos_meta::{MetaTags, Title, provide_meta_context};

use crate::{
    i18n::locale,
    preferences::{
        theme::{Theme, theme_metadata},
        time_zone::TimeZoneScript,
    },
    ui::{bundle::Bundle, page_meta::SitePreview},
};

#[component]
pub fn Document(bundle: Bundle, children: Children) -> impl IntoView {
    provide_meta_context();
    let theme = Theme::current();
    let title = |title: String| match &*title {
        "" => brand::NAME.to_owned(),
        title => format!("{title} · {}", brand::NAME),
    };
    view! {
        <!DOCTYPE html>
        <html lang=locale().code() data-theme=theme.name()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                {theme_metadata(theme)}
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
                <link rel="manifest" href="/manifest.webmanifest" />
                {bundle.render()}
                <TimeZoneScript />
                <SitePreview />
                <MetaTags />
            </head>
            <body>
                <Title formatter=title />
                {children()}
            </body>
        </html>
    }
}
