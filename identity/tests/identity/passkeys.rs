//! Another passkey for an account: what is asked, what is kept, and what is refused without a trace.

use identity::{AssuranceLevel, Device, Error, EmailTemplate, Member};
use serde_json::{Value, json};
use tower_sessions::Session;
use uuid::{Uuid, uuid};

use crate::support::{
    Deceit, Installation, ORIGIN, Person,
    device::{self, decode, encode, pretend},
};

#[tokio::test]
async fn another_device_s_passkey_signs_in_to_the_same_account() {
    let (here, ada) = (Installation::new().await, Person::new());
    let laptop = ada.elsewhere();
    let browser = here.sign_up(&ada).await;
    let (member, cookie) = (here.member(&browser).await, browser.id());
    here.add_passkey(&browser, &laptop).await.unwrap();

    assert_eq!((here.traces(&ada).await.passkeys, here.ceremonies(&browser).await), (1 + 1, 0));
    assert_eq!(browser.id(), cookie, "the session goes on");
    assert!(here.letters(&ada).await[..] == [EmailTemplate::PasskeyAdded]);
    assert_eq!(here.events(member.user_id).await, ["signed_up", "passkey_added"]);
    for person in [&ada, &laptop] {
        assert_eq!(here.member(&here.sign_in(person).await).await.user_id, member.user_id);
    }
}

#[tokio::test]
async fn who_came_by_code_adds_their_first_passkey() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up_by_code(&ada).await;
    here.add_passkey(&browser, &ada).await.unwrap();
    assert_eq!(here.member(&here.sign_in(&ada).await).await.aal, AssuranceLevel::Aal2);
}

#[tokio::test]
async fn the_options_exclude_the_devices_that_have_one() {
    let (here, ada, eve) = (Installation::new().await, Person::new(), Person::new());
    let laptop = ada.elsewhere();
    here.sign_up(&eve).await;
    let browser = here.sign_up(&ada).await;
    here.add_passkey(&browser, &laptop).await.unwrap();
    let member = here.member(&browser).await;
    let options: Value = here.identity.passkeys().begin_registration(&browser, &member).await.unwrap().parse().unwrap();

    let mut excluded: Vec<_> =
        options["excludeCredentials"].as_array().unwrap().iter().map(|one| decode(&one["id"])).collect();
    let mut existing = [&ada, &laptop].map(|person| person.device.credential_id().unwrap());
    excluded.sort();
    existing.sort();
    assert_eq!(excluded, existing);
    assert_eq!(decode(&options["user"]["id"]), member.user_id.as_bytes());
    let selection = &options["authenticatorSelection"];
    assert_eq!((&selection["residentKey"], &selection["userVerification"]), (&"required".into(), &"required".into()));
    assert_eq!(selection["requireResidentKey"], true);
}

#[tokio::test]
async fn a_passkey_is_called_after_its_authenticator_else_after_the_browser() {
    let here = Installation::new().await;
    let known = uuid!("bada5566-a7aa-401f-bd96-45619a55120d");
    let unknown = Uuid::new_v4();
    let chrome = Some("Chrome on Windows".to_owned());
    for (model, browser_s, name, kept) in [
        (known, chrome.clone(), "1Password", Some(known)),
        (unknown, chrome.clone(), "Chrome on Windows", Some(unknown)),
        (Uuid::nil(), chrome, "Chrome on Windows", None),
        (Uuid::nil(), None, "Passkey", None),
    ] {
        let (ada, key) = (Person::new(), device::Device::of_model(ORIGIN, model));
        let browser = here.sign_up_by_code(&ada).await;
        let member = here.member(&browser).await;
        let options = here.identity.passkeys().begin_registration(&browser, &member).await.unwrap();
        let response = key.create(&options, Deceit::Nothing).await.to_string();
        let device = Device { name: browser_s, ..Device::default() };
        here.identity.passkeys().finish_registration(&browser, &member, &response, &device).await.unwrap();

        assert_eq!(here.access(&browser).await.passkeys[0].name, name);
        let aaguid: Option<Uuid> = sqlx::query_scalar("select aaguid from identity.passkeys where credential_id = $1")
            .bind(key.credential_id())
            .fetch_one(&here.db)
            .await
            .unwrap();
        assert_eq!(aaguid, kept);
    }
}

