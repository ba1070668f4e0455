//! The area of a page for errors and status messages. Screen readers announce what appears in it,
//! and earlier messages can be read again.
//!
//! The server renders it and its texts; islands replace its content.

use leptos::prelude::*;
use web_sys::{Document, Element};

use super::browser::set;
use crate::{error::ErrorPayload, i18n::t};

const ERROR_ID: &str = "error-message";
pub const STATUS_ID: &str = "status-message";
const ANNOUNCEMENT_ID: &str = "announcement";
const EARLIER_ID: &str = "earlier-messages";
const COUNT_ID: &str = "earlier-count";
const SIGN_IN_ID: &str = "sign-in-link";

/// The messages that the page starts with. A status may have buttons; its text is in a paragraph.
/// A message takes the focus, so that it is in view on a long page.
#[component]
pub fn Messages(
    #[prop(optional_no_strip)] error: Option<String>,
    #[prop(optional_no_strip)] status: Option<AnyView>,
) -> impl IntoView {
    let has_error = error.is_some();
    let has_status = status.is_some() && !has_error;
    view! {
        <div class="messages">
            <div id=ERROR_ID role="alert" class="notice" tabindex="-1" autofocus=has_error>
                {error.map(|error| view! { <p>{error}</p> })}
            </div>
            <a id=SIGN_IN_ID href="/login" hidden>
                {t!(ui.sign_in)}
            </a>
            <div id=STATUS_ID role="status" class="status" tabindex="-1" autofocus=has_status>
                {status}
            </div>
            <details id=EARLIER_ID class="earlier" hidden>
                <summary>{t!(ui.messages.earlier)} " (" <span id=COUNT_ID>"0"</span> ")"</summary>
                <ul></ul>
            </details>
        </div>
        <span id=ANNOUNCEMENT_ID aria-live="polite" class="sr-only"></span>
    }
}

/// Shows an error in place of the one before, or none.
pub fn show_error(error: Option<ErrorPayload>) {
    let signed_out = error.as_ref().is_some_and(|error| error.error == "signed_out");
    if let Some(link) = document().get_element_by_id(SIGN_IN_ID) {
        set(&link, "hidden", &(!signed_out).into());
    }
    let paragraph = error.and_then(|error| {
        let paragraph = document().create_element("p").ok()?;
        paragraph.set_text_content(Some(&error.message));
        Some(paragraph.outer_html())
    });
    replace(ERROR_ID, &paragraph.unwrap_or_default());
}

/// Shows the messages of another page. Without a status, the one before stays, unless
/// `clear_status`.
pub fn show_messages_of(page: &Document, clear_status: bool) {
    let html = |id| {
        let message = page.get_element_by_id(id).filter(|element| text(element).is_some());
        message.map(|element| element.inner_html())
    };
    if let Some(link) = document().get_element_by_id(SIGN_IN_ID) {
        set(&link, "hidden", &true.into());
    }
    replace(ERROR_ID, &html(ERROR_ID).unwrap_or_default());
    match html(STATUS_ID) {
        Some(status) => replace(STATUS_ID, &status),
        None if clear_status => replace(STATUS_ID, ""),
        None => {}
    }
}

/// Announces a text to screen readers that sighted users see elsewhere on the page.
pub fn announce(text: &str) {
    if let Some(element) = document().get_element_by_id(ANNOUNCEMENT_ID) {
        element.set_text_content(Some(text));
    }
}

/// Replaces a message; the one before goes to the earlier messages.
fn replace(id: &str, html: &str) {
    let Some(message) = document().get_element_by_id(id) else { return };
    if let (Some(text), Some(earlier)) = (text(&message), document().get_element_by_id(EARLIER_ID))
    {
        let entry = document().create_element("li").ok();
        let list = earlier.query_selector("ul").ok().flatten();
        if let (Some(entry), Some(list)) = (entry, list) {
            entry.set_text_content(Some(&text));
            let _ = list.prepend_with_node_1(&entry);
            set(&earlier, "hidden", &false.into());
            if let Some(count) = document().get_element_by_id(COUNT_ID) {
                count.set_text_content(Some(&list.child_element_count().to_string()));
            }
        }
    }
    message.set_inner_html(html);
}

/// The text of a message, without its buttons.
fn text(message: &Element) -> Option<String> {
    message.query_selector("p").ok()??.text_content()
}
