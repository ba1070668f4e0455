//! `/api/confirm/…` and the page `/account/confirm`: it is still them.

use app::{
    error::AppError,
    model::validation::{Rule, ValidationError},
};
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{Answer, Browser, Down, Site, Tampering, encode};

const PAGE: &str = "/account/confirm";

/// Somebody with a passkey and a verified address, who signed in eleven minutes ago.
async fn idle(site: &Site) -> Browser {
    let member = site.member().await;
    site.verify(&member).await;
    site.eleven_minutes_later(&member).await;
    member
}

async fn begin(person: &Browser) -> String {
    person.call("reauthentication/begin", &[]).await.json().as_str().unwrap().to_owned()
}

async fn finish(person: &Browser, credential: &Value) -> Answer {
    person.call("reauthentication/finish", &[("credential", &credential.to_string())]).await
}

async fn send_code(site: &Site, person: &Browser) -> String {
    let answer = person.call("reauthentication/send-code", &[]).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    site.code_to(&person.email).await
}

async fn assert_confirmed(person: &Browser, confirmed: bool) {
    let may = person.call("passkeys/check-registration", &[]).await;
    assert_eq!(may.status, if confirmed { StatusCode::OK } else { StatusCode::FORBIDDEN }, "{}", may.body);
}

#[tokio::test]
async fn a_passkey_confirms_and_the_session_is_a_new_one() {
    let site = Site::open().await;
    let member = idle(&site).await;
    assert_confirmed(&member, false).await;
    let before = member.cookies.value("session").unwrap();
    let credential = member.authenticator.get(&begin(&member).await, Tampering::None).await;
    let answer = finish(&member, &credential).await;
    assert_eq!((answer.status, answer.json()), (StatusCode::OK, Value::Null));
    assert_confirmed(&member, true).await;

    assert_ne!(member.cookies.value("session").unwrap(), before);
    let old = site.guest();
    old.cookies.set("session", &before);
    assert_eq!(old.me().await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn the_options_name_the_passkeys_of_this_member_and_no_others() {
    let site = Site::open().await;
    let (member, _) = (idle(&site).await, site.member().await);
    let options: Value = serde_json::from_str(&begin(&member).await).unwrap();
    let allowed: Vec<_> = options["allowCredentials"].as_array().unwrap().iter().map(|one| one["id"].clone()).collect();
    assert_eq!(allowed, [json!(encode(&member.authenticator.credential_id().unwrap()))]);
    assert_eq!(options["userVerification"], "required");
}

#[tokio::test]
async fn the_passkey_of_somebody_else_confirms_nothing() {
    let site = Site::open().await;
    let (member, stranger) = (idle(&site).await, site.member().await);
    let credential = stranger.authenticator.get(&begin(&member).await, Tampering::None).await;
    let answer = finish(&member, &credential).await;
    assert_eq!((answer.status, answer.error()), (StatusCode::UNAUTHORIZED, AppError::PasskeyRejected));
    assert_confirmed(&member, false).await;
}

#[tokio::test]
async fn a_passkey_that_does_not_verify_confirms_nothing() {
    let site = Site::open().await;
    let member = idle(&site).await;
    for tampering in [Tampering::RpId("evil.example"), Tampering::Unverified] {
        let credential = member.authenticator.get(&begin(&member).await, tampering).await;
        assert_eq!(finish(&member, &credential).await.error(), AppError::PasskeyRejected, "{tampering:?}");
    }
    assert_confirmed(&member, false).await;
}

#[tokio::test]
async fn a_confirmation_that_was_not_begun_has_expired() {
    let site = Site::open().await;
    let member = idle(&site).await;
    let elsewhere = site.elsewhere(&member).await;
    let credential = member.authenticator.get(&begin(&elsewhere).await, Tampering::None).await;
    let answer = finish(&member, &credential).await;
    assert_eq!((answer.status, answer.error()), (StatusCode::GONE, AppError::ChallengeExpired));

    let sign_in = member.call("sign-in/begin", &[("autofill", "false")]).await.json();
    let credential = member.authenticator.get(sign_in.as_str().unwrap(), Tampering::None).await;
    assert_eq!(finish(&member, &credential).await.error(), AppError::ChallengeExpired, "begun as a sign-in");
    assert_confirmed(&member, false).await;
}

#[tokio::test]
async fn what_is_no_credential_cannot_be_read() {
    let site = Site::open().await;
    let member = idle(&site).await;
    begin(&member).await;
    for nonsense in [json!(null), json!({}), json!("x")] {
        let answer = finish(&member, &nonsense).await;
        assert_eq!((answer.status, answer.error()), (StatusCode::BAD_REQUEST, AppError::BadRequest));
    }
}

#[tokio::test]
async fn who_has_no_passkey_confirms_by_code() {
    let site = Site::open().await;
    let member = site.member_by_code().await;
    site.eleven_minutes_later(&member).await;
    assert_eq!(
        member.call("reauthentication/methods", &[]).await.json(),
        json!({ "passkey": false, "email_code": true })
    );
    let answer = member.call("reauthentication/begin", &[]).await;
    assert_eq!((answer.status, answer.error()), (StatusCode::NOT_FOUND, AppError::NotFound));
    assert!(!member.open(PAGE).await.body.contains("Confirm with a passkey"));

    let code = send_code(&site, &member).await;
    assert_eq!(member.call("reauthentication/redeem-code", &[("code", &code)]).await.status, StatusCode::OK);
    assert_confirmed(&member, true).await;
    assert_eq!(member.call("reauthentication/redeem-code", &[("code", &code)]).await.error(), AppError::CodeExpired);
}

#[tokio::test]
async fn who_has_not_verified_an_address_is_mailed_nothing() {
    let site = Site::open().await;
    let member = site.member().await;
    assert_eq!(
        member.call("reauthentication/methods", &[]).await.json(),
        json!({ "passkey": true, "email_code": false })
    );
    let answer = member.call("reauthentication/send-code", &[]).await;
    assert_eq!((answer.status, answer.error()), (StatusCode::NOT_FOUND, AppError::NotFound));
    let page = member.open(PAGE).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("first verify your email address"), "{}", page.body);
    assert!(page.body.contains("Confirm with a passkey") && !page.body.contains("Email me a code"), "{}", page.body);
}

#[tokio::test]
async fn a_wrong_code_confirms_nothing_and_the_third_ends_it() {
    let site = Site::open().await;
    let member = idle(&site).await;
    let right = send_code(&site, &member).await;
    let wrong = if right == "123456" { "654321" } else { "123456" };
    let answer =
        member.submit(PAGE, "reauthentication/redeem-code", &[("code", wrong), ("then", ""), ("next", "")]).await;
    assert!(answer.rejected_form(StatusCode::UNAUTHORIZED).contains("Incorrect code"));
    for tries_left in [1, 0] {
        let answer = member.call("reauthentication/redeem-code", &[("code", wrong)]).await;
        assert_eq!((answer.status, answer.error()), (StatusCode::UNAUTHORIZED, AppError::WrongCode(tries_left)));
    }
    let answer = member.call("reauthentication/redeem-code", &[("code", &right)]).await;
    assert_eq!((answer.status, answer.error()), (StatusCode::GONE, AppError::CodeExpired));
    assert_confirmed(&member, false).await;
}

#[tokio::test]
async fn what_is_no_code_is_refused() {
    let site = Site::open().await;
    let member = idle(&site).await;
    for (code, invalid) in
        [("", ValidationError::new("code", Rule::Required)), ("12345x", ValidationError::new("code", Rule::Code))]
    {
        let answer = member.call("reauthentication/redeem-code", &[("code", code)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(answer.error(), AppError::Invalid(invalid));
    }
}

#[tokio::test]
async fn a_code_serves_its_own_purpose_in_its_own_browser() {
    let site = Site::open().await;
    let member = idle(&site).await;
    let elsewhere = site.elsewhere(&member).await;
    site.eleven_minutes_later(&member).await;
    let code = send_code(&site, &elsewhere).await;
    assert_eq!(member.call("reauthentication/redeem-code", &[("code", &code)]).await.error(), AppError::CodeExpired);
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

#[tokio::test]
async fn the_page_leads_on_to_the_page_that_was_wanted() {
    let site = Site::open().await;
    let member = idle(&site).await;
    let next = "/account/add-passkey?next=%2Ftasks";
    let answer = member.submit(PAGE, "reauthentication/send-code", &[("next", next)]).await;
    let page = "/account/confirm?next=%2Faccount%2Fadd-passkey%3Fnext%3D%252Ftasks";
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, page));
    assert!(member.open(page).await.body.contains("href=\"/account/add-passkey?next="));
    let code = site.code_to(&member.email).await;
    let answer =
        member.submit(page, "reauthentication/redeem-code", &[("code", &code), ("then", ""), ("next", next)]).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, next));
}

#[tokio::test]
async fn a_form_is_handed_to_what_takes_forms_here_and_nowhere_else() {
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
        let answer = member
            .submit(PAGE, "reauthentication/redeem-code", &[("code", &code), ("then", then), ("next", next)])
            .await;
        assert_eq!((answer.status, answer.location()), (status, location), "{then}");
    }
}

#[tokio::test]
async fn what_was_asked_for_waits_on_the_page_for_either_way() {
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
async fn who_is_signed_out_has_nothing_to_confirm() {
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
        let answer = guest.call(function, fields).await;
        assert_eq!((answer.status, answer.error()), (StatusCode::UNAUTHORIZED, AppError::SignedOut), "{function}");
    }
    assert_eq!(guest.open(PAGE).await.location(), "/login?next=%2Faccount%2Fconfirm");
}

#[tokio::test]
async fn without_the_database_nothing_is_confirmed() {
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
    for answer in [ways, begin, finish, send, code] {
        assert_eq!((answer.status, answer.error()), (StatusCode::SERVICE_UNAVAILABLE, AppError::Unavailable));
    }
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_confirmed(&member.at(&site), false).await;
}
