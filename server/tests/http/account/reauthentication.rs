//! Reauthentication: `/api/confirm/…` and the page `/account/confirm`.

use app::{
    error::AppError,
    model::validation::{Rule, ValidationError},
};
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{Browser, Down, Site, Tampering, TestResponse, encode};

const PAGE: &str = "/account/confirm";

/// A member with a passkey and a verified address who signed in eleven minutes ago.
async fn idle(site: &Site) -> Browser {
    let member = site.member().await;
    site.verify(&member).await;
    site.age_authentication(&member).await;
    member
}

async fn begin(user: &Browser) -> String {
    user.call("reauthentication/begin", &[]).await.json().as_str().unwrap().to_owned()
}

async fn finish(user: &Browser, credential: &Value) -> TestResponse {
    user.call("reauthentication/finish", &[("credential", &credential.to_string())]).await
}

async fn send_code(site: &Site, user: &Browser) -> String {
    let response = user.call("reauthentication/send-code", &[]).await;
    assert_eq!(response.status, StatusCode::OK, "{}", response.body);
    site.code_to(&user.email).await
}

async fn assert_confirmed(user: &Browser, confirmed: bool) {
    let may = user.call("passkeys/check-registration", &[]).await;
    assert_eq!(may.status, if confirmed { StatusCode::OK } else { StatusCode::FORBIDDEN }, "{}", may.body);
}

