//! Registration of another passkey.

use identity::{AssuranceLevel, Device, EmailTemplate, Error, Member};
use serde_json::Value;
use tower_sessions::Session;
use uuid::{Uuid, uuid};

use crate::support::{ORIGIN, Tampering, TestIdentity, TestUser, VirtualAuthenticator, decode};

#[tokio::test]
async fn a_second_passkey_signs_in_to_the_same_account() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let laptop = ada.on_another_device();
    let browser = test.sign_up(&ada).await;
    let (member, cookie) = (test.current_member(&browser).await, browser.id());
    test.add_passkey(&browser, &laptop).await.unwrap();

    assert_eq!(
        (test.row_counts(&ada).await.passkeys, test.challenge_count(&browser).await),
        (1 + 1, 0)
    );
    assert_eq!(browser.id(), cookie, "the session is unchanged");
    assert!(test.emails_to(&ada).await[..] == [EmailTemplate::PasskeyAdded]);
    assert_eq!(test.audit_log(member.user_id).await, ["signed_up", "passkey_added"]);
    for user in [&ada, &laptop] {
        assert_eq!(test.current_member(&test.sign_in(user).await).await.user_id, member.user_id);
    }
}

#[tokio::test]
async fn a_user_who_signed_up_with_a_code_can_add_a_passkey() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.sign_up_with_code(&ada).await;
    test.add_passkey(&browser, &ada).await.unwrap();
    assert_eq!(test.current_member(&test.sign_in(&ada).await).await.aal, AssuranceLevel::Aal2);
}

#[tokio::test]
async fn the_options_exclude_authenticators_that_have_a_passkey() {
    let (test, ada, eve) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    let laptop = ada.on_another_device();
    test.sign_up(&eve).await;
    let browser = test.sign_up(&ada).await;
    test.add_passkey(&browser, &laptop).await.unwrap();
    let member = test.current_member(&browser).await;
    let options: Value = test
        .identity
        .passkeys()
        .begin_registration(&browser, &member)
        .await
        .unwrap()
        .parse()
        .unwrap();

    let mut excluded: Vec<_> = options["excludeCredentials"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| decode(&one["id"]))
        .collect();
    let mut existing = [&ada, &laptop].map(|user| user.authenticator.credential_id().unwrap());
    excluded.sort();
    existing.sort();
    assert_eq!(excluded, existing);
    assert_eq!(decode(&options["user"]["id"]), member.user_id.as_bytes());
    let selection = &options["authenticatorSelection"];
    assert_eq!(
        (&selection["residentKey"], &selection["userVerification"]),
        (&"required".into(), &"required".into())
    );
    assert_eq!(selection["requireResidentKey"], true);
}

#[tokio::test]
async fn the_default_name_is_that_of_the_authenticator_else_of_the_browser() {
    let test = TestIdentity::open().await;
    let known = uuid!("bada5566-a7aa-401f-bd96-45619a55120d");
    let unknown = Uuid::new_v4();
    let chrome = Some("Chrome on Windows".to_owned());
    for (aaguid, browser, name, stored) in [
        (known, chrome.clone(), "1Password", Some(known)),
        (unknown, chrome.clone(), "Chrome on Windows", Some(unknown)),
        (Uuid::nil(), chrome, "Chrome on Windows", None),
        (Uuid::nil(), None, "Passkey", None),
    ] {
        let (ada, key) = (TestUser::new(), VirtualAuthenticator::with_aaguid(ORIGIN, aaguid));
        let session = test.sign_up_with_code(&ada).await;
        let member = test.current_member(&session).await;
        let options = test.identity.passkeys().begin_registration(&session, &member).await.unwrap();
        let response = key.create(&options, Tampering::None).await.to_string();
        let device = Device { name: browser, ..Device::default() };
        test.identity
            .passkeys()
            .finish_registration(&session, &member, &response, &device)
            .await
            .unwrap();

        assert_eq!(test.credentials(&session).await.passkeys[0].name, name);
        let found: Option<Uuid> =
            sqlx::query_scalar("select aaguid from identity.passkeys where credential_id = $1")
                .bind(key.credential_id())
                .fetch_one(&test.db)
                .await
                .unwrap();
        assert_eq!(found, stored);
    }
}

#[tokio::test]
async fn the_first_passkey_gets_a_default_name_too() {
    let (test, browser) = (TestIdentity::open().await, TestIdentity::open().await.browser());
    let key =
        VirtualAuthenticator::with_aaguid(ORIGIN, uuid!("d548826e-79b4-db40-a3d8-11116f7e8349"));
    let options = test.identity.sign_up().begin(&browser, &TestUser::new().email).await.unwrap();
    let response = key.create(&options, Tampering::None).await;
    test.finish_sign_up(&browser, &response).await.unwrap();
    assert_eq!(test.credentials(&browser).await.passkeys[0].name, "Bitwarden");
}

#[tokio::test]
async fn an_account_has_at_most_ten_passkeys() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.sign_up(&ada).await;
    insert_passkeys(&test, &ada, 8).await;
    test.add_passkey(&browser, &ada.on_another_device()).await.unwrap();
    let member = test.current_member(&browser).await;
    let before = test.all_rows(member.user_id).await;
    assert_eq!(
        test.identity.passkeys().begin_registration(&browser, &member).await,
        Err(Error::LimitReached)
    );
    assert_eq!(test.all_rows(member.user_id).await, before);
}

#[tokio::test]
async fn only_one_of_two_concurrent_registrations_becomes_the_tenth_passkey() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let (phone, laptop) = (test.sign_up(&ada).await, test.sign_in(&ada).await);
    insert_passkeys(&test, &ada, 8).await;
    let (one, other) = (respond(&test, &phone).await, respond(&test, &laptop).await);
    let members = (test.current_member(&phone).await, test.current_member(&laptop).await);
    let results = tokio::join!(
        finish(&test, &phone, &members.0, &one),
        finish(&test, &laptop, &members.1, &other)
    );
    assert!(
        matches!(results, (Ok(()), Err(Error::LimitReached)) | (Err(Error::LimitReached), Ok(()))),
        "{results:?}"
    );
    assert_eq!(test.identity.accounts().counts(&members.0).await.unwrap().passkeys, 10);
}

/// The registration response of a new device.
async fn respond(test: &TestIdentity, browser: &Session) -> Value {
    let options = test
        .identity
        .passkeys()
        .begin_registration(browser, &test.current_member(browser).await)
        .await
        .unwrap();
    TestUser::new().authenticator.create(&options, Tampering::None).await
}

async fn finish(
    test: &TestIdentity,
    browser: &Session,
    member: &Member,
    response: &Value,
) -> Result<(), Error> {
    test.identity
        .passkeys()
        .finish_registration(browser, member, &response.to_string(), &Device::default())
        .await
}

/// Inserts copies of the user's passkey under random credential ids.
async fn insert_passkeys(test: &TestIdentity, user: &TestUser, more: i32) {
    sqlx::query(
        "insert into identity.passkeys (user_id, credential_id, credential)
         select user_id, uuid_send(gen_random_uuid()), credential
         from identity.passkeys, generate_series(1, $2)
         where credential_id = $1",
    )
    .bind(user.authenticator.credential_id())
    .bind(more)
    .execute(&test.db)
    .await
    .unwrap();
}
