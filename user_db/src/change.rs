//! Updates or deletes rows of one table.

use std::marker::PhantomData;

use reqwest::Method;
use serde::de::DeserializeOwned;

use crate::{
    Error, Filter, UserDb,
    params::Params,
    request::{Accept, Request},
};

/// An update or delete of the rows that match. It is sent once and never repeated.
///
/// To change a row only in the version that was read, filter by `id` and `updated_at` and call
/// [`Change::one`]: [`Error::NotFound`] then means that there is no row of that version.
#[derive(Debug)]
#[must_use = "nothing is sent before one() or all()"]
pub struct Change<T> {
    db: UserDb,
    table: &'static str,
    kind: Kind,
    params: Params,
    rows: PhantomData<fn() -> T>,
}

#[derive(Debug)]
enum Kind {
    /// The new values as JSON.
    Update(Result<Vec<u8>, Error>),
    Delete,
}

impl<T> Filter for Change<T> {
    fn filter(mut self, column: &'static str, condition: &str) -> Self {
        self.params.add(column, condition);
        self
    }
}

impl<T: DeserializeOwned> Change<T> {
    pub(crate) fn update(db: UserDb, table: &'static str, body: Result<Vec<u8>, Error>) -> Self {
        let (kind, params) = (Kind::Update(body), Params::default());
        Self { db, table, kind, params, rows: PhantomData }
    }

    pub(crate) fn delete(db: UserDb, table: &'static str) -> Self {
        Self { db, table, kind: Kind::Delete, params: Params::default(), rows: PhantomData }
    }

    /// Returns only these columns of the changed rows, separated by commas.
    pub fn columns(mut self, columns: &'static str) -> Self {
        self.params.add("select", columns);
        self
    }

    /// Changes the only matching row and returns it.
    ///
    /// # Errors
    /// [`Error::NotFound`] if no row or several match: nothing is changed then. Or any other
    /// [`Error`].
    pub async fn one(self) -> Result<T, Error> {
        let (db, request) = self.into_request(Accept::Object)?;
        db.send(&request).await?.json(&request)
    }

    /// Changes all matching rows and returns them; no match is not an error.
    ///
    /// # Errors
    /// Any [`Error`] except [`Error::NotFound`].
    pub async fn all(self) -> Result<Vec<T>, Error> {
        let (db, request) = self.into_request(Accept::Array)?;
        db.send(&request).await?.json(&request)
    }

    fn into_request(self, accept: Accept) -> Result<(UserDb, Request), Error> {
        let table = self.table;
        if self.params.match_every_row() {
            tracing::error!(table, "a change without a filter was not sent");
            return Err(Error::Unexpected);
        }
        let (method, body) = match self.kind {
            Kind::Update(body) => (Method::PATCH, body?),
            Kind::Delete => (Method::DELETE, Vec::new()),
        };
        let request = Request::new(method, table, self.params.encode(), accept).with_body(body);
        Ok((self.db, request))
    }
}
