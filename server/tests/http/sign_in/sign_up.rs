//! `/api/sign-up/…` with a passkey.

use app::{
    error::AppError,
    model::{
        email::Email,
        validation::{Rule, ValidationError},
    },
};
use reqwest::StatusCode;
use serde_json::Value;

use crate::support::{Browser, Site, Tampering};

/// The creation options of a sign-up.
async fn begin(browser: &Browser) -> String {
    browser
        .call("sign-up/begin", &[("email", &browser.email)])
        .await
        .json()
        .as_str()
        .unwrap()
        .to_owned()
}

async fn accounts(site: &Site, email: &str) -> i64 {
    let count = sqlx::query_scalar("select count(*) from public.users where email = $1");
    count.bind(email).fetch_one(&site.db).await.unwrap()
}

#[tokio::test]
async fn an_address_and_a_passkey_create_an_account_and_sign_in() {
    let site = Site::open().await;
    let member = site.guest();
    assert_eq!(member.sign_up().await.json(), Value::Null);
    assert_eq!(member.open("/api/me").await.json()["email"], member.email);
    assert_eq!(accounts(&site, &member.email).await, 1);
}

#[tokio::test]
async fn the_options_request_a_passkey_for_this_site() {
    let site = Site::open().await;
    let guest = site.guest();
    let options: Value = serde_json::from_str(&begin(&guest).await).unwrap();
    assert_eq!(options["rp"]["id"], "localhost");
    assert_eq!(options["user"]["name"], guest.email);
    assert_eq!(options["authenticatorSelection"]["residentKey"], "required");
    assert_eq!(options["authenticatorSelection"]["userVerification"], "required");
    assert_eq!(accounts(&site, &guest.email).await, 0);
}

#[tokio::test]
async fn a_malformed_address_is_rejected_beside_its_field() {
    let site = Site::open().await;
    let guest = site.guest();
    let long = format!("{}@example.org", "a".repeat(Email::MAX));
    for (typed, invalid) in [
        ("", ValidationError::new("email", Rule::Required)),
        ("  ", ValidationError::new("email", Rule::Required)),
        ("ada", ValidationError::new("email", Rule::Email)),
        ("ada@example.org\r\nBcc: eve@example.org", ValidationError::new("email", Rule::Email)),
        (&long, ValidationError::new("email", Rule::MaxLength(Email::MAX))),
    ] {
        let response = guest.call("sign-up/begin", &[("email", typed)]).await;
        assert_eq!(response.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed:?}");
        assert_eq!(response.error(), AppError::Invalid(invalid), "{typed:?}");
    }
    assert_eq!(guest.cookies.value("session"), None);
}

#[tokio::test]
async fn an_invalid_passkey_creates_no_account() {
    let site = Site::open().await;
    for tampering in [
        Tampering::Origin("https://evil.example"),
        Tampering::RpId("evil.example"),
        Tampering::Unverified,
    ] {
        let guest = site.guest();
        let mut options: Value = serde_json::from_str(&begin(&guest).await).unwrap();
        if tampering == Tampering::Origin("https://evil.example") {
            options["rp"]["id"] = "evil.example".into();
        }
        let credential =
            guest.authenticator.create(&options.to_string(), tampering).await.to_string();
        let response = guest.call("sign-up/finish", &[("credential", &credential)]).await;
        assert_eq!(response.status, StatusCode::UNAUTHORIZED, "{tampering:?}");
        assert_eq!(response.error(), AppError::PasskeyRejected, "{tampering:?}");
        assert_eq!(guest.me().await, StatusCode::UNAUTHORIZED, "{tampering:?}");
        assert_eq!(accounts(&site, &guest.email).await, 0, "{tampering:?}");
    }
}

#[tokio::test]
async fn a_sign_up_that_was_not_begun_has_expired() {
    let site = Site::open().await;
    let (guest, other) = (site.guest(), site.guest());
    let credential =
        guest.authenticator.create(&begin(&guest).await, Tampering::None).await.to_string();
    let response = other.call("sign-up/finish", &[("credential", &credential)]).await;
    assert_eq!((response.status, response.error()), (StatusCode::GONE, AppError::ChallengeExpired));
    assert_eq!(other.me().await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_sign_up_is_finished_once() {
    let site = Site::open().await;
    let guest = site.guest();
    let credential =
        guest.authenticator.create(&begin(&guest).await, Tampering::None).await.to_string();
    let fields = [("credential", &*credential)];
    assert_eq!(guest.call("sign-up/finish", &fields).await.status, StatusCode::OK);
    assert_eq!(guest.call("sign-up/finish", &fields).await.status, StatusCode::GONE);
    assert_eq!(accounts(&site, &guest.email).await, 1);
}

#[tokio::test]
async fn a_malformed_credential_is_a_bad_request() {
    let site = Site::open().await;
    let guest = site.guest();
    begin(&guest).await;
    for credential in ["", "null", "{}", "[]", "{\"id\":1}", "not json"] {
        let response = guest.call("sign-up/finish", &[("credential", credential)]).await;
        assert_eq!(
            (response.status, response.error()),
            (StatusCode::BAD_REQUEST, AppError::BadRequest),
            "{credential}"
        );
    }
}
