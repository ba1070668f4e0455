//! A database that writes down what it is asked and gives one answer to everything.

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
pub struct Asked {
    /// Method, path and query as they were sent.
    pub line: String,
    pub headers: HeaderMap,
    pub body: String,
}

impl Asked {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }
}

#[derive(Clone)]
struct Reply {
    status: StatusCode,
    header: Option<(&'static str, String)>,
    body: String,
}

#[derive(Clone)]
pub struct Database {
    pub url: String,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Database {
    pub async fn answering(status: u16, body: impl Into<String>) -> Self {
        Self::start(status, None, body.into()).await
    }

    pub async fn counting(status: u16, content_range: &str, body: &str) -> Self {
        Self::start(status, Some(("content-range", content_range.to_owned())), body.to_owned()).await
    }

    pub async fn pointing_to(status: u16, location: &str) -> Self {
        Self::start(status, Some(("location", location.to_owned())), String::new()).await
    }

    async fn start(status: u16, header: Option<(&'static str, String)>, body: String) -> Self {
        let reply = Reply { status: StatusCode::from_u16(status).unwrap(), header, body };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let database =
            Self { url: format!("http://{}", listener.local_addr().unwrap()), asked: Arc::new(Mutex::new(Vec::new())) };
        let router = Router::new().fallback(answer).with_state((database.clone(), reply));
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        database
    }

    pub fn project(&self) -> Supabase {
        Supabase::new(&self.url, KEY).unwrap()
    }

    pub fn member(&self) -> UserDb {
        self.project().as_user(TOKEN)
    }

    /// The one request that came in.
    pub fn asked(&self) -> Asked {
        let mut asked = self.asked.lock().unwrap();
        assert_eq!(asked.len(), 1, "{asked:?}");
        asked.remove(0)
    }

    pub fn was_asked_nothing(&self) -> bool {
        self.asked.lock().unwrap().is_empty()
    }
}

async fn answer(
    State((database, reply)): State<(Database, Reply)>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> (StatusCode, HeaderMap, String) {
    let body = String::from_utf8(body.to_vec()).unwrap();
    database.asked.lock().unwrap().push(Asked { line: format!("{method} {uri}"), headers, body });
    let mut headers = HeaderMap::new();
    headers.insert("content-type", "application/json; charset=utf-8".parse().unwrap());
    if let Some((name, value)) = reply.header {
        headers.insert(name, value.parse().unwrap());
    }
    (reply.status, headers, reply.body)
}
