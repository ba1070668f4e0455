//! The HTML document around a page.

use leptos::prelude::*;
use leptos_meta::{MetaTags, Title, provide_meta_context};

use crate::{i18n::locale, preferences::theme::Theme};
use crate::{
    preferences::{
        theme_form::{color_scheme, theme_colors},
        time_zone_script::Clock,
    },
    ui::{bundle::Bundle, page_meta::Preview},
};

/// See the module.
#[component]
pub fn Document(bundle: Bundle, children: Children) -> impl IntoView {
    provide_meta_context();
    let theme = use_context::<Theme>().unwrap_or_default();
    view! {
        <!DOCTYPE html>
        <html lang=locale().name() data-theme=theme.name()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content=color_scheme(theme) />
                {theme_colors(theme)}
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
                <link rel="manifest" href="/manifest.webmanifest" />
                {bundle.for_this_page()}
                <Clock />
                <Preview />
                <MetaTags />
            </head>
            <body>
                <Title formatter=|title: String| if title.is_empty() { "Latchkey".into() } else { format!("{title} · Latchkey") } />
                {children()}
            </body>
        </html>
    }
}
