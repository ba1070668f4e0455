//! What a borrowed browser must not do asks the member to confirm that it is them, with a passkey of theirs.

use identity::{Device, Error, Member, Mediation};
use serde_json::{Value, json};
use tower_sessions::Session;

use crate::support::{Deceit, Installation, Person, device::decode};

#[tokio::test]
async fn ten_minutes_after_signing_in_nothing_is_done_that_a_borrowed_browser_must_not_do() {
    let (here, ada, work, home) = (Installation::new().await, Person::new(), Person::new(), Person::new());
    let browser = here.sign_up(&ada).await;
    here.add_passkey(&browser, &ada.elsewhere()).await.unwrap();
    let (verified, other) = (here.add_verified(&browser, &work).await, here.member(&here.sign_in(&ada).await).await);
    let response = made(&here, &browser).await.to_string();
    let passkey = here.passkey_id(&ada).await;
    here.grow_old(&browser).await;
    let (identity, member, device) = (&here.identity, here.member(&browser).await, Device::default());
    assert!(!member.is_recently_authenticated());

    let (cookie, before) = (browser.id(), here.all_of(member.user_id).await);
    for (what, done) in [
        ("add an address", identity.emails().add(&browser, &member, &home.email, &device).await),
        ("make an address primary", identity.emails().make_primary(&member, verified).await),
        ("remove an address", identity.emails().remove(&member, verified).await),
        ("begin a passkey", identity.passkeys().begin_registration(&browser, &member).await.map(drop)),
        ("finish a passkey", identity.passkeys().finish_registration(&browser, &member, &response, &device).await),
        ("delete a passkey", identity.passkeys().delete(&member, passkey).await),
        ("end a session", identity.sessions().end(&member, other.session_id).await),
        ("end other sessions", identity.sessions().end_others(&member).await.map(drop)),
        ("make recovery codes", identity.recovery().generate_codes(&member).await.map(drop)),
        ("export", identity.accounts().export(&member).await.map(drop)),
        ("delete the account", identity.accounts().delete(&browser, &member).await),
    ] {
        assert_eq!(done, Err(Error::ReauthenticationRequired), "{what}");
        assert_eq!(here.all_of(member.user_id).await, before, "{what}");
    }
    assert_eq!(browser.id(), cookie);
    assert!(here.letters(&home).await.is_empty());

    here.confirm(&browser, &ada).await.unwrap();
    identity.passkeys().delete(&here.member(&browser).await, passkey).await.unwrap();
}

#[tokio::test]
async fn a_little_less_than_ten_minutes_are_recent() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up(&ada).await;
    here.set_session(browser.id(), "authenticated_at = now() - interval '9 minutes 50 seconds'").await;
    here.identity.accounts().export(&here.member(&browser).await).await.unwrap();
}

#[tokio::test]
async fn a_passkey_gives_a_new_session_to_the_same_browser() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up(&ada).await;
    here.grow_old(&browser).await;
    let (before, cookie) = (here.member(&browser).await, browser.id());
    let token = here.identity.tokens().access_token(&before).unwrap();
    here.confirm(&browser, &ada).await.unwrap();

    let after = here.member(&browser).await;
    assert!(after.is_recently_authenticated());
    assert_ne!(browser.id(), cookie);
    assert!(here.who(cookie).await.is_none());
    assert_ne!(after.session_id, before.session_id);
    assert!(here.identity.sessions().validate(&token).await.unwrap().is_none());
    assert_ne!(here.identity.tokens().access_token(&before).unwrap(), token, "it was cached");
    assert_eq!((after.user_id, here.traces(&ada).await.sessions), (before.user_id, 1));
    assert!(here.passkey(&ada).await.1.is_some(), "the use is noted");
}

#[tokio::test]
async fn the_options_list_the_member_s_passkeys_and_no_others() {
    let (here, ada, eve) = (Installation::new().await, Person::new(), Person::new());
    here.sign_up(&eve).await;
    let browser = here.sign_up(&ada).await;
    let options: Value =
        here.identity.reauthentication().begin(&browser, &here.member(&browser).await).await.unwrap().parse().unwrap();
    let listed: Vec<_> = options["allowCredentials"].as_array().unwrap().iter().map(|one| decode(&one["id"])).collect();
    assert_eq!(listed, [ada.device.credential_id().unwrap()]);
    assert_eq!((&options["userVerification"], &options["timeout"]), (&"required".into(), &(5 * 60 * 1000).into()));
}

