//! Keyboard shortcuts. They work while a control of a row has the focus, and nowhere else (WCAG 2.2
//! §2.1.4).

use leptos::{ev::KeyboardEvent, prelude::event_target};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::focus::{closest, same_control_in, visible_sibling};

pub fn handle_key(event: &KeyboardEvent) {
    let target: Element = event_target(event);
    let has_modifier = event.ctrl_key() || event.alt_key() || event.meta_key();
    let Some(row) = closest(&target, ".row").filter(|_| !has_modifier && !event.is_composing())
    else {
        return;
    };
    let key = event.key();
    let is_editing = closest(&target, ".row-edit").is_some();
    // A select uses the arrows itself.
    let has_arrows = target.tag_name() == "SELECT";
    let is_handled = match &*key {
        "Escape" => is_editing && click(&row, ".cancel"),
        _ if is_editing => false,
        "ArrowUp" if !has_arrows => {
            focus_in(visible_sibling(&row, Element::previous_element_sibling), &target)
        }
        "ArrowDown" if !has_arrows => {
            focus_in(visible_sibling(&row, Element::next_element_sibling), &target)
        }
        "F2" => click(&row, ".edit"),
        "Delete" => click(&row, ".delete"),
        _ => false,
    };
    if is_handled {
        event.prevent_default();
    }
}

/// Moves the focus to the same control of another row.
fn focus_in(row: Option<Element>, control: &Element) -> bool {
    let control = row.and_then(|row| same_control_in(&row, control));
    control
        .and_then(|control| control.dyn_into::<HtmlElement>().ok())
        .is_some_and(|control| control.focus().is_ok())
}

fn click(row: &Element, selector: &str) -> bool {
    let button = row.query_selector(selector).ok().flatten();
    let button = button.and_then(|button| button.dyn_into::<HtmlElement>().ok());
    button.inspect(HtmlElement::click).is_some()
}
