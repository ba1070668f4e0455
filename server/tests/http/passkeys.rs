//! `/api/passkeys/…`, the page that adds one, and the list on the account page.

use app::{
    domain::{
        account::PasskeyName,
        invalid::{Field, Invalid},
    },
    error::AppError,
};
use reqwest::StatusCode;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{
    Answer, Browser, Deceit, Down, Site,
    device::{Device, encode},
};

/// What the server asks a device for.
async fn begin(person: &Browser) -> String {
    let answer = person.call("passkeys/begin", &[]).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    answer.json().as_str().unwrap().to_owned()
}

async fn finish(person: &Browser, credential: &Value) -> Answer {
    person.call("passkeys/finish", &[("credential", &credential.to_string())]).await
}

/// The device of this person from now on, with a passkey of its own.
async fn another_device(person: &Browser) -> Device {
    let device = Device::new(person.origin());
    let credential = device.create(&begin(person).await, Deceit::Nothing).await;
    let answer = finish(person, &credential).await;
    assert_eq!((answer.status, answer.json()), (StatusCode::OK, Value::Null), "{}", answer.body);
    device
}

async fn only_id(site: &Site, person: &Browser) -> String {
    site.passkeys(person).await.remove(0).0
}

#[tokio::test]
async fn another_passkey_signs_in_too() {
    let site = Site::open().await;
    let mut member = site.member().await;
    let device = another_device(&member).await;
    assert_eq!(site.passkeys(&member).await.len(), 2);
    member.call("sign-out", &[]).await;
    member.device = device;
    member.sign_in().await;
    assert_eq!(member.open("/api/me").await.json()["email"], member.email);
}

#[tokio::test]
async fn the_options_are_for_a_new_device_of_the_same_account() {
    let site = Site::open().await;
    let member = site.member().await;
    let options: Value = serde_json::from_str(&begin(&member).await).unwrap();
    assert_eq!((&options["rp"]["id"], &options["user"]["name"]), (&json!("localhost"), &json!(member.email)));
    assert_eq!(options["user"]["id"], encode(site.id_of(&member).await.as_bytes()));
    assert_eq!(options["authenticatorSelection"]["residentKey"], "required");
    assert_eq!(options["authenticatorSelection"]["userVerification"], "required");
    let known: Vec<_> = options["excludeCredentials"].as_array().unwrap().iter().map(|one| one["id"].clone()).collect();
    assert_eq!(known, [json!(encode(&member.device.credential_id().unwrap()))]);
}

#[tokio::test]
async fn a_passkey_that_does_not_verify_is_not_added() {
    let site = Site::open().await;
    let member = site.member().await;
    for deceit in [Deceit::RpId("evil.example"), Deceit::Unverified] {
        let credential = Device::new(member.origin()).create(&begin(&member).await, deceit).await;
        let answer = finish(&member, &credential).await;
        assert_eq!((answer.status, answer.error()), (StatusCode::UNAUTHORIZED, AppError::PasskeyRefused), "{deceit:?}");
    }
    assert_eq!(site.passkeys(&member).await.len(), 1);
}

#[tokio::test]
async fn a_passkey_that_nobody_asked_for_is_not_added() {
    let site = Site::open().await;
    let (member, stranger) = (site.member().await, site.member().await);
    let options = begin(&stranger).await;
    let credential = Device::new(member.origin()).create(&options, Deceit::Nothing).await;
    let answer = finish(&member, &credential).await;
    assert_eq!((answer.status, answer.error()), (StatusCode::GONE, AppError::Expired));
    begin(&member).await;
    assert_eq!(finish(&member, &credential).await.error(), AppError::PasskeyRefused, "the challenge is another's");
    assert_eq!((site.passkeys(&member).await.len(), site.passkeys(&stranger).await.len()), (1, 1));
}

#[tokio::test]
async fn an_answer_adds_one_passkey_and_what_is_none_cannot_be_read() {
    let site = Site::open().await;
    let member = site.member().await;
    let credential = Device::new(member.origin()).create(&begin(&member).await, Deceit::Nothing).await;
    assert_eq!(finish(&member, &credential).await.status, StatusCode::OK);
    assert_eq!(finish(&member, &credential).await.error(), AppError::Expired);
    begin(&member).await;
    for nonsense in [json!(null), json!({}), json!("x")] {
        let answer = finish(&member, &nonsense).await;
        assert_eq!((answer.status, answer.error()), (StatusCode::BAD_REQUEST, AppError::Unreadable));
    }
    assert_eq!(site.passkeys(&member).await.len(), 2);
}

