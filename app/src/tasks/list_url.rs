//! The address of the page says which tasks it shows, so that links, reloading and the back button keep to them.

use leptos::prelude::*;
use leptos_router::hooks::use_url;

use super::page_model::{Show, Sort, Wanted};
use crate::list::query_string::{self, value};

pub const PATH: &str = "/tasks";

/// Which tasks, and what is to be said about one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    pub wanted: Wanted,
    /// From 1.
    pub number: u32,
    /// The id of a task that is being edited.
    pub rename: Option<String>,
    /// The id of a task that was just deleted.
    pub deleted: Option<String>,
}

impl Address {
    /// That of the page that is asked for.
    pub fn here() -> Self {
        let url = use_url().get_untracked();
        Self::read(url.search())
    }

    pub fn read(query: &str) -> Self {
        let text = |name| value(query, name).unwrap_or_default();
        Self {
            wanted: Wanted::parse(&text("show"), &text("q"), &text("sort")),
            number: text("page").parse().unwrap_or(1).max(1),
            rename: value(query, "rename"),
            deleted: value(query, "deleted"),
        }
    }

    /// Of another page of the same tasks.
    pub fn page(&self, number: u32) -> Self {
        Self { wanted: self.wanted.clone(), number, rename: None, deleted: None }
    }

    /// Of the first page of another kind of tasks.
    pub fn of(&self, show: Option<Show>) -> Self {
        Self { wanted: Wanted { show, ..self.wanted.clone() }, ..self.page(1) }
    }

    /// Names and values of the query, where they say something that lasts.
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        let Wanted { show, search, sort } = &self.wanted;
        let all = [
            ("show", show.map(|show| show.as_str().to_owned())),
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
        for href in
            ["/tasks", "/tasks?show=open&q=50%25%2B%20%2541&sort=due&page=2", "/tasks?show=done", "/tasks?page=3"]
        {
            assert_eq!(Address::read(href.trim_start_matches(PATH)).href(), href);
        }
    }

    #[test]
    fn what_is_said_once_is_not_written_again() {
        let address = Address::read("q=milk&sort=newest&rename=7&deleted=8");
        assert_eq!((address.rename.as_deref(), address.deleted.as_deref()), (Some("7"), Some("8")));
        assert_eq!(address.href(), "/tasks?q=milk");
    }

    #[test]
    fn other_tasks_begin_at_their_first_page() {
        let address = Address::read("q=milk&page=2&rename=7");
        assert_eq!(address.of(Some(Show::Done)).href(), "/tasks?show=done&q=milk");
        assert_eq!(address.page(3).href(), "/tasks?q=milk&page=3");
    }

    #[test]
    fn nonsense_leads_to_the_first_page_of_all() {
        assert_eq!(Address::read("show=lost&sort=price&page=0&page").href(), "/tasks");
    }
}
