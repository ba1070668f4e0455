//! The address of the page says which books it shows, so that links, reloading and the back button keep to them.

use leptos::prelude::*;
use leptos_router::hooks::use_url;

use super::{
    model::Status,
    page_model::{Sort, Wanted},
};
use crate::list::query_string::{self, value};

pub const PATH: &str = "/wishlist";

/// Which books, and which of them is being edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    pub wanted: Wanted,
    /// From 1.
    pub number: u32,
    /// The id of a book.
    pub edit: Option<String>,
}

impl Address {
    /// That of the page that is asked for.
    pub fn here() -> Self {
        let url = use_url().get_untracked();
        Self::read(url.search())
    }

    fn read(query: &str) -> Self {
        let text = |name| value(query, name).unwrap_or_default();
        Self {
            wanted: Wanted::parse(&text("status"), &text("q"), &text("sort")),
            number: text("page").parse().unwrap_or(1).max(1),
            edit: value(query, "edit"),
        }
    }

    /// Of another page of the same books.
    pub fn page(&self, number: u32) -> Self {
        Self { number, edit: None, ..self.clone() }
    }

    /// Of the first page of books of another status.
    pub fn of(&self, status: Option<Status>) -> Self {
        Self { wanted: Wanted { status, ..self.wanted.clone() }, number: 1, edit: None }
    }

    /// Names and values of the query, where they say something; `edit` is for the book's own button to say.
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        let Wanted { status, search, sort } = &self.wanted;
        let all = [
            ("status", status.map(|status| status.to_string())),
            ("q", Some(search.clone()).filter(|search| !search.is_empty())),
            ("sort", Some(sort).filter(|sort| **sort != Sort::default()).map(|sort| sort.as_str().to_owned())),
            ("page", Some(self.number).filter(|number| *number > 1).map(|number| number.to_string())),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }

    pub fn href(&self) -> String {
        query_string::href(PATH, &self.fields())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_back_as_it_was_written() {
        for href in ["/wishlist", "/wishlist?status=Reading&q=50%25%2B%20%2541&sort=author&page=2", "/wishlist?page=3"]
        {
            assert_eq!(Address::read(href.trim_start_matches(PATH)).href(), href);
        }
    }

    #[test]
    fn a_form_writes_spaces_its_own_way() {
        let address = Address::read("status=&q=le+guin%26co&sort=newest&edit=7");
        assert_eq!((address.wanted.search.as_str(), address.edit.as_deref()), ("le guin&co", Some("7")));
        assert_eq!(address.href(), "/wishlist?q=le%20guin%26co");
    }

    #[test]
    fn other_books_begin_at_their_first_page() {
        let address = Address::read("q=emma&page=2&edit=7");
        assert_eq!(address.of(Some(Status::Finished)).href(), "/wishlist?status=Finished&q=emma");
        assert_eq!(address.page(1).href(), "/wishlist?q=emma");
    }

    #[test]
    fn nonsense_leads_to_the_first_page_of_all() {
        assert_eq!(Address::read("status=Lost&sort=price&page=0&page").href(), "/wishlist");
    }
}
