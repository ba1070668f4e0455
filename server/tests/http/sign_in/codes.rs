//! Sign-up and sign-in by a code sent by email.

use app::{
    error::AppError,
    model::validation::{Rule, ValidationError},
};
use reqwest::StatusCode;

use crate::support::{Browser, Down, Site};

/// The queued mail to this user: its kind, and its code if it has one.
async fn queued_email(site: &Site, email: &str) -> (String, Option<String>) {
    sqlx::query_as(
        "select template ->> 'kind', template ->> 'code' from identity.mail_queue
         where recipient = $1 order by created_at desc limit 1",
    )
    .bind(email)
    .fetch_one(&site.db)
    .await
    .unwrap()
}

async fn code(site: &Site, email: &str) -> String {
    queued_email(site, email).await.1.unwrap()
}

/// A user who signed up by code, so with a verified address.
async fn verified_user(site: &Site) -> Browser {
    let browser = site.guest();
    assert_eq!(
        browser.call("sign-up/send-code", &[("email", &browser.email)]).await.status,
        StatusCode::OK
    );
    let code = code(site, &browser.email).await;
    assert_eq!(
        browser.call("sign-in/redeem-code", &[("code", &code)]).await.status,
        StatusCode::OK
    );
    browser
}

/// Moves the last code 31 seconds into the past, so that another one can be requested.
async fn skip_resend_cooldown(site: &Site, email: &str) {
    sqlx::query(
        "update identity.codes set sent_at = sent_at - interval '31 seconds' where email = $1",
    )
    .bind(email)
    .execute(&site.db)
    .await
    .unwrap();
}

#[tokio::test]
async fn a_code_creates_an_account_with_a_verified_address() {
    let site = Site::open().await;
    let user = verified_user(&site).await;
    let me = user.open("/api/me").await.json();
    assert_eq!((&me["email"], &me["email_verified"]), (&user.email.clone().into(), &true.into()));
}

#[tokio::test]
async fn a_code_signs_in_and_leads_to_the_requested_page() {
    let site = Site::open().await;
    let user = verified_user(&site).await;
    let elsewhere = site.guest();
    let fields = [("email", &*user.email), ("next", "/tasks?page=2")];
    let response = elsewhere.submit("/login", "sign-in/send-code", &fields).await;
    assert_eq!(response.status, StatusCode::SEE_OTHER);
    assert_eq!(response.location(), "/login/code?next=%2Ftasks%3Fpage%3D2");
    let page = elsewhere.open(response.location()).await.body;
    assert!(page.contains(&user.email) && page.contains("/tasks?page=2"));

    let code = code(&site, &user.email).await;
    let response = elsewhere
        .submit("/login/code", "sign-in/redeem-code", &[("code", &code), ("next", "/tasks?page=2")])
        .await;
    assert_eq!((response.status, response.location()), (StatusCode::SEE_OTHER, "/tasks?page=2"));
    assert_eq!(elsewhere.me().await, StatusCode::OK);
}

#[tokio::test]
async fn a_code_never_leads_to_another_site() {
    let site = Site::open().await;
    let user = site.guest();
    user.call("sign-up/send-code", &[("email", &user.email)]).await;
    let code = code(&site, &user.email).await;
    let response = user
        .submit(
            "/login/code",
            "sign-in/redeem-code",
            &[("code", &code), ("next", "//evil.example")],
        )
        .await;
    assert_eq!(response.location(), "/dashboard");
}

#[tokio::test]
async fn known_and_unknown_addresses_get_the_same_response_and_different_emails() {
    let site = Site::open().await;
    let (known, unverified, unknown) =
        (verified_user(&site).await, site.member().await, site.guest());
    let mut responses = Vec::new();
    for email in [&known.email, &unverified.email, &unknown.email] {
        let response =
            site.guest().submit("/login", "sign-in/send-code", &[("email", email)]).await;
        responses.push((response.status, response.location().to_owned(), response.body));
    }
    assert!(responses.iter().all(|response| *response == responses[0]), "{responses:?}");
    assert_eq!(queued_email(&site, &known.email).await.0, "sign_in_code");
    assert_eq!(queued_email(&site, &unverified.email).await.0, "no_account");
    assert_eq!(queued_email(&site, &unknown.email).await.0, "no_account");
}

