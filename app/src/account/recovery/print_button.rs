//! The button that prints the page. Browsers can do that by themselves; without JavaScript it isn't there.

use leptos::prelude::*;

use crate::{
    i18n::t,
    ui::browser::{call, window},
};

#[island]
pub fn PrintButton() -> impl IntoView {
    let ready = RwSignal::new(false);
    Effect::new(move || ready.set(true));
    let print = move |_| drop(call(&window(), "print", &[]));
    view! {
        <button type="button" class="button" hidden=move || !ready.get() on:click=print>
            {t!(account.recovery.codes.print)}
        </button>
    }
}
