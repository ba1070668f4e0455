//! The button that prints the page. Hidden without JavaScript.

use leptos::prelude::*;

use crate::{
    i18n::t,
    ui::{
        browser::{call, window},
        hydration::hydrated,
    },
};

#[island]
pub fn PrintButton() -> impl IntoView {
    let hydrated = hydrated();
    let on_click = move |_| drop(call(&window(), "print", &[]));
    view! {
        <button type="button" class="button" hidden=move || !hydrated.get() on:click=on_click>
            {t!(account.recovery.codes.print)}
        </button>
    }
}