#[tokio::test]
async fn ten_are_as_many_as_there_may_be() {
    let site = Site::open().await;
    let member = site.member().await;
    let credential = Device::new(member.origin()).create(&begin(&member).await, Deceit::Nothing).await;
    sqlx::query(
        "insert into identity.passkeys (user_id, credential_id, credential)
         select user_id, uuid_send(gen_random_uuid()), credential from identity.passkeys, generate_series(1, 9)
         where user_id = $1",
    )
    .bind(site.id_of(&member).await)
    .execute(&site.db)
    .await
    .unwrap();
    let answer = finish(&member, &credential).await;
    assert_eq!((answer.status, answer.error()), (StatusCode::CONFLICT, AppError::Full(10)), "begun before");
    assert_eq!(member.call("passkeys/begin", &[]).await.error(), AppError::Full(10));
    assert_eq!(site.passkeys(&member).await.len(), 10);
    let page = member.open("/account").await.body;
    assert!(
        page.contains("as many passkeys as an account may have") && !page.contains("/account/add-passkey"),
        "{page}"
    );
}

#[tokio::test]
async fn the_list_tells_what_browsers_need_to_keep_in_step() {
    let site = Site::open().await;
    let member = site.member().await;
    let device = another_device(&member).await;
    let alone = "update identity.passkeys set credential = jsonb_set(credential, '{cred,backup_state}', 'false')
                 where credential_id = $1";
    sqlx::query(alone).bind(device.credential_id().unwrap()).execute(&site.db).await.unwrap();
    let page = member.open("/account").await.body;
    let all = [&member.device, &device].map(|device| encode(&device.credential_id().unwrap())).join(" ");
    let handle = encode(site.id_of(&member).await.as_bytes());
    for attribute in [("credentials", &all), ("user", &handle), ("name", &member.email)] {
        assert!(page.contains(&format!("data-{}=\"{}\"", attribute.0, attribute.1)), "{attribute:?}: {page}");
    }
    for word in ["Synced", "This device only", "Never used"] {
        assert!(page.contains(word), "{word}: {page}");
    }
}

#[tokio::test]
async fn a_passkey_gets_the_name_that_its_owner_gives_it() {
    let site = Site::open().await;
    let member = site.member().await;
    let id = only_id(&site, &member).await;
    site.eleven_minutes_later(&member).await;
    let answer = member.submit("/account", "passkeys/rename", &[("id", &id), ("name", " My <b>phone ")]).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/account?done=passkey-renamed#passkeys"));
    assert_eq!(site.passkeys(&member).await, [(id, "My <b>phone".to_owned())]);
    assert!(member.open("/account").await.body.contains("My &lt;b&gt;phone"));
}

