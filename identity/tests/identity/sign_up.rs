//! Signing up: what is asked, what is kept, and what is refused without a trace.

use identity::Error;
use serde_json::{Value, json};
use tower_sessions::Session;

use crate::support::{Deceit, Installation, Person, Traces, auth_methods, device::pretend};

const SIGNED_UP: Traces = Traces { accounts: 1, passkeys: 1, sessions: 1 };

#[tokio::test]
async fn a_person_signs_up_and_is_signed_in_at_once() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up(&ada).await;

    let member = here.who(browser.id()).await.unwrap();
    assert_eq!(auth_methods(&member), (vec!["webauthn"], "aal2"));
    assert_eq!((member.email.as_str(), member.email_verified, member.display_name), (ada.email.as_str(), false, None));
    assert_eq!(here.traces(&ada).await, SIGNED_UP);
    assert_eq!(here.ceremonies(&browser).await, 0);
}

#[tokio::test]
async fn the_options_ask_for_a_passkey_that_needs_no_name_and_a_person_who_is_verified() {
    let (here, ada) = (Installation::new().await, Person::new());
    let options: Value = begun(&here, &here.browser(), &ada).await.parse().unwrap();

    let selection = &options["authenticatorSelection"];
    assert_eq!(selection["residentKey"], "required");
    assert_eq!(selection["requireResidentKey"], true);
    assert_eq!(selection["userVerification"], "required");
    assert_eq!(options["extensions"]["credProps"], true);
    assert_eq!(options["rp"]["id"], "localhost");
    assert_eq!(options["user"]["name"], ada.email);
    assert_eq!(options["timeout"], 5 * 60 * 1000);
}

#[tokio::test]
async fn what_the_browser_says_about_the_passkey_is_kept() {
    let here = Installation::new().await;
    for (results, kept) in [
        (json!({ "credProps": { "rk": true } }), Some(true)),
        (json!({ "credProps": { "rk": false } }), Some(false)),
        (json!({ "credProps": {} }), None),
        (json!({}), None),
    ] {
        let (browser, ada) = (here.browser(), Person::new());
        let mut response = answered(&here, &browser, &ada, Deceit::Nothing).await;
        response["clientExtensionResults"] = results;
        here.finish_sign_up(&browser, &response).await.unwrap();

        let found: Option<bool> =
            sqlx::query_scalar("select discoverable from identity.passkeys where credential_id = $1")
                .bind(ada.device.credential_id())
                .fetch_one(&here.db)
                .await
                .unwrap();
        assert_eq!(found, kept);
    }
}

#[tokio::test]
async fn an_unverified_address_neither_reserves_itself_nor_tells_that_it_is_taken() {
    let (here, ada) = (Installation::new().await, Person::new());
    here.sign_up(&ada).await;
    here.sign_up(&Person { email: ada.email.clone(), device: Person::new().device }).await;
    assert_eq!(here.traces(&ada).await.accounts, 2);
}

#[tokio::test]
async fn a_response_serves_once() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.browser();
    let response = answered(&here, &browser, &ada, Deceit::Nothing).await;
    here.finish_sign_up(&browser, &response).await.unwrap();

    assert_eq!(here.finish_sign_up(&browser, &response).await, Err(Error::ChallengeExpired));
    assert_eq!(here.traces(&ada).await, SIGNED_UP);
}

#[tokio::test]
async fn a_response_serves_no_later_ceremony() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.browser();
    let response = answered(&here, &browser, &ada, Deceit::Nothing).await;
    here.finish_sign_up(&browser, &response).await.unwrap();

    begun(&here, &browser, &ada).await;
    assert_eq!(here.finish_sign_up(&browser, &response).await, Err(Error::PasskeyRejected));
    assert_eq!(here.traces(&ada).await, SIGNED_UP);
}

#[tokio::test]
async fn of_two_that_finish_at_once_one_succeeds() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.browser();
    let response = answered(&here, &browser, &ada, Deceit::Nothing).await;
    let (one, other) = (here.at_next_request(browser.id()), here.at_next_request(browser.id()));

    let results = tokio::join!(here.finish_sign_up(&one, &response), here.finish_sign_up(&other, &response));
    let ((Ok(_), Err(error)) | (Err(error), Ok(_))) = results else { panic!("{results:?}") };
    assert_eq!(error, Error::ChallengeExpired);
    assert_eq!(here.traces(&ada).await, SIGNED_UP);
}