#[tokio::test]
async fn the_first_passkey_is_called_so_too() {
    let (here, browser) = (Installation::new().await, Installation::new().await.browser());
    let key = device::Device::of_model(ORIGIN, uuid!("d548826e-79b4-db40-a3d8-11116f7e8349"));
    let options = here.identity.sign_up().begin(&browser, &Person::new().email).await.unwrap();
    let response = key.create(&options, Deceit::Nothing).await;
    here.finish_sign_up(&browser, &response).await.unwrap();
    assert_eq!(here.access(&browser).await.passkeys[0].name, "Bitwarden");
}

#[tokio::test]
async fn an_account_has_ten_passkeys_at_most() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up(&ada).await;
    give(&here, &ada, 8).await;
    here.add_passkey(&browser, &ada.elsewhere()).await.unwrap();
    let member = here.member(&browser).await;
    let before = here.all_of(member.user_id).await;
    assert_eq!(here.identity.passkeys().begin_registration(&browser, &member).await, Err(Error::LimitReached));
    assert_eq!(here.all_of(member.user_id).await, before);
}

#[tokio::test]
async fn of_two_that_are_added_at_once_as_the_tenth_one_is() {
    let (here, ada) = (Installation::new().await, Person::new());
    let (phone, laptop) = (here.sign_up(&ada).await, here.sign_in(&ada).await);
    give(&here, &ada, 8).await;
    let (one, other) = (answered(&here, &phone).await, answered(&here, &laptop).await);
    let members = (here.member(&phone).await, here.member(&laptop).await);
    let results = tokio::join!(finished(&here, &phone, &members.0, &one), finished(&here, &laptop, &members.1, &other));
    assert!(matches!(results, (Ok(()), Err(Error::LimitReached)) | (Err(Error::LimitReached), Ok(()))), "{results:?}");
    assert_eq!(here.identity.accounts().counts(&members.0).await.unwrap().passkeys, 10);
}

#[tokio::test]
async fn nothing_is_finished_that_was_not_begun_here_by_this_member() {
    let (here, ada, eve) = (Installation::new().await, Person::new(), Person::new());
    let (phone, laptop) = (here.sign_up(&ada).await, here.sign_in(&ada).await);
    let (member, stranger) = (here.member(&phone).await, here.member(&here.sign_up(&eve).await).await);
    let response = answered(&here, &phone).await;
    let before = (here.all_of(member.user_id).await, here.all_of(stranger.user_id).await);

    assert_eq!(finished(&here, &laptop, &here.member(&laptop).await, &response).await, Err(Error::ChallengeExpired));
    assert_eq!((here.all_of(member.user_id).await, here.all_of(stranger.user_id).await), before);
    assert_eq!(finished(&here, &phone, &stranger, &response).await, Err(Error::ChallengeExpired));
    assert_eq!(finished(&here, &phone, &member, &response).await, Err(Error::ChallengeExpired), "it was taken out");
    assert_eq!(here.identity.accounts().counts(&member).await.unwrap().passkeys, 1);
    assert_eq!(here.identity.accounts().counts(&stranger).await.unwrap().passkeys, 1);
}

