//! Where the focus is after the page has changed.

use leptos::prelude::document;
use web_sys::Element;

use crate::{list::element_ids::ADD_FORM, ui::browser::focus};

/// CSS selectors of the focused element and of the alternatives if it is gone, in order.
pub struct SavedFocus(Vec<String>);

impl SavedFocus {
    pub fn save() -> Self {
        let mut selectors = Vec::new();
        if let Some(active) = document().active_element() {
            selectors.extend(selector_of(&active));
            selectors.extend(neighbour_of(&active));
        }
        selectors.push(first_field_of_add_form());
        Self(selectors)
    }

    /// Restores the focus after a response: to the field of `replaced` that has `autofocus`, else
    /// to what the CSS selector `next` finds.
    pub fn restore_after(self, replaced: Option<&str>, next: Option<&str>) {
        let replaced = replaced.and_then(|id| document().get_element_by_id(id));
        let field = replaced.and_then(|element| element.query_selector("[autofocus]").ok()?);
        match field.or_else(|| find(next?)) {
            Some(element) => focus(&element),
            None => self.restore(),
        }
    }

    /// If the focused element is gone, focuses the first of the saved alternatives that exists.
    pub fn restore(self) {
        let active = document().active_element();
        if active.is_none_or(|active| active.tag_name() == "BODY")
            && let Some(element) = self.0.iter().find_map(|selector| find(selector))
        {
            focus(&element);
        }
    }
}

/// The first visible field of the form that adds a row.
pub fn first_field_of_add_form() -> String {
    format!("#{ADD_FORM} :is(input:not([type=hidden]), textarea, select)")
}

/// The same control of the next row, else of the previous one.
pub fn neighbour_of(control: &Element) -> Option<String> {
    let row = closest(control, ".row")?;
    let other = visible_sibling(&row, Element::next_element_sibling)
        .or_else(|| visible_sibling(&row, Element::previous_element_sibling))?;
    Some(format!("#{} {}", other.id(), control_selector(control)))
}

pub fn same_control_in(row: &Element, control: &Element) -> Option<Element> {
    row.query_selector(&control_selector(control)).ok().flatten()
}

pub fn visible_sibling(row: &Element, step: fn(&Element) -> Option<Element>) -> Option<Element> {
    let mut sibling = step(row)?;
    while sibling.has_attribute("hidden") {
        sibling = step(&sibling)?;
    }
    Some(sibling)
}

pub fn closest(element: &Element, selector: &str) -> Option<Element> {
    element.closest(selector).ok().flatten()
}

pub fn find(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok().flatten()
}

fn selector_of(element: &Element) -> Option<String> {
    if let Some(row) = closest(element, ".row") {
        return Some(format!("#{} {}", row.id(), control_selector(element)));
    }
    Some(element.id()).filter(|id| !id.is_empty()).map(|id| format!("#{id}"))
}

/// The element within its row: rows have the same controls, with the same classes. The tag name is
/// upper case, which selectors ignore in HTML.
fn control_selector(control: &Element) -> String {
    let mut selector = control.tag_name();
    for class in control.class_name().split_ascii_whitespace() {
        selector.push('.');
        selector.push_str(class);
    }
    selector
}
