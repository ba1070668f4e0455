//! What a borrowed browser must not do asks the member to confirm that it is them: by a passkey, or by a code.

use identity::{Device, Error, Member};
use serde_json::{Value, json};
use tower_sessions::Session;

use crate::support::{Deceit, Installation, Person, another_than, device::decode};

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
    assert!(!member.is_recent());

    let (cookie, before) = (browser.id(), here.all_of(member.user_id).await);
    for (what, done) in [
        ("add an address", identity.add_email(&browser, &member, &home.email, &device).await),
        ("make an address primary", identity.make_primary(&member, verified).await),
        ("remove an address", identity.remove_email(&member, verified).await),
        ("begin a passkey", identity.begin_passkey(&browser, &member).await.map(drop)),
        ("finish a passkey", identity.finish_passkey(&browser, &member, &response, &device).await),
        ("delete a passkey", identity.delete_passkey(&member, passkey).await),
        ("end a session", identity.end_session(&member, other.session_id).await),
        ("end other sessions", identity.end_other_sessions(&member).await.map(drop)),
        ("make recovery codes", identity.make_recovery_codes(&member).await.map(drop)),
        ("export", identity.export(&member).await.map(drop)),
        ("delete the account", identity.delete_account(&browser, &member).await),
    ] {
        assert_eq!(done, Err(Error::ConfirmFirst), "{what}");
        assert_eq!(here.all_of(member.user_id).await, before, "{what}");
    }
    assert_eq!(browser.id(), cookie);
    assert!(here.letters(&home).await.is_empty());

    here.confirm(&browser, &ada).await.unwrap();
    identity.delete_passkey(&here.member(&browser).await, passkey).await.unwrap();
}

#[tokio::test]
async fn a_little_less_than_ten_minutes_are_recent() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up(&ada).await;
    here.set_session(browser.id(), "authenticated_at = now() - interval '9 minutes 50 seconds'").await;
    here.identity.export(&here.member(&browser).await).await.unwrap();
}

#[tokio::test]
async fn a_passkey_gives_a_new_session_to_the_same_browser() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up(&ada).await;
    here.grow_old(&browser).await;
    let (before, cookie) = (here.member(&browser).await, browser.id());
    let token = here.identity.tokens().of(&before).unwrap();
    here.confirm(&browser, &ada).await.unwrap();

    let after = here.member(&browser).await;
    assert!(after.is_recent());
    assert_ne!(browser.id(), cookie);
    assert!(here.who(cookie).await.is_none());
    assert_ne!(after.session_id, before.session_id);
    assert!(here.identity.validate(&token).await.unwrap().is_none());
    assert_ne!(here.identity.tokens().of(&before).unwrap(), token, "it was cached");
    assert_eq!((after.user_id, here.traces(&ada).await.sessions), (before.user_id, 1));
    assert!(here.passkey(&ada).await.1.is_some(), "the use is noted");
}

#[tokio::test]
async fn what_was_proved_before_still_counts() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up_by_code(&ada).await;
    here.add_passkey(&browser, &ada).await.unwrap();
    assert_eq!(proofs(&here.member(&browser).await), (vec!["otp"], "aal1"));
    for _ in 0..2 {
        here.confirm(&browser, &ada).await.unwrap();
        assert_eq!(proofs(&here.member(&browser).await), (vec!["otp", "webauthn"], "aal2"));
    }

    let browser = here.sign_in(&ada).await;
    let code = asked(&here, &browser, &ada).await;
    confirmed(&here, &browser, &code).await.unwrap();
    assert_eq!(proofs(&here.member(&browser).await), (vec!["webauthn", "otp"], "aal2"));
}

#[tokio::test]
async fn the_options_list_the_member_s_passkeys_and_no_others() {
    let (here, ada, eve) = (Installation::new().await, Person::new(), Person::new());
    here.sign_up(&eve).await;
    let browser = here.sign_up(&ada).await;
    let options: Value =
        here.identity.begin_confirmation(&browser, &here.member(&browser).await).await.unwrap().parse().unwrap();
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
    let options = here.identity.begin_confirmation(&browser, &member).await.unwrap();
    let response = eve.device.get(&options, Deceit::Nothing).await;
    refused(&here, &browser, &member, &response, Error::Refused).await;
    assert_eq!(here.passkey(&eve).await, before);
}

