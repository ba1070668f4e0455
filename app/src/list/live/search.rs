//! Searches while the user types: an island with an ordinary signal. Without JavaScript the same
//! form is submitted with its button.

use std::{cell::Cell, time::Duration};

use leptos::{ev::popstate, prelude::*, task::spawn_local};
use web_sys::{Document, Element};

use super::{
    focus::closest,
    morph::{has_list, show_list},
    submission::FormSubmission,
};
use crate::{
    error::ErrorPayload,
    ui::{fetch::failed, messages::show_error},
};

thread_local! {
    /// The number of the latest search of the page. Earlier ones are obsolete.
    static LATEST: Cell<u32> = const { Cell::new(0) };
    /// Whether a search has added an entry to the history. Further ones replace it.
    static HAS_ENTRY: Cell<bool> = const { Cell::new(false) };
}

/// Ignores pending searches, because the form leads to another page.
pub fn stop_search() {
    LATEST.set(LATEST.get() + 1);
}

/// How long typing pauses before a search is sent.
const DEBOUNCE: Duration = Duration::from_millis(250);

/// Its children are the label and the search field.
#[island]
pub fn SearchAsYouType(children: Children) -> impl IntoView {
    let busy = RwSignal::new(false);
    let on_input = move |field: Element| {
        stop_search();
        let number = LATEST.get();
        set_timeout(
            move || {
                if number == LATEST.get() {
                    busy.set(true);
                    spawn_local(search(field, number, busy));
                }
            },
            DEBOUNCE,
        );
    };
    view! {
        <div
            class="field"
            aria-busy=move || busy.get().then_some("true")
            on:input=move |event| on_input(event_target(&event))
        >
            {children()}
        </div>
    }
}

async fn search(field: Element, number: u32, busy: RwSignal<bool>) {
    let results = fetch_results(&field).await;
    // A newer search is on its way.
    if number != LATEST.get() {
        return;
    }
    busy.set(false);
    let error = results.map(|results| {
        let is_first = !HAS_ENTRY.replace(true);
        show_list(&results, is_first);
        if is_first {
            // Going back leads to the list before the search.
            window_event_listener(popstate, |_| drop(window().location().reload()));
        }
    });
    show_error(error.err());
}

/// The page that the form around `field` leads to.
async fn fetch_results(field: &Element) -> Result<Document, ErrorPayload> {
    let form = closest(field, "form").and_then(|form| FormSubmission::of_form(&form, None));
    let page = match form {
        Some(form) => form.send().await?.document,
        None => None,
    };
    // Without a session, the form leads to the sign-in page.
    let page = page.filter(has_list);
    page.ok_or_else(failed)
}
