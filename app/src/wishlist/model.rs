//! Books: what a person wants to read, is reading, and has read.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::model::{
    validation::{Field, Invalid},
    version::Version,
};

/// One book, as its table keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Book {
    pub id: BookId,
    pub title: Title,
    pub author: Option<Author>,
    pub status: Status,
    pub updated_at: Version,
}

impl Book {
    /// The columns of `public.books` that a [`Book`] is read from.
    pub const COLUMNS: &str = "id,title,author,status,updated_at";
}

/// Which book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BookId(Uuid);

impl BookId {
    /// `None` for anything that isn't a UUID: such a book cannot exist.
    #[must_use]
    pub fn parse(raw: &str) -> Option<Self> {
        Uuid::try_parse(raw).ok().map(Self)
    }
}

impl fmt::Display for BookId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What a book is called: trimmed, 1 to [`Title::MAX`] characters, no control characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Title(String);

impl Title {
    /// In characters, as the form's `maxlength` and the table's constraint.
    pub const MAX: usize = 200;

    /// # Errors
    /// [`Invalid`], naming [`Field::Title`].
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let title = raw.trim();
        if title.is_empty() {
            return Err(Invalid::Blank(Field::Title));
        }
        checked(title, Self::MAX, Field::Title).map(Self)
    }
}

impl fmt::Display for Title {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Who wrote it, by the rules of a [`Title`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Author(String);

impl Author {
    /// In characters, as the form's `maxlength` and the table's constraint.
    pub const MAX: usize = 200;

    /// `None` where nothing was typed: a book needs no author.
    ///
    /// # Errors
    /// [`Invalid`], naming [`Field::Author`].
    pub fn parse(raw: &str) -> Result<Option<Self>, Invalid> {
        let author = raw.trim();
        if author.is_empty() {
            return Ok(None);
        }
        checked(author, Self::MAX, Field::Author).map(|author| Some(Self(author)))
    }
}

impl fmt::Display for Author {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn checked(text: &str, most: usize, field: Field) -> Result<String, Invalid> {
    if text.chars().count() > most {
        return Err(Invalid::TooLong(field, most));
    }
    if text.chars().any(char::is_control) {
        return Err(Invalid::Malformed(field));
    }
    Ok(text.to_owned())
}

/// How far a person is with a book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Status {
    Wishlist,
    Reading,
    Finished,
}

impl Status {
    /// In the order of a book's life.
    pub const ALL: [Self; 3] = [Self::Wishlist, Self::Reading, Self::Finished];

    /// As the table keeps it, and forms and addresses say it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Wishlist => "Wishlist",
            Self::Reading => "Reading",
            Self::Finished => "Finished",
        }
    }

    /// `None` for any other word.
    #[must_use]
    pub fn parse(raw: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == raw)
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How many books there are of each status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub wishlist: u64,
    pub reading: u64,
    pub finished: u64,
}

impl Counts {
    #[must_use]
    pub fn of(&self, status: Status) -> u64 {
        match status {
            Status::Wishlist => self.wishlist,
            Status::Reading => self.reading,
            Status::Finished => self.finished,
        }
    }

    #[must_use]
    pub fn all(&self) -> u64 {
        self.wishlist + self.reading + self.finished
    }
}

/// What the dashboard says about a person's books.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    pub counts: Counts,
    pub latest: Vec<Book>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_trimmed_and_otherwise_kept_as_typed() {
        assert_eq!(Title::parse("  <b>Emma</b> 📖 שלום ").unwrap().to_string(), "<b>Emma</b> 📖 שלום");
    }

    #[test]
    fn a_book_needs_a_title_and_no_author() {
        assert_eq!(Title::parse(" \t "), Err(Invalid::Blank(Field::Title)));
        assert_eq!(Author::parse(" \t "), Ok(None));
        assert_eq!(Author::parse(" Jane Austen ").unwrap().unwrap().to_string(), "Jane Austen");
    }

    #[test]
    fn both_are_measured_in_characters() {
        assert!(Title::parse(&"ü".repeat(Title::MAX)).is_ok());
        assert!(Author::parse(&"📖".repeat(Author::MAX)).is_ok());
        let long = "ü".repeat(201);
        assert_eq!(Title::parse(&long), Err(Invalid::TooLong(Field::Title, 200)));
        assert_eq!(Author::parse(&long), Err(Invalid::TooLong(Field::Author, 200)));
    }

    #[test]
    fn neither_holds_control_characters() {
        assert_eq!(Title::parse("Em\u{0}ma"), Err(Invalid::Malformed(Field::Title)));
        assert_eq!(Author::parse("Jane\nAusten"), Err(Invalid::Malformed(Field::Author)));
    }

    #[test]
    fn a_status_is_one_of_three_words() {
        for status in Status::ALL {
            assert_eq!(Status::parse(status.as_str()), Some(status));
            assert_eq!(serde_json::to_value(status).unwrap(), status.as_str());
        }
        for word in ["", "wishlist", "Reading ", "Lost"] {
            assert_eq!(Status::parse(word), None, "{word}");
        }
    }
}
