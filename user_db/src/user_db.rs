//! The Supabase project as one user.

use std::sync::Arc;

use http::HeaderValue;
use reqwest::Method;
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    Change, Error, OwnRow, Select,
    request::{Accept, Request},
    response::Response,
    supabase::Project,
};

/// The rows that one user may read and change. Cheap to clone; valid as long as the user's token.
#[derive(Clone, Debug)]
pub struct UserDb {
    project: Arc<Project>,
    /// `None` if the token is not a valid header value.
    bearer: Option<HeaderValue>,
}

impl UserDb {
    pub(crate) fn new(project: Arc<Project>, jwt: &str) -> Self {
        let bearer = HeaderValue::try_from(format!("Bearer {jwt}")).ok().map(|mut bearer| {
            bearer.set_sensitive(true);
            bearer
        });
        Self { project, bearer }
    }

    /// Reads rows of `table`.
    pub fn select<T: DeserializeOwned>(&self, table: &'static str) -> Select<T> {
        Select::new(self.clone(), table)
    }

    /// Reads rows and counts of the tables that refer to the user's own row in `table`, in one
    /// request. `table` is one where row level security shows each user exactly one row.
    pub fn own_row(&self, table: &'static str) -> OwnRow {
        OwnRow::new(self.clone(), table)
    }

    /// Inserts a row into `table` and returns it as stored.
    ///
    /// # Errors
    /// Any [`Error`] except [`Error::NotFound`].
    pub async fn insert<T: DeserializeOwned>(
        &self,
        table: &'static str,
        row: &impl Serialize,
    ) -> Result<T, Error> {
        let request = Request::new(Method::POST, table, String::new(), Accept::Object)
            .with_body(to_json(table, row)?);
        self.send(&request).await?.json(&request)
    }

    /// Updates rows of `table` with the columns in `values`.
    pub fn update<T: DeserializeOwned>(
        &self,
        table: &'static str,
        values: &impl Serialize,
    ) -> Change<T> {
        Change::update(self.clone(), table, to_json(table, values))
    }

    /// Deletes rows of `table`.
    pub fn delete<T: DeserializeOwned>(&self, table: &'static str) -> Change<T> {
        Change::delete(self.clone(), table)
    }

    /// Calls a database function with these arguments and returns its rows.
    ///
    /// # Errors
    /// Any [`Error`] except [`Error::NotFound`].
    pub async fn call<T: DeserializeOwned>(
        &self,
        function: &'static str,
        arguments: &impl Serialize,
    ) -> Result<Vec<T>, Error> {
        let request = Request::call(function, to_json(function, arguments)?);
        self.send(&request).await?.json(&request)
    }

    pub(crate) async fn send(&self, request: &Request) -> Result<Response, Error> {
        let Some(bearer) = &self.bearer else {
            tracing::warn!(table = request.table, "the token is not a valid header value");
            return Err(Error::PermissionDenied);
        };
        let response = self.project.send(Some(bearer), request).await?;
        response.map_err(|error| error.log(request))
    }
}

fn to_json(table: &'static str, value: &impl Serialize) -> Result<Vec<u8>, Error> {
    serde_json::to_vec(value).map_err(|_| {
        tracing::error!(table, "the value can't be serialized to JSON");
        Error::Unexpected
    })
}
