//! How the rows of a list look, and the texts of its page.

use leptos::prelude::*;

use super::{page_data::ListPage, row::ListRow, url::ListUrl};
use crate::{i18n::t, model::date::Date, ui::field::FormState};

/// The view of a list. Views are rendered on the server; the island changes them by replacing parts
/// of the page by those of the next one.
pub trait ListView: ListRow {
    fn texts() -> ListTexts;

    fn filter_label(filter: Self::Filter) -> &'static str;

    fn sort_label(sort: Self::Sort) -> &'static str;

    /// The row without the buttons that edit and delete it.
    fn content(&self, today: &Date) -> AnyView;

    /// The fields of the form that adds a row, or edits `row`.
    fn fields(form: &FormState, row: Option<&Self>) -> AnyView;

    /// The row in one line of text: the other version in an edit conflict.
    fn details(&self, today: &Date) -> AnyView;

    /// Whether the row is shown as done.
    fn is_done(&self) -> bool {
        false
    }

    /// The accessible name of the button that opens the row for editing.
    fn edit_label(name: &str) -> String {
        t!(list.row.edit, name = name)
    }

    /// The accessible name of the button that deletes the row.
    fn delete_label(name: &str) -> String {
        t!(list.row.delete, name = name)
    }

    /// Actions on the whole list, below it.
    fn footer(_page: &ListPage<Self>, _url: &ListUrl<Self>) -> Option<AnyView> {
        None
    }
}

/// The texts of a list that no other list shares.
#[derive(Clone, Copy)]
pub struct ListTexts {
    pub title: &'static str,
    /// For search engines and link previews.
    pub description: &'static str,
    /// The line below the title.
    pub lead: &'static str,
    /// The accessible name of the list.
    pub list: &'static str,
    /// The button of the form that adds a row.
    pub add: &'static str,
    /// The accessible name of the filter.
    pub filter: &'static str,
    pub search: &'static str,
    pub search_placeholder: &'static str,
    /// A list without rows, and what to do about it.
    pub empty: &'static str,
    pub empty_hint: &'static str,
}
