//! The island around a list.

use leptos::{
    ev::{MouseEvent, SubmitEvent},
    prelude::*,
};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlSelectElement};

use super::{keyboard::handle_key, queue::submit, search::stop_search, submission::FormSubmission};
use crate::{list::element_ids::CONTAINER, ui::hydration::on_hydration};

/// Selects with this attribute submit their form when another option is chosen.
const AUTO_SUBMIT: &str = "select[data-auto-submit]";

/// Its children are the page, rendered by the server. With `data-live` the style sheet shows
/// what works with JavaScript only, and hides the buttons that are only needed without it.
#[island]
pub fn LiveList(children: Children) -> impl IntoView {
    on_hydration(|| {
        if let Some(container) = document().get_element_by_id(CONTAINER) {
            let _ = container.set_attribute("data-live", "");
            submit_early_choices(&container);
        }
    });
    view! {
        <div
            on:submit=|event| handle_submit(&event)
            on:click=|event| handle_click(&event)
            on:change=|event| handle_change(&event_target(&event))
            on:keydown=|event| handle_key(&event)
        >
            {children()}
        </div>
    }
}

fn handle_submit(event: &SubmitEvent) {
    let form: Element = event_target(event);
    // The search form leads to another URL.
    if form.has_attribute("role") {
        stop_search();
        return;
    }
    event.prevent_default();
    if let Some(submission) = FormSubmission::of_form(&form, event.submitter()) {
        submit(submission);
    }
}

/// A click on "Cancel" closes the row, unless it opens the link elsewhere.
fn handle_click(event: &MouseEvent) {
    let link = event_target::<Element>(event).closest(".cancel").ok().flatten();
    let opens_elsewhere = event.ctrl_key() || event.meta_key() || event.shift_key();
    if let Some(link) = link.filter(|_| !opens_elsewhere) {
        event.prevent_default();
        submit(FormSubmission::of_cancel_link(&link));
    }
}

fn handle_change(target: &Element) {
    let select = target.matches(AUTO_SUBMIT).unwrap_or(false);
    let form = target.closest("form").ok().flatten().filter(|_| select);
    if let Some(submission) = form.and_then(|form| FormSubmission::of_form(&form, None)) {
        submit(submission);
    }
}

/// An option may have been chosen before this code was loaded.
fn submit_early_choices(container: &Element) {
    let Ok(selects) = container.query_selector_all(AUTO_SUBMIT) else { return };
    for index in 0..selects.length() {
        let select = selects.get(index).and_then(|node| node.dyn_into::<HtmlSelectElement>().ok());
        let Some(select) = select else { continue };
        let saved = select.query_selector("option[selected]").ok().flatten();
        let saved = saved.and_then(|option| option.get_attribute("value"));
        if saved.is_some_and(|saved| saved != select.value()) {
            handle_change(&select);
        }
    }
}
