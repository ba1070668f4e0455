//! Requests that are too large, and requests that nobody can read.

use app::error::AppError;
use reqwest::{Body, Method, StatusCode};

use crate::support::{Answer, Site};

/// What the router takes at the most, in bytes.
const LIMIT: usize = 64 * 1024;

#[tokio::test]
async fn a_body_beyond_the_limit_is_refused_and_adds_nothing() {
    let site = Site::open().await;
    let member = site.member().await;
    for accept in ["application/json", "text/html"] {
        let request = member.request(Method::POST, "/api/tasks/add").header("Accept", accept);
        let answer = Answer::of(request.form(&[("name", "x".repeat(LIMIT))])).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{accept}");
    }
    assert_eq!(site.tasks_of(&member).await, [""; 0]);
}

#[tokio::test]
async fn a_body_that_keeps_its_length_to_itself_is_refused_as_well() {
    let site = Site::open().await;
    let member = site.member().await;
    // A script's call is cut off while its fields are read.
    let answers = [("application/json", StatusCode::BAD_REQUEST), ("text/html", StatusCode::PAYLOAD_TOO_LARGE)];
    for (accept, status) in answers {
        let pieces = ["name=".to_owned(), "x".repeat(LIMIT)].map(Ok::<_, std::io::Error>);
        let request = member.request(Method::POST, "/api/tasks/add").header("Accept", accept);
        let request = request.header("Content-Type", "application/x-www-form-urlencoded");
        let answer = Answer::of(request.body(Body::wrap_stream(futures::stream::iter(pieces)))).await;
        assert_eq!(answer.status, status, "{accept}: {}", answer.body);
    }
    assert_eq!(site.tasks_of(&member).await, [""; 0]);
}

#[tokio::test]
async fn the_largest_body_is_read() {
    let site = Site::open().await;
    let member = site.member().await;
    let answer = member.call("tasks/add", &[("name", &"x".repeat(LIMIT - "name=".len()))]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn fields_that_are_missing_or_of_another_kind_cannot_be_read() {
    let site = Site::open().await;
    let member = site.member().await;
    let calls: [(&str, &[(&str, &str)]); 5] = [
        ("tasks/add", &[]),
        ("tasks/edit", &[("name", "Milk")]),
        ("tasks/list", &[("number", "-1")]),
        ("tasks/list", &[("number", "many")]),
        ("sign-in/begin", &[("autofill", "perhaps")]),
    ];
    for (function, fields) in calls {
        let answer = member.call(function, fields).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{function} {fields:?}: {}", answer.body);
        assert_eq!(answer.error(), AppError::BadRequest, "{function} {fields:?}");
    }
}

#[tokio::test]
async fn a_server_function_that_never_was_is_not_found() {
    let site = Site::open().await;
    let answer = site.member().await.call("tasks/steal", &[]).await;
    assert_eq!((answer.status, answer.error()), (StatusCode::NOT_FOUND, AppError::NotFound));
}
