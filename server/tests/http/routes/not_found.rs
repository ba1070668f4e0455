//! Paths that are none of ours.

use reqwest::{Method, StatusCode};

use crate::support::{Answer, Site};

#[tokio::test]
async fn an_unknown_path_is_answered_with_a_page_that_leads_home() {
    let site = Site::open().await;
    for browser in [site.guest(), site.member().await] {
        for path in ["/nowhere", "/nowhere/at/all", "/tasks/7", "/index.html", "/.env", "/%00", "/api"] {
            let answer = browser.open(path).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
            assert!(answer.header("content-type").starts_with("text/html"), "{path}");
            assert!(answer.body.contains("Page not found") && answer.body.contains("href=\"/\""), "{path}");
        }
    }
}

#[tokio::test]
async fn a_member_keeps_the_navigation_there() {
    let site = Site::open().await;
    assert!(site.member().await.open("/nowhere").await.body.contains("href=\"/tasks\""));
    assert!(!site.guest().open("/nowhere").await.body.contains("href=\"/tasks\""));
}

#[tokio::test]
async fn a_post_to_nowhere_changes_nothing_and_is_no_fault_of_ours() {
    let site = Site::open().await;
    for path in ["/nowhere", "/tasks", "/", "/pkg/latchkey.js"] {
        let answer = Answer::of(site.guest().request(Method::POST, path)).await;
        assert!(answer.status.is_client_error(), "{path}: {}", answer.status);
    }
}
