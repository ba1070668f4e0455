//! Sends a request over HTTP and reads the response.

use http::{
    HeaderValue,
    header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderName},
};
use reqwest::{Method, RequestBuilder, StatusCode};
use supabase_rs::ApiError;

use crate::{
    Error, content_range,
    request::{Accept, Request},
    response::{ErrorResponse, Response},
    supabase::Project,
};

const APIKEY: HeaderName = HeaderName::from_static("apikey");
const PREFER: HeaderName = HeaderName::from_static("prefer");
const JSON: HeaderValue = HeaderValue::from_static("application/json");
const JSON_OBJECT: HeaderValue = HeaderValue::from_static("application/vnd.pgrst.object+json");
/// Bytes of an error response that are read.
const MAX_ERROR_BYTES: usize = 64 * 1024;

impl Project {
    /// Sends `request` with `bearer`. The outer error means that there is no usable response.
    pub(crate) async fn send(
        &self,
        bearer: Option<&HeaderValue>,
        request: &Request,
    ) -> Result<Result<Response, ErrorResponse>, Error> {
        let is_read = request.method == Method::GET;
        let response = match self.build(bearer, request).send().await {
            // The server closed an idle connection at the moment of its reuse. Only a read is safe
            // to repeat: a write may have arrived.
            Err(error) if is_read && was_cut_off(&error) => {
                self.build(bearer, request).send().await
            }
            result => result,
        };
        let response = response.map_err(|error| log_no_response(request, error))?;
        let total = content_range::total(response.headers());
        match response.status() {
            status if status.is_success() => {
                Ok(Ok(Response { total, body: self.read(request, response).await? }))
            }
            // The offset is past the last row: no rows, but a total.
            StatusCode::RANGE_NOT_SATISFIABLE if is_read => {
                Ok(Ok(Response { total, body: b"[]".to_vec() }))
            }
            _ => Ok(Err(read_error(response).await)),
        }
    }

    fn build(&self, bearer: Option<&HeaderValue>, request: &Request) -> RequestBuilder {
        let mut url = self.rest_url.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().extend(request.is_call.then_some("rpc")).push(request.table);
        }
        url.set_query(Some(request.query.as_str()).filter(|query| !query.is_empty()));
        let accept = match request.accept {
            Accept::Array => JSON,
            Accept::Object => JSON_OBJECT,
        };
        let mut builder = self.http.request(request.method.clone(), url);
        builder = builder.header(APIKEY, self.apikey.clone()).header(ACCEPT, accept);
        if let Some(bearer) = bearer {
            builder = builder.header(AUTHORIZATION, bearer.clone());
        }
        if let Some(prefer) = request.prefer {
            builder = builder.header(PREFER, HeaderValue::from_static(prefer));
        }
        if !request.body.is_empty() {
            builder = builder.header(CONTENT_TYPE, JSON).body(request.body.clone());
        }
        builder
    }

    async fn read(
        &self,
        request: &Request,
        mut response: reqwest::Response,
    ) -> Result<Vec<u8>, Error> {
        let limit = self.limits.max_response_bytes;
        let mut body = Vec::new();
        while let Some(chunk) =
            response.chunk().await.map_err(|error| log_no_response(request, error))?
        {
            if body.len() + chunk.len() > limit {
                tracing::error!(table = request.table, limit, "the response is too long");
                return Err(Error::Unexpected);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body)
    }
}

/// Whether the connection was established and then closed before a response.
fn was_cut_off(error: &reqwest::Error) -> bool {
    error.is_request() && !error.is_connect() && !error.is_timeout()
}

fn log_no_response(request: &Request, error: reqwest::Error) -> Error {
    let (table, method) = (request.table, request.method.as_str());
    // The query of the URL contains search texts.
    let error = error.without_url();
    let mut cause: &dyn std::error::Error = &error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    tracing::error!(table, method, %error, %cause, "no response from the database");
    if error.is_builder() { Error::Unexpected } else { Error::Unavailable }
}

async fn read_error(mut response: reqwest::Response) -> ErrorResponse {
    let status = response.status();
    let mut body = Vec::new();
    // The status counts even if the body is incomplete.
    while let Ok(Some(chunk)) = response.chunk().await {
        body.extend_from_slice(&chunk);
        if body.len() > MAX_ERROR_BYTES {
            break;
        }
    }
    let mut whole = http::Response::new(body);
    *whole.status_mut() = status;
    match supabase_rs::success::handle_response(whole.into()).await {
        Err(supabase_rs::Error::Api(error)) => ErrorResponse(*error),
        _ => ErrorResponse(ApiError {
            status: status.as_u16(),
            code: None,
            message: String::new(),
            details: None,
            hint: None,
            raw_response: None,
        }),
    }
}
