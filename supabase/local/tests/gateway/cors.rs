//! Browsers of any origin may use the API.

use reqwest::{Method, RequestBuilder, Response, StatusCode};

use crate::Gateway;

const ORIGIN: &str = "https://app.example.org";

fn preflight(gateway: &Gateway, path: &str) -> RequestBuilder {
    gateway
        .request(Method::OPTIONS, path)
        .header("Origin", ORIGIN)
        .header("Access-Control-Request-Method", "PATCH")
        .header("Access-Control-Request-Headers", "apikey,authorization,prefer,x-client-info")
}

fn header<'a>(response: &'a Response, name: &str) -> Option<&'a str> {
    assert!(response.headers().get_all(name).iter().count() <= 1, "{name} is repeated");
    response.headers().get(name).map(|value| value.to_str().unwrap())
}

#[tokio::test]
async fn a_preflight_without_a_key_is_answered() {
    let gateway = Gateway::connect().await;
    for path in ["/rest/v1/", "/rest/v1/tasks?id=eq.1", "/rest/v1/rpc/anything"] {
        let response = preflight(&gateway, path).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        assert_eq!(header(&response, "access-control-allow-origin"), Some("*"));
        let headers = header(&response, "access-control-allow-headers");
        assert_eq!(headers, Some("apikey,authorization,prefer,x-client-info"));
        let methods = header(&response, "access-control-allow-methods").unwrap();
        for method in ["GET", "POST", "PATCH", "PUT", "DELETE", "HEAD"] {
            assert!(methods.split(',').any(|allowed| allowed == method), "{methods}");
        }
        assert_eq!(response.text().await.unwrap(), "");
    }
}

#[tokio::test]
async fn a_preflight_may_name_the_origin_only() {
    let gateway = Gateway::connect().await;
    let request = gateway.request(Method::OPTIONS, "/rest/v1/tasks").header("Origin", ORIGIN);
    let response = request.send().await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(header(&response, "access-control-allow-origin"), Some("*"));
}

#[tokio::test]
async fn a_preflight_of_another_path_is_not_found() {
    let gateway = Gateway::connect().await;
    for path in ["/", "/rest/v1tasks", "/auth/v1/user"] {
        let response = preflight(&gateway, path).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn an_options_request_without_an_origin_is_no_preflight() {
    let gateway = Gateway::connect().await;
    let options = || gateway.request(Method::OPTIONS, "/rest/v1/tasks");
    assert_eq!(options().send().await.unwrap().status(), StatusCode::UNAUTHORIZED);
    let response = options().header("apikey", gateway.stack.secret_key()).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    assert!(header(&response, "allow").unwrap().contains("PATCH"));
}

#[tokio::test]
async fn a_browser_may_read_rows_and_errors() {
    let gateway = Gateway::connect().await;
    let get = || gateway.get_tasks().header("Origin", ORIGIN);
    for (request, status) in [
        (get(), StatusCode::UNAUTHORIZED),
        (get().header("apikey", gateway.stack.publishable_key()), StatusCode::UNAUTHORIZED),
        (get().header("apikey", gateway.stack.secret_key()), StatusCode::OK),
    ] {
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), status);
        let origin = header(&response, "access-control-allow-origin");
        assert!(matches!(origin, Some("*" | ORIGIN)), "{origin:?}");
    }
}
