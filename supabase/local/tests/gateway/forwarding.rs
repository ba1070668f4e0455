//! Requests reach `PostgREST` and responses come back unchanged.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use sqlx::{Connection, PgConnection};
use supabase_local::TestStack;

use crate::Gateway;

#[tokio::test]
async fn only_the_rest_api_is_served() {
    let gateway = Gateway::connect().await;
    for path in ["", "/", "/tasks", "/rest/v1tasks", "/auth/v1/user", "/rest/v2/tasks"] {
        let request = gateway.get(path).header("apikey", gateway.stack.secret_key());
        assert_eq!(request.send().await.unwrap().status(), StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn headers_and_large_bodies_are_forwarded_both_ways() {
    let gateway = Gateway::connect().await;
    let key = gateway.stack.secret_key();
    let id = insert_user(&gateway.stack).await;
    let name = |number: i32| format!("{number} {}", "ü".repeat(150));
    let row = |number| json!({ "user_id": id, "name": name(number) });
    let rows: Vec<_> = (0..900).map(row).collect();
    let post = gateway.request(Method::POST, "/rest/v1/tasks").header("apikey", key).json(&rows);
    let response = post.header("Prefer", "return=headers-only,count=exact").send().await.unwrap();
    assert_eq!(response.status(), StatusCode::CREATED);
    assert_eq!(response.headers()["content-range"], "*/900");

    let get = gateway.get(&format!("/rest/v1/tasks?user_id=eq.{id}")).header("apikey", key);
    let get = get.header("Range", "0-799").header("Prefer", "count=exact");
    let response = get.header("Accept", "application/json").send().await.unwrap();
    assert_eq!(response.status(), StatusCode::PARTIAL_CONTENT);
    assert_eq!(response.headers()["content-range"], "0-799/900");
    assert!(!response.headers().contains_key("connection"));
    assert_eq!(response.json::<Vec<Value>>().await.unwrap().len(), 800);
}

/// `PostgREST` closes the connection after an error response to HEAD without announcing it.
#[tokio::test]
async fn a_rejected_head_does_not_break_the_next_request() {
    let gateway = Gateway::connect().await;
    for _ in 0..20 {
        for method in [Method::HEAD, Method::POST] {
            let request = gateway
                .request(method.clone(), "/rest/v1/tasks")
                .header("apikey", gateway.stack.publishable_key())
                .bearer_auth("nonsense")
                .json(&json!({}));
            let response = request.send().await.unwrap();
            assert_eq!(response.status(), StatusCode::UNAUTHORIZED, "{method}");
        }
    }
}

async fn insert_user(stack: &TestStack) -> String {
    let mut admin = PgConnection::connect(stack.admin_database_url()).await.unwrap();
    let insert = "insert into public.users (id, email)
        values (gen_random_uuid(), 'a@example.org') returning id::text";
    sqlx::query_scalar(insert).fetch_one(&mut admin).await.unwrap()
}
