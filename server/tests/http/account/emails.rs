//! `/api/emails/…`: the addresses of a member.

use app::{
    error::AppError,
    model::validation::{Rule, ValidationError},
};
use reqwest::StatusCode;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Answer, Browser, Down, Site};

fn some_email() -> String {
    format!("{}@example.org", Uuid::new_v4())
}

async fn emails_of(site: &Site, person: &Browser) -> Value {
    site.account(person).await["emails"].clone()
}

/// The primary address of a new account, and another one.
fn both(person: &Browser, other: &str, verified: bool) -> Value {
    json!([
        { "email": person.email, "primary": true, "verified": false },
        { "email": other, "primary": false, "verified": verified },
    ])
}

fn assert_leads_to(answer: &Answer, path: &str) {
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, path), "{}", answer.body);
}

#[tokio::test]
async fn an_address_is_added_and_verified_by_the_code_in_the_mail_to_it() {
    let site = Site::open().await;
    let (member, email) = (site.member().await, some_email());
    assert_leads_to(&member.submit("/account", "emails/add", &[("email", &email)]).await, "/account/verify");
    assert_eq!(emails_of(&site, &member).await, both(&member, &email, false));
    let page = member.open("/account/verify").await.body;
    assert!(page.contains("Verify your email address") && page.contains(&email), "{page}");

    let code = site.code_to(&email).await;
    let answer = member.submit("/account/verify", "emails/verify", &[("code", &code)]).await;
    assert_leads_to(&answer, "/account?done=email-verified#email");
    assert_eq!(emails_of(&site, &member).await, both(&member, &email, true));
    assert!(member.open("/account/verify").await.body.contains("You don't have an active code"));
}

#[tokio::test]
async fn a_code_that_verifies_signs_nobody_in_and_is_no_business_of_that_page() {
    let site = Site::open().await;
    let member = site.member().await;
    member.call("emails/verify-primary", &[]).await;
    let code = site.code_to(&member.email).await;
    assert_eq!(member.call("sign-in/redeem-code", &[("code", &code)]).await.error(), AppError::CodeExpired);
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
    assert_leads_to(&member.submit("/dashboard", "emails/verify-primary", &[]).await, "/account/verify");
    let code = site.code_to(&member.email).await;
    assert_eq!(member.call("emails/verify", &[("code", &code)]).await.status, StatusCode::OK);
    assert!(site.account(&member).await["email_verified_at"].is_string());
    assert!(!member.open("/dashboard").await.body.contains(banner));
    assert_eq!(member.call("emails/verify-primary", &[]).await.error(), AppError::NotFound);
}

#[tokio::test]
async fn a_wrong_code_verifies_nothing_and_the_third_ends_it() {
    let site = Site::open().await;
    let member = site.member().await;
    member.call("emails/verify-primary", &[]).await;
    let right = site.code_to(&member.email).await;
    let wrong = if right == "123456" { "654321" } else { "123456" };
    for tries_left in [2, 1, 0] {
        let answer = member.submit("/account/verify", "emails/verify", &[("code", wrong)]).await;
        let page = answer.rejected_form(StatusCode::UNAUTHORIZED);
        assert!(page.contains(&AppError::WrongCode(tries_left).to_string()), "{page}");
        assert_eq!(page.contains("expires in 5 minutes"), tries_left > 0, "{page}");
    }
    assert_eq!(member.call("emails/verify", &[("code", &right)]).await.error(), AppError::CodeExpired);
    assert_eq!(site.account(&member).await["email_verified_at"], Value::Null);
}

#[tokio::test]
async fn a_verified_address_becomes_the_primary_one_and_the_other_can_go() {
    let site = Site::open().await;
    let (member, email) = (site.member().await, some_email());
    let id = site.plant_email(&member, &email, true).await;
    let answer = member.submit("/account", "emails/make-primary", &[("id", &id)]).await;
    assert_leads_to(&answer, "/account?done=primary-changed#email");
    assert_eq!(member.open("/api/me").await.json()["email"], email);

    let access = member.call("account/load", &[]).await.json();
    let old = access["emails"].as_array().unwrap().iter().find(|one| one["primary"] == false).unwrap();
    let old = old["id"].as_str().unwrap();
    let answer = member.submit("/account", "emails/remove", &[("id", old)]).await;
    assert_leads_to(&answer, "/account?done=email-removed#email");
    let left = member.call("account/load", &[]).await.json()["emails"].clone();
    assert_eq!(left, json!([{ "id": id, "email": email, "primary": true, "verified": true }]));
}

