//! Rows, read.

use std::{fmt::Display, marker::PhantomData};

use reqwest::Method;
use serde::de::DeserializeOwned;
use supabase_rs::query::Query;

use crate::{
    Error, UserDb,
    exchange::{Ask, Shape},
    filter,
};

/// A question to one table. Hosted Supabase answers at most 1,000 rows at once: ask for a range where there may be more.
#[derive(Debug)]
#[must_use = "nothing is sent before rows(), one() or page()"]
pub struct Select<T> {
    db: UserDb,
    table: &'static str,
    query: Query,
    rows: PhantomData<fn() -> T>,
}

/// A part of the rows that match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows of this page; none past the end.
    pub rows: Vec<T>,
    /// How many rows match in all.
    pub total: u64,
}

impl<T: DeserializeOwned> Select<T> {
    pub(crate) fn new(db: UserDb, table: &'static str) -> Self {
        Self { db, table, query: Query::new(), rows: PhantomData }
    }

    /// Only these columns, separated by commas.
    pub fn columns(mut self, columns: &'static str) -> Self {
        self.query.add_param("select", columns);
        self
    }

    /// Only rows whose `column` equals `value`.
    pub fn eq(mut self, column: &'static str, value: impl Display) -> Self {
        filter::eq(&mut self.query, column, &value);
        self
    }

    /// Only rows whose `column` is set and differs from `value`.
    pub fn neq(mut self, column: &'static str, value: impl Display) -> Self {
        filter::neq(&mut self.query, column, &value);
        self
    }

    /// Only rows whose `column` is set and at most `value`.
    pub fn at_most(mut self, column: &'static str, value: impl Display) -> Self {
        filter::at_most(&mut self.query, column, &value);
        self
    }

    /// Only rows whose boolean `column` is `value`.
    pub fn is(mut self, column: &'static str, value: bool) -> Self {
        filter::is(&mut self.query, column, value);
        self
    }

    /// Only rows whose `column` contains `text`, in any case.
    pub fn contains(mut self, column: &'static str, text: &str) -> Self {
        filter::contains(&mut self.query, column, text);
        self
    }

    /// Only rows where one of `columns` at least contains `text`, in any case.
    pub fn any_contains(mut self, columns: &[&'static str], text: &str) -> Self {
        filter::any_contains(&mut self.query, columns, text);
        self
    }

    /// Sorted by these columns, such as `created_at.desc,id.desc`. A further call sorts what is equal so far.
    pub fn order(mut self, columns: &'static str) -> Self {
        // PostgREST reads one `order` only.
        match self.query.params.iter_mut().find(|(name, _)| name == "order") {
            Some((_, order)) => order.extend([",", columns]),
            None => self.query.add_param("order", columns),
        }
        self
    }

    /// At most `limit` rows, after the first `offset`.
    pub fn range(mut self, offset: u64, limit: u64) -> Self {
        self.query.add_param("offset", &offset.to_string());
        self.query.add_param("limit", &limit.to_string());
        self
    }

    /// The rows.
    ///
    /// # Errors
    /// Any [`Error`] but [`Error::NotFound`].
    pub async fn rows(self) -> Result<Vec<T>, Error> {
        let ask = Ask::new(Method::GET, self.table, self.query.build(), Shape::Rows);
        self.db.send(&ask).await?.rows(&ask)
    }

    /// The one row that matches.
    ///
    /// # Errors
    /// [`Error::NotFound`] if it is not exactly one, or any other [`Error`].
    pub async fn one(self) -> Result<T, Error> {
        let ask = Ask::new(Method::GET, self.table, self.query.build(), Shape::One);
        self.db.send(&ask).await?.one(&ask)
    }

    /// The rows, and how many there are in all.
    ///
    /// # Errors
    /// Any [`Error`] but [`Error::NotFound`].
    pub async fn page(self) -> Result<Page<T>, Error> {
        let mut ask = Ask::new(Method::GET, self.table, self.query.build(), Shape::Rows);
        ask.count();
        let answer = self.db.send(&ask).await?;
        Ok(Page { total: answer.total(&ask)?, rows: answer.rows(&ask)? })
    }
}
