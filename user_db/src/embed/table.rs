//! The parts of a query for embedded tables.

use crate::{Filter, params::Params};

/// The rows of one embedded table.
#[derive(Debug)]
#[must_use]
pub struct EmbeddedRows {
    pub(super) columns: &'static str,
    pub(super) params: Params,
}

/// The number of rows of one embedded table.
#[derive(Debug)]
#[must_use]
pub struct EmbeddedCount {
    pub(super) params: Params,
}

impl EmbeddedRows {
    pub(super) fn new(alias: &'static str) -> Self {
        Self { columns: "*", params: Params::for_embed(alias) }
    }

    /// Returns only these columns, separated by commas.
    pub fn columns(self, columns: &'static str) -> Self {
        Self { columns, ..self }
    }

    /// Sorts by these columns, such as `created_at.desc,id.desc`. A second call sorts rows that are
    /// equal by the first.
    pub fn order(mut self, columns: &'static str) -> Self {
        self.params.order(columns);
        self
    }

    /// Returns at most `limit` rows and skips the first `offset`.
    pub fn range(mut self, offset: u64, limit: u64) -> Self {
        self.params.range(offset, limit);
        self
    }
}

impl EmbeddedCount {
    pub(super) fn new(alias: &'static str) -> Self {
        Self { params: Params::for_embed(alias) }
    }
}

impl Filter for EmbeddedRows {
    fn filter(mut self, column: &'static str, condition: &str) -> Self {
        self.params.add(column, condition);
        self
    }
}

impl Filter for EmbeddedCount {
    fn filter(mut self, column: &'static str, condition: &str) -> Self {
        self.params.add(column, condition);
        self
    }
}