#[tokio::test]
async fn a_passkey_reauthenticates_and_replaces_the_session_id() {
    let site = Site::open().await;
    let member = idle(&site).await;
    assert_confirmed(&member, false).await;
    let before = member.cookies.value("session").unwrap();
    let credential = member.authenticator.get(&begin(&member).await, Tampering::None).await;
    let response = finish(&member, &credential).await;
    assert_eq!((response.status, response.json()), (StatusCode::OK, Value::Null));
    assert_confirmed(&member, true).await;

    assert_ne!(member.cookies.value("session").unwrap(), before);
    let old = site.guest();
    old.cookies.set("session", &before);
    assert_eq!(old.me().await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn the_options_list_only_the_passkeys_of_the_member() {
    let site = Site::open().await;
    let (member, _) = (idle(&site).await, site.member().await);
    let options: Value = serde_json::from_str(&begin(&member).await).unwrap();
    let allowed: Vec<_> = options["allowCredentials"].as_array().unwrap().iter().map(|one| one["id"].clone()).collect();
    assert_eq!(allowed, [json!(encode(&member.authenticator.credential_id().unwrap()))]);
    assert_eq!(options["userVerification"], "required");
}

#[tokio::test]
async fn the_passkey_of_another_user_is_rejected() {
    let site = Site::open().await;
    let (member, stranger) = (idle(&site).await, site.member().await);
    let credential = stranger.authenticator.get(&begin(&member).await, Tampering::None).await;
    let response = finish(&member, &credential).await;
    assert_eq!((response.status, response.error()), (StatusCode::UNAUTHORIZED, AppError::PasskeyRejected));
    assert_confirmed(&member, false).await;
}

#[tokio::test]
async fn an_invalid_passkey_is_rejected() {
    let site = Site::open().await;
    let member = idle(&site).await;
    for tampering in [Tampering::RpId("evil.example"), Tampering::Unverified] {
        let credential = member.authenticator.get(&begin(&member).await, tampering).await;
        assert_eq!(finish(&member, &credential).await.error(), AppError::PasskeyRejected, "{tampering:?}");
    }
    assert_confirmed(&member, false).await;
}

#[tokio::test]
async fn a_reauthentication_that_was_not_begun_has_expired() {
    let site = Site::open().await;
    let member = idle(&site).await;
    let elsewhere = site.sign_in_elsewhere(&member).await;
    let credential = member.authenticator.get(&begin(&elsewhere).await, Tampering::None).await;
    let response = finish(&member, &credential).await;
    assert_eq!((response.status, response.error()), (StatusCode::GONE, AppError::ChallengeExpired));

    let sign_in = member.call("sign-in/begin", &[("autofill", "false")]).await.json();
    let credential = member.authenticator.get(sign_in.as_str().unwrap(), Tampering::None).await;
    assert_eq!(finish(&member, &credential).await.error(), AppError::ChallengeExpired, "begun as a sign-in");
    assert_confirmed(&member, false).await;
}

#[tokio::test]
async fn a_malformed_credential_is_a_bad_request() {
    let site = Site::open().await;
    let member = idle(&site).await;
    begin(&member).await;
    for nonsense in [json!(null), json!({}), json!("x")] {
        let response = finish(&member, &nonsense).await;
        assert_eq!((response.status, response.error()), (StatusCode::BAD_REQUEST, AppError::BadRequest));
    }
}

#[tokio::test]
async fn a_member_without_a_passkey_reauthenticates_by_code() {
    let site = Site::open().await;
    let member = site.member_by_code().await;
    site.age_authentication(&member).await;
    assert_eq!(member.call("reauthentication/methods", &[]).await.json(), json!({ "passkey": false, "email_code": true }));
    let response = member.call("reauthentication/begin", &[]).await;
    assert_eq!((response.status, response.error()), (StatusCode::NOT_FOUND, AppError::NotFound));
    assert!(!member.open(PAGE).await.body.contains("Confirm with a passkey"));

    let code = send_code(&site, &member).await;
    assert_eq!(member.call("reauthentication/redeem-code", &[("code", &code)]).await.status, StatusCode::OK);
    assert_confirmed(&member, true).await;
    assert_eq!(member.call("reauthentication/redeem-code", &[("code", &code)]).await.error(), AppError::CodeExpired);
}

#[tokio::test]
async fn an_unverified_address_gets_no_code() {
    let site = Site::open().await;
    let member = site.member().await;
    assert_eq!(member.call("reauthentication/methods", &[]).await.json(), json!({ "passkey": true, "email_code": false }));
    let response = member.call("reauthentication/send-code", &[]).await;
    assert_eq!((response.status, response.error()), (StatusCode::NOT_FOUND, AppError::NotFound));
    let page = member.open(PAGE).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("first verify your email address"), "{}", page.body);
    assert!(page.body.contains("Confirm with a passkey") && !page.body.contains("Email me a code"), "{}", page.body);
}

#[tokio::test]
async fn a_wrong_code_is_rejected_and_the_third_invalidates_the_code() {
    let site = Site::open().await;
    let member = idle(&site).await;
    let right = send_code(&site, &member).await;
    let wrong = if right == "123456" { "654321" } else { "123456" };
    let response = member.submit(PAGE, "reauthentication/redeem-code", &[("code", wrong), ("then", ""), ("next", "")]).await;
    assert!(response.rejected_form(StatusCode::UNAUTHORIZED).contains("Incorrect code"));
    for tries_left in [1, 0] {
        let response = member.call("reauthentication/redeem-code", &[("code", wrong)]).await;
        assert_eq!((response.status, response.error()), (StatusCode::UNAUTHORIZED, AppError::WrongCode(tries_left)));
    }
    let response = member.call("reauthentication/redeem-code", &[("code", &right)]).await;
    assert_eq!((response.status, response.error()), (StatusCode::GONE, AppError::CodeExpired));
    assert_confirmed(&member, false).await;
}

#[tokio::test]
async fn a_malformed_code_is_rejected() {
    let site = Site::open().await;
    let member = idle(&site).await;
    for (code, invalid) in
        [("", ValidationError::new("code", Rule::Required)), ("12345x", ValidationError::new("code", Rule::Code))]
    {
        let response = member.call("reauthentication/redeem-code", &[("code", code)]).await;
        assert_eq!(response.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(response.error(), AppError::Invalid(invalid));
    }
}

#[tokio::test]
async fn a_code_works_only_for_its_purpose_and_in_its_browser() {
    let site = Site::open().await;
    let member = idle(&site).await;
    let elsewhere = site.sign_in_elsewhere(&member).await;
    site.age_authentication(&member).await;
    let code = send_code(&site, &elsewhere).await;
    assert_eq!(member.call("reauthentication/redeem-code", &[("code", &code)]).await.error(), AppError::CodeExpired);
    assert_eq!(elsewhere.call("sign-in/redeem-code", &[("code", &code)]).await.error(), AppError::CodeExpired, "to sign in");

    let member = site.member().await;
    member.call("emails/verify-primary", &[]).await;
    let code = site.code_to(&member.email).await;
    assert_eq!(member.call("reauthentication/redeem-code", &[("code", &code)]).await.error(), AppError::CodeExpired, "to verify");
    assert!(!member.open(PAGE).await.body.contains("name=\"code\""));
}

#[tokio::test]
async fn the_page_leads_to_the_requested_page() {
    let site = Site::open().await;
    let member = idle(&site).await;
    let next = "/account/add-passkey?next=%2Ftasks";
    let response = member.submit(PAGE, "reauthentication/send-code", &[("next", next)]).await;
    let page = "/account/confirm?next=%2Faccount%2Fadd-passkey%3Fnext%3D%252Ftasks";
    assert_eq!((response.status, response.location()), (StatusCode::SEE_OTHER, page));
    assert!(member.open(page).await.body.contains("href=\"/account/add-passkey?next="));
    let code = site.code_to(&member.email).await;
    let response = member.submit(page, "reauthentication/redeem-code", &[("code", &code), ("then", ""), ("next", next)]).await;
    assert_eq!((response.status, response.location()), (StatusCode::SEE_OTHER, next));
}

#[tokio::test]
async fn a_pending_form_is_forwarded_only_to_form_actions_of_this_site() {
    let site = Site::open().await;
    for (then, next, status, location) in [
        ("/api/sessions/end-others", "", StatusCode::TEMPORARY_REDIRECT, "/api/sessions/end-others"),
        ("/account/recovery-codes", "", StatusCode::TEMPORARY_REDIRECT, "/account/recovery-codes"),
        ("https://evil.example/api/", "", StatusCode::SEE_OTHER, "/account"),
        ("//evil.example/api/", "//evil.example", StatusCode::SEE_OTHER, "/dashboard"),
        ("/tasks", "/tasks", StatusCode::SEE_OTHER, "/tasks"),
    ] {
        let member = idle(&site).await;
        let code = send_code(&site, &member).await;
        let response =
            member.submit(PAGE, "reauthentication/redeem-code", &[("code", &code), ("then", then), ("next", next)]).await;
        assert_eq!((response.status, response.location()), (status, location), "{then}");
    }
}

#[tokio::test]
async fn a_pending_request_waits_for_either_method() {
    let site = Site::open().await;
    let member = idle(&site).await;
    let email = "\"><script>@example.org";
    member.submit("/account", "account/delete", &[("email", &member.email), ("note", email)]).await;
    let page = member.open(PAGE).await.body;
    assert!(page.contains("action=\"/api/account/delete\"") && page.contains(&member.email), "{page}");
    assert!(!page.contains(email), "{page}");
    let elsewhere = member.open("/account/confirm?next=/tasks").await.body;
    assert!(!elsewhere.contains("/api/account/delete"), "{elsewhere}");
}

#[tokio::test]
async fn a_guest_cannot_reauthenticate() {
    let site = Site::open().await;
    let guest = site.guest();
    let calls: [(&str, &[(&str, &str)]); 5] = [
        ("reauthentication/methods", &[]),
        ("reauthentication/begin", &[]),
        ("reauthentication/finish", &[("credential", "{}")]),
        ("reauthentication/send-code", &[]),
        ("reauthentication/redeem-code", &[("code", "123456")]),
    ];
    for (function, fields) in calls {
        let response = guest.call(function, fields).await;
        assert_eq!((response.status, response.error()), (StatusCode::UNAUTHORIZED, AppError::SignedOut), "{function}");
    }
    assert_eq!(guest.open(PAGE).await.location(), "/login?next=%2Faccount%2Fconfirm");
}

#[tokio::test]
async fn without_the_database_reauthentication_is_unavailable() {
    let (site, dead) = (Site::open().await, Site::without(Down::Database).await);
    let member = idle(&site).await.at(&dead);
    let (ways, begin, finish, send, code, page) = tokio::join!(
        member.call("reauthentication/methods", &[]),
        member.call("reauthentication/begin", &[]),
        member.call("reauthentication/finish", &[("credential", "{}")]),
        member.call("reauthentication/send-code", &[]),
        member.call("reauthentication/redeem-code", &[("code", "123456")]),
        member.open(PAGE),
    );
    for response in [ways, begin, finish, send, code] {
        assert_eq!((response.status, response.error()), (StatusCode::SERVICE_UNAVAILABLE, AppError::Unavailable));
    }
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_confirmed(&member.at(&site), false).await;
}