#[tokio::test]
async fn a_ceremony_that_is_begun_again_is_over() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.browser();
    let first = answered(&here, &browser, &ada, Deceit::Nothing).await;
    begun(&here, &browser, &ada).await;
    assert_eq!(here.ceremonies(&browser).await, 1);
    refused(&here, &browser, &ada, &first, Error::PasskeyRejected).await;
}

#[tokio::test]
async fn a_page_of_another_origin_is_refused() {
    let here = Installation::new().await;
    for origin in ["http://localhost:3001", "https://localhost:3000", "http://app.localhost:3000"] {
        deceived(&here, Deceit::Origin(origin)).await;
    }
}

#[tokio::test]
async fn a_passkey_for_another_site_is_refused() {
    deceived(&Installation::new().await, Deceit::RpId("example.org")).await;
}

#[tokio::test]
async fn a_person_who_was_not_verified_is_refused() {
    deceived(&Installation::new().await, Deceit::Unverified).await;
}

#[tokio::test]
async fn another_browser_cannot_finish_what_this_one_began() {
    let (here, ada) = (Installation::new().await, Person::new());
    let (browser, other) = (here.browser(), here.browser());
    let response = answered(&here, &browser, &ada, Deceit::Nothing).await;
    refused(&here, &other, &ada, &response, Error::ChallengeExpired).await;

    begun(&here, &other, &ada).await;
    refused(&here, &other, &ada, &response, Error::PasskeyRejected).await;
    assert_eq!(here.ceremonies(&browser).await, 1);
}

#[tokio::test]
async fn five_minutes_later_it_is_too_late() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.browser();
    let response = answered(&here, &browser, &ada, Deceit::Nothing).await;
    here.expire_ceremonies(&browser).await;
    refused(&here, &browser, &ada, &response, Error::ChallengeExpired).await;
}

#[tokio::test]
async fn a_passkey_that_is_another_s_makes_no_account() {
    let (here, ada, eve) = (Installation::new().await, Person::new(), Person::new());
    here.sign_up(&ada).await;
    let before = here.passkey(&ada).await;
    let browser = here.browser();
    let mut response = answered(&here, &browser, &eve, Deceit::Nothing).await;
    pretend(&mut response, &eve.device.credential_id().unwrap(), &ada.device.credential_id().unwrap());

    refused(&here, &browser, &eve, &response, Error::PasskeyRejected).await;
    assert_eq!((here.traces(&ada).await, here.passkey(&ada).await), (SIGNED_UP, before));
}

#[tokio::test]
async fn what_is_no_response_is_malformed() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.browser();
    begun(&here, &browser, &ada).await;
    for response in [json!(null), json!({}), json!("x"), json!({ "id": "", "rawId": "", "type": "public-key" })] {
        assert_eq!(here.finish_sign_up(&browser, &response).await, Err(Error::MalformedResponse), "{response}");
    }
    assert_eq!(here.traces(&ada).await, Traces::NONE);
}

async fn begun(here: &Installation, browser: &Session, person: &Person) -> String {
    here.identity.sign_up().begin(browser, &person.email).await.unwrap()
}

async fn answered(here: &Installation, browser: &Session, person: &Person, deceit: Deceit) -> Value {
    person.device.create(&begun(here, browser, person).await, deceit).await
}

async fn deceived(here: &Installation, deceit: Deceit) {
    let (browser, eve) = (here.browser(), Person::new());
    let response = answered(here, &browser, &eve, deceit).await;
    refused(here, &browser, &eve, &response, Error::PasskeyRejected).await;
    assert_eq!(here.ceremonies(&browser).await, 0, "{deceit:?}");
}

/// Refused, no trace left, and the browser still a guest's.
async fn refused(here: &Installation, browser: &Session, person: &Person, response: &Value, why: Error) {
    let before = browser.id();
    assert_eq!(here.finish_sign_up(browser, response).await, Err(why));
    assert_eq!(here.traces(person).await, Traces::NONE);
    assert!(here.who(browser.id()).await.is_none());
    assert_eq!(browser.id(), before);
}
