//! Server functions without a session. The functions are those that are registered: a new one is
//! tested without being listed here.

use app::error::AppError;
use axum::{Router, middleware::map_response};
use leptos::server_fn::axum::server_fn_paths;
use reqwest::{Method, StatusCode};
use serde_json::Value;
use server::{
    AppState,
    middleware::{server_functions, session},
    routes::pages,
};
use uuid::Uuid;

use crate::support::{
    Browser, Setup, Site, TestResponse,
    server_functions::{all_fields, protected_endpoints},
};

/// Calls every protected function and asserts that each responds with 401.
async fn assert_signed_out_everywhere(browser: &Browser, id: &str, who: &str) {
    for endpoint in protected_endpoints() {
        let response = browser.call(endpoint, &all_fields(id)).await;
        assert_ne!(
            response.status,
            StatusCode::BAD_REQUEST,
            "{endpoint} takes a field that this test doesn't send: add it to all_fields()"
        );
        assert_eq!(response.status, StatusCode::UNAUTHORIZED, "{who}: {endpoint}");
        assert_eq!(response.error(), AppError::SignedOut, "{who}: {endpoint}");
    }
}

#[tokio::test]
async fn every_function_requires_a_session_unless_it_is_declared_public() {
    let (all, protected) = (server_fn_paths().count(), protected_endpoints());
    println!("server functions: {} protected of {all}", protected.len());
    let site = Site::open().await;
    let member = site.member().await;
    let id = member.add_task("Milk").await;
    let before = site.task(&id).await;

    assert_signed_out_everywhere(&site.guest(), &id, "no cookie").await;
    for invalid in ["", "x", "AAAAAAAAAAAAAAAAAAAAAA", "1", "../../etc/passwd"] {
        let guest = site.guest();
        guest.cookies.set("session", invalid);
        assert_signed_out_everywhere(&guest, &id, invalid).await;
    }
    let guest = site.guest();
    guest.call("sign-in/begin", &[("autofill", "false")]).await;
    assert_signed_out_everywhere(&guest, &id, "a sign-in has begun").await;

    assert_eq!(site.task(&id).await, before);
    assert_eq!(site.tasks_of(&member).await, ["Milk"]);
}

#[tokio::test]
async fn every_protected_function_checks_the_session_by_itself() {
    fn without_require_login(state: AppState) -> Router {
        let functions =
            pages::routes(&state).layer(map_response(server_functions::set_error_status));
        functions.layer(session::layer(&state)).with_state(state)
    }
    let site = Site::serve(Setup::NORMAL, without_require_login).await;
    let id = Uuid::new_v4().to_string();
    assert_signed_out_everywhere(&site.guest(), &id, "without the middleware").await;
}

#[tokio::test]
async fn every_function_is_a_post() {
    for (path, method) in server_fn_paths() {
        assert_eq!(method, Method::POST, "{path}: a GET can be sent by other sites");
    }
}

#[tokio::test]
async fn a_form_of_a_guest_leads_to_sign_in() {
    let site = Site::open().await;
    let guest = site.guest();
    for endpoint in protected_endpoints() {
        let response = guest.submit("/tasks", endpoint, &all_fields("7")).await;
        let expected = (StatusCode::SEE_OTHER, "/login?next=%2Ftasks");
        assert_eq!((response.status, response.location()), expected, "{endpoint}");
    }
}

#[tokio::test]
async fn a_token_in_a_header_is_no_session() {
    let site = Site::open().await;
    let guest = site.guest();
    let request =
        guest.request(Method::POST, "/api/tasks/list").header("Accept", "application/json");
    let request = request.bearer_auth("eyJhbGciOiJub25lIn0.e30.").form(&[("number", "1")]);
    assert_eq!(TestResponse::of(request).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_guest_can_load_the_current_user() {
    let site = Site::open().await;
    let response = site.guest().call("account/current", &[]).await;
    assert_eq!((response.status, response.json()), (StatusCode::OK, Value::Null));
}

#[tokio::test]
async fn a_member_gets_the_current_user() {
    let site = Site::open().await;
    let member = site.member().await;
    let account = member.call("account/current", &[]).await.json();
    assert_eq!(account["email"], member.email);
    assert_eq!(account["email_verified"], false);
}
