//! What of a person's books is shown at once: some of them, in an order, a page at a time.

use serde::{Deserialize, Serialize};

use super::book::{Book, Counts, Status};

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
    /// In characters; nothing longer can be found.
    pub const LONGEST_SEARCH: usize = 200;

    #[must_use]
    pub fn parse(status: &str, search: &str, sort: &str) -> Self {
        // No title or author holds a control character, and Postgres takes no zero.
        let search: String = search.chars().filter(|char| !char.is_control()).take(Self::LONGEST_SEARCH).collect();
        Self { status: Status::parse(status), search: search.trim().to_owned(), sort: Sort::parse(sort) }
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

impl Shelf {
    /// Books on a full page.
    pub const SIZE: u64 = 50;

    /// How many pages there are, at least one.
    #[must_use]
    pub fn count(&self) -> u32 {
        let pages = self.total.div_ceil(Self::SIZE).max(1);
        u32::try_from(pages).unwrap_or(u32::MAX)
    }
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

    #[test]
    fn a_search_is_no_longer_than_what_it_can_find() {
        assert_eq!(Wanted::parse("", &"ü".repeat(1_000), "").search, "ü".repeat(Wanted::LONGEST_SEARCH));
    }

    #[test]
    fn there_is_always_a_first_page() {
        let shelf = |total| Shelf { books: vec![], counts: Counts::default(), total, number: 1 }.count();
        assert_eq!((shelf(0), shelf(50), shelf(51)), (1, 1, 2));
    }
}
