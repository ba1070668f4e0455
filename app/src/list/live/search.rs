//! Searches while the user types: an island with ordinary signals. Without JavaScript the same form
//! is submitted with its button.

use std::{cell::Cell, time::Duration};

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};
use web_sys::{Document, Element, HtmlInputElement};

use super::{focus::closest, morph::show_list, submission::FormSubmission};
use crate::{
    error::ErrorPayload,
    ui::{fetch::failed, messages::show_error},
};

thread_local! {
    /// Whether the form was submitted: the next page shows the results.
    static SUBMITTED: Cell<bool> = const { Cell::new(false) };
}

/// Ignores pending results, because the form leads to another page.
pub fn stop_search() {
    SUBMITTED.set(true);
}

/// How long typing pauses before a search is sent.
const DEBOUNCE: Duration = Duration::from_millis(250);

/// Its children are the label and the search field.
#[island]
pub fn SearchAsYouType(children: Children) -> impl IntoView {
    let (text, set_text) = signal(None::<String>);
    let (busy, set_busy) = signal(false);
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let field = NodeRef::<leptos::html::Div>::new();
    // The first search adds an entry to the history, further ones replace it.
    let has_entry = StoredValue::new(false);
    Effect::new(move || {
        let _ = window_event_listener(leptos::ev::popstate, move |_| {
            if has_entry.get_value() {
                let _ = window().location().reload();
            }
        });
    });

    let search = move || {
        let Some(field) = field.get_untracked() else { return };
        let searched = text.get_untracked();
        set_busy.set(true);
        spawn_local(async move {
            let results = fetch_results(&field).await;
            // If the text has changed meanwhile, a newer search is pending.
            if text.get_untracked() == searched && !SUBMITTED.get() {
                set_busy.set(false);
                let is_first = !has_entry.get_value();
                has_entry.set_value(true);
                show_error(results.map(|results| show_list(&results, is_first)).err());
            }
        });
    };
    Effect::new(move || {
        if text.get().is_some() {
            let started = set_timeout_with_handle(search, DEBOUNCE).ok();
            let earlier = timer.try_update_value(|timer| std::mem::replace(timer, started));
            if let Some(earlier) = earlier.flatten() {
                earlier.clear();
            }
        }
    });
    view! {
        <div
            class="field"
            node_ref=field
            aria-busy=move || busy.get().then_some("true")
            on:input=move |event| {
                set_text.set(Some(event_target::<HtmlInputElement>(&event).value()));
            }
        >
            {children()}
        </div>
    }
}

/// The page that the form around `field` leads to.
async fn fetch_results(field: &Element) -> Result<Document, ErrorPayload> {
    let form = closest(field, "form").and_then(|form| FormSubmission::of_form(&form, None));
    let page = match form {
        Some(form) => form.send().await?.document,
        None => None,
    };
    page.ok_or_else(failed)
}