#[tokio::test]
async fn what_deceives_is_refused() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up(&ada).await;
    here.grow_old(&browser).await;
    let member = here.member(&browser).await;
    for deceit in [Deceit::Origin("http://localhost:3001"), Deceit::RpId("example.org"), Deceit::Unverified] {
        let options = here.identity.begin_confirmation(&browser, &member).await.unwrap();
        let response = ada.device.get(&options, deceit).await;
        refused(&here, &browser, &member, &response, Error::Refused).await;
    }
}

#[tokio::test]
async fn nothing_confirms_that_was_not_begun_here_by_this_member_for_this() {
    let (here, ada, eve) = (Installation::new().await, Person::new(), Person::new());
    let (phone, laptop) = (here.sign_up(&ada).await, here.sign_in(&ada).await);
    here.grow_old(&phone).await;
    let (member, stranger) = (here.member(&phone).await, here.member(&here.sign_up(&eve).await).await);

    let options = here.identity.begin_confirmation(&laptop, &here.member(&laptop).await).await.unwrap();
    let response = ada.device.get(&options, Deceit::Nothing).await;
    refused(&here, &phone, &member, &response, Error::Expired).await;

    let options = here.identity.begin_sign_in(&phone, identity::sign_in::Mediation::Button).await.unwrap();
    let response = ada.device.get(&options, Deceit::Nothing).await;
    refused(&here, &phone, &member, &response, Error::Expired).await;

    let options = here.identity.begin_confirmation(&phone, &member).await.unwrap();
    let response = ada.device.get(&options, Deceit::Nothing).await;
    refused(&here, &phone, &stranger, &response, Error::Expired).await;
    refused(&here, &phone, &member, &response, Error::Expired).await;

    let options = here.identity.begin_confirmation(&phone, &member).await.unwrap();
    let response = ada.device.get(&options, Deceit::Nothing).await;
    here.expire_ceremonies(&phone).await;
    refused(&here, &phone, &member, &response, Error::Expired).await;
    refused(&here, &phone, &member, &json!({}), Error::Malformed).await;
}

#[tokio::test]
async fn a_confirmation_signs_nobody_in() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up(&ada).await;
    let options = here.identity.begin_confirmation(&browser, &here.member(&browser).await).await.unwrap();
    let response = ada.device.get(&options, Deceit::Nothing).await;
    assert_eq!(here.finish_sign_in(&browser, &response).await, Err(Error::Expired));
    let guest = here.browser();
    assert_eq!(here.finish_sign_in(&guest, &response).await, Err(Error::Expired));
    assert!(here.who(guest.id()).await.is_none());
}

#[tokio::test]
async fn a_code_gives_a_new_session_to_the_same_browser() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up_by_code(&ada).await;
    here.grow_old(&browser).await;
    let code = asked(&here, &browser, &ada).await;
    let (before, cookie) = (here.member(&browser).await, browser.id());
    let token = here.identity.tokens().of(&before).unwrap();
    assert!(!before.is_recent(), "asking confirms nothing");
    confirmed(&here, &browser, &code).await.unwrap();

    let after = here.member(&browser).await;
    assert!(after.is_recent());
    assert_eq!((after.user_id, proofs(&after)), (before.user_id, (vec!["otp"], "aal1")));
    assert!(browser.id() != cookie && after.session_id != before.session_id);
    assert!(here.who(cookie).await.is_none());
    assert_ne!(here.identity.tokens().of(&before).unwrap(), token, "it was cached");
    assert_eq!(here.traces(&ada).await.sessions, 1);
    assert_eq!(confirmed(&here, &browser, &code).await, Err(Error::Expired), "it serves once");
}

#[tokio::test]
async fn a_code_goes_to_a_verified_primary_address_only() {
    let (here, ada, work) = (Installation::new().await, Person::new(), Person::new());
    let browser = here.sign_up(&ada).await;
    here.add_verified(&browser, &work).await;
    let member = here.member(&browser).await;
    let sent = here.identity.send_confirmation_code(&browser, &member, &Device::default()).await;
    assert_eq!(sent, Err(Error::NotFound));
    assert_eq!((here.letters(&ada).await.len(), here.letters(&work).await.len()), (1, 1));
}

