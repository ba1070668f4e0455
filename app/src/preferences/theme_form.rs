//! The theme in the head of the document, and the forms that choose another one.

use leptos::{html, prelude::*};

use super::theme::Theme;
use crate::i18n::t;

/// `--color-page` in `style/tailwind.css`.
const LIGHT: &str = "#fafafb";
const DARK: &str = "#0c0d12";

/// The content of `<meta name="color-scheme">`.
#[must_use]
pub fn color_scheme(theme: Theme) -> &'static str {
    match theme {
        Theme::System => "light dark",
        Theme::Light | Theme::Dark => theme.name(),
    }
}

/// The colour of the browser's own bars.
pub fn theme_colors(theme: Theme) -> impl IntoView {
    let light = (theme != Theme::Dark).then(|| theme_color(theme, "(prefers-color-scheme: light)", LIGHT));
    let dark = (theme != Theme::Light).then(|| theme_color(theme, "(prefers-color-scheme: dark)", DARK));
    (light, dark)
}

/// `media` says when, where that is up to the device.
fn theme_color(theme: Theme, media: &'static str, color: &'static str) -> impl IntoView {
    let media = (theme == Theme::System).then_some(media);
    html::meta().name("theme-color").attr("media", media).content(color)
}

/// A part of a page: pick one, then save.
#[component]
pub fn ThemeForm() -> impl IntoView {
    let chosen = chosen();
    let choices = Theme::ALL.map(|theme| {
        view! {
            <label>
                <input type="radio" name="theme" value=theme.name() checked=theme == chosen />
                {label(theme)}
            </label>
        }
    });
    view! {
        <form class="field-and-button" method="post" action="/api/theme/choose">
            <fieldset class="option-group" role="radiogroup" aria-labelledby="theme">
                <legend id="theme">{t!(theme.label)}</legend>
                {choices.collect_view()}
            </fieldset>
            <button class="button">{t!(theme.save)}</button>
        </form>
    }
}

/// One press each.
#[component]
pub fn ThemeButtons() -> impl IntoView {
    let chosen = chosen();
    let buttons = Theme::ALL.map(|theme| {
        let pressed = if theme == chosen { "true" } else { "false" };
        view! {
            <button class="button quiet" name="theme" value=theme.name() aria-pressed=pressed>
                {label(theme)}
            </button>
        }
    });
    view! {
        <form method="post" action="/api/theme/choose">
            <fieldset class="option-group">
                <legend class="sr-only">{t!(theme.label)}</legend>
                {buttons.collect_view()}
            </fieldset>
        </form>
    }
}

/// What this browser has chosen: the server knows it before it renders anything.
fn chosen() -> Theme {
    use_context::<Theme>().unwrap_or_default()
}

/// As people know it.
fn label(theme: Theme) -> &'static str {
    match theme {
        Theme::System => t!(theme.system),
        Theme::Light => t!(theme.light),
        Theme::Dark => t!(theme.dark),
    }
}