#[tokio::test]
async fn a_response_serves_once_and_only_for_this() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up(&ada).await;
    let member = here.member(&browser).await;
    let response = answered(&here, &browser).await;
    finished(&here, &browser, &member, &response).await.unwrap();
    assert_eq!(finished(&here, &browser, &member, &response).await, Err(Error::ChallengeExpired));
    answered(&here, &browser).await;
    assert_eq!(finished(&here, &browser, &member, &response).await, Err(Error::PasskeyRejected), "another challenge");

    let options = here.identity.sign_up().begin(&browser, &ada.email).await.unwrap();
    let response = Person::new().device.create(&options, Deceit::Nothing).await;
    assert_eq!(finished(&here, &browser, &member, &response).await, Err(Error::ChallengeExpired), "that was a sign-up");
    let response = answered(&here, &browser).await;
    here.identity.sign_up().begin(&here.browser(), &ada.email).await.unwrap();
    assert_eq!(here.finish_sign_up(&here.browser(), &response).await, Err(Error::ChallengeExpired), "that was none");
    assert_eq!(here.identity.accounts().counts(&member).await.unwrap().passkeys, 2);
}

#[tokio::test]
async fn five_minutes_later_it_is_too_late() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up(&ada).await;
    let response = answered(&here, &browser).await;
    here.expire_ceremonies(&browser).await;
    assert_eq!(finished(&here, &browser, &here.member(&browser).await, &response).await, Err(Error::ChallengeExpired));
}

#[tokio::test]
async fn what_deceives_is_refused() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up(&ada).await;
    let member = here.member(&browser).await;
    let before = here.all_of(member.user_id).await;
    for deceit in [Deceit::Origin("http://localhost:3001"), Deceit::RpId("example.org"), Deceit::Unverified] {
        let options = here.identity.passkeys().begin_registration(&browser, &member).await.unwrap();
        let response = Person::new().device.create(&options, deceit).await;
        assert_eq!(finished(&here, &browser, &member, &response).await, Err(Error::PasskeyRejected), "{deceit:?}");
        assert_eq!(here.all_of(member.user_id).await, before);
    }
}

#[tokio::test]
async fn a_passkey_that_another_account_has_is_refused() {
    let (here, ada, eve) = (Installation::new().await, Person::new(), Person::new());
    here.sign_up(&ada).await;
    let browser = here.sign_up_by_code(&eve).await;
    let member = here.member(&browser).await;
    let before = (here.passkey(&ada).await, here.all_of(member.user_id).await);
    let options = here.identity.passkeys().begin_registration(&browser, &member).await.unwrap();
    let mut response = eve.device.create(&options, Deceit::Nothing).await;
    pretend(&mut response, &eve.device.credential_id().unwrap(), &ada.device.credential_id().unwrap());
    assert_eq!(finished(&here, &browser, &member, &response).await, Err(Error::PasskeyRejected));
    assert_eq!((here.passkey(&ada).await, here.all_of(member.user_id).await), before);
}

#[tokio::test]
async fn what_is_no_response_is_malformed_and_the_ceremony_goes_on() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up(&ada).await;
    let member = here.member(&browser).await;
    let response = answered(&here, &browser).await;
    for none in [json!(null), json!({}), json!("x"), json!({ "id": encode(b"x"), "type": "public-key" })] {
        assert_eq!(finished(&here, &browser, &member, &none).await, Err(Error::MalformedResponse), "{none}");
    }
    finished(&here, &browser, &member, &response).await.unwrap();
}

/// What a new device answers.
async fn answered(here: &Installation, browser: &Session) -> Value {
    let options = here.identity.passkeys().begin_registration(browser, &here.member(browser).await).await.unwrap();
    Person::new().device.create(&options, Deceit::Nothing).await
}

async fn finished(here: &Installation, browser: &Session, member: &Member, response: &Value) -> Result<(), Error> {
    here.identity.passkeys().finish_registration(browser, member, &response.to_string(), &Device::default()).await
}

/// So many more passkeys, that no device has.
async fn give(here: &Installation, person: &Person, more: i32) {
    sqlx::query(
        "insert into identity.passkeys (user_id, credential_id, credential)
         select user_id, uuid_send(gen_random_uuid()), credential from identity.passkeys, generate_series(1, $2)
         where credential_id = $1",
    )
    .bind(person.device.credential_id())
    .bind(more)
    .execute(&here.db)
    .await
    .unwrap();
}
