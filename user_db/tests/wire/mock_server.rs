//! A server that records its requests and gives one response to all of them.

use std::sync::{Arc, Mutex};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, Method, StatusCode, Uri},
};
use serde::Deserialize;
use user_db::{Supabase, UserDb};

pub const KEY: &str = "sb_publishable_test";
pub const TOKEN: &str = "header.claims.signature";

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Task {
    pub id: u32,
    pub name: String,
}

pub fn task(id: u32, name: &str) -> Task {
    Task { id, name: name.to_owned() }
}

#[derive(Debug)]
pub struct RecordedRequest {
    /// Method, path and query as they were sent.
    pub line: String,
    pub headers: HeaderMap,
    pub body: String,
}

impl RecordedRequest {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }
}

#[derive(Clone)]
struct Response {
    status: StatusCode,
    header: Option<(&'static str, String)>,
    body: String,
}

#[derive(Clone)]
pub struct MockServer {
    pub url: String,
    requests: Arc<Mutex<Vec<RecordedRequest>>>,
}

impl MockServer {
    pub async fn responding(status: u16, body: impl Into<String>) -> Self {
        Self::start(status, None, body.into()).await
    }

    pub async fn with_content_range(status: u16, content_range: &str, body: &str) -> Self {
        let header = ("content-range", content_range.to_owned());
        Self::start(status, Some(header), body.to_owned()).await
    }

    pub async fn redirecting(status: u16, location: &str) -> Self {
        Self::start(status, Some(("location", location.to_owned())), String::new()).await
    }

    async fn start(status: u16, header: Option<(&'static str, String)>, body: String) -> Self {
        let response = Response { status: StatusCode::from_u16(status).unwrap(), header, body };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let server = Self { url, requests: Arc::new(Mutex::new(Vec::new())) };
        let router = Router::new().fallback(respond).with_state((server.clone(), response));
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        server
    }

    pub fn supabase(&self) -> Supabase {
        Supabase::new(&self.url, KEY).unwrap()
    }

    pub fn user_db(&self) -> UserDb {
        self.supabase().as_user(TOKEN)
    }

    /// The only request so far.
    pub fn request(&self) -> RecordedRequest {
        let mut requests = self.requests.lock().unwrap();
        assert_eq!(requests.len(), 1, "{requests:?}");
        requests.remove(0)
    }

    pub fn has_no_requests(&self) -> bool {
        self.requests.lock().unwrap().is_empty()
    }
}

async fn respond(
    State((server, response)): State<(MockServer, Response)>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> (StatusCode, HeaderMap, String) {
    let body = String::from_utf8(body.to_vec()).unwrap();
    let request = RecordedRequest { line: format!("{method} {uri}"), headers, body };
    server.requests.lock().unwrap().push(request);
    let mut headers = HeaderMap::new();
    headers.insert("content-type", "application/json; charset=utf-8".parse().unwrap());
    if let Some((name, value)) = response.header {
        headers.insert(name, value.parse().unwrap());
    }
    (response.status, headers, response.body)
}
