//! What of a person's books is shown at once: some of them, in an order, a page at a time.

use serde::{Deserialize, Serialize};

use super::model::{Book, Counts, Status};
use crate::list::paging;

/// What a person wants to see. It stands in the address of the page, so whatever makes no sense means nothing in particular.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// Only books of this status.
    pub status: Option<Status>,
    /// Only books with this in title or author; all, if empty.
    pub search: String,
    pub sort: Sort,
}

impl Wanted {
    #[must_use]
    pub fn parse(status: &str, search: &str, sort: &str) -> Self {
        Self { status: Status::parse(status), search: paging::search(search), sort: Sort::parse(sort) }
    }

    /// Whether it is only some of the books.
    #[must_use]
    pub fn is_narrow(&self) -> bool {
        self.status.is_some() || !self.search.is_empty()
    }
}

/// Which book comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    #[default]
    Newest,
    Title,
    Author,
}

impl Sort {
    pub const ALL: [Self; 3] = [Self::Newest, Self::Title, Self::Author];

    /// As addresses say it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::Title => "title",
            Self::Author => "author",
        }
    }

    fn parse(raw: &str) -> Self {
        Self::ALL.into_iter().find(|sort| sort.as_str() == raw).unwrap_or_default()
    }
}

/// One page of the books that are wanted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shelf {
    pub books: Vec<Book>,
    /// Of the books that the search finds, whatever their status.
    pub counts: Counts,
    /// All books that are wanted, on this page or not.
    pub total: u64,
    /// From 1.
    pub number: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wanted_is_read_from_words() {
        let wanted = Wanted::parse("Reading", " le guin ", "author");
        let expected = Wanted { status: Some(Status::Reading), search: "le guin".to_owned(), sort: Sort::Author };
        assert_eq!(wanted, expected);
        assert!(wanted.is_narrow());
    }

    #[test]
    fn words_that_make_no_sense_want_everything() {
        let wanted = Wanted::parse("Lost", " \u{0}\n ", "price");
        assert_eq!(wanted, Wanted::default());
        assert!(!wanted.is_narrow());
    }
}
