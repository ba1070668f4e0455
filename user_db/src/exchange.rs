//! One request and its answer.

use bytes::Bytes;
use http::{
    HeaderValue,
    header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderName},
};
use reqwest::{Method, RequestBuilder, Response, StatusCode};
use serde::de::DeserializeOwned;
use supabase_rs::ApiError;

use crate::{Error, client::Project, error, range};

/// What is asked of one table, or of one function.
pub(crate) struct Ask {
    method: Method,
    /// Where `PostgREST` has it: functions are in `rpc`.
    folder: Option<&'static str>,
    table: &'static str,
    query: String,
    shape: Shape,
    prefer: Option<&'static str>,
    body: Bytes,
}

/// What the answer looks like.
#[derive(Clone, Copy)]
pub(crate) enum Shape {
    /// A list.
    Rows,
    /// Exactly one row: for any other number `PostgREST` undoes the change and answers 406.
    One,
}

impl Ask {
    pub(crate) fn new(method: Method, table: &'static str, query: String, shape: Shape) -> Self {
        Self { method, folder: None, table, query, shape, prefer: None, body: Bytes::new() }
    }

    /// Calls a function that answers with rows.
    pub(crate) fn call(function: &'static str, arguments: Vec<u8>) -> Self {
        let ask = Self::new(Method::POST, function, String::new(), Shape::Rows);
        Self { folder: Some("rpc"), body: arguments.into(), ..ask }
    }

    /// Counts all rows that match, not only those of the range.
    pub(crate) fn count(&mut self) {
        self.prefer = Some("count=exact");
    }

    /// Writes `body` and returns the rows as they are then.
    pub(crate) fn write(&mut self, body: Vec<u8>) {
        self.prefer = Some("return=representation");
        self.body = body.into();
    }

    pub(crate) fn table(&self) -> &'static str {
        self.table
    }
}

/// What came back for it.
pub(crate) struct Answer {
    total: Option<u64>,
    body: Vec<u8>,
}

impl Answer {
    pub(crate) fn rows<T: DeserializeOwned>(&self, ask: &Ask) -> Result<Vec<T>, Error> {
        self.decode(ask)
    }

    pub(crate) fn one<T: DeserializeOwned>(&self, ask: &Ask) -> Result<T, Error> {
        self.decode(ask)
    }

    pub(crate) fn total(&self, ask: &Ask) -> Result<u64, Error> {
        self.total.ok_or_else(|| {
            tracing::error!(table = ask.table, "the answer does not say how many rows there are");
            Error::Unexpected
        })
    }

    fn decode<T: DeserializeOwned>(&self, ask: &Ask) -> Result<T, Error> {
        serde_json::from_slice(&self.body).map_err(|problem| {
            // Its text may quote a value.
            tracing::error!(table = ask.table, category = ?problem.classify(), column = problem.column(), "the answer is not what this table holds");
            Error::Unexpected
        })
    }
}

/// A no, with its reason.
pub(crate) struct Refusal(ApiError);

impl Refusal {
    pub(crate) fn code(&self) -> Option<&str> {
        error::code(&self.0)
    }

    /// The reason as an [`Error`]; status and code go to the log, here and only here.
    pub(crate) fn logged(&self, ask: &Ask) -> Error {
        let error = Error::of(&self.0);
        let (table, method, status, code) = (ask.table, ask.method.as_str(), self.0.status, self.code());
        match error {
            Error::NotFound | Error::Invalid { .. } => tracing::debug!(table, method, status, code, "{error}"),
            Error::Refused => tracing::warn!(table, method, status, code, "{error}"),
            _ => tracing::error!(table, method, status, code, "{error}"),
        }
        error
    }
}

const APIKEY: HeaderName = HeaderName::from_static("apikey");
const PREFER: HeaderName = HeaderName::from_static("prefer");
const JSON: HeaderValue = HeaderValue::from_static("application/json");
const ONE_OBJECT: HeaderValue = HeaderValue::from_static("application/vnd.pgrst.object+json");
/// More of a refusal is not read.
const REFUSAL: usize = 64 * 1024;

