//! A response, read to its end.

use app::error::AppError;
use reqwest::{
    RequestBuilder, StatusCode,
    header::{HeaderMap, LOCATION, SET_COOKIE},
};
use serde_json::Value;

pub struct TestResponse {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl TestResponse {
    pub async fn of(request: RequestBuilder) -> Self {
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        Self { status, headers, body: response.text().await.unwrap() }
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body)
            .unwrap_or_else(|_| panic!("{}, no JSON: {}", self.status, self.body))
    }

    /// The error of a server function.
    pub fn error(&self) -> AppError {
        let error: AppError =
            serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("no error: {}", self.body));
        assert_eq!(self.json()["message"], error.to_string());
        assert_eq!(self.json()["beside_field"], error.field().is_some());
        error
    }

    /// The value of a header, or an empty string.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The `Location` header, or an empty string.
    pub fn location(&self) -> &str {
        self.header(LOCATION.as_str())
    }

    /// The page of a rejected form, with the status of the error. Only the session cookie may be
    /// set.
    pub fn rejected_form(&self, status: StatusCode) -> &str {
        assert_eq!((self.status, self.location()), (status, ""), "{}", self.body);
        assert_eq!(self.header("content-type"), "text/html; charset=utf-8");
        assert_eq!(self.header("cache-control"), "no-store");
        let cookies = self.headers.get_all(SET_COOKIE).iter();
        assert!(
            cookies.into_iter().all(|cookie| cookie.as_bytes().starts_with(b"session=")),
            "{:?}",
            self.headers
        );
        &self.body
    }

    /// The body without the values of `return_to`: forms repeat the URL of their page, escaped.
    pub fn body_without_return_to(&self) -> String {
        let mut parts = self.body.split("name=\"return_to\" value=\"");
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |body, part| body + part.split_once('"').unwrap().1)
    }

    /// The `Set-Cookie` header for the cookie `name`.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        let cookies =
            self.headers.get_all(SET_COOKIE).iter().map(|cookie| cookie.to_str().unwrap());
        cookies.into_iter().find(|cookie| cookie.split('=').next() == Some(name))
    }
}
