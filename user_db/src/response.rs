//! The response to a request: rows, or an error of `PostgREST` or the gateway.

use serde::de::DeserializeOwned;
use supabase_rs::ApiError;

use crate::{Error, error, request::Request};

/// A successful response.
pub(crate) struct Response {
    /// From `Content-Range`, if the request asked for it.
    pub(crate) total: Option<u64>,
    pub(crate) body: Vec<u8>,
}

impl Response {
    /// Parses the body: a list for [`Accept::Array`](crate::request::Accept), else one row.
    pub(crate) fn json<T: DeserializeOwned>(&self, request: &Request) -> Result<T, Error> {
        parse(request.table, &self.body)
    }

    pub(crate) fn total(&self, request: &Request) -> Result<u64, Error> {
        self.total.ok_or_else(|| {
            tracing::error!(table = request.table, "the response has no total in Content-Range");
            Error::Unexpected
        })
    }
}

/// Parses rows of `table`.
pub(crate) fn parse<T: DeserializeOwned>(table: &str, json: &[u8]) -> Result<T, Error> {
    serde_json::from_slice(json).map_err(|error| {
        // The message of `error` may quote a value.
        let (category, column) = (error.classify(), error.column());
        tracing::error!(table, ?category, column, "the response does not match the expected type");
        Error::Unexpected
    })
}

/// An error response from `PostgREST` or the gateway.
pub(crate) struct ErrorResponse(pub(crate) ApiError);

impl ErrorResponse {
    pub(crate) fn code(&self) -> Option<&str> {
        error::code(&self.0)
    }

    /// Logs status and code, and converts to an [`Error`].
    pub(crate) fn log(&self, request: &Request) -> Error {
        let error = Error::from(&self.0);
        let (table, method) = (request.table, request.method.as_str());
        let (status, code) = (self.0.status, self.code());
        match error {
            Error::NotFound | Error::Invalid { .. } => {
                tracing::debug!(table, method, status, code, "{error}");
            }
            Error::PermissionDenied => tracing::warn!(table, method, status, code, "{error}"),
            _ => tracing::error!(table, method, status, code, "{error}"),
        }
        error
    }
}
