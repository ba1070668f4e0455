//! The project as one person.

use std::sync::Arc;

use http::HeaderValue;
use reqwest::Method;
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    Change, Error, Select,
    client::Project,
    exchange::{Answer, Ask, Shape},
};

/// The rows that one person may see and change. Cheap to clone; lives as long as the token it was made of.
#[derive(Clone, Debug)]
pub struct UserDb {
    project: Arc<Project>,
    /// None if the token can't be a header: it is refused like any other token that is none.
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

    /// Rows of `table`, read.
    pub fn select<T: DeserializeOwned>(&self, table: &'static str) -> Select<T> {
        Select::new(self.clone(), table)
    }

    /// A new row in `table`, as the database has stored it.
    ///
    /// # Errors
    /// Any [`Error`] but [`Error::NotFound`].
    pub async fn insert<T: DeserializeOwned>(&self, table: &'static str, body: &impl Serialize) -> Result<T, Error> {
        let mut ask = Ask::new(Method::POST, table, String::new(), Shape::One);
        ask.write(encode(table, body)?);
        self.send(&ask).await?.one(&ask)
    }

    /// Rows of `table`, changed to what `body` says.
    pub fn update<T: DeserializeOwned>(&self, table: &'static str, body: &impl Serialize) -> Change<T> {
        Change::update(self.clone(), table, encode(table, body))
    }

    /// Rows of `table`, deleted.
    pub fn delete<T: DeserializeOwned>(&self, table: &'static str) -> Change<T> {
        Change::delete(self.clone(), table)
    }

    /// The rows that a function of the database answers with, called with these arguments.
    ///
    /// # Errors
    /// Any [`Error`] but [`Error::NotFound`].
    pub async fn call<T: DeserializeOwned>(
        &self,
        function: &'static str,
        arguments: &impl Serialize,
    ) -> Result<Vec<T>, Error> {
        let ask = Ask::call(function, encode(function, arguments)?);
        self.send(&ask).await?.rows(&ask)
    }

    pub(crate) async fn send(&self, ask: &Ask) -> Result<Answer, Error> {
        let Some(bearer) = &self.bearer else {
            tracing::warn!(table = ask.table(), "the token can't be sent: it is not one");
            return Err(Error::Refused);
        };
        self.project.ask(Some(bearer), ask).await?.map_err(|refusal| refusal.logged(ask))
    }
}

fn encode(table: &'static str, body: &impl Serialize) -> Result<Vec<u8>, Error> {
    serde_json::to_vec(body).map_err(|_| {
        tracing::error!(table, "what should be written has no form in JSON");
        Error::Unexpected
    })
}
