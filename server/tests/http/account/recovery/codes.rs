//! `/account/recovery-codes`, and signing in with a code.

use app::{
    error::AppError,
    model::validation::{Rule, ValidationError},
};
use reqwest::StatusCode;

use super::{CODES, codes_of, codes_on, create_codes, guest, site, unused_codes, use_code};

#[tokio::test]
async fn ten_codes_are_shown_once() {
    let site = site().await;
    let member = site.member().await;
    assert!(member.open("/account").await.body.contains("Create recovery codes"));
    let page = create_codes(&member).await;
    assert_eq!((page.status, page.header("cache-control")), (StatusCode::OK, "no-store"));
    let codes = codes_on(&page);
    assert_eq!((codes.len(), unused_codes(&member).await), (10, 10));
    let file = format!("href=\"data:text/plain,{}%0A\"", codes.join("%0A"));
    let name = format!("download=\"{}-recovery-codes.txt\"", brand::SLUG);
    assert!(page.body.contains(&file) && page.body.contains(&name), "{}", page.body);

    let again = member.open(CODES).await;
    assert_eq!(again.status, StatusCode::OK);
    assert!(
        codes_on(&again).is_empty() && again.body.contains("shown only once"),
        "{}",
        again.body
    );
    let account = member.open("/account").await.body;
    assert!(
        account.contains("10 unused codes") && account.contains("Replace recovery codes"),
        "{account}"
    );
}

#[tokio::test]
async fn a_code_signs_in_once_in_any_spelling() {
    let site = site().await;
    let member = site.member().await;
    let codes = codes_of(&member).await;
    let elsewhere = guest(&site);
    let typed = format!(" {} ", codes[0].to_uppercase().replace('-', " "));
    let response =
        elsewhere.submit("/login/recovery", "recovery/redeem-code", &[("code", &typed)]).await;
    assert_eq!(
        (response.status, response.location()),
        (StatusCode::SEE_OTHER, "/account/add-passkey")
    );
    let me = elsewhere.open("/api/me").await.json();
    assert_eq!((&me["email"], &me["aal"]), (&member.email.clone().into(), &"aal1".into()));
    assert_eq!(elsewhere.open("/account/add-passkey").await.status, StatusCode::OK);
    assert_eq!(unused_codes(&member).await, 9);

    let response = use_code(&guest(&site), &codes[0]).await;
    assert_eq!(
        (response.status, response.error()),
        (StatusCode::UNAUTHORIZED, AppError::RecoveryRejected)
    );
}

#[tokio::test]
async fn new_codes_replace_the_old_ones() {
    let site = site().await;
    let member = site.member().await;
    let (old, new) = (codes_of(&member).await, codes_of(&member).await);
    assert_eq!(use_code(&guest(&site), &old[0]).await.error(), AppError::RecoveryRejected);
    assert_eq!(use_code(&guest(&site), &new[0]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn creating_codes_requires_a_recent_authentication() {
    let site = site().await;
    let member = site.member().await;
    site.verify(&member).await;
    site.age_authentication(&member).await;
    let response = create_codes(&member).await;
    assert_eq!((response.status, response.location()), (StatusCode::SEE_OTHER, "/account/confirm"));
    assert_eq!(unused_codes(&member).await, 0);

    member.submit("/account/confirm", "reauthentication/send-code", &[]).await;
    assert!(
        member
            .open("/account/confirm")
            .await
            .body
            .contains(&format!("name=\"then\" value=\"{CODES}\""))
    );
    let code = site.code_to(&member.email).await;
    let response = member
        .submit(
            "/account/confirm",
            "reauthentication/redeem-code",
            &[("code", &code), ("then", CODES)],
        )
        .await;
    assert_eq!((response.status, response.location()), (StatusCode::TEMPORARY_REDIRECT, CODES));
    assert_eq!(codes_of(&member).await.len(), 10);
}

#[tokio::test]
async fn a_guest_gets_no_codes() {
    let site = site().await;
    let response = create_codes(&site.guest()).await;
    assert_eq!(response.status, StatusCode::SEE_OTHER);
    assert!(response.location().starts_with("/login?next="), "{}", response.location());
}

#[tokio::test]
async fn a_wrong_or_malformed_code_is_rejected_beside_its_field() {
    let site = site().await;
    let user = guest(&site);
    for (code, invalid) in [
        ("", ValidationError::new("code", Rule::Required)),
        ("abcde-fghjk", ValidationError::new("code", Rule::RecoveryCode)),
        ("ilo01-fghjk-mnpqr-stuv2", ValidationError::new("code", Rule::RecoveryCode)),
    ] {
        let response = use_code(&user, code).await;
        assert_eq!(response.status, StatusCode::UNPROCESSABLE_ENTITY, "{code}");
        assert_eq!(response.error(), AppError::Invalid(invalid), "{code}");
    }
    let wrong = "abcde-fghjk-mnpqr-stuv2";
    let response = user.submit("/login/recovery", "recovery/redeem-code", &[("code", wrong)]).await;
    let page = response.rejected_form(StatusCode::UNAUTHORIZED);
    assert!(
        page.contains("aria-invalid=\"true\"") && page.contains(&format!("value=\"{wrong}\"")),
        "{page}"
    );
    assert!(page.contains("has already been used"), "{page}");
    assert_eq!(user.me().await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn guessing_is_rate_limited() {
    let site = site().await;
    let user = guest(&site);
    let wrong = "abcde-fghjk-mnpqr-stuv2";
    for _ in 0..20 {
        assert_eq!(use_code(&user, wrong).await.error(), AppError::RecoveryRejected);
    }
    let response = use_code(&user, wrong).await;
    assert_eq!(response.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(response.header("retry-after").parse::<u64>().unwrap() > 0);
    let response = user.submit("/login/recovery", "recovery/redeem-code", &[("code", wrong)]).await;
    assert!(response.rejected_form(StatusCode::TOO_MANY_REQUESTS).contains("Too many attempts"));
    assert!(response.header("retry-after").parse::<u64>().unwrap() > 0);
}
