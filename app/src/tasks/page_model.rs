//! What of a person's tasks is shown at once: some of them, in an order, a page at a time.

use serde::{Deserialize, Serialize};

use super::model::{Task, TaskId};
use crate::{list::paging, model::date::Date};

/// What a person wants to see. It stands in the address of the page, so whatever makes no sense means nothing in particular.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// Only open tasks, or only those that are done.
    pub show: Option<Show>,
    /// Only tasks with this in their name; all, if empty.
    pub search: String,
    pub sort: Sort,
}

impl Wanted {
    #[must_use]
    pub fn parse(show: &str, search: &str, sort: &str) -> Self {
        Self { show: Show::parse(show), search: paging::search(search), sort: Sort::parse(sort) }
    }

    /// Whether it is only some of the tasks.
    #[must_use]
    pub fn is_narrow(&self) -> bool {
        self.show.is_some() || !self.search.is_empty()
    }

    /// Whether a new task comes before all others.
    #[must_use]
    pub fn begins_with_the_newest(&self) -> bool {
        self.show != Some(Show::Done) && self.search.is_empty() && self.sort == Sort::Newest
    }
}

/// One of the two kinds of tasks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Show {
    Open,
    Done,
}

impl Show {
    pub const ALL: [Self; 2] = [Self::Open, Self::Done];

    /// As addresses say it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
        }
    }

    fn parse(raw: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|show| show.as_str() == raw)
    }
}

/// Which task comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    #[default]
    Newest,
    Oldest,
    Name,
    Due,
}

impl Sort {
    pub const ALL: [Self; 4] = [Self::Newest, Self::Oldest, Self::Name, Self::Due];

    /// As addresses say it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::Oldest => "oldest",
            Self::Name => "name",
            Self::Due => "due",
        }
    }

    fn parse(raw: &str) -> Self {
        Self::ALL.into_iter().find(|sort| sort.as_str() == raw).unwrap_or_default()
    }
}

/// How many tasks there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub open: u64,
    pub done: u64,
}

impl Counts {
    #[must_use]
    pub fn of(&self, show: Option<Show>) -> u64 {
        match show {
            None => self.open + self.done,
            Some(Show::Open) => self.open,
            Some(Show::Done) => self.done,
        }
    }
}

/// One page of the tasks that are wanted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agenda {
    pub tasks: Vec<Task>,
    /// Of the tasks that the search finds, open or done.
    pub counts: Counts,
    /// All tasks that are wanted, on this page or not.
    pub total: u64,
    /// From 1.
    pub number: u32,
    /// Where the person is.
    pub today: Date,
}

/// Tasks that were deleted at once, and can be put back at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deletion {
    /// One of them.
    pub id: TaskId,
    pub name: String,
    /// How many they are.
    pub together: u64,
}

impl Deletion {
    /// The columns of `public.deleted_tasks` that it is read from.
    pub const COLUMNS: &str = "id,name,together";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wanted_is_read_from_words() {
        let wanted = Wanted::parse("open", " milk ", "due");
        assert_eq!(wanted, Wanted { show: Some(Show::Open), search: "milk".to_owned(), sort: Sort::Due });
        assert!(wanted.is_narrow() && !wanted.begins_with_the_newest());
    }

    #[test]
    fn words_that_make_no_sense_want_everything() {
        let wanted = Wanted::parse("Open", " \u{0}\n ", "price");
        assert_eq!(wanted, Wanted::default());
        assert!(!wanted.is_narrow() && wanted.begins_with_the_newest());
    }

    #[test]
    fn a_new_task_comes_first_among_the_open_ones_too() {
        assert!(Wanted::parse("open", "", "newest").begins_with_the_newest());
        for (show, search, sort) in [("done", "", ""), ("", "x", ""), ("", "", "oldest"), ("", "", "name")] {
            assert!(!Wanted::parse(show, search, sort).begins_with_the_newest(), "{show} {search} {sort}");
        }
    }
}
