//! Tasks: what a person wants to get done.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::invalid::{Field, Invalid};

/// One task, as its table keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    pub id: TaskId,
    pub name: Name,
    pub done: bool,
}

impl Task {
    /// The columns of `public.tasks` that a [`Task`] is read from.
    pub const COLUMNS: &str = "id,name,done";
}

/// Which task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TaskId(Uuid);

impl TaskId {
    /// `None` for anything that isn't a UUID: such a task cannot exist.
    #[must_use]
    pub fn parse(raw: &str) -> Option<Self> {
        Uuid::try_parse(raw).ok().map(Self)
    }
}

impl fmt::Display for TaskId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What a task is called: trimmed, 1 to [`Name::MAX`] characters, no control characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Name(String);

impl Name {
    /// In characters, as the form's `maxlength` and the table's constraint.
    pub const MAX: usize = 200;

    /// # Errors
    /// [`Invalid`], naming [`Field::Name`].
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let name = raw.trim();
        if name.is_empty() {
            return Err(Invalid::Blank(Field::Name));
        }
        if name.chars().count() > Self::MAX {
            return Err(Invalid::TooLong(Field::Name, Self::MAX));
        }
        if name.chars().any(char::is_control) {
            return Err(Invalid::Malformed(Field::Name));
        }
        Ok(Self(name.to_owned()))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One page of a person's tasks, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskPage {
    pub tasks: Vec<Task>,
    /// All tasks of the person, on this page or not.
    pub total: u64,
    /// From 1.
    pub number: u32,
}

impl TaskPage {
    /// Tasks on a full page.
    pub const SIZE: u64 = 50;

    /// How many pages there are, at least one.
    #[must_use]
    pub fn count(&self) -> u32 {
        let pages = self.total.div_ceil(Self::SIZE).max(1);
        u32::try_from(pages).unwrap_or(u32::MAX)
    }
}

/// What the dashboard says about a person's tasks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    pub open: u64,
    pub done: u64,
    pub latest: Vec<Task>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_trimmed_and_otherwise_kept_as_typed() {
        assert_eq!(Name::parse("  <b>Milk</b> 🥛 שלום ").unwrap().as_str(), "<b>Milk</b> 🥛 שלום");
    }

    #[test]
    fn a_name_of_spaces_is_blank() {
        assert_eq!(Name::parse(" \n\t "), Err(Invalid::Blank(Field::Name)));
    }

    #[test]
    fn a_name_is_measured_in_characters() {
        assert!(Name::parse(&"ü".repeat(Name::MAX)).is_ok());
        let long = "ü".repeat(Name::MAX + 1);
        assert_eq!(Name::parse(&long), Err(Invalid::TooLong(Field::Name, Name::MAX)));
    }

    #[test]
    fn a_name_holds_no_control_characters() {
        assert_eq!(Name::parse("milk\u{0}"), Err(Invalid::Malformed(Field::Name)));
    }

    #[test]
    fn there_is_always_a_first_page() {
        let page = |total| TaskPage { tasks: vec![], total, number: 1 }.count();
        assert_eq!((page(0), page(50), page(51)), (1, 1, 2));
    }
}
