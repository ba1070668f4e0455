//! Reads rows of one table.

use std::marker::PhantomData;

use serde::de::DeserializeOwned;

use crate::{
    Error, Filter, UserDb,
    params::Params,
    request::{Accept, Request},
};

/// A query for rows of one table. Hosted Supabase returns at most 1,000 rows a request: set a range
/// where there may be more.
#[derive(Debug)]
#[must_use = "nothing is sent before rows(), one() or page()"]
pub struct Select<T> {
    db: UserDb,
    table: &'static str,
    params: Params,
    rows: PhantomData<fn() -> T>,
}

/// One page of the matching rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows of this page; empty past the end.
    pub rows: Vec<T>,
    /// The number of matching rows on all pages.
    pub total: u64,
}

impl<T> Filter for Select<T> {
    fn filter(mut self, column: &'static str, condition: &str) -> Self {
        self.params.add(column, condition);
        self
    }
}

impl<T: DeserializeOwned> Select<T> {
    pub(crate) fn new(db: UserDb, table: &'static str) -> Self {
        Self { db, table, params: Params::default(), rows: PhantomData }
    }

    /// Returns only these columns, separated by commas.
    pub fn columns(mut self, columns: &'static str) -> Self {
        self.params.add("select", columns);
        self
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

    /// Returns the rows.
    ///
    /// # Errors
    /// Any [`Error`] except [`Error::NotFound`].
    pub async fn rows(self) -> Result<Vec<T>, Error> {
        let request = Request::get(self.table, self.params.encode(), Accept::Array);
        self.db.send(&request).await?.json(&request)
    }

    /// Returns the only matching row.
    ///
    /// # Errors
    /// [`Error::NotFound`] if no row or several match, or any other [`Error`].
    pub async fn one(self) -> Result<T, Error> {
        let request = Request::get(self.table, self.params.encode(), Accept::Object);
        self.db.send(&request).await?.json(&request)
    }

    /// Returns the rows and the number of all matching rows.
    ///
    /// # Errors
    /// Any [`Error`] except [`Error::NotFound`].
    pub async fn page(self) -> Result<Page<T>, Error> {
        let request = Request::get(self.table, self.params.encode(), Accept::Array).with_count();
        let response = self.db.send(&request).await?;
        Ok(Page { total: response.total(&request)?, rows: response.json(&request)? })
    }
}