#[tokio::test]
async fn who_has_no_passkey_cannot_confirm_by_one() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up_by_code(&ada).await;
    assert_eq!(here.confirm(&browser, &ada).await, Err(Error::NotFound));
}

#[tokio::test]
async fn another_person_s_passkey_is_refused() {
    let (here, ada, eve) = (Installation::new().await, Person::new(), Person::new());
    here.sign_up(&eve).await;
    let browser = here.sign_up(&ada).await;
    here.grow_old(&browser).await;
    let (member, before) = (here.member(&browser).await, here.passkey(&eve).await);
    let options = here.identity.reauthentication().begin(&browser, &member).await.unwrap();
    let response = eve.device.get(&options, Deceit::Nothing).await;
    refused(&here, &browser, &member, &response, Error::PasskeyRejected).await;
    assert_eq!(here.passkey(&eve).await, before);
}

#[tokio::test]
async fn what_deceives_is_refused() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up(&ada).await;
    here.grow_old(&browser).await;
    let member = here.member(&browser).await;
    for deceit in [Deceit::Origin("http://localhost:3001"), Deceit::RpId("example.org"), Deceit::Unverified] {
        let options = here.identity.reauthentication().begin(&browser, &member).await.unwrap();
        let response = ada.device.get(&options, deceit).await;
        refused(&here, &browser, &member, &response, Error::PasskeyRejected).await;
    }
}

#[tokio::test]
async fn nothing_confirms_that_was_not_begun_here_by_this_member_for_this() {
    let (here, ada, eve) = (Installation::new().await, Person::new(), Person::new());
    let (phone, laptop) = (here.sign_up(&ada).await, here.sign_in(&ada).await);
    here.grow_old(&phone).await;
    let (member, stranger) = (here.member(&phone).await, here.member(&here.sign_up(&eve).await).await);

    let options = here.identity.reauthentication().begin(&laptop, &here.member(&laptop).await).await.unwrap();
    let response = ada.device.get(&options, Deceit::Nothing).await;
    refused(&here, &phone, &member, &response, Error::ChallengeExpired).await;

    let options = here.identity.sign_in().begin(&phone, Mediation::Button).await.unwrap();
    let response = ada.device.get(&options, Deceit::Nothing).await;
    refused(&here, &phone, &member, &response, Error::ChallengeExpired).await;

    let options = here.identity.reauthentication().begin(&phone, &member).await.unwrap();
    let response = ada.device.get(&options, Deceit::Nothing).await;
    refused(&here, &phone, &stranger, &response, Error::ChallengeExpired).await;
    refused(&here, &phone, &member, &response, Error::ChallengeExpired).await;

    let options = here.identity.reauthentication().begin(&phone, &member).await.unwrap();
    let response = ada.device.get(&options, Deceit::Nothing).await;
    here.expire_ceremonies(&phone).await;
    refused(&here, &phone, &member, &response, Error::ChallengeExpired).await;
    refused(&here, &phone, &member, &json!({}), Error::MalformedResponse).await;
}

#[tokio::test]
async fn a_confirmation_signs_nobody_in() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up(&ada).await;
    let options = here.identity.reauthentication().begin(&browser, &here.member(&browser).await).await.unwrap();
    let response = ada.device.get(&options, Deceit::Nothing).await;
    assert_eq!(here.finish_sign_in(&browser, &response).await, Err(Error::ChallengeExpired));
    let guest = here.browser();
    assert_eq!(here.finish_sign_in(&guest, &response).await, Err(Error::ChallengeExpired));
    assert!(here.who(guest.id()).await.is_none());
}

/// Refused, and the session as before.
async fn refused(here: &Installation, browser: &Session, member: &Member, response: &Value, why: Error) {
    let before = (browser.id(), here.member(browser).await);
    let confirmed = here.identity.reauthentication().finish(browser, member, &response.to_string(), &Device::default()).await;
    assert_eq!(confirmed, Err(why));
    assert_eq!((browser.id(), here.member(browser).await), before);
}

/// What a new device answers to the options for another passkey.
async fn made(here: &Installation, browser: &Session) -> Value {
    let options = here.identity.passkeys().begin_registration(browser, &here.member(browser).await).await.unwrap();
    Person::new().device.create(&options, Deceit::Nothing).await
}
