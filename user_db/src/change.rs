//! Rows, updated or deleted.

use std::{fmt::Display, marker::PhantomData};

use reqwest::Method;
use serde::de::DeserializeOwned;
use supabase_rs::query::Query;

use crate::{
    Error, UserDb,
    exchange::{Ask, Shape},
    filter,
};

/// A change to some rows of one table. It is sent once, never again.
#[derive(Debug)]
#[must_use = "nothing is sent before one() or all()"]
pub struct Change<T> {
    db: UserDb,
    table: &'static str,
    kind: Kind,
    query: Query,
    rows: PhantomData<fn() -> T>,
}

#[derive(Debug)]
enum Kind {
    Update(Result<Vec<u8>, Error>),
    Delete,
}

impl<T: DeserializeOwned> Change<T> {
    pub(crate) fn update(db: UserDb, table: &'static str, body: Result<Vec<u8>, Error>) -> Self {
        Self { db, table, kind: Kind::Update(body), query: Query::new(), rows: PhantomData }
    }

    pub(crate) fn delete(db: UserDb, table: &'static str) -> Self {
        Self { db, table, kind: Kind::Delete, query: Query::new(), rows: PhantomData }
    }

    /// Return only these columns of what was changed, separated by commas.
    pub fn columns(mut self, columns: &'static str) -> Self {
        self.query.add_param("select", columns);
        self
    }

    /// Only rows whose `column` equals `value`.
    pub fn eq(mut self, column: &'static str, value: impl Display) -> Self {
        filter::eq(&mut self.query, column, &value);
        self
    }

    /// Only rows whose boolean `column` is `value`.
    pub fn is(mut self, column: &'static str, value: bool) -> Self {
        filter::is(&mut self.query, column, value);
        self
    }

    /// Changes the one row that matches, and returns it.
    ///
    /// # Errors
    /// [`Error::NotFound`] if it is not exactly one: then nothing has changed. Or any other [`Error`].
    pub async fn one(self) -> Result<T, Error> {
        let (db, ask) = self.ask(Shape::One)?;
        db.send(&ask).await?.one(&ask)
    }

    /// Changes all rows that match, and returns them; none is no error.
    ///
    /// # Errors
    /// Any [`Error`] but [`Error::NotFound`].
    pub async fn all(self) -> Result<Vec<T>, Error> {
        let (db, ask) = self.ask(Shape::Rows)?;
        db.send(&ask).await?.rows(&ask)
    }

    fn ask(self, shape: Shape) -> Result<(UserDb, Ask), Error> {
        if self.query.filters.is_empty() && self.query.params.iter().all(|(name, _)| name == "select") {
            tracing::error!(table = self.table, "a change of every row was stopped: it names no filter");
            return Err(Error::Unexpected);
        }
        let (method, body) = match self.kind {
            Kind::Update(body) => (Method::PATCH, body?),
            Kind::Delete => (Method::DELETE, Vec::new()),
        };
        let mut ask = Ask::new(method, self.table, self.query.build(), shape);
        ask.write(body);
        Ok((self.db, ask))
    }
}
