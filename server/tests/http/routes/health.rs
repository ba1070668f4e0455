//! `/health/…`: health checks.

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{Down, Site, TestResponse};

/// Name and state of each dependency.
fn lines(response: &TestResponse) -> Vec<Value> {
    response.body.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn of(postgres: bool, supabase: bool) -> [Value; 2] {
    [
        json!({ "dependency": "postgres", "ok": postgres }),
        json!({ "dependency": "supabase", "ok": supabase }),
    ]
}

#[tokio::test]
async fn alive_answers_200_whatever_is_down() {
    for down in [Down::Nothing, Down::Supabase, Down::Database] {
        let response = Site::without(down).await.guest().open("/health/alive").await;
        assert_eq!((response.status, &*response.body), (StatusCode::OK, "alive\n"));
    }
}

#[tokio::test]
async fn ready_answers_200_when_everything_is_up() {
    let response = Site::open().await.guest().open("/health/ready").await;
    assert_eq!((response.status, &*lines(&response)), (StatusCode::OK, &of(true, true)[..]));
}

#[tokio::test]
async fn ready_answers_503_without_supabase() {
    let response = Site::without(Down::Supabase).await.guest().open("/health/ready").await;
    assert_eq!(
        (response.status, &*lines(&response)),
        (StatusCode::SERVICE_UNAVAILABLE, &of(true, false)[..])
    );
}

#[tokio::test]
async fn ready_answers_503_without_the_database() {
    let response = Site::without(Down::Database).await.guest().open("/health/ready").await;
    assert_eq!(
        (response.status, &*lines(&response)),
        (StatusCode::SERVICE_UNAVAILABLE, &of(false, true)[..])
    );
}
