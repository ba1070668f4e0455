//! Posts that another site made this browser send, with its cookies.

use reqwest::{Method, StatusCode, header::ORIGIN};

use crate::support::{Answer, Site};

/// How browsers mark them: those of today, and those that know `Origin` only.
const FOREIGN: [(&str, &str); 6] = [
    ("Sec-Fetch-Site", "cross-site"),
    ("Sec-Fetch-Site", "same-site"),
    ("Origin", "https://evil.example"),
    ("Origin", "http://localhost:1"),
    ("Origin", "http://localhost.evil.example"),
    ("Origin", "null"),
];

#[tokio::test]
async fn another_site_adds_nothing_to_my_tasks() {
    let site = Site::open().await;
    let member = site.member().await;
    for (name, value) in FOREIGN {
        for accept in ["text/html", "application/json"] {
            let request = member.request(Method::POST, "/api/tasks/add").header("Accept", accept);
            let answer = Answer::of(request.header(name, value).form(&[("name", "stolen")])).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}: {value}, {accept}");
        }
    }
    assert_eq!(site.tasks_of(&member).await, [""; 0]);
}

#[tokio::test]
async fn another_site_does_not_sign_me_out() {
    let site = Site::open().await;
    let member = site.member().await;
    for (name, value) in FOREIGN {
        let answer = Answer::of(member.request(Method::POST, "/api/sign-out").header(name, value)).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}: {value}");
        assert!(answer.headers.get("set-cookie").is_none(), "{name}: {value}");
    }
    assert_eq!(member.me().await, StatusCode::OK);
}

#[tokio::test]
async fn what_a_browser_says_of_the_site_outweighs_a_fitting_origin() {
    let site = Site::open().await;
    let member = site.member().await;
    let request = member.request(Method::POST, "/api/sign-out").header(ORIGIN, member.origin());
    assert_eq!(Answer::of(request.header("Sec-Fetch-Site", "cross-site")).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_link_from_another_site_opens_the_page() {
    let site = Site::open().await;
    let member = site.member().await;
    let request = member.request(Method::GET, "/tasks").header("Accept", "text/html");
    assert_eq!(Answer::of(request.header("Sec-Fetch-Site", "cross-site")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn nothing_is_changed_by_a_link() {
    let site = Site::open().await;
    let member = site.member().await;
    for path in ["/api/tasks/add?name=stolen", "/api/tasks/clear-completed", "/api/sign-out"] {
        assert_eq!(member.open(path).await.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
    }
    assert_eq!((member.me().await, site.tasks_of(&member).await.len()), (StatusCode::OK, 0));
}
