//! The submission of one form to the server.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};

use super::{
    focus::{closest, first_field_of_add_form},
    morph::current_list_url,
};
use crate::{
    error::ErrorPayload,
    list::element_ids::ADD_FORM,
    ui::{
        browser::{call, construct},
        fetch::{FetchedPage, fetch_page, submit_form},
        form::RETURN_TO,
        messages::STATUS_ID,
    },
};

/// A submitted form, or a link that closes one.
pub struct FormSubmission {
    url: String,
    /// `URLSearchParams`; `None` for a GET.
    body: Option<JsValue>,
    pub button: Option<Element>,
    /// The id of the row, or of the form. Each has at most one submission in flight.
    pub target: String,
    /// Whether the target is replaced by that of the next page, whatever was typed into it.
    pub replaces_target: bool,
    /// A CSS selector of what gets the focus afterwards.
    pub focus: Option<String>,
    /// Whether the current status message is removed.
    pub clears_status: bool,
    /// The attribute of the container with the announcement for screen readers after success.
    /// `None` for a deletion, which shows the undo notice.
    pub announcement: Option<&'static str>,
}

impl FormSubmission {
    pub fn of_form(form: &Element, button: Option<HtmlElement>) -> Option<Self> {
        let button: Option<Element> = button.map(JsCast::unchecked_into);
        let of_button = |name: &str| button.as_ref()?.get_attribute(name);
        let mut url = of_button("formaction").or_else(|| form.get_attribute("action"))?;
        let submitter = button.as_ref().map_or(JsValue::NULL, JsValue::from);
        let data = construct("FormData", &[form, &submitter]).ok()?;
        let fields = construct("URLSearchParams", &[&data]).ok()?;
        let is_get = form.get_attribute("method").as_deref() == Some("get");
        if is_get {
            url = format!("{url}?{}", call(&fields, "toString", &[]).ok()?.as_string()?);
        } else if let Some(here) = current_list_url() {
            // The page's own URL may have changed since the server rendered the form.
            call(&fields, "set", &[&RETURN_TO.into(), &here.into()]).ok()?;
        }
        let class = form.class_name();
        let row = closest(button.as_ref().unwrap_or(form), ".row");
        // `form.id` would be the field called "id", if the form has one (HTML, "named properties").
        let form_id = || form.get_attribute("id").unwrap_or_else(|| class.clone());
        let target = row.map_or_else(form_id, |row| row.id());
        let focus = match &*class {
            "add-form" => Some(first_field_of_add_form()),
            "row-edit" => Some(format!("#{target} .edit")),
            "clear" => Some(format!("#{STATUS_ID}")),
            "undo" => {
                let id = call(&fields, "get", &[&"id".into()]).ok()?.as_string()?;
                Some(format!("#row-{id} .delete"))
            }
            _ => None,
        };
        let is_check = button.as_ref().is_some_and(|button| button.class_list().contains("check"));
        let announcement = match &*class {
            "add-form" => Some("data-added"),
            "row-edit" | "row-form" => Some("data-saved"),
            _ => is_check.then_some("data-saved"),
        };
        Some(Self {
            url,
            body: (!is_get).then_some(fields),
            replaces_target: is_get || target == ADD_FORM || class == "row-edit",
            target,
            focus,
            clears_status: class == "undo",
            announcement,
            button,
        })
    }

    /// The link that closes the form in a row.
    pub fn of_cancel_link(link: &Element) -> Self {
        let row = closest(link, ".row").map(|row| row.id()).unwrap_or_default();
        Self {
            url: link.get_attribute("href").unwrap_or_default(),
            body: None,
            button: None,
            focus: Some(format!("#{row} .edit")),
            target: row,
            replaces_target: true,
            clears_status: false,
            announcement: None,
        }
    }

    pub async fn send(&self) -> Result<FetchedPage, ErrorPayload> {
        match &self.body {
            Some(body) => submit_form(&self.url, body).await,
            None => fetch_page(&self.url).await,
        }
    }

    pub fn is_of_button(&self, class: &str) -> bool {
        self.button.as_ref().is_some_and(|button| button.class_list().contains(class))
    }

    pub fn set_busy(&self, busy: bool) {
        if let Some(button) = &self.button {
            let _ = if busy {
                button.set_attribute("aria-busy", "true")
            } else {
                button.remove_attribute("aria-busy")
            };
        }
    }
}
