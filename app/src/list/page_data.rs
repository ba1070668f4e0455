//! What a page of a list shows.

use serde::{Deserialize, Serialize};
use strum::VariantArray;

use super::row::ListRow;
use crate::model::date::Date;

/// Rows of a full page.
pub const PAGE_SIZE: u64 = 50;

/// One page of a list, with everything that the page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound = "")]
pub struct ListPage<R: ListRow> {
    pub rows: Vec<R>,
    /// Number of rows that match the search, whatever the filter.
    pub all: u64,
    /// The same for each filter, in the order of its variants.
    pub counts: Vec<u64>,
    /// Number of this page, from 1.
    pub page: u32,
    /// The row that is open for editing. It may be on another page.
    pub opened: Option<R>,
    /// What was just deleted and can be restored.
    pub deletion: Option<Deletion<R>>,
    /// Today in the time zone of the member.
    pub today: Date,
}

/// Rows that were deleted by one action and are restored by one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound = "")]
pub struct Deletion<R: ListRow> {
    /// One of the rows, as it was.
    pub row: R,
    /// How many there are.
    pub batch_size: u64,
}

impl<R: ListRow> Deletion<R> {
    /// The columns of `public.deleted_rows` that it is read from.
    pub const COLUMNS: &'static str = "row:data,batch_size";
}

impl<R: ListRow> ListPage<R> {
    /// Number of rows that match the search and this filter.
    #[must_use]
    pub fn count(&self, filter: Option<R::Filter>) -> u64 {
        filter.map_or(self.all, |filter| count_of::<R>(&self.counts, filter))
    }

    /// Number of pages of this filter, at least one.
    #[must_use]
    pub fn page_count(&self, filter: Option<R::Filter>) -> u32 {
        page_count(self.count(filter))
    }
}

/// A list at a glance, for the dashboard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound = "")]
pub struct Summary<R: ListRow> {
    /// The rows that were added last.
    pub latest: Vec<R>,
    /// Number of rows of each filter, in the order of its variants.
    pub counts: Vec<u64>,
}

impl<R: ListRow> Summary<R> {
    /// Number of rows of this filter.
    #[must_use]
    pub fn count(&self, filter: R::Filter) -> u64 {
        count_of::<R>(&self.counts, filter)
    }
}

fn count_of<R: ListRow>(counts: &[u64], filter: R::Filter) -> u64 {
    let index = R::Filter::VARIANTS.iter().position(|variant| *variant == filter);
    index.and_then(|index| counts.get(index)).copied().unwrap_or_default()
}

fn page_count(rows: u64) -> u32 {
    u32::try_from(rows.div_ceil(PAGE_SIZE).max(1)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::page_count;

    #[test]
    fn there_is_always_a_first_page() {
        let counts = [0, 50, 51, u64::MAX].map(page_count);
        assert_eq!(counts, [1, 1, 2, u32::MAX]);
    }
}
