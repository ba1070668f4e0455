//! `/api/emails/…`: the email addresses of a member.

use app::{
    error::AppError,
    model::validation::{Rule, ValidationError},
};
use reqwest::StatusCode;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Browser, Down, Site, TestResponse};

fn unique_email() -> String {
    format!("{}@example.org", Uuid::new_v4())
}

async fn emails_of(site: &Site, user: &Browser) -> Value {
    site.account(user).await["emails"].clone()
}

/// The primary address of a new account, and a second one.
fn two_emails(user: &Browser, other: &str, verified: bool) -> Value {
    json!([
        { "email": user.email, "primary": true, "verified": false },
        { "email": other, "primary": false, "verified": verified },
    ])
}

fn assert_leads_to(response: &TestResponse, path: &str) {
    assert_eq!(
        (response.status, response.location()),
        (StatusCode::SEE_OTHER, path),
        "{}",
        response.body
    );
}

#[tokio::test]
async fn an_address_is_added_and_verified_by_code() {
    let site = Site::open().await;
    let (member, email) = (site.member().await, unique_email());
    assert_leads_to(
        &member.submit("/account", "emails/add", &[("email", &email)]).await,
        "/account/verify",
    );
    assert_eq!(emails_of(&site, &member).await, two_emails(&member, &email, false));
    let page = member.open("/account/verify").await.body;
    assert!(page.contains("Verify your email address") && page.contains(&email), "{page}");

    let code = site.code_to(&email).await;
    let response = member.submit("/account/verify", "emails/verify", &[("code", &code)]).await;
    assert_leads_to(&response, "/account?done=email-verified#email");
    assert_eq!(emails_of(&site, &member).await, two_emails(&member, &email, true));
    assert!(member.open("/account/verify").await.body.contains("You don't have an active code"));
}