#[tokio::test]
async fn what_is_no_address_is_kept_in_its_field_and_added_nowhere() {
    let site = Site::open().await;
    let member = site.member().await;
    let before = emails_of(&site, &member).await;
    for (email, invalid) in [
        ("", ValidationError::new("email", Rule::Required)),
        ("ada@nowhere", ValidationError::new("email", Rule::Email)),
    ] {
        let answer = member.call("emails/add", &[("email", email)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{email}");
        assert_eq!(answer.error(), AppError::Invalid(invalid), "{email}");
    }
    let answer = member.submit("/account", "emails/add", &[("email", "ada@nowhere")]).await;
    let page = answer.rejected_form(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("Enter a valid email address") && page.contains("value=\"ada@nowhere\""), "{page}");
    for (code, invalid) in
        [("", ValidationError::new("code", Rule::Required)), ("12345x", ValidationError::new("code", Rule::Code))]
    {
        let answer = member.call("emails/verify", &[("code", code)]).await;
        assert_eq!(answer.error(), AppError::Invalid(invalid), "{code}");
    }
    assert_eq!(emails_of(&site, &member).await, before);
}

#[tokio::test]
async fn the_primary_address_stays_and_an_unverified_one_does_not_become_it() {
    let site = Site::open().await;
    let (member, email) = (site.member().await, some_email());
    let id = site.plant_email(&member, &email, false).await;
    let access = member.call("account/load", &[]).await.json();
    let primary = access["emails"][0]["id"].as_str().unwrap();
    assert_eq!(member.call("emails/remove", &[("id", primary)]).await.error(), AppError::NotFound);
    assert_eq!(member.call("emails/make-primary", &[("id", &id)]).await.error(), AppError::NotFound);
    assert_eq!(emails_of(&site, &member).await, both(&member, &email, false));
}

const WITH_ID: [&str; 3] = ["emails/send-code", "emails/make-primary", "emails/remove"];

#[tokio::test]
async fn an_address_of_somebody_else_is_not_there() {
    let site = Site::open().await;
    let (member, stranger, email) = (site.member().await, site.member().await, some_email());
    for verified in [false, true] {
        let email = format!("{verified}.{email}");
        let id = site.plant_email(&member, &email, verified).await;
        let before = site.account(&member).await;
        for id in [&*id, "6f1c2a9e-0000-4000-8000-000000000000", "", "x"] {
            for function in WITH_ID {
                let answer = stranger.call(function, &[("id", id)]).await;
                assert_eq!((answer.status, answer.error()), (StatusCode::NOT_FOUND, AppError::NotFound), "{function}");
            }
        }
        assert_eq!(site.account(&member).await, before);
    }
}

#[tokio::test]
async fn what_changes_who_gets_in_is_for_who_has_just_shown_that_it_is_them() {
    let site = Site::open().await;
    let (member, email) = (site.member().await, some_email());
    let id = site.plant_email(&member, &email, true).await;
    site.eleven_minutes_later(&member).await;
    let before = site.account(&member).await;
    for (function, fields) in [
        ("emails/add", [("email", "ada@example.org")]),
        ("emails/make-primary", [("id", &*id)]),
        ("emails/remove", [("id", &*id)]),
    ] {
        let answer = member.call(function, &fields).await;
        assert_eq!(
            (answer.status, answer.error()),
            (StatusCode::FORBIDDEN, AppError::ReauthenticationRequired),
            "{function}"
        );
        assert_leads_to(&member.submit("/account", function, &fields).await, "/account/confirm");
    }
    assert_eq!(site.account(&member).await, before);
}

#[tokio::test]
async fn nothing_of_this_is_for_guests_nor_without_the_database() {
    let (site, dead) = (Site::open().await, Site::without(Down::Database).await);
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
        let answer = guest.call(function, fields).await;
        assert_eq!((answer.status, answer.error()), (StatusCode::UNAUTHORIZED, AppError::SignedOut), "{function}");
    }
    let member = site.member().await.at(&dead);
    for (function, fields) in calls {
        let answer = member.call(function, fields).await;
        assert_eq!(answer.error(), AppError::Unavailable, "{function}");
    }
}
