//! A request to one table or function.

use bytes::Bytes;
use reqwest::Method;

pub(crate) struct Request {
    pub(crate) method: Method,
    /// A table, or a function if `is_call`.
    pub(crate) table: &'static str,
    pub(crate) is_call: bool,
    pub(crate) query: String,
    pub(crate) accept: Accept,
    pub(crate) prefer: Option<&'static str>,
    /// JSON; empty for none.
    pub(crate) body: Bytes,
}

/// The shape of the response body.
#[derive(Clone, Copy)]
pub(crate) enum Accept {
    /// A list of rows.
    Array,
    /// Exactly one row. For any other number `PostgREST` undoes the change and responds with 406.
    Object,
}

impl Request {
    pub(crate) fn new(method: Method, table: &'static str, query: String, accept: Accept) -> Self {
        let (prefer, body) = (None, Bytes::new());
        Self { method, table, is_call: false, query, accept, prefer, body }
    }

    pub(crate) fn get(table: &'static str, query: String, accept: Accept) -> Self {
        Self::new(Method::GET, table, query, accept)
    }

    /// Calls a function that returns rows.
    pub(crate) fn call(function: &'static str, arguments: Vec<u8>) -> Self {
        let request = Self::new(Method::POST, function, String::new(), Accept::Array);
        Self { is_call: true, body: arguments.into(), ..request }
    }

    /// Makes the response carry the number of all matching rows, not only of those in the range.
    pub(crate) fn with_count(self) -> Self {
        Self { prefer: Some("count=exact"), ..self }
    }

    /// Sends `body` and makes the response carry the changed rows.
    pub(crate) fn with_body(self, body: Vec<u8>) -> Self {
        Self { prefer: Some("return=representation"), body: body.into(), ..self }
    }
}
