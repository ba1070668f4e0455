//! The rows of another user, attacked with the valid token of a stranger.

use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::json;
use test_support::catalog::internal_functions;
use uuid::Uuid;

use crate::support::{
    Api, ApiResponse, samples,
    tokens::{Key, claims},
};

#[tokio::test]
async fn a_stranger_sees_and_changes_nothing_of_mine() {
    let api = Api::open().await;
    let (victim, stranger) = (api.user().await, api.user().await);
    let token = api.token(&stranger);
    let before = (api.rows_of(&victim).await, api.rows_of(&stranger).await);
    let mut attacks = 0;
    for table in &api.tables {
        for (attack, request) in api.attacks(table, &victim, stranger.id).await {
            let response = ApiResponse::of(request.bearer_auth(&token)).await;
            assert!(!response.body.contains(&victim.marker), "{attack}: {}", response.body);
            assert!(!response.body.contains("stolen"), "{attack}: {}", response.body);
            if attack.contains(&victim.id.to_string()) && response.status.is_success() {
                let is_empty = response.body.is_empty() || response.json() == json!([]);
                let count = response.range.rsplit('/').next().unwrap();
                assert!(
                    is_empty && matches!(count, "" | "*" | "0"),
                    "{attack}: {count} {}",
                    response.body
                );
            }
            attacks += 1;
        }
    }
    println!("row level security: {attacks} attacks on {} tables", api.tables.len());
    assert_eq!((api.rows_of(&victim).await, api.rows_of(&stranger).await), before);
}

#[tokio::test]
async fn the_attacks_find_the_rows_of_a_user_who_attacks_themselves() {
    let api = Api::open().await;
    let victim = api.user().await;
    for table in &api.tables {
        let mut found = false;
        for (_, request) in api.attacks(table, &victim, victim.id).await {
            let response = ApiResponse::of(request.bearer_auth(api.token(&victim))).await;
            found |= response.body.contains(&victim.marker);
        }
        assert!(found, "the attacks on public.{} would not see a leak", table.name);
    }
}

#[tokio::test]
async fn a_row_that_is_not_mine_answers_as_one_that_does_not_exist() {
    let api = Api::open().await;
    let (victim, stranger) = (api.user().await, api.user().await);
    let (token, mut admin) = (api.token(&stranger), api.admin().await);
    for table in &api.tables {
        let change = samples::change(&mut admin, table, "stolen").await;
        for method in [Method::GET, Method::PATCH, Method::DELETE] {
            let respond = async |id: Uuid| {
                let request = api.request(method.clone(), &format!("{}?id=eq.{id}", table.name));
                let request = request.bearer_auth(&token).header("Prefer", "return=representation");
                let request = if method == Method::PATCH { request.json(&change) } else { request };
                let response = ApiResponse::of(request).await;
                (response.status, response.body, response.range)
            };
            assert_eq!(
                respond(victim.id).await,
                respond(Uuid::new_v4()).await,
                "{method} {}",
                table.name
            );
        }
    }
}

#[tokio::test]
async fn a_stranger_cannot_restore_what_i_have_deleted() {
    let api = Api::open().await;
    let (victim, stranger) = (api.user().await, api.user().await);
    for table in api.writable_tables() {
        let mine = format!("{}?id=eq.{}", table.name, victim.id);
        let delete = api.request(Method::DELETE, &mine).bearer_auth(api.token(&victim));
        assert!(ApiResponse::of(delete).await.status.is_success());
        let before = (api.rows_of(&victim).await, api.rows_of(&stranger).await);
        let restore = |bearer: Option<String>| {
            let arguments = json!({ "table_name": table.name, "row_id": victim.id });
            let request = api.request(Method::POST, "rpc/restore_deleted_rows").json(&arguments);
            ApiResponse::of(bearer.iter().fold(request, RequestBuilder::bearer_auth))
        };
        let response = restore(Some(api.token(&stranger))).await;
        assert_eq!(
            (response.status, response.json()),
            (StatusCode::OK, json!([])),
            "{}",
            table.name
        );
        for bearer in [None, Some(Key::foreign().sign(&claims(victim.id)))] {
            let response = restore(bearer).await;
            assert!(response.is_rejected(), "{}: {}", table.name, response.body);
        }
        assert_eq!((api.rows_of(&victim).await, api.rows_of(&stranger).await), before);
        let response = restore(Some(api.token(&victim))).await;
        assert_eq!(response.json(), json!([{ "restored": 1 }]), "{}", table.name);
    }
}

#[tokio::test]
async fn internal_functions_cannot_be_called() {
    let api = Api::open().await;
    let member = api.user().await;
    let functions = internal_functions(&mut api.admin().await).await;
    assert!(!functions.is_empty());
    for function in functions {
        let request =
            api.request(Method::POST, &format!("rpc/{function}")).bearer_auth(api.token(&member));
        let response = ApiResponse::of(request.json(&json!({}))).await;
        assert!(!response.status.is_success(), "{function}: {}", response.body);
    }
}
