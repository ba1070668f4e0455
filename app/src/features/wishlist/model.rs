//! A book, and what the wishlist can be filtered and sorted by.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{
    list::row::{Filter, ListRow, NEWEST_FIRST, Sort},
    model::{id::Id, text::Text, validation::ValidationError, version::Version},
};

/// A row of `public.books`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Book {
    pub id: Id<Self>,
    pub title: BookTitle,
    pub author: Option<BookAuthor>,
    pub status: ReadingStatus,
    pub updated_at: Version,
}

pub type BookTitle = Text<200>;
pub type BookAuthor = Text<200>;

impl ListRow for Book {
    const TABLE: &'static str = "books";
    const COLUMNS: &'static str = "id,title,author,status,updated_at";
    const SEARCHED: &'static [&'static str] = &["title", "author"];
    const PATH: &'static str = "/wishlist";
    const FILTER_PARAM: &'static str = "status";

    type Filter = ReadingStatus;
    type Sort = BookSort;

    fn key(&self) -> (Id<Self>, &Version) {
        (self.id, &self.updated_at)
    }

    fn name(&self) -> String {
        self.title.to_string()
    }
}

/// The columns that a member sets in the form.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct BookDraft {
    title: BookTitle,
    author: Option<BookAuthor>,
}

impl BookDraft {
    /// # Errors
    /// The first field that breaks a rule.
    pub fn parse(title: &str, author: &str) -> Result<Self, ValidationError> {
        let title = BookTitle::parse("title", title)?;
        Ok(Self { title, author: BookAuthor::parse_optional("author", author)? })
    }
}

/// How far the member has got with a book. A new one is on the wishlist.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
pub enum ReadingStatus {
    Wishlist,
    Reading,
    Finished,
}

impl Filter for ReadingStatus {
    fn condition(self) -> (&'static str, &'static str) {
        ("status", self.into())
    }

    fn includes_new_rows(self) -> bool {
        self == Self::Wishlist
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum BookSort {
    #[default]
    Newest,
    Title,
    Author,
}

impl Sort for BookSort {
    fn order(self) -> &'static str {
        match self {
            Self::Newest => NEWEST_FIRST,
            Self::Title => "title.asc,id.asc",
            Self::Author => "author.asc.nullslast,title.asc,id.asc",
        }
    }
}
