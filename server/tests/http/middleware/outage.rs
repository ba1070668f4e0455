//! The site without Supabase and without the database.

use app::error::AppError;
use reqwest::StatusCode;
use serde_json::json;
use uuid::Uuid;

use crate::support::{
    Down, Site, TestResponse,
    server_functions::{all_fields, protected_endpoints},
};

fn assert_unavailable(response: &TestResponse, what: &str) {
    assert_eq!(response.status, StatusCode::SERVICE_UNAVAILABLE, "{what}: {}", response.body);
    assert_eq!(response.error(), AppError::Unavailable, "{what}");
}

#[tokio::test]
async fn without_supabase_every_function_of_lists_is_unavailable() {
    let site = Site::without(Down::Supabase).await;
    let member = site.member().await;
    let id = Uuid::new_v4().to_string();
    let of_lists = |endpoint: &&str| {
        ["tasks/", "wishlist/", "dashboard/"].iter().any(|list| endpoint.starts_with(list))
    };
    let endpoints: Vec<_> = protected_endpoints().into_iter().filter(of_lists).collect();
    assert!(endpoints.len() > 10, "{endpoints:?}");
    for endpoint in endpoints {
        assert_unavailable(&member.call(endpoint, &all_fields(&id)).await, endpoint);
    }
    assert_eq!((site.tasks_of(&member).await, site.books_of(&member).await), (vec![], vec![]));
}

#[tokio::test]
async fn without_supabase_users_still_sign_in_and_out() {
    let site = Site::without(Down::Supabase).await;
    let member = site.member().await;
    assert_eq!(member.call("sign-out", &[]).await.status, StatusCode::OK);
    member.sign_in().await;
    assert_eq!(member.me().await, StatusCode::OK);
}

#[tokio::test]
async fn without_supabase_a_page_answers_503() {
    let site = Site::without(Down::Supabase).await;
    let member = site.member().await;
    for path in ["/tasks", "/wishlist", "/dashboard"] {
        let page = member.open(path).await;
        assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE, "{path}");
        assert!(page.body.contains("temporarily unavailable"), "{path}");
    }
}

#[tokio::test]
async fn without_supabase_an_invalid_name_is_still_reported_as_invalid() {
    let site = Site::without(Down::Supabase).await;
    let response = site.member().await.call("tasks/add", &[("name", "")]).await;
    assert_eq!(response.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn without_the_database_nobody_signs_in_and_members_do_not_seem_signed_out() {
    let (site, without_database) = (Site::open().await, Site::without(Down::Database).await);
    let member = site.member().await.at(&without_database);
    // Concurrently, because each waits for the connection timeout.
    let (me, tasks, account, sign_in, page) = tokio::join!(
        member.open("/api/me"),
        member.call("tasks/list", &[("number", "1")]),
        member.call("account/current", &[]),
        member.call("sign-in/begin", &[("autofill", "false")]),
        member.open("/tasks"),
    );
    assert_eq!(
        (me.status, me.json()),
        (StatusCode::SERVICE_UNAVAILABLE, json!({ "error": "unavailable" }))
    );
    for (response, what) in [(tasks, "tasks"), (account, "account"), (sign_in, "sign-in")] {
        assert_unavailable(&response, what);
    }
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn a_sign_out_that_fails_keeps_the_session() {
    let (site, without_database) = (Site::open().await, Site::without(Down::Database).await);
    let member = site.member().await.at(&without_database);
    assert_unavailable(&member.call("sign-out", &[]).await, "sign-out");
    assert_eq!(member.at(&site).me().await, StatusCode::OK);
}

#[tokio::test]
async fn without_the_database_guests_still_get_the_home_page() {
    let without_database = Site::without(Down::Database).await;
    assert_eq!(without_database.guest().open("/").await.status, StatusCode::OK);
}
