//! Shows the expected result of a submission before the server responds.

use leptos::prelude::document;
use web_sys::{Element, Node};

use super::{
    focus::{find, first_field_of_add_form, neighbour_of},
    submission::FormSubmission,
};
use crate::ui::browser::focus;

/// Applies the expected result to the row. Returns the row as it was; `None` if the result isn't
/// known before the response.
pub fn apply_optimistically(submission: &FormSubmission) -> Option<Node> {
    let row = document().get_element_by_id(&submission.target)?;
    let before = row.clone_node_with_deep(true).ok()?;
    match &submission.button {
        Some(button) if submission.is_of_button("check") => toggle(&row, button),
        Some(button) if submission.is_of_button("delete") => hide(&row, button),
        // A select shows what was chosen.
        None if !submission.replaces_target => {}
        _ => return None,
    }
    Some(before)
}

/// Puts the row back as it was.
pub fn revert(submission: &FormSubmission, before: Option<Node>) {
    if let (Some(row), Some(before)) = (document().get_element_by_id(&submission.target), before) {
        let _ = row.replace_with_with_node_1(&before);
    }
}

fn toggle(row: &Element, button: &Element) {
    let _ = row.class_list().toggle("done");
    for name in ["formaction", "aria-label"] {
        swap_attribute(button, name);
    }
}

fn hide(row: &Element, button: &Element) {
    let next = neighbour_of(button).and_then(|selector| find(&selector));
    let _ = row.set_attribute("hidden", "");
    if let Some(next) = next.or_else(|| find(&first_field_of_add_form())) {
        focus(&next);
    }
}

/// Exchanges the values of an attribute and of `data-next-…`, which holds its value after the
/// action.
fn swap_attribute(element: &Element, name: &str) {
    let next_name = format!("data-next-{name}");
    if let (Some(current), Some(next)) =
        (element.get_attribute(name), element.get_attribute(&next_name))
    {
        let _ = element.set_attribute(name, &next);
        let _ = element.set_attribute(&next_name, &current);
    }
}
