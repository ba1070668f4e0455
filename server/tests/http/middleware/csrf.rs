//! Cross-site request forgery: posts that another site makes a browser send, with the cookies of
//! this site.

use reqwest::{Method, StatusCode, header::ORIGIN};

use crate::support::{Site, TestResponse};

/// How browsers mark cross-site requests. Old browsers send only `Origin`.
const CROSS_SITE_HEADERS: [(&str, &str); 6] = [
    ("Sec-Fetch-Site", "cross-site"),
    ("Sec-Fetch-Site", "same-site"),
    ("Origin", "https://evil.example"),
    ("Origin", "http://localhost:1"),
    ("Origin", "http://localhost.evil.example"),
    ("Origin", "null"),
];

#[tokio::test]
async fn another_site_cannot_add_a_task() {
    let site = Site::open().await;
    let member = site.member().await;
    for (name, value) in CROSS_SITE_HEADERS {
        for accept in ["text/html", "application/json"] {
            let request = member.request(Method::POST, "/api/tasks/add").header("Accept", accept);
            let response =
                TestResponse::of(request.header(name, value).form(&[("name", "stolen")])).await;
            assert_eq!(response.status, StatusCode::FORBIDDEN, "{name}: {value}, {accept}");
        }
    }
    assert_eq!(site.tasks_of(&member).await, [""; 0]);
}

#[tokio::test]
async fn another_site_cannot_sign_me_out() {
    let site = Site::open().await;
    let member = site.member().await;
    for (name, value) in CROSS_SITE_HEADERS {
        let response =
            TestResponse::of(member.request(Method::POST, "/api/sign-out").header(name, value))
                .await;
        assert_eq!(response.status, StatusCode::FORBIDDEN, "{name}: {value}");
        assert!(response.headers.get("set-cookie").is_none(), "{name}: {value}");
    }
    assert_eq!(member.me().await, StatusCode::OK);
}

#[tokio::test]
async fn sec_fetch_site_takes_precedence_over_origin() {
    let site = Site::open().await;
    let member = site.member().await;
    let request = member.request(Method::POST, "/api/sign-out").header(ORIGIN, member.origin());
    assert_eq!(
        TestResponse::of(request.header("Sec-Fetch-Site", "cross-site")).await.status,
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn a_link_on_another_site_opens_the_page() {
    let site = Site::open().await;
    let member = site.member().await;
    let request = member.request(Method::GET, "/tasks").header("Accept", "text/html");
    assert_eq!(
        TestResponse::of(request.header("Sec-Fetch-Site", "cross-site")).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn a_get_request_changes_nothing() {
    let site = Site::open().await;
    let member = site.member().await;
    for path in ["/api/tasks/add?name=stolen", "/api/tasks/clear-completed", "/api/sign-out"] {
        assert_eq!(member.open(path).await.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
    }
    assert_eq!((member.me().await, site.tasks_of(&member).await.len()), (StatusCode::OK, 0));
}