#[tokio::test]
async fn another_s_code_does_not_confirm() {
    let (here, ada, eve) = (Installation::new().await, Person::new(), Person::new());
    let (browser, strange) = (here.sign_up_by_code(&ada).await, here.sign_up_by_code(&eve).await);
    let code = asked(&here, &browser, &ada).await;
    let stranger = here.member(&strange).await;
    let tried = here.identity.confirm_by_code(&strange, &stranger, &code, &Device::default()).await;
    assert_eq!(tried, Err(Error::Expired));
    let tried = here.identity.confirm_by_code(&browser, &stranger, &code, &Device::default()).await;
    assert_eq!(tried, Err(Error::Expired), "even in the browser that asked");
    confirmed(&here, &browser, &code).await.unwrap();
}

#[tokio::test]
async fn a_code_serves_only_what_it_was_sent_for() {
    let (here, ada, work) = (Installation::new().await, Person::new(), Person::new());
    let browser = here.sign_up_by_code(&ada).await;
    here.grow_old(&browser).await;
    let (member, device) = (here.member(&browser).await, Device::default());

    let code = asked(&here, &browser, &ada).await;
    assert_eq!(here.identity.use_code(&browser, &code, &device).await, Err(Error::Expired));
    assert_eq!(here.identity.verify_email(&browser, &member, &code).await, Err(Error::Expired));
    assert_eq!(here.kept_code(&browser).await.unwrap().1, 0, "no try at what it is for");

    here.identity.send_sign_in_code(&browser, &ada.email, &device).await.unwrap();
    let code = here.code_for(&ada).await;
    assert_eq!(confirmed(&here, &browser, &code).await, Err(Error::Expired));
    assert_eq!(here.identity.verify_email(&browser, &member, &code).await, Err(Error::Expired));

    let code = asked(&here, &browser, &ada).await;
    confirmed(&here, &browser, &code).await.unwrap();
    here.add_email(&browser, &work).await.unwrap();
    let code = here.code_for(&work).await;
    here.grow_old(&browser).await;
    assert_eq!(confirmed(&here, &browser, &code).await, Err(Error::Expired));
    assert_eq!(here.identity.use_code(&browser, &code, &device).await, Err(Error::Expired));
    assert!(!here.member(&browser).await.is_recent());
}

#[tokio::test]
async fn of_fifty_tries_at_once_three_count() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up_by_code(&ada).await;
    here.grow_old(&browser).await;
    let code = asked(&here, &browser, &ada).await;
    let member = here.member(&browser).await;
    let tries: Vec<_> = (0..50)
        .map(|_| {
            let (identity, session) = (here.identity.clone(), here.at_next_request(browser.id()));
            let (member, wrong) = (member.clone(), another_than(&code));
            tokio::spawn(async move { identity.confirm_by_code(&session, &member, &wrong, &Device::default()).await })
        })
        .collect();
    let mut results = Vec::new();
    for tried in tries {
        results.push(tried.await.unwrap());
    }
    for tries_left in [2, 1, 0] {
        assert_eq!(results.iter().filter(|result| **result == Err(Error::WrongCode { tries_left })).count(), 1);
    }
    assert_eq!(results.iter().filter(|result| **result == Err(Error::Expired)).count(), 47);
    assert_eq!(confirmed(&here, &browser, &code).await, Err(Error::Expired), "the right one is too late");
    assert!(!here.member(&browser).await.is_recent());
}

/// The code that the member at this browser was sent to confirm with.
async fn asked(here: &Installation, browser: &Session, person: &Person) -> String {
    let member = here.member(browser).await;
    here.identity.send_confirmation_code(browser, &member, &Device::default()).await.unwrap();
    here.code_for(person).await
}

async fn confirmed(here: &Installation, browser: &Session, code: &str) -> Result<(), Error> {
    here.identity.confirm_by_code(browser, &here.member(browser).await, code, &Device::default()).await
}

/// Refused, and the session as before.
async fn refused(here: &Installation, browser: &Session, member: &Member, response: &Value, why: Error) {
    let before = (browser.id(), here.member(browser).await);
    let confirmed = here.identity.finish_confirmation(browser, member, &response.to_string(), &Device::default()).await;
    assert_eq!(confirmed, Err(why));
    assert_eq!((browser.id(), here.member(browser).await), before);
}

/// What a new device answers to the options for another passkey.
async fn made(here: &Installation, browser: &Session) -> Value {
    let options = here.identity.begin_passkey(browser, &here.member(browser).await).await.unwrap();
    Person::new().device.create(&options, Deceit::Nothing).await
}

fn proofs(member: &Member) -> (Vec<&str>, &str) {
    (member.amr.iter().map(String::as_str).collect(), &member.aal)
}
