//! `/recover`, the page of a recovery link.

use app::error::AppError;
use reqwest::StatusCode;

use super::{guest, site};

#[tokio::test]
async fn a_link_works_once_and_only_by_its_button() {
    let site = site().await;
    let (member, stranger) = (site.member().await, site.member().await);
    let token = site.identity.recovery().create_link(site.id_of(&member).await).await.unwrap();
    let page = format!("/recover?token={token}");
    // Another user is signed in in this browser.
    let opened = stranger.open(&page).await;
    assert_eq!(opened.status, StatusCode::OK);
    assert!(opened.body.contains(&format!("name=\"token\" value=\"{token}\"")), "{}", opened.body);
    assert_eq!(stranger.open("/api/me").await.json()["email"], stranger.email);

    let response = stranger.submit(&page, "recovery/redeem-link", &[("token", &token)]).await;
    assert_eq!(
        (response.status, response.location()),
        (StatusCode::SEE_OTHER, "/account/add-passkey")
    );
    assert_eq!(stranger.open("/api/me").await.json()["email"], member.email);

    let second_guest = guest(&site);
    let response = second_guest.submit(&page, "recovery/redeem-link", &[("token", &token)]).await;
    assert!(response.rejected_form(StatusCode::UNAUTHORIZED).contains("has already been used"));
    let response = second_guest.call("recovery/redeem-link", &[("token", "")]).await;
    assert_eq!(
        (response.status, response.error()),
        (StatusCode::UNAUTHORIZED, AppError::RecoveryRejected)
    );
    assert_eq!(second_guest.me().await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn an_incomplete_link_has_no_button() {
    let site = site().await;
    for path in ["/recover", "/recover?token="] {
        let page = guest(&site).open(path).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(
            page.body.contains("This link is incomplete") && !page.body.contains("redeem-link"),
            "{}",
            page.body
        );
    }
}
