//! Adding a passkey.

use app::error::AppError;
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::{another_device, begin, finish};
use crate::support::{Site, Tampering, VirtualAuthenticator, encode};

#[tokio::test]
async fn an_added_passkey_signs_in() {
    let site = Site::open().await;
    let mut member = site.member().await;
    let device = another_device(&member).await;
    assert_eq!(site.passkeys(&member).await.len(), 2);
    member.call("sign-out", &[]).await;
    member.authenticator = device;
    member.sign_in().await;
    assert_eq!(member.open("/api/me").await.json()["email"], member.email);
}

#[tokio::test]
async fn the_options_exclude_the_passkeys_of_the_account() {
    let site = Site::open().await;
    let member = site.member().await;
    let options: Value = serde_json::from_str(&begin(&member).await).unwrap();
    assert_eq!(
        (&options["rp"]["id"], &options["user"]["name"]),
        (&json!("localhost"), &json!(member.email))
    );
    assert_eq!(options["user"]["id"], encode(site.id_of(&member).await.as_bytes()));
    assert_eq!(options["authenticatorSelection"]["residentKey"], "required");
    assert_eq!(options["authenticatorSelection"]["userVerification"], "required");
    let known: Vec<_> = options["excludeCredentials"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["id"].clone())
        .collect();
    assert_eq!(known, [json!(encode(&member.authenticator.credential_id().unwrap()))]);
}

#[tokio::test]
async fn an_invalid_passkey_is_not_added() {
    let site = Site::open().await;
    let member = site.member().await;
    for tampering in [Tampering::RpId("evil.example"), Tampering::Unverified] {
        let credential = VirtualAuthenticator::new(member.origin())
            .create(&begin(&member).await, tampering)
            .await;
        let response = finish(&member, &credential).await;
        assert_eq!(
            (response.status, response.error()),
            (StatusCode::UNAUTHORIZED, AppError::PasskeyRejected),
            "{tampering:?}"
        );
    }
    assert_eq!(site.passkeys(&member).await.len(), 1);
}

#[tokio::test]
async fn a_passkey_without_a_challenge_is_not_added() {
    let site = Site::open().await;
    let (member, stranger) = (site.member().await, site.member().await);
    let options = begin(&stranger).await;
    let credential =
        VirtualAuthenticator::new(member.origin()).create(&options, Tampering::None).await;
    let response = finish(&member, &credential).await;
    assert_eq!((response.status, response.error()), (StatusCode::GONE, AppError::ChallengeExpired));
    begin(&member).await;
    assert_eq!(
        finish(&member, &credential).await.error(),
        AppError::PasskeyRejected,
        "the challenge is another's"
    );
    assert_eq!((site.passkeys(&member).await.len(), site.passkeys(&stranger).await.len()), (1, 1));
}

#[tokio::test]
async fn a_credential_is_added_once_and_malformed_input_is_a_bad_request() {
    let site = Site::open().await;
    let member = site.member().await;
    let credential = VirtualAuthenticator::new(member.origin())
        .create(&begin(&member).await, Tampering::None)
        .await;
    assert_eq!(finish(&member, &credential).await.status, StatusCode::OK);
    assert_eq!(finish(&member, &credential).await.error(), AppError::ChallengeExpired);
    begin(&member).await;
    for nonsense in [json!(null), json!({}), json!("x")] {
        let response = finish(&member, &nonsense).await;
        assert_eq!(
            (response.status, response.error()),
            (StatusCode::BAD_REQUEST, AppError::BadRequest)
        );
    }
    assert_eq!(site.passkeys(&member).await.len(), 2);
}

#[tokio::test]
async fn an_account_has_at_most_ten_passkeys() {
    let site = Site::open().await;
    let member = site.member().await;
    let credential = VirtualAuthenticator::new(member.origin())
        .create(&begin(&member).await, Tampering::None)
        .await;
    sqlx::query(
        "insert into identity.passkeys (user_id, credential_id, credential)
         select user_id, uuid_send(gen_random_uuid()), credential
         from identity.passkeys, generate_series(1, 9)
         where user_id = $1",
    )
    .bind(site.id_of(&member).await)
    .execute(&site.db)
    .await
    .unwrap();
    let response = finish(&member, &credential).await;
    assert_eq!(
        (response.status, response.error()),
        (StatusCode::CONFLICT, AppError::LimitReached(10)),
        "begun before"
    );
    assert_eq!(
        member.call("passkeys/begin-registration", &[]).await.error(),
        AppError::LimitReached(10)
    );
    assert_eq!(site.passkeys(&member).await.len(), 10);
    let page = member.open("/account").await.body;
    assert!(
        page.contains("reached the limit of 10 passkeys") && !page.contains("/account/add-passkey"),
        "{page}"
    );
}

#[tokio::test]
async fn the_page_that_adds_a_passkey_requires_a_recent_authentication() {
    let site = Site::open().await;
    let member = site.member().await;
    let page = member.open("/account/add-passkey?next=/tasks").await;
    assert_eq!(page.status, StatusCode::OK);
    for part in ["Add a passkey", "Create a passkey", "href=\"/tasks\"", "Not now", "<noscript>"] {
        assert!(page.body.contains(part), "{part}: {}", page.body);
    }
    assert!(
        member
            .open("/account/add-passkey")
            .await
            .body
            .contains("/account?done=passkey-added#passkeys")
    );

    site.age_authentication(&member).await;
    for (page, confirmation) in [
        ("/account/add-passkey", "/account/confirm?next=%2Faccount%2Fadd-passkey"),
        (
            "/account/add-passkey?next=/tasks",
            "/account/confirm?next=%2Faccount%2Fadd-passkey%3Fnext%3D%252Ftasks",
        ),
    ] {
        let response = member.open(page).await;
        assert_eq!((response.status, response.location()), (StatusCode::SEE_OTHER, confirmation));
    }
}
