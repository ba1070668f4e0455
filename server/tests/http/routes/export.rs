//! `GET /account/export`.

use reqwest::StatusCode;
use serde_json::json;

use crate::support::{Down, Site};

const EXPORT: &str = "/account/export";

#[tokio::test]
async fn the_file_contains_everything_about_the_user_and_nothing_about_others() {
    let site = Site::open().await;
    let (member, stranger) = (site.member().await, site.member().await);
    member.add_task("Water the plants").await;
    let milk = member.add_task("Milk").await;
    member.call("tasks/delete", &[("id", &milk)]).await;
    stranger.add_task("Not for you").await;
    sqlx::query("insert into public.books (user_id, title) values ($1, 'Momo')")
        .bind(site.id_of(&member).await)
        .execute(&site.db)
        .await
        .unwrap();

    let response = member.open(EXPORT).await;
    assert_eq!((response.status, response.header("cache-control")), (StatusCode::OK, "no-store"));
    assert!(response.header("content-disposition").starts_with("attachment;"));
    let everything = response.json();
    assert_eq!(everything["profile"]["email"], json!(member.email));
    assert_eq!(everything["emails"][0]["email"], json!(member.email));
    assert_eq!(everything["tasks"][0]["name"], "Water the plants");
    assert_eq!(everything["deleted_rows"][0]["data"]["name"], "Milk");
    assert_eq!(everything["books"][0]["title"], "Momo");
    assert_eq!(everything["sessions"][0]["user_agent"], "A browser");
    assert_eq!(everything["audit_log"][0]["event"], "signed_up");
    assert_eq!(everything["passkeys"].as_array().unwrap().len(), 1);
    for secret in ["Not for you", "credential", "hash", "\"x\"", &stranger.email] {
        assert!(!response.body.contains(secret), "{secret}: {}", response.body);
    }
}

#[tokio::test]
async fn the_file_contains_more_rows_than_one_response_of_postgrest() {
    let site = Site::open().await;
    let member = site.member().await;
    sqlx::query(
        "insert into public.tasks (user_id, name)
         select $1, 'Task ' || n from generate_series(1, 2001) n",
    )
    .bind(site.id_of(&member).await)
    .execute(&site.db)
    .await
    .unwrap();
    let everything = member.open(EXPORT).await.json();
    let names: std::collections::BTreeSet<_> = everything["tasks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|task| task["name"].to_string())
        .collect();
    assert_eq!(names.len(), 2001);
}

#[tokio::test]
async fn exporting_requires_a_recent_authentication() {
    let site = Site::open().await;
    let member = site.member().await;
    site.age_authentication(&member).await;
    let response = member.open(EXPORT).await;
    assert_eq!(response.status, StatusCode::SEE_OTHER);
    assert_eq!(response.location(), "/account/confirm?next=%2Faccount%3Fexport%3D1");
}

#[tokio::test]
async fn a_guest_is_sent_to_sign_in() {
    let site = Site::open().await;
    let response = site.guest().open(EXPORT).await;
    assert_eq!(response.status, StatusCode::SEE_OTHER);
    assert!(response.location().starts_with("/login?next="), "{}", response.location());
}

#[tokio::test]
async fn an_incomplete_export_is_an_error() {
    let site = Site::open().await;
    let member = site.member().await;
    let down = Site::without(Down::Supabase).await;
    let response = member.at(&down).open(EXPORT).await;
    assert_eq!(
        (response.status, response.header("content-disposition")),
        (StatusCode::SERVICE_UNAVAILABLE, "")
    );
}
