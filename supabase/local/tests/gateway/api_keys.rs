//! API keys and the roles that they stand for.

use reqwest::{Response, StatusCode};
use serde_json::Value;

use crate::Gateway;

async fn assert_rejected(response: Response) {
    assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
    let body: Value = response.json().await.unwrap();
    assert!(body["message"].is_string() && body["hint"].is_string(), "{body}");
}

#[tokio::test]
async fn a_request_without_a_key_is_rejected() {
    let gateway = Gateway::connect().await;
    assert_rejected(gateway.get_tasks().send().await.unwrap()).await;
    let with_bearer = gateway.get_tasks().bearer_auth(gateway.stack.secret_key());
    assert_rejected(with_bearer.send().await.unwrap()).await;
}

#[tokio::test]
async fn an_unknown_key_is_rejected_in_the_header_and_in_the_query() {
    let gateway = Gateway::connect().await;
    for key in ["", "sb_secret_guess", "Bearer"] {
        assert_rejected(gateway.get_tasks().header("apikey", key).send().await.unwrap()).await;
        let in_query = gateway.get(&format!("/rest/v1/tasks?apikey={key}"));
        assert_rejected(in_query.send().await.unwrap()).await;
    }
}

#[tokio::test]
async fn a_user_token_is_not_a_key() {
    let gateway = Gateway::connect().await;
    let token = gateway.stack.user_token("6e2ae05c-5b0c-4b1f-8f5e-0c1d7d1f0a11");
    let request = gateway.get_tasks().header("apikey", &token).bearer_auth(&token);
    assert_rejected(request.send().await.unwrap()).await;
}

#[tokio::test]
async fn the_publishable_key_alone_is_anon_without_permissions() {
    let gateway = Gateway::connect().await;
    let key = gateway.stack.publishable_key();
    for request in [
        gateway.get_tasks().header("apikey", key),
        gateway.get_tasks().header("apikey", key).bearer_auth(key),
        gateway.get(&format!("/rest/v1/tasks?apikey={key}")),
    ] {
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
        assert_eq!(response.json::<Value>().await.unwrap()["code"], "42501");
    }
}

#[tokio::test]
async fn the_secret_key_alone_is_the_service_role() {
    let gateway = Gateway::connect().await;
    let key = gateway.stack.secret_key();
    let bearer = format!("bearer {key}");
    for request in [
        gateway.get_tasks().header("apikey", key),
        gateway.get_tasks().header("apikey", key).header("Authorization", bearer),
        // PostgREST would reject `apikey` as a filter on an unknown column.
        gateway.get(&format!("/rest/v1/tasks?select=id&apikey={key}&limit=1")),
    ] {
        assert_eq!(request.send().await.unwrap().status(), StatusCode::OK);
    }
}

#[tokio::test]
async fn a_secret_bearer_gives_no_permissions_to_the_publishable_key() {
    let gateway = Gateway::connect().await;
    let request = gateway.get_tasks().header("apikey", gateway.stack.publishable_key());
    let response = request.bearer_auth(gateway.stack.secret_key()).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
}