impl Project {
    /// Sends `ask` as the bearer; the inner error is what the other side says, the outer one that it says nothing we can use.
    pub(crate) async fn ask(&self, bearer: Option<&HeaderValue>, ask: &Ask) -> Result<Result<Answer, Refusal>, Error> {
        let response = match self.request(bearer, ask).send().await {
            // The server closed a kept connection just as it was used again. A read may be asked twice; a write may have arrived.
            Err(problem) if ask.method == Method::GET && broke_off(&problem) => self.request(bearer, ask).send().await,
            outcome => outcome,
        };
        let response = response.map_err(|problem| unanswered(ask, problem))?;
        let total = range::total(response.headers());
        match response.status() {
            status if status.is_success() => {
                let body = self.read(ask, response).await?;
                Ok(Ok(Answer { total, body }))
            }
            // Past the end: no rows, and still a total.
            StatusCode::RANGE_NOT_SATISFIABLE if ask.method == Method::GET => {
                Ok(Ok(Answer { total, body: b"[]".to_vec() }))
            }
            _ => Ok(Err(refusal(response).await)),
        }
    }

    fn request(&self, bearer: Option<&HeaderValue>, ask: &Ask) -> RequestBuilder {
        let mut url = self.rest.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().extend(ask.folder).push(ask.table);
        }
        url.set_query(Some(ask.query.as_str()).filter(|query| !query.is_empty()));
        let accept = match ask.shape {
            Shape::Rows => JSON,
            Shape::One => ONE_OBJECT,
        };
        let mut request =
            self.http.request(ask.method.clone(), url).header(APIKEY, self.apikey.clone()).header(ACCEPT, accept);
        if let Some(bearer) = bearer {
            request = request.header(AUTHORIZATION, bearer.clone());
        }
        if let Some(prefer) = ask.prefer {
            request = request.header(PREFER, HeaderValue::from_static(prefer));
        }
        if !ask.body.is_empty() {
            request = request.header(CONTENT_TYPE, JSON).body(ask.body.clone());
        }
        request
    }

    async fn read(&self, ask: &Ask, mut response: Response) -> Result<Vec<u8>, Error> {
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|problem| unanswered(ask, problem))? {
            if body.len() + chunk.len() > self.limits.answer {
                tracing::error!(table = ask.table, limit = self.limits.answer, "the answer is too long");
                return Err(Error::Unexpected);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body)
    }
}

/// Connected, and then cut off before any answer.
fn broke_off(problem: &reqwest::Error) -> bool {
    problem.is_request() && !problem.is_connect() && !problem.is_timeout()
}

fn unanswered(ask: &Ask, problem: reqwest::Error) -> Error {
    // The address holds what a person searched for.
    let problem = problem.without_url();
    let mut cause: &dyn std::error::Error = &problem;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    tracing::error!(table = ask.table, method = ask.method.as_str(), %problem, %cause, "no answer from the database");
    if problem.is_builder() { Error::Unexpected } else { Error::Unavailable }
}

/// What the other side says, in the words of `supabase_rs`.
async fn refusal(mut response: Response) -> Refusal {
    let status = response.status();
    let mut body = Vec::new();
    // A refusal that breaks off is one all the same: its status counts.
    while let Ok(Some(chunk)) = response.chunk().await {
        body.extend_from_slice(&chunk);
        if body.len() > REFUSAL {
            break;
        }
    }
    let mut whole = http::Response::new(body);
    *whole.status_mut() = status;
    match supabase_rs::success::handle_response(whole.into()).await {
        Err(supabase_rs::Error::Api(refusal)) => Refusal(*refusal),
        _ => Refusal(ApiError {
            status: status.as_u16(),
            code: None,
            message: String::new(),
            details: None,
            hint: None,
            raw_response: None,
        }),
    }
}
