//! One row of the list.

use leptos::prelude::*;

use super::{
    edit_form::edit_form,
    element_ids::{OPEN_ROW, ROW_ACTIONS},
    view::ListView,
};
use crate::model::{date::Date, id::Id};

/// The id of the element of a row.
pub fn row_id<R>(id: Id<R>) -> String {
    format!("row-{id}")
}

pub fn row_item<R: ListView>(row: &R, today: &Date) -> impl IntoView + use<R> {
    let (id, name) = (row.id().to_string(), row.name());
    let class = if row.is_done() { "row done" } else { "row" };
    view! {
        <li id=row_id(row.id()) class=class>
            {row.content(today)}
            <button
                class="tool edit"
                form=OPEN_ROW
                name="edit"
                value=id.clone()
                aria-label=R::edit_label(&name)
                aria-keyshortcuts="F2"
            ></button>
            <button
                class="tool delete"
                form=ROW_ACTIONS
                formaction=format!("/api/{}", R::endpoint("delete"))
                name="id"
                value=id
                aria-label=R::delete_label(&name)
                aria-keyshortcuts="Delete"
            ></button>
        </li>
    }
}

/// The row with the form that edits it; `here` is the list without the form.
pub fn opened_row<R: ListView>(row: &R, today: &Date, here: &str) -> impl IntoView + use<R> {
    view! {
        <li id=row_id(row.id()) class="row">
            {edit_form(row, today, here)}
        </li>
    }
}
