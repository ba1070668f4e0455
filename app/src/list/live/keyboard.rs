//! Keys that lead through the list. They work where a row has the focus, and nowhere else (WCAG 2.2 §2.1.4).

use leptos::{
    ev::KeyboardEvent,
    prelude::{document, event_target},
};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

pub fn pressed(event: &KeyboardEvent) {
    let target: Element = event_target(event);
    let Some(row) = closest(&target, ".task").filter(|_| !event.ctrl_key() && !event.alt_key() && !event.meta_key())
    else {
        return;
    };
    let key = event.key();
    let handled = if closest(&target, ".edit").is_some() {
        key == "Escape" && click(&row, ".cancel")
    } else {
        match &*key {
            "ArrowUp" => go(&target, visible(&row, Element::previous_element_sibling)),
            "ArrowDown" => go(&target, visible(&row, Element::next_element_sibling)),
            "F2" => click(&row, ".rename"),
            "Delete" => click(&row, ".delete"),
            _ => false,
        }
    };
    if handled {
        event.prevent_default();
    }
}

/// What the focus may go on to when this element is gone: the same in the next row, else in the one before.
pub fn neighbour(of: &Element) -> Option<String> {
    let row = closest(of, ".task")?;
    let other =
        visible(&row, Element::next_element_sibling).or_else(|| visible(&row, Element::previous_element_sibling));
    Some(same_in(&other?, of))
}

fn go(from: &Element, to: Option<Element>) -> bool {
    let element = to.and_then(|row| document().get_element_by_id(&same_in(&row, from)));
    element.and_then(|element| element.dyn_into::<HtmlElement>().ok()).is_some_and(|element| element.focus().is_ok())
}

/// The id in another row: `check-7` becomes `check-8`.
fn same_in(row: &Element, element: &Element) -> String {
    let (id, row) = (element.id(), row.id());
    let kind = id.split('-').next().unwrap_or_default();
    row.replacen("task", kind, 1)
}

fn visible(row: &Element, step: fn(&Element) -> Option<Element>) -> Option<Element> {
    let mut next = step(row)?;
    while next.has_attribute("hidden") {
        next = step(&next)?;
    }
    Some(next)
}

fn click(row: &Element, what: &str) -> bool {
    let button = row.query_selector(what).ok().flatten().and_then(|button| button.dyn_into::<HtmlElement>().ok());
    button.inspect(HtmlElement::click).is_some()
}

fn closest(element: &Element, what: &str) -> Option<Element> {
    element.closest(what).ok().flatten()
}
