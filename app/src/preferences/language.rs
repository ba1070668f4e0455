//! The language of pages: how it is negotiated, and the forms that choose it.

use leptos::prelude::*;

use crate::{
    i18n::{Locale, locale, t},
    ui::form::PostForm,
};

/// The language of a response: that of the account, else that of the browser's cookie, else the
/// best match for `Accept-Language`.
#[must_use]
pub fn negotiate(
    account: Option<&str>,
    cookie: Option<Locale>,
    accept_language: Option<&str>,
) -> Locale {
    account
        .and_then(Locale::from_code)
        .or(cookie)
        .or_else(|| Locale::from_accept_language(accept_language?))
        .unwrap_or_default()
}

/// The language of the account: a select and a button that saves the choice. `chosen` is the
/// current one.
#[component]
pub fn LanguageForm(chosen: Option<String>) -> impl IntoView {
    let options = Locale::all().iter().map(move |locale| {
        let code = locale.code();
        view! {
            <option value=code lang=code selected=chosen.as_deref() == Some(code)>
                {locale.own_name()}
            </option>
        }
    });
    view! {
        <PostForm class="field-and-button" action="/api/profile/set-language">
            <label for="language">{t!(language.label)}</label>
            <select id="language" name="language" autocomplete="off">
                <option value="">{t!(language.browser_default)}</option>
                {options.collect_view()}
            </select>
            <button class="button">{t!(language.save)}</button>
        </PostForm>
    }
}

/// The language of the browser: a button per language.
#[component]
pub fn LanguageButtons() -> impl IntoView {
    let current = locale();
    let buttons = Locale::all().iter().map(move |locale| {
        let code = locale.code();
        let pressed = if *locale == current { "true" } else { "false" };
        view! {
            <button class="button quiet" name="language" value=code lang=code aria-pressed=pressed>
                {locale.own_name()}
            </button>
        }
    });
    view! {
        <PostForm action="/api/preferences/language">
            <fieldset class="option-group">
                <legend class="sr-only">{t!(language.label)}</legend>
                {buttons.collect_view()}
            </fieldset>
        </PostForm>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_account_takes_precedence_over_the_cookie_and_the_cookie_over_the_browser() {
        for (account, cookie, accept_language, expected) in [
            (Some("de"), Some(Locale::en), Some("en"), Locale::de),
            (Some("xx"), Some(Locale::de), Some("en"), Locale::de),
            (None, Some(Locale::de), Some("en"), Locale::de),
            (None, None, Some("de"), Locale::de),
            (None, None, Some("fr"), Locale::en),
            (None, None, None, Locale::en),
        ] {
            let negotiated = negotiate(account, cookie, accept_language);
            assert_eq!(negotiated, expected, "{account:?} {cookie:?} {accept_language:?}");
        }
    }
}