#[tokio::test]
async fn a_name_that_breaks_the_rules_is_refused_beside_its_field() {
    let site = Site::open().await;
    let member = site.member().await;
    let before = site.passkeys(&member).await;
    let id = &before[0].0;
    let too_long = "ü".repeat(PasskeyName::MAX + 1);
    for (name, invalid) in [
        (" ", Invalid::Blank(Field::PasskeyName)),
        (&*too_long, Invalid::TooLong(Field::PasskeyName, PasskeyName::MAX)),
        ("a\tb", Invalid::Malformed(Field::PasskeyName)),
    ] {
        let answer = member.call("passkeys/rename", &[("id", id), ("name", name)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert_eq!(answer.error(), AppError::Invalid(invalid), "{name}");
    }
    assert_eq!(site.passkeys(&member).await, before);

    let answer = member.submit("/account", "passkeys/rename", &[("id", id), ("name", &too_long)]).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/account"));
    let page = member.open("/account").await.body;
    assert!(page.contains("<details open") && page.contains("That is too long"), "{page}");
    assert!(page.contains(&format!("value=\"{too_long}\"")), "{page}");
}

#[tokio::test]
async fn a_deleted_passkey_opens_nothing_any_more() {
    let site = Site::open().await;
    let member = site.member().await;
    let id = only_id(&site, &member).await;
    another_device(&member).await;
    let answer = member.submit("/account", "passkeys/delete", &[("id", &id)]).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/account?done=passkey-deleted#passkeys"));
    assert_eq!(site.passkeys(&member).await.len(), 1);

    member.call("sign-out", &[]).await;
    let options = member.call("sign-in/begin", &[("autofill", "false")]).await.json();
    let credential = member.device.get(options.as_str().unwrap(), Deceit::Nothing).await.to_string();
    let answer = member.call("sign-in/finish", &[("credential", &credential), ("autofill", "false")]).await;
    assert_eq!((answer.status, answer.error()), (StatusCode::UNAUTHORIZED, AppError::PasskeyUnknown));
}

#[tokio::test]
async fn the_last_way_in_stays() {
    let site = Site::open().await;
    let member = site.member().await;
    let id = only_id(&site, &member).await;
    let answer = member.call("passkeys/delete", &[("id", &id)]).await;
    assert_eq!((answer.status, answer.error()), (StatusCode::CONFLICT, AppError::LastWay));
    assert_eq!(site.passkeys(&member).await.len(), 1);

    // Handed over by the page that confirms, it is refused on the account page all the same.
    let answer = member.submit("/account/confirm", "passkeys/delete", &[("id", &id)]).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/account"));
    assert!(member.open("/account").await.body.contains("That is your last way in"));

    site.verify(&member).await;
    assert_eq!(member.call("passkeys/delete", &[("id", &id)]).await.status, StatusCode::OK);
    assert!(member.open("/account").await.body.contains("You have no passkey yet"));
}

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
        person.call("passkeys/may-add", &[]),
        person.call("passkeys/begin", &[]),
        person.call("passkeys/finish", &[("credential", "{}")]),
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
    let credential = Device::new(member.origin()).create(&begin(&member).await, Deceit::Nothing).await;
    let before = site.passkeys(&member).await;
    site.eleven_minutes_later(&member).await;
    for answer in [
        member.call("passkeys/may-add", &[]).await,
        member.call("passkeys/begin", &[]).await,
        finish(&member, &credential).await,
        member.call("passkeys/delete", &[("id", &before[0].0)]).await,
    ] {
        assert_eq!((answer.status, answer.error()), (StatusCode::FORBIDDEN, AppError::ConfirmFirst));
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

#[tokio::test]
async fn the_page_that_adds_one_is_for_who_has_just_signed_in() {
    let site = Site::open().await;
    let member = site.member().await;
    let page = member.open("/account/add-passkey?next=/tasks").await;
    assert_eq!(page.status, StatusCode::OK);
    for part in ["Add a passkey", "Create a passkey", "href=\"/tasks\"", "Not now", "<noscript>"] {
        assert!(page.body.contains(part), "{part}: {}", page.body);
    }
    assert!(member.open("/account/add-passkey").await.body.contains("/account?done=passkey-added#passkeys"));

    site.eleven_minutes_later(&member).await;
    for (page, confirmation) in [
        ("/account/add-passkey", "/account/confirm?next=%2Faccount%2Fadd-passkey"),
        ("/account/add-passkey?next=/tasks", "/account/confirm?next=%2Faccount%2Fadd-passkey%3Fnext%3D%252Ftasks"),
    ] {
        let answer = member.open(page).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, confirmation));
    }
}

#[tokio::test]
async fn without_javascript_a_code_confirms_and_the_passkey_is_deleted_after_all() {
    let site = Site::open().await;
    let member = site.member().await;
    site.verify(&member).await;
    let id = only_id(&site, &member).await;
    site.eleven_minutes_later(&member).await;

    let answer = member.submit("/account", "passkeys/delete", &[("id", &id)]).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/account/confirm"));
    assert!(member.open("/account/confirm").await.body.contains("Email me a code"));
    let answer = member.submit("/account/confirm", "confirm/send-code", &[("next", "")]).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/account/confirm"));
    let page = member.open("/account/confirm").await.body;
    for field in [("then", "/api/passkeys/delete"), ("id", &id)] {
        assert!(page.contains(&format!("name=\"{}\" value=\"{}\"", field.0, field.1)), "{field:?}: {page}");
    }

    let code = site.code_to(&member.email).await;
    let fields = [("then", "/api/passkeys/delete"), ("next", ""), ("id", &id), ("code", &code)];
    let answer = member.submit("/account/confirm", "confirm/use-code", &fields).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::TEMPORARY_REDIRECT, "/api/passkeys/delete"));
    let answer = member.submit("/account/confirm", "passkeys/delete", &fields).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/account?done=passkey-deleted#passkeys"));
    assert!(site.passkeys(&member).await.is_empty());
}
