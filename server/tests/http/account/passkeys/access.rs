//! Who may see and change passkeys, and when.

use app::error::AppError;
use reqwest::StatusCode;
use uuid::Uuid;

use super::{begin, finish};
use crate::support::{Browser, Down, Site, Tampering, TestResponse, VirtualAuthenticator};

#[tokio::test]
async fn a_stranger_cannot_touch_my_passkey() {
    let site = Site::open().await;
    let (member, stranger) = (site.member().await, site.member().await);
    let before = site.passkeys(&member).await;
    for id in [&*before[0].0, &Uuid::new_v4().to_string(), "", "1"] {
        for response in [
            stranger.call("passkeys/rename", &[("id", id), ("name", "stolen")]).await,
            stranger.call("passkeys/delete", &[("id", id)]).await,
        ] {
            assert_eq!(
                (response.status, response.error()),
                (StatusCode::NOT_FOUND, AppError::NotFound),
                "{id}"
            );
        }
    }
    assert_eq!(site.passkeys(&member).await, before);
}

/// The responses of all server functions of passkeys.
async fn try_all(user: &Browser, id: &str) -> [(&'static str, TestResponse); 5] {
    let rename = [("id", id), ("name", "Phone")];
    // Concurrently, because without a database each waits for the connection timeout.
    let (check, begin, finish, rename, delete) = tokio::join!(
        user.call("passkeys/check-registration", &[]),
        user.call("passkeys/begin-registration", &[]),
        user.call("passkeys/finish-registration", &[("credential", "{}")]),
        user.call("passkeys/rename", &rename),
        user.call("passkeys/delete", &rename[..1]),
    );
    [
        ("check-registration", check),
        ("begin", begin),
        ("finish", finish),
        ("rename", rename),
        ("delete", delete),
    ]
}

#[tokio::test]
async fn a_guest_can_do_nothing() {
    let site = Site::open().await;
    let member = site.member().await;
    let before = site.passkeys(&member).await;
    for (function, response) in try_all(&site.guest(), &before[0].0).await {
        assert_eq!(
            (response.status, response.error()),
            (StatusCode::UNAUTHORIZED, AppError::SignedOut),
            "{function}"
        );
    }
    assert_eq!(site.passkeys(&member).await, before);
}

#[tokio::test]
async fn changing_passkeys_requires_a_recent_authentication() {
    let site = Site::open().await;
    let member = site.member().await;
    let credential = VirtualAuthenticator::new(member.origin())
        .create(&begin(&member).await, Tampering::None)
        .await;
    let before = site.passkeys(&member).await;
    site.age_authentication(&member).await;
    for response in [
        member.call("passkeys/check-registration", &[]).await,
        member.call("passkeys/begin-registration", &[]).await,
        finish(&member, &credential).await,
        member.call("passkeys/delete", &[("id", &before[0].0)]).await,
    ] {
        assert_eq!(
            (response.status, response.error()),
            (StatusCode::FORBIDDEN, AppError::ReauthenticationRequired)
        );
    }
    assert_eq!(site.passkeys(&member).await, before);
}

#[tokio::test]
async fn without_the_database_passkeys_are_unavailable() {
    let (site, without_database) = (Site::open().await, Site::without(Down::Database).await);
    let member = site.member().await;
    let before = site.passkeys(&member).await;
    let member = member.at(&without_database);
    for (function, response) in try_all(&member, &before[0].0).await {
        assert_eq!(response.error(), AppError::Unavailable, "{function}");
    }
    assert_eq!(site.passkeys(&member.at(&site)).await, before);
}
