//! A page of a list, and the dashboard, cost one request to `PostgREST` each.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use axum::{Router, body::Body, extract::Request, http::HeaderMap};
use reqwest::StatusCode;
use supabase_local::for_tests;
use tokio::net::TcpListener;

use super::lists;
use crate::support::Site;

/// Forwards requests to the gateway and counts them.
async fn counting_proxy() -> (String, Arc<AtomicUsize>) {
    let upstream = for_tests().await.url().to_owned();
    let count = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&count);
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let forward = move |request: Request| {
        counter.fetch_add(1, Ordering::SeqCst);
        let (http, upstream) = (http.clone(), upstream.clone());
        async move {
            let (parts, body) = request.into_parts();
            let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
            let mut headers: HeaderMap = parts.headers;
            headers.remove("host");
            let url = format!("{upstream}{}", parts.uri);
            let answer = http.request(parts.method, url).headers(headers).body(body).send().await;
            let answer = answer.unwrap();
            let mut response = axum::http::Response::builder().status(answer.status());
            response.headers_mut().unwrap().extend(
                answer
                    .headers()
                    .iter()
                    .filter(|(name, _)| *name == "content-range")
                    .map(|(name, value)| (name.clone(), value.clone())),
            );
            response.body(Body::from(answer.bytes().await.unwrap())).unwrap()
        }
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let router = Router::new().fallback(forward);
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    (url, count)
}

#[tokio::test]
async fn a_page_costs_one_request() {
    let (upstream, count) = counting_proxy().await;
    let site = Site::with_supabase(&upstream).await;
    let member = site.member().await;
    let mut paths = vec!["/dashboard".to_owned()];
    for list in lists(&site).await {
        let id = list.add(&member, "Emma").await;
        let (edit, deleted) = (format!("edit={id}"), format!("deleted={id}"));
        paths.push(list.url(&[]));
        paths.push(list.url(&[list.with_new(), "q=e", &list.by_title, &edit, &deleted]));
    }
    for path in paths {
        count.store(0, Ordering::SeqCst);
        assert_eq!(member.open(&path).await.status, StatusCode::OK, "{path}");
        assert_eq!(count.load(Ordering::SeqCst), 1, "{path}");
    }
}
