//! Reauthentication by a code sent by email.

use app::{
    error::AppError,
    model::validation::{Rule, ValidationError},
};
use reqwest::StatusCode;
use serde_json::json;

use super::{PAGE, assert_recently_authenticated, member_with_old_authentication, send_code};
use crate::support::Site;

#[tokio::test]
async fn a_member_without_a_passkey_reauthenticates_by_code() {
    let site = Site::open().await;
    let member = site.member_by_code().await;
    site.age_authentication(&member).await;
    assert_eq!(
        member.call("reauthentication/methods", &[]).await.json(),
        json!({ "passkey": false, "email_code": true })
    );
    let response = member.call("reauthentication/begin", &[]).await;
    assert_eq!((response.status, response.error()), (StatusCode::NOT_FOUND, AppError::NotFound));
    assert!(!member.open(PAGE).await.body.contains("Confirm with a passkey"));

    let code = send_code(&site, &member).await;
    assert_eq!(
        member.call("reauthentication/redeem-code", &[("code", &code)]).await.status,
        StatusCode::OK
    );
    assert_recently_authenticated(&member, true).await;
    assert_eq!(
        member.call("reauthentication/redeem-code", &[("code", &code)]).await.error(),
        AppError::CodeExpired
    );
}

#[tokio::test]
async fn an_unverified_address_gets_no_code() {
    let site = Site::open().await;
    let member = site.member().await;
    assert_eq!(
        member.call("reauthentication/methods", &[]).await.json(),
        json!({ "passkey": true, "email_code": false })
    );
    let response = member.call("reauthentication/send-code", &[]).await;
    assert_eq!((response.status, response.error()), (StatusCode::NOT_FOUND, AppError::NotFound));
    let page = member.open(PAGE).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("first verify your email address"), "{}", page.body);
    assert!(
        page.body.contains("Confirm with a passkey") && !page.body.contains("Email me a code"),
        "{}",
        page.body
    );
}

#[tokio::test]
async fn a_wrong_code_is_rejected_and_the_third_invalidates_the_code() {
    let site = Site::open().await;
    let member = member_with_old_authentication(&site).await;
    let right = send_code(&site, &member).await;
    let wrong = if right == "123456" { "654321" } else { "123456" };
    let response = member
        .submit(
            PAGE,
            "reauthentication/redeem-code",
            &[("code", wrong), ("then", ""), ("next", "")],
        )
        .await;
    assert!(response.rejected_form(StatusCode::UNAUTHORIZED).contains("Incorrect code"));
    for attempts_left in [1, 0] {
        let response = member.call("reauthentication/redeem-code", &[("code", wrong)]).await;
        assert_eq!(
            (response.status, response.error()),
            (StatusCode::UNAUTHORIZED, AppError::IncorrectCode(attempts_left))
        );
    }
    let response = member.call("reauthentication/redeem-code", &[("code", &right)]).await;
    assert_eq!((response.status, response.error()), (StatusCode::GONE, AppError::CodeExpired));
    assert_recently_authenticated(&member, false).await;
}

#[tokio::test]
async fn a_malformed_code_is_rejected() {
    let site = Site::open().await;
    let member = member_with_old_authentication(&site).await;
    for (code, invalid) in [
        ("", ValidationError::new("code", Rule::Required)),
        ("12345x", ValidationError::new("code", Rule::Code)),
    ] {
        let response = member.call("reauthentication/redeem-code", &[("code", code)]).await;
        assert_eq!(response.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(response.error(), AppError::Invalid(invalid));
    }
}

#[tokio::test]
async fn a_code_works_only_for_its_purpose_and_in_its_browser() {
    let site = Site::open().await;
    let member = member_with_old_authentication(&site).await;
    let elsewhere = site.sign_in_elsewhere(&member).await;
    site.age_authentication(&member).await;
    let code = send_code(&site, &elsewhere).await;
    assert_eq!(
        member.call("reauthentication/redeem-code", &[("code", &code)]).await.error(),
        AppError::CodeExpired
    );
    assert_eq!(
        elsewhere.call("sign-in/redeem-code", &[("code", &code)]).await.error(),
        AppError::CodeExpired,
        "to sign in"
    );

    let member = site.member().await;
    member.call("emails/verify-primary", &[]).await;
    let code = site.code_to(&member.email).await;
    assert_eq!(
        member.call("reauthentication/redeem-code", &[("code", &code)]).await.error(),
        AppError::CodeExpired,
        "to verify"
    );
    assert!(!member.open(PAGE).await.body.contains("name=\"code\""));
}
