//! Unknown paths.

use reqwest::{Method, StatusCode};

use crate::support::{Site, TestResponse};

#[tokio::test]
async fn an_unknown_path_gets_a_404_page_with_a_link_home() {
    let site = Site::open().await;
    for browser in [site.guest(), site.member().await] {
        for path in
            ["/nowhere", "/nowhere/at/all", "/tasks/7", "/index.html", "/.env", "/%00", "/api"]
        {
            let response = browser.open(path).await;
            assert_eq!(response.status, StatusCode::NOT_FOUND, "{path}");
            assert!(response.header("content-type").starts_with("text/html"), "{path}");
            assert!(
                response.body.contains("Page not found") && response.body.contains("href=\"/\""),
                "{path}"
            );
        }
    }
}

#[tokio::test]
async fn the_404_page_of_a_member_has_the_navigation() {
    let site = Site::open().await;
    assert!(site.member().await.open("/nowhere").await.body.contains("href=\"/tasks\""));
    assert!(!site.guest().open("/nowhere").await.body.contains("href=\"/tasks\""));
}

#[tokio::test]
async fn a_post_to_a_path_without_an_action_is_a_client_error() {
    let site = Site::open().await;
    for path in ["/nowhere", "/tasks", "/", "/pkg/app.js"] {
        let response = TestResponse::of(site.guest().request(Method::POST, path)).await;
        assert!(response.status.is_client_error(), "{path}: {}", response.status);
    }
}
