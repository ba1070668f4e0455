//! Tasks: what a person wants to get done.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::model::{
    date::Date,
    validation::{Field, Invalid},
    version::Version,
};

/// One task, as its table keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    pub id: TaskId,
    pub name: Name,
    pub done: bool,
    pub due_on: Option<Date>,
    pub updated_at: Version,
}

impl Task {
    /// The columns of `public.tasks` that a [`Task`] is read from.
    pub const COLUMNS: &str = "id,name,done,due_on,updated_at";

    /// How urgent it is, where the person's day is `today`: nothing presses about what is done, or due at no day.
    #[must_use]
    pub fn urgency(&self, today: &Date) -> Urgency {
        match &self.due_on {
            Some(due) if !self.done && due < today => Urgency::Overdue,
            Some(due) if !self.done && due == today => Urgency::Today,
            _ => Urgency::None,
        }
    }
}

/// See [`Task::urgency`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    Overdue,
    Today,
    None,
}

/// When a task is due, as a form says it; nothing means at no day.
///
/// # Errors
/// [`Invalid::Malformed`], naming [`Field::Due`].
pub fn parse_due(raw: &str) -> Result<Option<Date>, Invalid> {
    match raw.trim() {
        "" => Ok(None),
        raw => Date::parse(raw).map(Some).ok_or(Invalid::Malformed(Field::Due)),
    }
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

/// What the dashboard says about a person's tasks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    pub open: u64,
    pub done: u64,
    pub latest: Vec<Task>,
    /// Open tasks that are overdue, due today or within a week, the most urgent first.
    pub due: Vec<Task>,
    /// Where the person is.
    pub today: Date,
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
    fn what_is_open_gets_urgent_on_its_day() {
        let day = |raw: &str| Date::parse(raw).unwrap();
        let task = |due_on: Option<&str>, done| Task {
            id: TaskId::parse("00000000-0000-4000-8000-000000000000").unwrap(),
            name: Name::parse("Milk").unwrap(),
            done,
            due_on: due_on.map(day),
            updated_at: Version::default(),
        };
        for (due, done, urgency) in [
            (Some("2026-11-20"), false, Urgency::Overdue),
            (Some("2026-11-21"), false, Urgency::Today),
            (Some("2026-11-22"), false, Urgency::None),
            (Some("2026-11-20"), true, Urgency::None),
            (None, false, Urgency::None),
        ] {
            assert_eq!(task(due, done).urgency(&day("2026-11-21")), urgency, "{due:?} {done}");
        }
    }

    #[test]
    fn no_day_is_no_problem_and_nonsense_is_one() {
        assert_eq!(parse_due("  "), Ok(None));
        assert_eq!(parse_due(" 2026-11-21 "), Ok(Date::parse("2026-11-21")));
        assert_eq!(parse_due("2026-02-30"), Err(Invalid::Malformed(Field::Due)));
    }
}