#[tokio::test]
async fn a_verification_code_does_not_sign_in() {
    let site = Site::open().await;
    let member = site.member().await;
    member.call("emails/verify-primary", &[]).await;
    let code = site.code_to(&member.email).await;
    assert_eq!(
        member.call("sign-in/redeem-code", &[("code", &code)]).await.error(),
        AppError::CodeExpired
    );
    assert_eq!(member.call("email-codes/pending", &[]).await.json()["purpose"], "verify_email");

    let guest = site.guest();
    guest.call("sign-up/send-code", &[("email", &guest.email)]).await;
    let code = site.code_to(&guest.email).await;
    assert_eq!(guest.call("emails/verify", &[("code", &code)]).await.error(), AppError::SignedOut);
    assert_eq!(guest.call("sign-in/redeem-code", &[("code", &code)]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_primary_address_is_verified_from_the_dashboard() {
    let site = Site::open().await;
    let member = site.member().await;
    let banner = "Email me a code";
    assert!(member.open("/dashboard").await.body.contains(banner));
    assert_leads_to(
        &member.submit("/dashboard", "emails/verify-primary", &[]).await,
        "/account/verify",
    );
    let code = site.code_to(&member.email).await;
    assert_eq!(member.call("emails/verify", &[("code", &code)]).await.status, StatusCode::OK);
    assert!(site.account(&member).await["email_verified_at"].is_string());
    assert!(!member.open("/dashboard").await.body.contains(banner));
    assert_eq!(member.call("emails/verify-primary", &[]).await.error(), AppError::NotFound);
}

#[tokio::test]
async fn a_wrong_code_verifies_nothing_and_the_third_invalidates_the_code() {
    let site = Site::open().await;
    let member = site.member().await;
    member.call("emails/verify-primary", &[]).await;
    let right = site.code_to(&member.email).await;
    let wrong = if right == "123456" { "654321" } else { "123456" };
    for attempts_left in [2, 1, 0] {
        let response = member.submit("/account/verify", "emails/verify", &[("code", wrong)]).await;
        let page = response.rejected_form(StatusCode::UNAUTHORIZED);
        assert!(page.contains(&AppError::IncorrectCode(attempts_left).to_string()), "{page}");
        assert_eq!(page.contains("expires in 5 minutes"), attempts_left > 0, "{page}");
    }
    assert_eq!(
        member.call("emails/verify", &[("code", &right)]).await.error(),
        AppError::CodeExpired
    );
    assert_eq!(site.account(&member).await["email_verified_at"], Value::Null);
}

#[tokio::test]
async fn a_verified_address_becomes_primary_and_the_old_one_can_be_removed() {
    let site = Site::open().await;
    let (member, email) = (site.member().await, unique_email());
    let id = site.insert_email(&member, &email, true).await;
    let response = member.submit("/account", "emails/make-primary", &[("id", &id)]).await;
    assert_leads_to(&response, "/account?done=primary-changed#email");
    assert_eq!(member.open("/api/me").await.json()["email"], email);

    let account = member.call("account/load", &[]).await.json();
    let old =
        account["emails"].as_array().unwrap().iter().find(|one| one["primary"] == false).unwrap();
    let old = old["id"].as_str().unwrap();
    let response = member.submit("/account", "emails/remove", &[("id", old)]).await;
    assert_leads_to(&response, "/account?done=email-removed#email");
    let left = member.call("account/load", &[]).await.json()["emails"].clone();
    assert_eq!(left, json!([{ "id": id, "email": email, "primary": true, "verified": true }]));
}

#[tokio::test]
async fn an_invalid_address_stays_in_its_field_and_is_not_added() {
    let site = Site::open().await;
    let member = site.member().await;
    let before = emails_of(&site, &member).await;
    for (email, invalid) in [
        ("", ValidationError::new("email", Rule::Required)),
        ("ada@nowhere", ValidationError::new("email", Rule::Email)),
    ] {
        let response = member.call("emails/add", &[("email", email)]).await;
        assert_eq!(response.status, StatusCode::UNPROCESSABLE_ENTITY, "{email}");
        assert_eq!(response.error(), AppError::Invalid(invalid), "{email}");
    }
    let response = member.submit("/account", "emails/add", &[("email", "ada@nowhere")]).await;
    let page = response.rejected_form(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.contains("Enter a valid email address") && page.contains("value=\"ada@nowhere\""),
        "{page}"
    );
    for (code, invalid) in [
        ("", ValidationError::new("code", Rule::Required)),
        ("12345x", ValidationError::new("code", Rule::Code)),
    ] {
        let response = member.call("emails/verify", &[("code", code)]).await;
        assert_eq!(response.error(), AppError::Invalid(invalid), "{code}");
    }
    assert_eq!(emails_of(&site, &member).await, before);
}

#[tokio::test]
async fn the_primary_address_cannot_be_removed_nor_an_unverified_one_become_primary() {
    let site = Site::open().await;
    let (member, email) = (site.member().await, unique_email());
    let id = site.insert_email(&member, &email, false).await;
    let account = member.call("account/load", &[]).await.json();
    let primary = account["emails"][0]["id"].as_str().unwrap();
    assert_eq!(member.call("emails/remove", &[("id", primary)]).await.error(), AppError::NotFound);
    assert_eq!(
        member.call("emails/make-primary", &[("id", &id)]).await.error(),
        AppError::NotFound
    );
    assert_eq!(emails_of(&site, &member).await, two_emails(&member, &email, false));
}

const WITH_ID: [&str; 3] = ["emails/send-code", "emails/make-primary", "emails/remove"];

#[tokio::test]
async fn an_address_of_another_user_is_not_found() {
    let site = Site::open().await;
    let (member, stranger, email) = (site.member().await, site.member().await, unique_email());
    for verified in [false, true] {
        let email = format!("{verified}.{email}");
        let id = site.insert_email(&member, &email, verified).await;
        let before = site.account(&member).await;
        for id in [&*id, "6f1c2a9e-0000-4000-8000-000000000000", "", "x"] {
            for function in WITH_ID {
                let response = stranger.call(function, &[("id", id)]).await;
                assert_eq!(
                    (response.status, response.error()),
                    (StatusCode::NOT_FOUND, AppError::NotFound),
                    "{function}"
                );
            }
        }
        assert_eq!(site.account(&member).await, before);
    }
}

#[tokio::test]
async fn changing_addresses_requires_a_recent_authentication() {
    let site = Site::open().await;
    let (member, email) = (site.member().await, unique_email());
    let id = site.insert_email(&member, &email, true).await;
    site.age_authentication(&member).await;
    let before = site.account(&member).await;
    for (function, fields) in [
        ("emails/add", [("email", "ada@example.org")]),
        ("emails/make-primary", [("id", &*id)]),
        ("emails/remove", [("id", &*id)]),
    ] {
        let response = member.call(function, &fields).await;
        assert_eq!(
            (response.status, response.error()),
            (StatusCode::FORBIDDEN, AppError::ReauthenticationRequired),
            "{function}"
        );
        assert_leads_to(&member.submit("/account", function, &fields).await, "/account/confirm");
    }
    assert_eq!(site.account(&member).await, before);
}

#[tokio::test]
async fn guests_get_401_and_without_the_database_members_get_503() {
    let (site, without_database) = (Site::open().await, Site::without(Down::Database).await);
    let id = Uuid::new_v4().to_string();
    let calls: [(&str, &[(&str, &str)]); 6] = [
        ("emails/add", &[("email", "ada@example.org")]),
        ("emails/send-code", &[("id", &id)]),
        ("emails/verify-primary", &[]),
        ("emails/verify", &[("code", "123456")]),
        ("emails/make-primary", &[("id", &id)]),
        ("emails/remove", &[("id", &id)]),
    ];
    let guest = site.guest();
    for (function, fields) in calls {
        let response = guest.call(function, fields).await;
        assert_eq!(
            (response.status, response.error()),
            (StatusCode::UNAUTHORIZED, AppError::SignedOut),
            "{function}"
        );
    }
    let member = site.member().await.at(&without_database);
    for (function, fields) in calls {
        let response = member.call(function, fields).await;
        assert_eq!(response.error(), AppError::Unavailable, "{function}");
    }
}
