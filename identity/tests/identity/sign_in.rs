//! Signing in: with any passkey of this site, and with nothing less.

use identity::{Device, Error, Mediation};
use serde_json::{Value, json};
use tower_sessions::Session;
use uuid::Uuid;

use crate::support::{
    Deceit, Installation, Person, Traces, auth_methods,
    device::{decode, encode},
};

#[tokio::test]
async fn a_person_signs_in_by_the_button_and_by_autofill() {
    let (here, ada) = (Installation::new().await, Person::new());
    let account = here.who(here.sign_up(&ada).await.id()).await.unwrap().user_id;
    for mediation in [Mediation::Button, Mediation::Autofill] {
        let browser = here.browser();
        let options = here.identity.sign_in().begin(&browser, mediation).await.unwrap();
        let response = ada.device.get(&options, Deceit::Nothing).await.to_string();
        here.identity.sign_in().finish(&browser, mediation, &response, &Device::default()).await.unwrap();

        let member = here.who(browser.id()).await.unwrap();
        assert_eq!(auth_methods(&member), (vec!["webauthn"], "aal2"));
        assert_eq!((member.user_id, member.email), (account, ada.email.clone()));
        assert!(here.passkey(&ada).await.1.is_some(), "the use is noted");
        assert_eq!(here.ceremonies(&browser).await, 0);
    }
    assert_eq!(here.traces(&ada).await, Traces { accounts: 1, passkeys: 1, sessions: 3 });
}

#[tokio::test]
async fn the_options_name_nobody_and_ask_for_a_person_who_is_verified() {
    let here = Installation::new().await;
    for mediation in [Mediation::Button, Mediation::Autofill] {
        let options: Value = here.identity.sign_in().begin(&here.browser(), mediation).await.unwrap().parse().unwrap();
        assert_eq!(options["userVerification"], "required");
        assert_eq!(options["rpId"], "localhost");
        assert_eq!(options["timeout"], 5 * 60 * 1000);
        assert!(options["allowCredentials"].as_array().is_none_or(Vec::is_empty), "{options}");
        assert!(options.get("mediation").is_none(), "{options}");
    }
}

#[tokio::test]
async fn autofill_waits_beside_the_button() {
    let (here, ada) = (Installation::new().await, Person::new());
    here.sign_up(&ada).await;
    let browser = here.browser();
    let waiting = here.identity.sign_in().begin(&browser, Mediation::Autofill).await.unwrap();
    begun(&here, &browser).await;
    assert_eq!(here.ceremonies(&browser).await, 2);

    let response = ada.device.get(&waiting, Deceit::Nothing).await;
    here.identity
        .sign_in().finish(&browser, Mediation::Autofill, &response.to_string(), &Device::default())
        .await
        .unwrap();
}

#[tokio::test]
async fn a_response_to_autofill_is_none_to_the_button() {
    let (here, ada) = (Installation::new().await, Person::new());
    here.sign_up(&ada).await;
    let browser = here.browser();
    let waiting = here.identity.sign_in().begin(&browser, Mediation::Autofill).await.unwrap();
    let response = ada.device.get(&waiting, Deceit::Nothing).await;
    refused(&here, &browser, &ada, &response, Error::ChallengeExpired).await;
    begun(&here, &browser).await;
    refused(&here, &browser, &ada, &response, Error::PasskeyRejected).await;
}

#[tokio::test]
async fn a_response_serves_once() {
    let (here, ada) = (Installation::new().await, Person::new());
    here.sign_up(&ada).await;
    let browser = here.browser();
    let response = answered(&here, &browser, &ada, Deceit::Nothing).await;
    here.finish_sign_in(&browser, &response).await.unwrap();
    let before = here.traces(&ada).await;

    assert_eq!(here.finish_sign_in(&browser, &response).await, Err(Error::ChallengeExpired));
    begun(&here, &browser).await;
    assert_eq!(here.finish_sign_in(&browser, &response).await, Err(Error::PasskeyRejected));
    assert_eq!(here.traces(&ada).await, before);
}

#[tokio::test]
async fn of_two_that_finish_at_once_one_succeeds() {
    let (here, ada) = (Installation::new().await, Person::new());
    here.sign_up(&ada).await;
    let browser = here.browser();
    let response = answered(&here, &browser, &ada, Deceit::Nothing).await;
    let (one, other) = (here.at_next_request(browser.id()), here.at_next_request(browser.id()));

    let results = tokio::join!(here.finish_sign_in(&one, &response), here.finish_sign_in(&other, &response));
    let ((Ok(_), Err(error)) | (Err(error), Ok(_))) = results else { panic!("{results:?}") };
    assert_eq!(error, Error::ChallengeExpired);
    assert_eq!(here.traces(&ada).await.sessions, 2);
}

