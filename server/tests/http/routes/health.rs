//! `/health/…`

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{Answer, Down, Site};

/// Name and state of each dependency.
fn lines(answer: &Answer) -> Vec<Value> {
    answer.body.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn of(postgres: bool, supabase: bool) -> [Value; 2] {
    [json!({ "dependency": "postgres", "ok": postgres }), json!({ "dependency": "supabase", "ok": supabase })]
}

#[tokio::test]
async fn the_process_is_alive_whatever_is_down() {
    for down in [Down::Nothing, Down::Supabase, Down::Database] {
        let answer = Site::without(down).await.guest().open("/health/alive").await;
        assert_eq!((answer.status, &*answer.body), (StatusCode::OK, "alive\n"));
    }
}

#[tokio::test]
async fn with_everything_up_the_site_is_ready() {
    let answer = Site::open().await.guest().open("/health/ready").await;
    assert_eq!((answer.status, &*lines(&answer)), (StatusCode::OK, &of(true, true)[..]));
}

#[tokio::test]
async fn without_supabase_the_site_is_not_ready_and_says_why() {
    let answer = Site::without(Down::Supabase).await.guest().open("/health/ready").await;
    assert_eq!((answer.status, &*lines(&answer)), (StatusCode::SERVICE_UNAVAILABLE, &of(true, false)[..]));
}

#[tokio::test]
async fn without_the_database_the_site_is_not_ready_and_says_why() {
    let answer = Site::without(Down::Database).await.guest().open("/health/ready").await;
    assert_eq!((answer.status, &*lines(&answer)), (StatusCode::SERVICE_UNAVAILABLE, &of(false, true)[..]));
}
