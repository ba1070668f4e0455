//! Server functions without a session: each asks the gate by itself, whatever page it belongs to.

use app::error::AppError;
use reqwest::StatusCode;
use serde_json::Value;

use crate::support::{Browser, Site};

/// Every server function that only members may call.
async fn refuses_all(browser: &Browser, id: &str, who: &str) {
    let one = [("id", id)];
    let calls: [(&str, &[(&str, &str)]); 17] = [
        ("tasks/list", &[("number", "1")]),
        ("tasks/add", &[("name", "stolen")]),
        ("tasks/find", &one),
        ("tasks/edit", &[("id", id), ("name", "stolen")]),
        ("tasks/complete", &one),
        ("tasks/reopen", &one),
        ("tasks/delete", &one),
        ("tasks/clear-completed", &[]),
        ("tasks/find-deletion", &one),
        ("tasks/restore", &one),
        ("wishlist/list", &[("number", "1")]),
        ("wishlist/find", &one),
        ("wishlist/add", &[("title", "stolen")]),
        ("wishlist/edit", &[("id", id), ("title", "stolen")]),
        ("wishlist/set-status", &[("id", id), ("status", "Reading")]),
        ("wishlist/remove", &one),
        ("dashboard/overview", &[]),
    ];
    for (function, fields) in calls {
        let answer = browser.call(function, fields).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{who}: {function}");
        assert_eq!(answer.error(), AppError::SignedOut, "{who}: {function}");
    }
}

#[tokio::test]
async fn whoever_is_not_signed_in_is_refused_everywhere() {
    let site = Site::open().await;
    let member = site.member().await;
    let id = member.add_task("Milk").await;
    let before = site.task(&id).await;

    refuses_all(&site.guest(), &id, "no cookie").await;
    for made_up in ["", "x", "AAAAAAAAAAAAAAAAAAAAAA", "1", "../../etc/passwd"] {
        let guest = site.guest();
        guest.cookies.set("session", made_up);
        refuses_all(&guest, &id, made_up).await;
    }
    let guest = site.guest();
    guest.call("sign-in/begin", &[("autofill", "false")]).await;
    refuses_all(&guest, &id, "a ceremony under way").await;

    assert_eq!(site.task(&id).await, before);
    assert_eq!(site.tasks_of(&member).await, ["Milk"]);
}

#[tokio::test]
async fn a_token_in_a_header_is_no_session() {
    let site = Site::open().await;
    let guest = site.guest();
    let request = guest.request(reqwest::Method::POST, "/api/tasks/list").header("Accept", "application/json");
    let request = request.bearer_auth("eyJhbGciOiJub25lIn0.e30.").form(&[("number", "1")]);
    assert_eq!(crate::support::Answer::of(request).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_guest_has_no_account_and_may_know_it() {
    let site = Site::open().await;
    let answer = site.guest().call("account/current", &[]).await;
    assert_eq!((answer.status, answer.json()), (StatusCode::OK, Value::Null));
}

#[tokio::test]
async fn a_member_is_told_who_they_are() {
    let site = Site::open().await;
    let member = site.member().await;
    let account = member.call("account/current", &[]).await.json();
    assert_eq!(account["email"], member.email);
    assert_eq!(account["email_verified"], false);
}
