//! The rules of hosted Supabase's gateway, over HTTP.

#![allow(clippy::unwrap_used, reason = "a test may panic, and so may what it is made of")]

use reqwest::{Client, Method, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};
use sqlx::{Connection, PgConnection};
use supabase_local::{TestStack, for_tests};

async fn gate() -> (TestStack, Client) {
    (for_tests().await, Client::builder().no_proxy().build().unwrap())
}

fn tasks(stack: &TestStack, http: &Client) -> RequestBuilder {
    asked(stack, http, "")
}

fn asked(stack: &TestStack, http: &Client, query: &str) -> RequestBuilder {
    http.get(format!("{}/rest/v1/tasks{query}", stack.url()))
}

async fn refused(answer: Response) {
    assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
    let body: Value = answer.json().await.unwrap();
    assert!(body["message"].is_string() && body["hint"].is_string(), "{body}");
}

#[tokio::test]
async fn without_a_key_nobody_passes() {
    let (stack, http) = gate().await;
    refused(tasks(&stack, &http).send().await.unwrap()).await;
    refused(tasks(&stack, &http).bearer_auth(stack.secret_key()).send().await.unwrap()).await;
}

#[tokio::test]
async fn an_unknown_key_is_refused_wherever_it_is() {
    let (stack, http) = gate().await;
    for key in ["", "sb_secret_guess", "Bearer"] {
        refused(tasks(&stack, &http).header("apikey", key).send().await.unwrap()).await;
        refused(asked(&stack, &http, &format!("?apikey={key}")).send().await.unwrap()).await;
    }
}

#[tokio::test]
async fn the_publishable_key_alone_is_anon_and_may_nothing() {
    let (stack, http) = gate().await;
    let key = stack.publishable_key();
    for request in [
        tasks(&stack, &http).header("apikey", key),
        tasks(&stack, &http).header("apikey", key).bearer_auth(key),
        asked(&stack, &http, &format!("?apikey={key}")),
    ] {
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
        assert_eq!(answer.json::<Value>().await.unwrap()["code"], "42501");
    }
}

#[tokio::test]
async fn the_secret_key_alone_is_the_service_role() {
    let (stack, http) = gate().await;
    let key = stack.secret_key();
    for request in [
        tasks(&stack, &http).header("apikey", key),
        tasks(&stack, &http).header("apikey", key).header("Authorization", format!("bearer {key}")),
        // As a parameter it must not arrive as a filter on a column of that name.
        asked(&stack, &http, &format!("?select=id&apikey={key}&limit=1")),
    ] {
        assert_eq!(request.send().await.unwrap().status(), StatusCode::OK);
    }
}

#[tokio::test]
async fn the_publishable_key_gets_nothing_by_a_secret_bearer() {
    let (stack, http) = gate().await;
    let request = tasks(&stack, &http).header("apikey", stack.publishable_key()).bearer_auth(stack.secret_key());
    assert_eq!(request.send().await.unwrap().status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn there_is_nothing_but_the_api() {
    let (stack, http) = gate().await;
    for path in ["", "/", "/tasks", "/rest/v1tasks", "/auth/v1/user", "/rest/v2/tasks"] {
        let answer =
            http.get(format!("{}{path}", stack.url())).header("apikey", stack.secret_key()).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn headers_and_large_bodies_pass_both_ways() {
    let (stack, http) = gate().await;
    let id = random_user(&stack).await;
    let rows: Vec<_> =
        (0..900).map(|number| json!({ "user_id": id, "name": format!("{number} {}", "ü".repeat(150)) })).collect();
    let url = format!("{}/rest/v1/tasks", stack.url());
    let added = http
        .post(&url)
        .header("apikey", stack.secret_key())
        .header("Prefer", "return=headers-only,count=exact")
        .json(&rows)
        .send()
        .await
        .unwrap();
    assert_eq!(added.status(), StatusCode::CREATED);
    assert_eq!(added.headers()["content-range"], "*/900");

    let seen = asked(&stack, &http, &format!("?user_id=eq.{id}")).header("apikey", stack.secret_key());
    let seen = seen
        .header("Range", "0-799")
        .header("Prefer", "count=exact")
        .header("Accept", "application/json")
        .send()
        .await
        .unwrap();
    assert_eq!(seen.status(), StatusCode::PARTIAL_CONTENT);
    assert_eq!(seen.headers()["content-range"], "0-799/900");
    assert!(!seen.headers().contains_key("connection"));
    assert_eq!(seen.json::<Vec<Value>>().await.unwrap().len(), 800);
}

/// `PostgREST` hangs up after a refused HEAD without saying so.
#[tokio::test]
async fn a_refused_head_costs_nobody_their_request() {
    let (stack, http) = gate().await;
    let url = format!("{}/rest/v1/tasks", stack.url());
    for _ in 0..20 {
        for method in [Method::HEAD, Method::POST] {
            let request =
                http.request(method.clone(), &url).header("apikey", stack.publishable_key()).bearer_auth("nonsense");
            assert_eq!(request.json(&json!({})).send().await.unwrap().status(), StatusCode::UNAUTHORIZED, "{method}");
        }
    }
}

async fn random_user(stack: &TestStack) -> String {
    let mut admin = PgConnection::connect(stack.admin_database_url()).await.unwrap();
    sqlx::query_scalar(
        "insert into public.users (id, email) values (gen_random_uuid(), 'a@example.org') returning id::text",
    )
    .fetch_one(&mut admin)
    .await
    .unwrap()
}
