//! Requests that are too large or malformed.

use app::error::AppError;
use reqwest::{Body, Method, StatusCode};

use crate::support::{Site, TestResponse};

/// The router's limit, in bytes.
const LIMIT: usize = 64 * 1024;

#[tokio::test]
async fn a_body_beyond_the_limit_is_rejected() {
    let site = Site::open().await;
    let member = site.member().await;
    for accept in ["application/json", "text/html"] {
        let request = member.request(Method::POST, "/api/tasks/add").header("Accept", accept);
        let response = TestResponse::of(request.form(&[("name", "x".repeat(LIMIT))])).await;
        assert_eq!(response.status, StatusCode::PAYLOAD_TOO_LARGE, "{accept}");
    }
    assert_eq!(site.tasks_of(&member).await, [""; 0]);
}

#[tokio::test]
async fn a_chunked_body_beyond_the_limit_is_rejected() {
    let site = Site::open().await;
    let member = site.member().await;
    // The call of a script fails while its fields are read.
    let responses = [
        ("application/json", StatusCode::BAD_REQUEST),
        ("text/html", StatusCode::PAYLOAD_TOO_LARGE),
    ];
    for (accept, status) in responses {
        let pieces = ["name=".to_owned(), "x".repeat(LIMIT)].map(Ok::<_, std::io::Error>);
        let request = member.request(Method::POST, "/api/tasks/add").header("Accept", accept);
        let request = request.header("Content-Type", "application/x-www-form-urlencoded");
        let response =
            TestResponse::of(request.body(Body::wrap_stream(futures::stream::iter(pieces)))).await;
        assert_eq!(response.status, status, "{accept}: {}", response.body);
    }
    assert_eq!(site.tasks_of(&member).await, [""; 0]);
}

#[tokio::test]
async fn a_body_at_the_limit_is_accepted() {
    let site = Site::open().await;
    let member = site.member().await;
    let response = member.call("tasks/add", &[("name", &"x".repeat(LIMIT - "name=".len()))]).await;
    assert_eq!(response.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn missing_and_mistyped_fields_are_a_bad_request() {
    let site = Site::open().await;
    let member = site.member().await;
    let calls: [(&str, &[(&str, &str)]); 5] = [
        ("tasks/complete", &[]),
        ("tasks/edit", &[("name", "Milk")]),
        ("preferences/time-zone", &[("minutes", "many")]),
        ("sign-in/begin", &[]),
        ("sign-in/begin", &[("autofill", "perhaps")]),
    ];
    for (function, fields) in calls {
        let response = member.call(function, fields).await;
        assert_eq!(
            response.status,
            StatusCode::BAD_REQUEST,
            "{function} {fields:?}: {}",
            response.body
        );
        assert_eq!(response.error(), AppError::BadRequest, "{function} {fields:?}");
    }
}

#[tokio::test]
async fn an_unknown_server_function_is_not_found() {
    let site = Site::open().await;
    let response = site.member().await.call("tasks/steal", &[]).await;
    assert_eq!((response.status, response.error()), (StatusCode::NOT_FOUND, AppError::NotFound));
}
