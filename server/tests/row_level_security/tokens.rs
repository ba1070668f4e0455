//! Tokens that are missing, expired, forged or for something else.

use reqwest::{Method, StatusCode};
use serde_json::json;
use uuid::Uuid;

use crate::support::{
    Api, ApiResponse,
    tokens::{self, Key, claims, claims_but, now},
};

/// Roles that a token of the app must never act as.
const OTHER_ROLES: [&str; 5] = ["postgres", "identity", "authenticator", "supabase_admin", "anon"];

#[tokio::test]
async fn without_a_token_every_request_is_rejected() {
    let api = Api::open().await;
    let victim = api.user().await;
    api.assert_rejected(&victim, "no token", None).await;
    let publishable = api.stack.publishable_key().to_owned();
    api.assert_rejected(&victim, "the key as a token", Some(&publishable)).await;
    api.assert_rejected(&victim, "nonsense", Some("nonsense")).await;
}

#[tokio::test]
async fn an_expired_or_a_future_token_is_rejected() {
    let api = Api::open().await;
    let victim = api.user().await;
    // PostgREST allows clocks to differ by 30 seconds.
    let expired = api.key().sign(&claims_but(victim.id, "exp", now() - 60));
    api.assert_rejected(&victim, "expired", Some(&expired)).await;
    let future = api.key().sign(&claims_but(victim.id, "nbf", now() + 120));
    api.assert_rejected(&victim, "not yet valid", Some(&future)).await;
}

#[tokio::test]
async fn a_token_for_another_audience_is_rejected() {
    let api = Api::open().await;
    let victim = api.user().await;
    for audience in [json!("somewhere-else"), json!(["somewhere", "else"])] {
        let token = api.key().sign(&claims_but(victim.id, "aud", audience));
        api.assert_rejected(&victim, "wrong audience", Some(&token)).await;
    }
}

#[tokio::test]
async fn a_token_without_a_signature_is_rejected() {
    let api = Api::open().await;
    let victim = api.user().await;
    for token in tokens::unsigned(&claims(victim.id)) {
        api.assert_rejected(&victim, "alg none", Some(&token)).await;
    }
}

#[tokio::test]
async fn the_public_key_is_not_accepted_as_a_shared_secret() {
    let api = Api::open().await;
    let victim = api.user().await;
    for token in api.key().confuse(&claims(victim.id)) {
        api.assert_rejected(&victim, "HS256 with the public key", Some(&token)).await;
    }
}

#[tokio::test]
async fn a_token_of_an_unpublished_key_is_rejected() {
    let api = Api::open().await;
    let victim = api.user().await;
    let unknown = Key::foreign().sign(&claims(victim.id));
    api.assert_rejected(&victim, "unknown kid", Some(&unknown)).await;
    let disguised = Key::foreign().named_as(&api.key()).sign(&claims(victim.id));
    api.assert_rejected(&victim, "foreign key under our kid", Some(&disguised)).await;
}

#[tokio::test]
async fn claims_under_the_signature_of_others_are_rejected() {
    let api = Api::open().await;
    let (victim, stranger) = (api.user().await, api.user().await);
    let token = tokens::with_claims(&api.token(&stranger), &claims(victim.id));
    api.assert_rejected(&victim, "changed subject", Some(&token)).await;
    let token = tokens::with_claims(
        &api.token(&stranger),
        &claims_but(stranger.id, "role", "service_role"),
    );
    api.assert_rejected(&victim, "changed role", Some(&token)).await;
}

#[tokio::test]
async fn a_forged_role_is_rejected() {
    let api = Api::open().await;
    let victim = api.user().await;
    for role in OTHER_ROLES.into_iter().chain(["service_role", "authenticated"]) {
        let forged = Key::foreign().named_as(&api.key()).sign(&claims_but(victim.id, "role", role));
        api.assert_rejected(&victim, role, Some(&forged)).await;
    }
}

#[tokio::test]
async fn even_our_own_key_signs_for_no_role_of_the_database() {
    let api = Api::open().await;
    let victim = api.user().await;
    for role in OTHER_ROLES {
        let token = api.key().sign(&claims_but(victim.id, "role", role));
        api.assert_rejected(&victim, role, Some(&token)).await;
    }
}

#[tokio::test]
async fn a_token_without_a_subject_owns_nothing() {
    let api = Api::open().await;
    let victim = api.user().await;
    let before = api.rows_of(&victim).await;
    for subject in [json!(null), json!(""), json!("not a uuid"), json!(["x"])] {
        let token = api.key().sign(&claims_but(victim.id, "sub", subject));
        for table in &api.tables {
            for (attack, request) in api.attacks(table, &victim, Uuid::new_v4()).await {
                let response = ApiResponse::of(request.bearer_auth(&token)).await;
                assert!(!response.body.contains(&victim.marker), "{attack}: {}", response.body);
            }
        }
    }
    assert_eq!(api.rows_of(&victim).await, before);
}

#[tokio::test]
async fn a_token_is_no_api_key() {
    let api = Api::open().await;
    let member = api.user().await;
    let token = api.token(&member);
    for table in &api.tables {
        let request = || api.request_with_key(Method::GET, &table.name, &token);
        for request in [request().bearer_auth(&token), request()] {
            let response = ApiResponse::of(request).await;
            assert_eq!(response.status, StatusCode::UNAUTHORIZED, "{}", response.body);
            assert!(response.json()["message"].is_string(), "{}", response.body);
            assert!(!response.body.contains(&member.marker), "{}", response.body);
        }
    }
}
