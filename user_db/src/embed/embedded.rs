//! The response to a query for embedded tables.

use std::collections::HashMap;

use serde::{Deserialize, de::DeserializeOwned};
use serde_json::value::RawValue;

use crate::{Error, response::parse};

/// The embedded rows and counts of one response, by alias.
#[derive(Debug)]
pub struct Embedded {
    table: &'static str,
    embeds: HashMap<String, Box<RawValue>>,
}

#[derive(Deserialize)]
struct Count {
    count: u64,
}

impl Embedded {
    pub(super) fn new(table: &'static str, embeds: HashMap<String, Box<RawValue>>) -> Self {
        Self { table, embeds }
    }

    /// The rows under `alias`.
    ///
    /// # Errors
    /// [`Error::Unexpected`] if there is no such alias or the rows are no `T`.
    pub fn rows<T: DeserializeOwned>(&self, alias: &'static str) -> Result<Vec<T>, Error> {
        let Some(rows) = self.embeds.get(alias) else {
            tracing::error!(table = self.table, alias, "the response has no such embed");
            return Err(Error::Unexpected);
        };
        parse(self.table, rows.get().as_bytes())
    }

    /// The row under `alias`; `None` if no row matches.
    ///
    /// # Errors
    /// [`Error::Unexpected`] if there is no such alias, several rows match or the row is no `T`.
    pub fn row<T: DeserializeOwned>(&self, alias: &'static str) -> Result<Option<T>, Error> {
        let mut rows = self.rows(alias)?;
        let row = rows.pop();
        if rows.is_empty() {
            return Ok(row);
        }
        tracing::error!(table = self.table, alias, "several rows match, at most one is expected");
        Err(Error::Unexpected)
    }

    /// The count under `alias`.
    ///
    /// # Errors
    /// [`Error::Unexpected`] if there is no such alias or it is no count.
    pub fn count(&self, alias: &'static str) -> Result<u64, Error> {
        let Some(Count { count }) = self.row(alias)? else {
            tracing::error!(table = self.table, alias, "the response has no count");
            return Err(Error::Unexpected);
        };
        Ok(count)
    }
}
