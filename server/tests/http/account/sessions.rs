//! `/api/sessions/…`: the sessions of a member.

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

/// The id of a session of `member` other than the current one.
async fn other_session_id(member: &Browser) -> String {
    let sessions = sessions_of(member).await;
    let (other, _) = sessions.iter().find(|(_, is_current)| !is_current).unwrap();
    other["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn the_list_marks_the_current_session_and_names_its_method() {
    let site = Site::open().await;
    let phone = site.member().await;
    let laptop = site.sign_in_elsewhere(&phone).await;
    let is_current = |sessions: &[(Value, bool)]| {
        sessions.iter().map(|(_, current)| *current).collect::<Vec<_>>()
    };
    assert_eq!(is_current(&sessions_of(&phone).await), [true, false]);
    let sessions = sessions_of(&laptop).await;
    assert_eq!(is_current(&sessions), [false, true]);
    for (session, _) in &sessions {
        assert_eq!(session["amr"], json!(["webauthn"]));
        assert_eq!(session["ip_address"], "127.0.0.1");
    }
    let page = laptop.open("/account").await.body;
    for text in ["This device", "End all other sessions", "Unknown device", "Passkey · 127.0.0.1"]
    {
        assert!(page.contains(text), "{text}: {page}");
    }
}

#[tokio::test]
async fn an_ended_session_is_rejected_at_once() {
    let site = Site::open().await;
    let phone = site.member().await;
    let laptop = site.sign_in_elsewhere(&phone).await;
    let id = other_session_id(&phone).await;
    let response = phone.submit("/account", "sessions/end", &[("id", &id)]).await;
    assert_eq!(
        (response.status, response.location()),
        (StatusCode::SEE_OTHER, "/account?done=session-ended#sessions")
    );
    assert_eq!((phone.me().await, laptop.me().await), (StatusCode::OK, StatusCode::UNAUTHORIZED));
    assert_eq!(phone.call("sessions/end", &[("id", &id)]).await.error(), AppError::NotFound);
    assert!(!phone.open("/account").await.body.contains("End all other sessions"));
}

#[tokio::test]
async fn all_other_sessions_end_together() {
    let site = Site::open().await;
    let (phone, stranger) = (site.member().await, site.member().await);
    let others = [site.sign_in_elsewhere(&phone).await, site.sign_in_elsewhere(&phone).await];
    assert_eq!(phone.call("sessions/end-others", &[]).await.json(), 2);
    for other in others {
        assert_eq!(other.me().await, StatusCode::UNAUTHORIZED);
    }
    assert_eq!((phone.me().await, stranger.me().await), (StatusCode::OK, StatusCode::OK));
    let response = phone.submit("/account", "sessions/end-others", &[]).await;
    assert_eq!(response.location(), "/account?done=sessions-ended#sessions");
}

#[tokio::test]
async fn a_session_of_another_user_is_not_found() {
    let site = Site::open().await;
    let (member, stranger) = (site.member().await, site.member().await);
    let id = sessions_of(&member).await[0].0["id"].as_str().unwrap().to_owned();
    for id in [&*id, "6f1c2a9e-0000-4000-8000-000000000000", "", "x"] {
        let response = stranger.call("sessions/end", &[("id", id)]).await;
        assert_eq!(
            (response.status, response.error()),
            (StatusCode::NOT_FOUND, AppError::NotFound),
            "{id}"
        );
    }
    assert_eq!(member.me().await, StatusCode::OK);
}

#[tokio::test]
async fn ending_sessions_requires_a_recent_authentication() {
    let site = Site::open().await;
    let phone = site.member().await;
    let laptop = site.sign_in_elsewhere(&phone).await;
    let id = other_session_id(&phone).await;
    site.age_authentication(&phone).await;
    for (function, fields) in [("sessions/end", &[("id", &*id)][..]), ("sessions/end-others", &[])]
    {
        let response = phone.call(function, fields).await;
        assert_eq!(
            (response.status, response.error()),
            (StatusCode::FORBIDDEN, AppError::ReauthenticationRequired),
            "{function}"
        );
        assert_eq!(phone.submit("/account", function, fields).await.location(), "/account/confirm");
    }
    assert_eq!(laptop.me().await, StatusCode::OK);
}

#[tokio::test]
async fn guests_get_401_and_without_the_database_members_get_503() {
    let (site, without_database) = (Site::open().await, Site::without(Down::Database).await);
    let id = Uuid::new_v4().to_string();
    let member = site.member().await.at(&without_database);
    for (function, fields) in [("sessions/end", &[("id", &*id)][..]), ("sessions/end-others", &[])]
    {
        assert_eq!(
            site.guest().call(function, fields).await.error(),
            AppError::SignedOut,
            "{function}"
        );
        assert_eq!(
            member.call(function, fields).await.error(),
            AppError::Unavailable,
            "{function}"
        );
    }
    assert_eq!(member.at(&site).me().await, StatusCode::OK);
}
