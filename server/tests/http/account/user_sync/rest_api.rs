//! The row of a user over the REST API.

use reqwest::{Client, Method, RequestBuilder, StatusCode};
use serde_json::json;
use supabase_local::for_tests;
use uuid::Uuid;

use super::rows;
use crate::support::{Site, TestResponse};

#[tokio::test]
async fn through_postgrest_users_change_only_their_name_and_language() {
    let site = Site::open().await;
    let (victim, thief) = (site.member().await, site.member().await);
    let (stack, token, http) = (for_tests().await, site.token_of(&thief).await, Client::new());
    let ask = |method: Method, query: &str| {
        let request = http.request(method, format!("{}/rest/v1/users{query}", stack.url()));
        request
            .header("apikey", stack.publishable_key())
            .bearer_auth(&token)
            .header("Prefer", "return=representation")
    };
    let of = async |request: RequestBuilder| TestResponse::of(request).await;
    let (mine, theirs) = (site.id_of(&thief).await, site.id_of(&victim).await);
    let me = format!("?id=eq.{mine}");
    let renamed = of(ask(Method::PATCH, &me).json(&json!({ "display_name": "Ada" }))).await;
    assert_eq!(
        (renamed.status, &renamed.json()[0]["display_name"]),
        (StatusCode::OK, &json!("Ada"))
    );

    let before = (site.account(&thief).await, site.account(&victim).await);
    for (column, value) in [
        ("email", json!(victim.email)),
        ("email_verified_at", json!("2026-01-01T00:00:00Z")),
        ("created_at", json!("2020-01-01T00:00:00Z")),
        ("id", json!(Uuid::new_v4())),
    ] {
        let response =
            of(ask(Method::PATCH, &me).json(&json!({ "display_name": "Eve", column: value })))
                .await;
        assert_eq!(response.status, StatusCode::FORBIDDEN, "{column}: {}", response.body);
    }
    for id in [mine, theirs, Uuid::new_v4()] {
        for preference in
            ["return=minimal", "resolution=merge-duplicates", "resolution=ignore-duplicates"]
        {
            let new = json!({ "id": id, "email": thief.email });
            let mut verified = new.clone();
            verified["email_verified_at"] = json!("2026-01-01T00:00:00Z");
            verified["role"] = json!("x");
            for row in [verified, new] {
                let response =
                    of(ask(Method::POST, "").header("Prefer", preference).json(&row)).await;
                assert!(
                    response.status.is_client_error(),
                    "{preference}: {} {}",
                    response.status,
                    response.body
                );
            }
        }
        let deleted = of(ask(Method::DELETE, &format!("?id=eq.{id}"))).await;
        assert_eq!(deleted.status, StatusCode::FORBIDDEN, "{}", deleted.body);
    }
    let seen = of(ask(Method::GET, "?select=*")).await.json();
    let seen: Vec<_> = seen.as_array().unwrap().iter().map(|row| &row["id"]).collect();
    assert_eq!(seen, [&json!(mine)], "all that there is to see");
    let other = format!("?id=eq.{theirs}");
    for request in [
        ask(Method::GET, &other),
        ask(Method::PATCH, &other).json(&json!({ "display_name": "Eve" })),
    ] {
        assert_eq!(of(request).await.json(), json!([]));
    }
    assert_eq!((site.account(&thief).await, site.account(&victim).await), before);
    assert_eq!(rows(&site, &thief.email).await.len(), 1);
}