#[tokio::test]
async fn the_third_wrong_code_invalidates_the_code() {
    let site = Site::open().await;
    let user = site.guest();
    user.call("sign-up/send-code", &[("email", &user.email)]).await;
    let right = code(&site, &user.email).await;
    let wrong = if right == "123456" { "654321" } else { "123456" };
    for attempts_left in [2, 1, 0] {
        let response = user.call("sign-in/redeem-code", &[("code", wrong)]).await;
        assert_eq!(
            (response.status, response.error()),
            (StatusCode::UNAUTHORIZED, AppError::IncorrectCode(attempts_left))
        );
    }
    let response = user.call("sign-in/redeem-code", &[("code", &right)]).await;
    assert_eq!((response.status, response.error()), (StatusCode::GONE, AppError::CodeExpired));
    assert_eq!(user.me().await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_code_works_once_and_in_its_own_browser() {
    let site = Site::open().await;
    let (user, thief) = (site.guest(), site.guest());
    user.call("sign-up/send-code", &[("email", &user.email)]).await;
    let code = code(&site, &user.email).await;
    assert_eq!(
        thief.call("sign-in/redeem-code", &[("code", &code)]).await.error(),
        AppError::CodeExpired
    );
    assert_eq!(user.call("sign-in/redeem-code", &[("code", &code)]).await.status, StatusCode::OK);
    assert_eq!(
        thief.call("sign-in/redeem-code", &[("code", &code)]).await.error(),
        AppError::CodeExpired
    );
    assert_eq!(thief.me().await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_new_code_is_sent_after_30_seconds_and_replaces_the_old_one() {
    let site = Site::open().await;
    let user = site.guest();
    assert_eq!(user.call("email-codes/resend", &[]).await.error(), AppError::CodeExpired);
    user.call("sign-up/send-code", &[("email", &user.email)]).await;
    let old = code(&site, &user.email).await;

    let response = user.call("email-codes/resend", &[]).await;
    assert_eq!(response.status, StatusCode::TOO_MANY_REQUESTS);
    let seconds: u64 = response.header("retry-after").parse().unwrap();
    assert!((1..=30).contains(&seconds), "{seconds}");

    skip_resend_cooldown(&site, &user.email).await;
    assert_eq!(user.call("email-codes/resend", &[]).await.status, StatusCode::OK);
    let new = code(&site, &user.email).await;
    if new != old {
        assert_eq!(
            user.call("sign-in/redeem-code", &[("code", &old)]).await.error(),
            AppError::IncorrectCode(2)
        );
    }
    assert_eq!(user.call("sign-in/redeem-code", &[("code", &new)]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_malformed_address_or_code_is_rejected() {
    let site = Site::open().await;
    let user = site.guest();
    for function in ["sign-in/send-code", "sign-up/send-code"] {
        for (email, invalid) in [
            ("", ValidationError::new("email", Rule::Required)),
            ("ada", ValidationError::new("email", Rule::Email)),
        ] {
            let response = user.call(function, &[("email", email)]).await;
            assert_eq!(response.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(response.error(), AppError::Invalid(invalid));
        }
    }
    for (code, invalid) in [
        ("", ValidationError::new("code", Rule::Required)),
        ("12345x", ValidationError::new("code", Rule::Code)),
    ] {
        assert_eq!(
            user.call("sign-in/redeem-code", &[("code", code)]).await.error(),
            AppError::Invalid(invalid)
        );
    }
}

#[tokio::test]
async fn without_the_database_no_code_is_sent() {
    let site = Site::without(Down::Database).await;
    let user = site.guest();
    for function in ["sign-in/send-code", "sign-up/send-code"] {
        assert_eq!(
            user.call(function, &[("email", &user.email)]).await.error(),
            AppError::Unavailable
        );
    }
}
