//! What is on the page makes room for what the server's next page says, a part at a time: what is the same stays, with the focus
//! and whatever else the browser knows of it.

use leptos::prelude::document;
use web_sys::{Document, Element};

use super::{
    island::{ADD, BOARD, FIELD, LIST},
    keyboard::neighbour,
    submission::Press,
};
use crate::ui::browser::{call, focus};

/// Whether `fresh` shows the same part of the list.
pub fn is_here(fresh: &Document) -> bool {
    let here = |page: &Document| page.get_element_by_id(BOARD)?.get_attribute("data-here");
    here(fresh).is_some_and(|there| here(&document()) == Some(there))
}

/// The element with this id.
pub fn swap(id: &str, fresh: &Document) {
    let (Some(old), Some(new)) = (document().get_element_by_id(id), fresh.get_element_by_id(id)) else { return };
    if !old.is_equal_node(Some(&new)) {
        // A copy: the list that it is a part of is still to be compared.
        let _ = new.clone_node_with_deep(true).and_then(|new| old.replace_with_with_node_1(&new));
    } else if id == ADD {
        // What was typed has become a task.
        let _ = call(&old, "reset", &[]);
    }
}

/// All but what is being typed.
pub fn swap_all(fresh: &Document, press: &Press) {
    for part in ["filter", "finder", "empty", "foot"] {
        swap(part, fresh);
    }
    let (Some(list), Some(new)) = (document().get_element_by_id(LIST), fresh.get_element_by_id(LIST)) else { return };
    let is_typed =
        |row: &Element| row.id() != press.about && row.query_selector(".edit").is_ok_and(|form| form.is_some());
    let mut place = list.first_element_child();
    while let Some(row) = new.first_element_child() {
        let old = document().get_element_by_id(&row.id());
        let kept = old.as_ref().filter(|old| is_typed(old) || old.is_equal_node(Some(&row)));
        if kept.is_some() {
            row.remove();
        }
        let row = kept.cloned().unwrap_or(row);
        if place.as_ref() != Some(&row) {
            let _ = list.insert_before(&row, place.as_deref());
        }
        if let Some(old) = old.filter(|old| *old != row) {
            if place.as_ref() == Some(&old) {
                place = old.next_element_sibling();
            }
            old.remove();
        }
        if place.as_ref() == Some(&row) {
            place = row.next_element_sibling();
        }
    }
    // What is left is not on this page any more.
    while let Some(row) = place {
        place = row.next_element_sibling();
        if !is_typed(&row) {
            row.remove();
        }
    }
}

/// Where the focus is, and where it may go if that is gone.
pub struct Focus(Vec<String>);

impl Focus {
    pub fn now() -> Self {
        let active = document().active_element();
        let ids = [active.as_ref().map(Element::id), active.as_ref().and_then(neighbour)];
        Self(ids.into_iter().flatten().filter(|id| !id.is_empty()).chain([FIELD.to_owned()]).collect())
    }

    /// After a press that was answered: a form that came says where to begin; a form that went, where to go on.
    pub fn restore(self, press: &Press) {
        let part = document().get_element_by_id(&press.about).filter(|_| press.replaces);
        let first = part.and_then(|part| part.query_selector("[autofocus]").ok()?);
        let wanted = first.map(|field| field.id()).or_else(|| press.focus.clone());
        match wanted.filter(|id| document().get_element_by_id(id).is_some()) {
            Some(id) => focus(&id),
            None => self.restore_alone(),
        }
    }

    /// Nothing to do where the focus is where it was.
    pub fn restore_alone(self) {
        let lost = document().active_element().is_none_or(|active| active.tag_name() == "BODY");
        if lost && let Some(id) = self.0.iter().find(|id| document().get_element_by_id(id).is_some()) {
            focus(id);
        }
    }
}
