//! Search, filter, sort order and page of a list, in the query of the page's URL: links, reload and
//! the back button keep them.

use form_urlencoded::Serializer;
use leptos::prelude::*;
use leptos_router::hooks::use_url;

use super::row::{Choice, ListRow};

/// The longest search, in characters: no searched column holds a longer text.
pub const MAX_SEARCH_LENGTH: usize = 200;

/// Parameters of the URL that are dropped after the next action: an open row, an undo notice.
pub const TRANSIENT_PARAMS: &[&str] = &["edit", "deleted"];

/// The parsed query. Invalid values are ignored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListUrl<R: ListRow> {
    /// `None` for all rows.
    pub filter: Option<R::Filter>,
    /// Empty for no search.
    pub search: String,
    pub sort: R::Sort,
    /// From 1.
    pub page: u32,
    /// The id of the row that is open for editing.
    pub edit: Option<String>,
    /// The id of a row that was just deleted.
    pub deleted: Option<String>,
}

impl<R: ListRow> ListUrl<R> {
    /// The URL of the page that is rendered.
    #[must_use]
    pub fn current() -> Self {
        Self::parse(use_url().get_untracked().search())
    }

    // The router's own query map decodes values twice: `%2541` would search for `A`.
    #[must_use]
    pub fn parse(query: &str) -> Self {
        let query = query.trim_start_matches('?').as_bytes();
        let value = |name: &str| {
            let mut pairs = form_urlencoded::parse(query);
            pairs.find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
        };
        let text = |name| value(name).unwrap_or_default();
        Self {
            filter: R::Filter::from_code(&text(R::FILTER_PARAM)),
            search: parse_search(&text("q")),
            sort: R::Sort::from_code(&text("sort")).unwrap_or_default(),
            page: text("page").parse().unwrap_or(1).max(1),
            edit: value("edit"),
            deleted: value("deleted"),
        }
    }

    /// Another page of the same rows.
    #[must_use]
    pub fn with_page(&self, page: u32) -> Self {
        Self { page, edit: None, deleted: None, ..self.clone() }
    }

    /// The first page of another filter.
    #[must_use]
    pub fn with_filter(&self, filter: Option<R::Filter>) -> Self {
        Self { filter, ..self.with_page(1) }
    }

    /// Whether only some of the rows are shown.
    #[must_use]
    pub fn is_narrowed(&self) -> bool {
        self.filter.is_some() || !self.search.is_empty()
    }

    /// Whether a row that was just added is the first one.
    #[must_use]
    pub fn starts_with_new_rows(&self) -> bool {
        use super::row::Filter as _;
        let is_included = self.filter.is_none_or(R::Filter::includes_new_rows);
        is_included && self.search.is_empty() && self.sort == R::Sort::default()
    }

    /// Names and values of the lasting parameters that differ from their default.
    #[must_use]
    pub fn params(&self) -> Vec<(&'static str, String)> {
        let mut params = Vec::new();
        if let Some(filter) = self.filter {
            params.push((R::FILTER_PARAM, filter.code().to_owned()));
        }
        if !self.search.is_empty() {
            params.push(("q", self.search.clone()));
        }
        if self.sort != R::Sort::default() {
            params.push(("sort", self.sort.code().to_owned()));
        }
        if self.page > 1 {
            params.push(("page", self.page.to_string()));
        }
        params
    }

    /// Path and query, without transient parameters.
    #[must_use]
    pub fn href(&self) -> String {
        let query = Serializer::new(String::new()).extend_pairs(self.params()).finish();
        if query.is_empty() { R::PATH.to_owned() } else { format!("{}?{query}", R::PATH) }
    }

    /// The whole query, with transient parameters.
    #[must_use]
    pub fn query(&self) -> String {
        let transient = [("edit", &self.edit), ("deleted", &self.deleted)];
        let transient = transient.into_iter().filter_map(|(name, id)| Some((name, id.as_ref()?)));
        Serializer::new(String::new()).extend_pairs(self.params()).extend_pairs(transient).finish()
    }
}

/// Postgres takes no NUL, and no stored text holds another control character.
fn parse_search(raw: &str) -> String {
    let text: String = raw.chars().filter(|c| !c.is_control()).take(MAX_SEARCH_LENGTH).collect();
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tasks::model::{Task, TaskSort, TaskStatus};

    type Url = ListUrl<Task>;

    #[test]
    fn a_url_is_parsed_as_it_was_written() {
        for href in ["/tasks", "/tasks?show=open&q=50%25%2B+%2541&sort=due&page=2", "/tasks?page=3"]
        {
            assert_eq!(Url::parse(href.trim_start_matches("/tasks")).href(), href);
        }
    }

    #[test]
    fn every_parameter_is_parsed() {
        let url = Url::parse("?show=open&q=+milk%26co%00&sort=due&page=2&edit=7&deleted=8");
        assert_eq!((url.filter, &*url.search), (Some(TaskStatus::Open), "milk&co"));
        assert_eq!((url.sort, url.page), (TaskSort::Due, 2));
        assert_eq!((url.edit.as_deref(), url.deleted.as_deref()), (Some("7"), Some("8")));
        assert!(url.is_narrowed());
    }

    #[test]
    fn invalid_values_are_ignored() {
        assert_eq!(Url::parse("show=Open&q=%0A&sort=price&page=0&page").href(), "/tasks");
    }

    #[test]
    fn transient_parameters_are_not_part_of_links() {
        let url = Url::parse("q=milk&edit=7&deleted=8");
        assert_eq!(url.href(), "/tasks?q=milk");
        assert_eq!(url.query(), "q=milk&edit=7&deleted=8");
    }

    #[test]
    fn another_filter_starts_at_its_first_page() {
        let url = Url::parse("q=milk&page=2&edit=7");
        assert_eq!(url.with_filter(Some(TaskStatus::Done)).href(), "/tasks?show=done&q=milk");
        assert_eq!(url.with_page(3).href(), "/tasks?q=milk&page=3");
    }

    #[test]
    fn a_new_row_comes_first_unless_the_list_is_narrowed_or_sorted() {
        assert!(Url::parse("").starts_with_new_rows());
        assert!(Url::parse("show=open").starts_with_new_rows());
        for query in ["show=done", "q=x", "sort=oldest", "sort=name"] {
            assert!(!Url::parse(query).starts_with_new_rows(), "{query}");
        }
    }

    #[test]
    fn a_search_is_no_longer_than_a_text() {
        assert_eq!(parse_search(&"ü".repeat(1_000)), "ü".repeat(MAX_SEARCH_LENGTH));
    }
}
