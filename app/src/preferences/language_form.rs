//! The forms that choose another language. Each is written in itself.

use leptos::prelude::*;

use crate::i18n::{Locale, locale, t};

/// A part of the account page: pick one, then save. `chosen` is the account's, if there is one.
#[component]
pub fn LanguageForm(chosen: Option<String>) -> impl IntoView {
    let choices = Locale::all().iter().map(|locale| {
        let name = locale.name();
        view! {
            <option value=name lang=name selected=chosen.as_deref() == Some(name)>
                {locale.own_name()}
            </option>
        }
    });
    view! {
        <form class="field-and-button" method="post" action="/api/account/language">
            <label for="language">{t!(language.label)}</label>
            <select id="language" name="language" autocomplete="off">
                <option value="">{t!(language.browser_default)}</option>
                {choices.collect_view()}
            </select>
            <button class="button">{t!(language.save)}</button>
        </form>
    }
}

/// One press each.
#[component]
pub fn LanguageButtons() -> impl IntoView {
    let spoken = locale();
    let buttons = Locale::all().iter().map(|locale| {
        let name = locale.name();
        let pressed = if *locale == spoken { "true" } else { "false" };
        view! {
            <button class="button quiet" name="language" value=name lang=name aria-pressed=pressed>
                {locale.own_name()}
            </button>
        }
    });
    view! {
        <form method="post" action="/api/language/choose">
            <fieldset class="option-group">
                <legend class="sr-only">{t!(language.label)}</legend>
                {buttons.collect_view()}
            </fieldset>
        </form>
    }
}
