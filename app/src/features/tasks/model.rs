//! A task, and what a list of tasks can be filtered and sorted by.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{
    list::row::{Filter, ListRow, NEWEST_FIRST, Sort},
    model::{date::Date, id::Id, text::Text, validation::ValidationError, version::Version},
};

/// A row of `public.tasks`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    pub id: Id<Self>,
    pub name: TaskName,
    pub done: bool,
    pub due_on: Option<Date>,
    pub updated_at: Version,
}

pub type TaskName = Text<200>;

impl ListRow for Task {
    const TABLE: &'static str = "tasks";
    const COLUMNS: &'static str = "id,name,done,due_on,updated_at";
    const SEARCHED: &'static [&'static str] = &["name"];
    const PATH: &'static str = "/tasks";

    type Filter = TaskStatus;
    type Sort = TaskSort;

    fn key(&self) -> (Id<Self>, &Version) {
        (self.id, &self.updated_at)
    }

    fn name(&self) -> String {
        self.name.to_string()
    }
}

impl Task {
    /// How soon an open task is due, if today is `today`.
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

/// The columns that a member sets.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct TaskDraft {
    name: TaskName,
    due_on: Option<Date>,
}

impl TaskDraft {
    /// `due` is a date such as `2026-12-24`, or blank.
    ///
    /// # Errors
    /// The first field that breaks a rule.
    pub fn parse(name: &str, due: &str) -> Result<Self, ValidationError> {
        let name = TaskName::parse("name", name)?;
        Ok(Self { name, due_on: Date::parse_optional("due", due)? })
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum TaskStatus {
    Open,
    Done,
}

impl Filter for TaskStatus {
    fn condition(self) -> (&'static str, &'static str) {
        match self {
            Self::Open => ("done", "false"),
            Self::Done => ("done", "true"),
        }
    }

    fn includes_new_rows(self) -> bool {
        self == Self::Open
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum TaskSort {
    #[default]
    Newest,
    Oldest,
    Name,
    Due,
}

impl Sort for TaskSort {
    fn order(self) -> &'static str {
        match self {
            Self::Newest => NEWEST_FIRST,
            Self::Oldest => "created_at.asc,id.asc",
            Self::Name => "name.asc,id.asc",
            Self::Due => "due_on.asc.nullslast,created_at.desc,id.desc",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::validation::Rule;

    #[test]
    fn an_open_task_is_urgent_from_its_due_date_on() {
        let day = |raw: &str| Date::parse(raw).unwrap();
        let task = |due_on: Option<&str>, done| Task {
            id: Id::parse("00000000-0000-4000-8000-000000000000").unwrap(),
            name: TaskName::parse("name", "Milk").unwrap(),
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
    fn a_due_date_is_optional_and_must_exist() {
        let parse = |due: &str| TaskDraft::parse("Milk", due);
        assert_eq!(parse("  ").unwrap().due_on, None);
        assert_eq!(parse(" 2026-11-21 ").unwrap().due_on, Date::parse("2026-11-21"));
        assert_eq!(parse("2026-02-30"), Err(ValidationError::new("due", Rule::Date)));
    }
}
