//! Merges the server's next page into the current one, part by part. Elements that are the same
//! stay in place, so they keep the focus and their state in the browser.

use leptos::prelude::document;
use wasm_bindgen::JsValue;
use web_sys::{Document, Element};

use crate::{
    list::element_ids::{ADD_FORM, CONTAINER, LIST, OPEN_ROW, ROW_ACTIONS, SEARCH, URL_ATTRIBUTE},
    ui::browser::{call, get, set, window},
};

/// Parts of the page that hold no typed text.
const PARTS: [&str; 5] = ["filter", "empty", OPEN_ROW, ROW_ACTIONS, "foot"];

/// The URL of the list that the page shows.
pub fn current_list_url() -> Option<String> {
    list_url(&document())
}

/// Whether `page` shows the same part of the list as the current page.
pub fn is_same_list(page: &Document) -> bool {
    list_url(page).is_some_and(|url| current_list_url() == Some(url))
}

/// Whether `page` is the page of a list.
pub fn has_list(page: &Document) -> bool {
    list_url(page).is_some()
}

fn list_url(page: &Document) -> Option<String> {
    page.get_element_by_id(CONTAINER)?.get_attribute(URL_ATTRIBUTE)
}

/// Replaces the element with this id by that of `page`, if they differ.
pub fn morph_element(id: &str, page: &Document) {
    let (Some(old), Some(new)) = (document().get_element_by_id(id), page.get_element_by_id(id))
    else {
        return;
    };
    if !old.is_equal_node(Some(&new)) {
        // A copy: `page` is still compared with the list that the element is part of.
        let _ = new.clone_node_with_deep(true).and_then(|new| old.replace_with_with_node_1(&new));
    } else if id == ADD_FORM {
        // The typed text has been added to the list.
        let _ = call(&old, "reset", &[]);
    }
}

/// Merges the list and its surroundings, except for rows and forms with unsaved text. The row of
/// `target`, the id of what was submitted, is merged whatever was typed into it.
pub fn morph_list(page: &Document, target: Option<&str>) {
    for part in PARTS {
        morph_element(part, page);
    }
    // The search form stays: it has an island, and what is being typed.
    if let (Some(old), Some(new)) =
        (document().get_element_by_id(SEARCH), page.get_element_by_id(SEARCH))
    {
        set(&old, "hidden", &new.has_attribute("hidden").into());
    }
    let (Some(list), Some(new_list)) =
        (document().get_element_by_id(LIST), page.get_element_by_id(LIST))
    else {
        return;
    };
    let has_typed_text = |row: &Element| {
        target.is_none_or(|target| target != row.id())
            && row.query_selector(".row-edit").is_ok_and(|form| form.is_some())
    };
    // `cursor` is the first row of the current list that isn't merged yet.
    let mut cursor = list.first_element_child();
    while let Some(new) = new_list.first_element_child() {
        let old = document().get_element_by_id(&new.id());
        let kept = old.as_ref().filter(|old| has_typed_text(old) || old.is_equal_node(Some(&new)));
        if kept.is_some() {
            new.remove();
        }
        let row = kept.cloned().unwrap_or(new);
        if cursor.as_ref() != Some(&row) {
            let _ = list.insert_before(&row, cursor.as_deref());
        }
        if let Some(old) = old.filter(|old| *old != row) {
            if cursor.as_ref() == Some(&old) {
                cursor = old.next_element_sibling();
            }
            old.remove();
        }
        if cursor.as_ref() == Some(&row) {
            cursor = row.next_element_sibling();
        }
    }
    // The remaining rows are not on this page any more.
    while let Some(row) = cursor {
        cursor = row.next_element_sibling();
        if !has_typed_text(&row) {
            row.remove();
        }
    }
}

/// Shows another part of the list, and its URL in the address bar: as a new entry of the history,
/// or in place of the current one.
pub fn show_list(page: &Document, new_entry: bool) {
    if let (Some(container), Some(url)) = (document().get_element_by_id(CONTAINER), list_url(page))
    {
        let _ = container.set_attribute(URL_ATTRIBUTE, &url);
        let history = get(&window(), "history");
        let method = if new_entry { "pushState" } else { "replaceState" };
        let _ = call(&history, method, &[&JsValue::NULL, &"".into(), &url.into()]);
        morph_list(page, None);
    }
}
