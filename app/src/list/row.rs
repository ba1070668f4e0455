//! What a list needs to know about its rows.

use std::str::FromStr;

use serde::{Serialize, de::DeserializeOwned};
use strum::VariantArray;

use crate::model::{id::Id, version::Version};

/// A row of a member's list, as its table in schema `public` stores it. The migration made the
/// table with `private.make_user_owned`.
pub trait ListRow: Clone + Serialize + DeserializeOwned + Send + Sync + Sized + 'static {
    const TABLE: &'static str;

    /// The columns that the row is read from, separated by commas.
    const COLUMNS: &'static str;

    /// The columns that a search covers.
    const SEARCHED: &'static [&'static str];

    /// The path of the list's page. The server functions are below `/api` with the same path.
    const PATH: &'static str;

    /// The parameter of the URL that holds the filter.
    const FILTER_PARAM: &'static str = "show";

    /// [`NoFilter`] if the list can't be filtered.
    type Filter: Filter;

    type Sort: Sort;

    /// The id of the row and its version.
    fn key(&self) -> (Id<Self>, &Version);

    /// The text that names the row in messages and labels.
    fn name(&self) -> String;

    fn id(&self) -> Id<Self> {
        self.key().0
    }

    fn version(&self) -> &Version {
        self.key().1
    }

    /// The server function `verb` of this list, such as `tasks/add`.
    #[must_use]
    fn endpoint(verb: &str) -> String {
        format!("{}/{verb}", Self::PATH.trim_start_matches('/'))
    }
}

/// One of a fixed set of options, an enum with strum's derives. Its code is used in URLs, forms and
/// the database.
pub trait Choice:
    Copy + Eq + FromStr + Into<&'static str> + VariantArray + Send + Sync + 'static
{
    #[must_use]
    fn code(self) -> &'static str {
        self.into()
    }

    /// `None` for anything but a [`Self::code`].
    #[must_use]
    fn from_code(code: &str) -> Option<Self> {
        Self::from_str(code).ok()
    }
}

impl<T> Choice for T where
    T: Copy + Eq + FromStr + Into<&'static str> + VariantArray + Send + Sync + 'static
{
}

/// A part of the list, by the value of one column. Every row is in one part.
pub trait Filter: Choice {
    /// The column and the value that it has in this part.
    fn condition(self) -> (&'static str, &'static str);

    /// Whether a row that was just added is in this part.
    fn includes_new_rows(self) -> bool {
        false
    }
}

/// An order of the list. The default puts the row that was added last first.
pub trait Sort: Choice + Default {
    /// Columns and directions, such as `name.asc,id.asc`.
    fn order(self) -> &'static str;
}

/// The order of rows that were added last.
pub const NEWEST_FIRST: &str = "created_at.desc,id.desc";

/// The filter of a list that can't be filtered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoFilter {}

impl VariantArray for NoFilter {
    const VARIANTS: &'static [Self] = &[];
}

impl FromStr for NoFilter {
    type Err = ();

    fn from_str(_: &str) -> Result<Self, ()> {
        Err(())
    }
}

impl From<NoFilter> for &'static str {
    fn from(filter: NoFilter) -> Self {
        match filter {}
    }
}

impl Filter for NoFilter {
    fn condition(self) -> (&'static str, &'static str) {
        match self {}
    }
}
