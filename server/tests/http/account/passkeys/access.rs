//! Whose passkeys they are, and when they may be touched.

use app::error::AppError;
use reqwest::StatusCode;
use uuid::Uuid;

use super::{begin, finish};
use crate::support::{Answer, Browser, Down, Site, Tampering, VirtualAuthenticator};

#[tokio::test]
async fn a_stranger_cannot_touch_my_passkey() {
    let site = Site::open().await;
    let (member, stranger) = (site.member().await, site.member().await);
    let before = site.passkeys(&member).await;
    for id in [&*before[0].0, &Uuid::new_v4().to_string(), "", "1"] {
        for answer in [
            stranger.call("passkeys/rename", &[("id", id), ("name", "stolen")]).await,
            stranger.call("passkeys/delete", &[("id", id)]).await,
        ] {
            assert_eq!((answer.status, answer.error()), (StatusCode::NOT_FOUND, AppError::NotFound), "{id}");
        }
    }
    assert_eq!(site.passkeys(&member).await, before);
}

/// Every server function of passkeys.
async fn try_all(person: &Browser, id: &str) -> [(&'static str, Answer); 5] {
    let rename = [("id", id), ("name", "Phone")];
    // Together: without a database each waits until its time is up.
    let (may_add, begin, finish, rename, delete) = tokio::join!(
        person.call("passkeys/check-registration", &[]),
        person.call("passkeys/begin-registration", &[]),
        person.call("passkeys/finish-registration", &[("credential", "{}")]),
        person.call("passkeys/rename", &rename),
        person.call("passkeys/delete", &rename[..1]),
    );
    [("may-add", may_add), ("begin", begin), ("finish", finish), ("rename", rename), ("delete", delete)]
}

#[tokio::test]
async fn who_is_signed_out_can_do_nothing() {
    let site = Site::open().await;
    let member = site.member().await;
    let before = site.passkeys(&member).await;
    for (function, answer) in try_all(&site.guest(), &before[0].0).await {
        assert_eq!((answer.status, answer.error()), (StatusCode::UNAUTHORIZED, AppError::SignedOut), "{function}");
    }
    assert_eq!(site.passkeys(&member).await, before);
}

#[tokio::test]
async fn after_ten_minutes_who_would_change_them_must_confirm_first() {
    let site = Site::open().await;
    let member = site.member().await;
    let credential = VirtualAuthenticator::new(member.origin()).create(&begin(&member).await, Tampering::None).await;
    let before = site.passkeys(&member).await;
    site.eleven_minutes_later(&member).await;
    for answer in [
        member.call("passkeys/check-registration", &[]).await,
        member.call("passkeys/begin-registration", &[]).await,
        finish(&member, &credential).await,
        member.call("passkeys/delete", &[("id", &before[0].0)]).await,
    ] {
        assert_eq!((answer.status, answer.error()), (StatusCode::FORBIDDEN, AppError::ReauthenticationRequired));
    }
    assert_eq!(site.passkeys(&member).await, before);
}

#[tokio::test]
async fn without_the_database_nothing_is_promised() {
    let (site, dead) = (Site::open().await, Site::without(Down::Database).await);
    let member = site.member().await;
    let before = site.passkeys(&member).await;
    let member = member.at(&dead);
    for (function, answer) in try_all(&member, &before[0].0).await {
        assert_eq!(answer.error(), AppError::Unavailable, "{function}");
    }
    assert_eq!(site.passkeys(&member.at(&site)).await, before);
}
