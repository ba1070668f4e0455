//! `/api/sessions/…`: where a member is signed in.

use app::error::AppError;
use reqwest::StatusCode;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Browser, Down, Site};

/// The sessions of the member, each with whether it is the current one.
async fn sessions_of(member: &Browser) -> Vec<(Value, bool)> {
    let account = member.call("account/load", &[]).await.json();
    let sessions = account["sessions"].as_array().unwrap().iter();
    sessions.map(|session| (session.clone(), session["id"] == account["current_session"])).collect()
}

/// The id of a session other than the current one.
async fn another(member: &Browser) -> String {
    let sessions = sessions_of(member).await;
    let (other, _) = sessions.iter().find(|(_, is_current)| !is_current).unwrap();
    other["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn the_list_marks_the_current_session_and_shows_how_each_began() {
    let site = Site::open().await;
    let phone = site.member().await;
    let laptop = site.elsewhere(&phone).await;
    let is_current = |sessions: &[(Value, bool)]| sessions.iter().map(|(_, current)| *current).collect::<Vec<_>>();
    assert_eq!(is_current(&sessions_of(&phone).await), [true, false]);
    let sessions = sessions_of(&laptop).await;
    assert_eq!(is_current(&sessions), [false, true]);
    for (session, _) in &sessions {
        assert_eq!(session["amr"], json!(["webauthn"]));
        assert_eq!(session["ip_address"], "127.0.0.1");
    }
    let page = laptop.open("/account").await.body;
    for text in ["This device", "End all other sessions", "Unknown device", "Passkey · 127.0.0.1"] {
        assert!(page.contains(text), "{text}: {page}");
    }
}

#[tokio::test]
async fn an_ended_session_is_over_at_once() {
    let site = Site::open().await;
    let phone = site.member().await;
    let laptop = site.elsewhere(&phone).await;
    let id = another(&phone).await;
    let answer = phone.submit("/account", "sessions/end", &[("id", &id)]).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/account?done=session-ended#sessions"));
    assert_eq!((phone.me().await, laptop.me().await), (StatusCode::OK, StatusCode::UNAUTHORIZED));
    assert_eq!(phone.call("sessions/end", &[("id", &id)]).await.error(), AppError::NotFound);
    assert!(!phone.open("/account").await.body.contains("End all other sessions"));
}

#[tokio::test]
async fn all_others_end_together() {
    let site = Site::open().await;
    let (phone, stranger) = (site.member().await, site.member().await);
    let others = [site.elsewhere(&phone).await, site.elsewhere(&phone).await];
    assert_eq!(phone.call("sessions/end-others", &[]).await.json(), 2);
    for other in others {
        assert_eq!(other.me().await, StatusCode::UNAUTHORIZED);
    }
    assert_eq!((phone.me().await, stranger.me().await), (StatusCode::OK, StatusCode::OK));
    let answer = phone.submit("/account", "sessions/end-others", &[]).await;
    assert_eq!(answer.location(), "/account?done=sessions-ended#sessions");
}

#[tokio::test]
async fn a_session_of_somebody_else_is_not_there() {
    let site = Site::open().await;
    let (member, stranger) = (site.member().await, site.member().await);
    let id = sessions_of(&member).await[0].0["id"].as_str().unwrap().to_owned();
    for id in [&*id, "6f1c2a9e-0000-4000-8000-000000000000", "", "x"] {
        let answer = stranger.call("sessions/end", &[("id", id)]).await;
        assert_eq!((answer.status, answer.error()), (StatusCode::NOT_FOUND, AppError::NotFound), "{id}");
    }
    assert_eq!(member.me().await, StatusCode::OK);
}

#[tokio::test]
async fn sessions_are_ended_by_who_has_just_shown_that_it_is_them() {
    let site = Site::open().await;
    let phone = site.member().await;
    let laptop = site.elsewhere(&phone).await;
    let id = another(&phone).await;
    site.eleven_minutes_later(&phone).await;
    for (function, fields) in [("sessions/end", &[("id", &*id)][..]), ("sessions/end-others", &[])] {
        let answer = phone.call(function, fields).await;
        assert_eq!(
            (answer.status, answer.error()),
            (StatusCode::FORBIDDEN, AppError::ReauthenticationRequired),
            "{function}"
        );
        assert_eq!(phone.submit("/account", function, fields).await.location(), "/account/confirm");
    }
    assert_eq!(laptop.me().await, StatusCode::OK);
}

#[tokio::test]
async fn nothing_of_this_is_for_guests_nor_without_the_database() {
    let (site, dead) = (Site::open().await, Site::without(Down::Database).await);
    let id = Uuid::new_v4().to_string();
    let member = site.member().await.at(&dead);
    for (function, fields) in [("sessions/end", &[("id", &*id)][..]), ("sessions/end-others", &[])] {
        assert_eq!(site.guest().call(function, fields).await.error(), AppError::SignedOut, "{function}");
        assert_eq!(member.call(function, fields).await.error(), AppError::Unavailable, "{function}");
    }
    assert_eq!(member.at(&site).me().await, StatusCode::OK);
}
