//! End of sessions: by sign-out, and from the list of sessions.

use std::sync::Arc;

use identity::{Device, Error, Mediation};
use tower_sessions::session::Id;
use uuid::Uuid;

use crate::support::{Tampering, TestIdentity, TestUser};

#[tokio::test]
async fn sign_out_ends_the_session() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.sign_up(&ada).await;
    let (cookie, other_request) = (browser.id(), test.next_request(browser.id()));
    test.identity.sessions().sign_out(&browser).await.unwrap();

    assert_eq!(browser.id(), None);
    assert!(test.member_of(cookie).await.is_none());
    assert_eq!(test.row_counts(&ada).await.sessions, 0);

    // A concurrent request doesn't recreate the session.
    test.identity.sign_in().begin(&other_request, Mediation::Modal).await.unwrap();
    assert_ne!(other_request.id(), cookie);
    assert!(test.member_of(cookie).await.is_none());
}

#[tokio::test]
async fn sign_out_ends_no_other_session() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let (phone, laptop) = (test.sign_up(&ada).await, test.browser());
    let options = test.identity.sign_in().begin(&laptop, Mediation::Modal).await.unwrap();
    let response = ada.authenticator.get(&options, Tampering::None).await;
    test.finish_sign_in(&laptop, &response).await.unwrap();

    test.identity.sessions().sign_out(&phone).await.unwrap();
    assert!(test.member_of(laptop.id()).await.is_some());
}

#[tokio::test]
async fn signing_out_without_a_session_succeeds() {
    let test = TestIdentity::open().await;
    test.identity.sessions().sign_out(&test.browser()).await.unwrap();
    test.identity.sessions().sign_out(&test.next_request(Some(Id::default()))).await.unwrap();
}

#[tokio::test]
async fn an_ended_session_and_its_token_are_rejected_at_once() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let (laptop, phone) = (test.sign_up(&ada).await, test.sign_in(&ada).await);
    let (member, ended_member) =
        (test.current_member(&laptop).await, test.current_member(&phone).await);
    let (token, current_token) = (
        test.identity.tokens().access_token(&ended_member).unwrap(),
        test.identity.tokens().access_token(&member).unwrap(),
    );
    assert!(test.identity.sessions().validate(&token).await.unwrap().is_some());
    test.identity.sessions().end(&member, ended_member.session_id).await.unwrap();

    assert!(test.member_of(phone.id()).await.is_none());
    assert!(test.identity.sessions().validate(&token).await.unwrap().is_none());
    assert!(
        !Arc::ptr_eq(&token, &test.identity.tokens().access_token(&ended_member).unwrap()),
        "the cached token was invalidated"
    );
    assert!(test.member_of(laptop.id()).await.is_some());
    assert!(Arc::ptr_eq(&current_token, &test.identity.tokens().access_token(&member).unwrap()));
    assert_eq!(test.audit_log(member.user_id).await, ["signed_up", "sessions_ended"]);
}

#[tokio::test]
async fn ending_the_other_sessions_keeps_the_current_one() {
    let (test, ada, bob) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    let (laptop, others) =
        (test.sign_up(&ada).await, [test.sign_in(&ada).await, test.sign_in(&ada).await]);
    let other_browser = test.sign_up(&bob).await;
    let member = test.current_member(&laptop).await;
    let mut tokens = Vec::new();
    for browser in &others {
        let ended_member = test.current_member(browser).await;
        tokens.push((test.identity.tokens().access_token(&ended_member).unwrap(), ended_member));
    }
    assert_eq!(test.identity.sessions().end_others(&member).await, Ok(2));

    for (browser, (token, ended_member)) in others.iter().zip(tokens) {
        assert!(test.member_of(browser.id()).await.is_none());
        assert!(test.identity.sessions().validate(&token).await.unwrap().is_none());
        assert!(
            !Arc::ptr_eq(&token, &test.identity.tokens().access_token(&ended_member).unwrap()),
            "the cached token was invalidated"
        );
    }
    assert!(
        test.member_of(laptop.id()).await.is_some()
            && test.member_of(other_browser.id()).await.is_some()
    );
    assert_eq!(test.identity.sessions().end_others(&member).await, Ok(0));
    assert_eq!(
        test.audit_log(member.user_id).await,
        ["signed_up", "sessions_ended"],
        "ending no session is not logged"
    );
}

#[tokio::test]
async fn sessions_of_other_accounts_are_not_found() {
    let (test, ada, eve) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    let (browser, strangers_browser) = (test.sign_up(&ada).await, test.sign_up(&eve).await);
    let (victim, stranger) =
        (test.current_member(&browser).await, test.current_member(&strangers_browser).await);
    for id in [victim.session_id, Uuid::new_v4()] {
        assert_eq!(test.identity.sessions().end(&stranger, id).await, Err(Error::NotFound));
    }
    assert!(test.member_of(browser.id()).await.is_some());
    assert_eq!(test.audit_log(stranger.user_id).await, ["signed_up"]);
}

#[tokio::test]
async fn pending_challenges_end_with_their_session() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let (laptop, phone) = (test.sign_up(&ada).await, test.sign_in(&ada).await);
    let ended_member = test.current_member(&phone).await;
    let options = test.identity.reauthentication().begin(&phone, &ended_member).await.unwrap();
    let response = ada.authenticator.get(&options, Tampering::None).await.to_string();
    test.identity
        .sessions()
        .end(&test.current_member(&laptop).await, ended_member.session_id)
        .await
        .unwrap();

    let request = test.next_request(phone.id());
    let result = test
        .identity
        .reauthentication()
        .finish(&request, &ended_member, &response, &Device::default())
        .await;
    assert_eq!(result, Err(Error::ChallengeExpired));
    assert!(test.member_of(request.id()).await.is_none());
}
