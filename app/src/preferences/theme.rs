//! Light and dark theme: the choice of the browser, the document's metadata and the forms.

use brand::Color;
use leptos::{html, prelude::*};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{i18n::t, ui::form::PostForm};

/// The colour scheme of pages. Cookies, forms and the style sheet use its name in lower case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum Theme {
    /// The colour scheme of the device.
    #[default]
    System,
    Light,
    Dark,
}

impl Theme {
    /// The theme of the current request.
    #[must_use]
    pub fn current() -> Self {
        use_context().unwrap_or_default()
    }

    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }

    fn label(self) -> &'static str {
        match self {
            Self::System => t!(theme.system),
            Self::Light => t!(theme.light),
            Self::Dark => t!(theme.dark),
        }
    }
}

/// The metadata of the document: `color-scheme` and `theme-color`, the colour of the browser's
/// toolbar.
pub fn theme_metadata(theme: Theme) -> impl IntoView {
    let Color { light, dark } = brand::PAGE;
    let (scheme, light, dark) = match theme {
        Theme::System => (
            "light dark",
            Some((Some("(prefers-color-scheme: light)"), light)),
            Some((Some("(prefers-color-scheme: dark)"), dark)),
        ),
        Theme::Light => ("light", Some((None, light)), None),
        Theme::Dark => ("dark", None, Some((None, dark))),
    };
    let meta = |(media, color): (Option<&'static str>, &'static str)| {
        html::meta().name("theme-color").attr("media", media).content(color)
    };
    (html::meta().name("color-scheme").content(scheme), light.map(meta), dark.map(meta))
}

/// Radio buttons and a button that saves the choice.
#[component]
pub fn ThemeForm() -> impl IntoView {
    let current = Theme::current();
    let options = Theme::VARIANTS.iter().map(move |theme| {
        view! {
            <label>
                <input type="radio" name="theme" value=theme.name() checked=*theme == current />
                {theme.label()}
            </label>
        }
    });
    view! {
        <PostForm class="field-and-button" action="/api/preferences/theme">
            <fieldset class="option-group" role="radiogroup" aria-labelledby="theme">
                <legend id="theme">{t!(theme.label)}</legend>
                {options.collect_view()}
            </fieldset>
            <button class="button">{t!(theme.save)}</button>
        </PostForm>
    }
}

/// A button per theme.
#[component]
pub fn ThemeButtons() -> impl IntoView {
    let current = Theme::current();
    let buttons = Theme::VARIANTS.iter().map(move |theme| {
        let pressed = if *theme == current { "true" } else { "false" };
        view! {
            <button class="button quiet" name="theme" value=theme.name() aria-pressed=pressed>
                {theme.label()}
            </button>
        }
    });
    view! {
        <PostForm action="/api/preferences/theme">
            <fieldset class="option-group">
                <legend class="sr-only">{t!(theme.label)}</legend>
                {buttons.collect_view()}
            </fieldset>
        </PostForm>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_theme_is_parsed_from_its_exact_name() {
        for theme in Theme::VARIANTS {
            assert_eq!(theme.name().parse(), Ok(*theme));
        }
        for name in ["", "Dark", " dark", "sepia", "dark\""] {
            assert!(name.parse::<Theme>().is_err(), "{name:?}");
        }
    }
}