#[tokio::test]
async fn a_ceremony_that_is_begun_again_is_over() {
    let (here, ada) = (Installation::new().await, Person::new());
    here.sign_up(&ada).await;
    let browser = here.browser();
    let first = answered(&here, &browser, &ada, Deceit::Nothing).await;
    begun(&here, &browser).await;
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
async fn a_signature_for_another_site_is_refused() {
    deceived(&Installation::new().await, Deceit::RpId("example.org")).await;
}

#[tokio::test]
async fn a_person_who_was_not_verified_is_refused() {
    deceived(&Installation::new().await, Deceit::Unverified).await;
}

#[tokio::test]
async fn a_signature_that_was_changed_is_refused() {
    let (here, ada) = (Installation::new().await, Person::new());
    here.sign_up(&ada).await;
    for part in ["signature", "authenticatorData"] {
        let browser = here.browser();
        let mut response = answered(&here, &browser, &ada, Deceit::Nothing).await;
        let mut bytes = decode(&response["response"][part]);
        *bytes.last_mut().unwrap() ^= 1;
        response["response"][part] = encode(&bytes).into();
        refused(&here, &browser, &ada, &response, Error::PasskeyRejected).await;
    }
}

#[tokio::test]
async fn a_device_that_counts_backwards_is_a_copy_and_refused() {
    let (here, ada) = (Installation::new().await, Person::new());
    here.sign_up(&ada).await;
    ada.device.count_from(7);
    let browser = here.browser();
    let response = answered(&here, &browser, &ada, Deceit::Nothing).await;
    here.finish_sign_in(&browser, &response).await.unwrap();

    for used in [0, 6, 7, 8] {
        ada.device.count_from(used);
        let browser = here.browser();
        let response = answered(&here, &browser, &ada, Deceit::Nothing).await;
        assert_eq!(counter(&response), used + 1);
        if used < 8 {
            refused(&here, &browser, &ada, &response, Error::PasskeyRejected).await;
        } else {
            here.finish_sign_in(&browser, &response).await.unwrap();
        }
    }
}

#[tokio::test]
async fn of_two_uses_that_meet_in_the_database_one_succeeds() {
    let (here, ada) = (Installation::new().await, Person::new());
    here.sign_up(&ada).await;
    let (one, other) = (here.browser(), here.browser());
    ada.device.count_from(3);
    let first = answered(&here, &one, &ada, Deceit::Nothing).await;
    ada.device.count_from(3);
    let second = answered(&here, &other, &ada, Deceit::Nothing).await;

    // Both have read the passkey before either can write it.
    let mut lock = here.db.begin().await.unwrap();
    let (holder,): (i32,) =
        sqlx::query_as("select pg_backend_pid() from identity.passkeys where credential_id = $1 for update")
            .bind(ada.device.credential_id())
            .fetch_one(&mut *lock)
            .await
            .unwrap();
    let released = async {
        here.both_wait_for(holder).await;
        lock.commit().await.unwrap();
    };
    let (first, second, ()) =
        tokio::join!(here.finish_sign_in(&one, &first), here.finish_sign_in(&other, &second), released);
    let ((Ok(_), Err(error)) | (Err(error), Ok(_))) = (first, second) else { panic!("both or neither") };
    assert_eq!(error, Error::PasskeyRejected);
    assert_eq!(here.traces(&ada).await.sessions, 2);
}

#[tokio::test]
async fn a_passkey_signs_in_its_own_account_only() {
    let (here, ada, eve) = (Installation::new().await, Person::new(), Person::new());
    let account = here.who(here.sign_up(&ada).await.id()).await.unwrap().user_id;
    here.sign_up(&eve).await;
    let (before, browser) = (here.traces(&ada).await, here.browser());
    let mut response = answered(&here, &browser, &eve, Deceit::Nothing).await;
    response["response"]["userHandle"] = encode(account.as_bytes()).into();

    refused(&here, &browser, &eve, &response, Error::UnknownPasskey).await;
    assert_eq!(here.traces(&ada).await, before);
}

#[tokio::test]
async fn another_s_passkey_id_does_not_fit_this_signature() {
    let (here, ada, eve) = (Installation::new().await, Person::new(), Person::new());
    let account = here.who(here.sign_up(&ada).await.id()).await.unwrap().user_id;
    here.sign_up(&eve).await;
    let (before, browser) = (here.traces(&ada).await, here.browser());
    let mut response = answered(&here, &browser, &eve, Deceit::Nothing).await;
    let id = encode(&ada.device.credential_id().unwrap());
    response["id"] = id.clone().into();
    response["rawId"] = id.into();
    response["response"]["userHandle"] = encode(account.as_bytes()).into();

    refused(&here, &browser, &eve, &response, Error::PasskeyRejected).await;
    assert_eq!(here.traces(&ada).await, before);
}

#[tokio::test]
async fn a_user_handle_that_was_changed_is_refused() {
    let (here, ada) = (Installation::new().await, Person::new());
    here.sign_up(&ada).await;
    for (handle, why) in [
        (encode(Uuid::new_v4().as_bytes()).into(), Error::UnknownPasskey),
        (encode(b"ada").into(), Error::PasskeyRejected),
        (encode(b"").into(), Error::PasskeyRejected),
        (Value::Null, Error::PasskeyRejected),
    ] {
        let browser = here.browser();
        let mut response = answered(&here, &browser, &ada, Deceit::Nothing).await;
        response["response"]["userHandle"] = handle;
        refused(&here, &browser, &ada, &response, why).await;
    }
}

#[tokio::test]
async fn another_browser_cannot_finish_what_this_one_began() {
    let (here, ada) = (Installation::new().await, Person::new());
    here.sign_up(&ada).await;
    let (browser, other) = (here.browser(), here.browser());
    let response = answered(&here, &browser, &ada, Deceit::Nothing).await;
    refused(&here, &other, &ada, &response, Error::ChallengeExpired).await;

    begun(&here, &other).await;
    refused(&here, &other, &ada, &response, Error::PasskeyRejected).await;
    assert_eq!(here.ceremonies(&browser).await, 1);
}

#[tokio::test]
async fn five_minutes_later_it_is_too_late() {
    let (here, ada) = (Installation::new().await, Person::new());
    here.sign_up(&ada).await;
    let browser = here.browser();
    let response = answered(&here, &browser, &ada, Deceit::Nothing).await;
    here.expire_ceremonies(&browser).await;
    refused(&here, &browser, &ada, &response, Error::ChallengeExpired).await;
}

#[tokio::test]
async fn the_passkey_of_a_deleted_account_is_unknown() {
    let (here, ada) = (Installation::new().await, Person::new());
    here.sign_up(&ada).await;
    sqlx::query("delete from public.users where email = $1").bind(&ada.email).execute(&here.db).await.unwrap();
    let browser = here.browser();
    let response = answered(&here, &browser, &ada, Deceit::Nothing).await;

    assert_eq!(here.finish_sign_in(&browser, &response).await, Err(Error::UnknownPasskey));
    assert_eq!(here.traces(&ada).await, Traces::NONE);
}

#[tokio::test]
async fn what_is_no_response_is_malformed() {
    let here = Installation::new().await;
    let browser = here.browser();
    begun(&here, &browser).await;
    for response in [json!(null), json!({}), json!("x"), json!({ "id": "", "rawId": "", "type": "public-key" })] {
        assert_eq!(here.finish_sign_in(&browser, &response).await, Err(Error::MalformedResponse), "{response}");
    }
    assert!(here.who(browser.id()).await.is_none());
}

async fn begun(here: &Installation, browser: &Session) -> String {
    here.identity.sign_in().begin(browser, Mediation::Button).await.unwrap()
}

async fn answered(here: &Installation, browser: &Session, person: &Person, deceit: Deceit) -> Value {
    person.device.get(&begun(here, browser).await, deceit).await
}

async fn deceived(here: &Installation, deceit: Deceit) {
    let ada = Person::new();
    here.sign_up(&ada).await;
    let browser = here.browser();
    let response = answered(here, &browser, &ada, deceit).await;
    refused(here, &browser, &ada, &response, Error::PasskeyRejected).await;
    assert_eq!(here.ceremonies(&browser).await, 0, "{deceit:?}");
}

/// Refused, nothing added or changed, and the browser still a guest's.
async fn refused(here: &Installation, browser: &Session, person: &Person, response: &Value, why: Error) {
    let before = (here.traces(person).await, here.passkey(person).await);
    assert_eq!(here.finish_sign_in(browser, response).await, Err(why));
    assert_eq!((here.traces(person).await, here.passkey(person).await), before);
    assert!(here.who(browser.id()).await.is_none());
}

/// The signature counter (WebAuthn L3 §6.1): four bytes after the RP id's hash and the flags.
fn counter(response: &Value) -> u32 {
    let data = decode(&response["response"]["authenticatorData"]);
    u32::from_be_bytes(data[33..37].try_into().unwrap())
}
