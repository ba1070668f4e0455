//! Codes by email: asked for, mailed, used; and what a stranger learns from it, which is nothing.

use app::{
    error::AppError,
    model::validation::{Rule, ValidationError},
};
use reqwest::StatusCode;

use crate::support::{Browser, Down, Site};

/// The letter that waits for this person: its kind, and its code where it has one.
async fn letter(site: &Site, email: &str) -> (String, Option<String>) {
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
    letter(site, email).await.1.unwrap()
}

/// Signed up by code, so with an address that is proven.
async fn proven(site: &Site) -> Browser {
    let browser = site.guest();
    assert_eq!(browser.call("sign-up/send-code", &[("email", &browser.email)]).await.status, StatusCode::OK);
    let code = code(site, &browser.email).await;
    assert_eq!(browser.call("sign-in/redeem-code", &[("code", &code)]).await.status, StatusCode::OK);
    browser
}

/// Half a minute later.
async fn may_ask_again(site: &Site, email: &str) {
    sqlx::query("update identity.codes set sent_at = sent_at - interval '31 seconds' where email = $1")
        .bind(email)
        .execute(&site.db)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_code_makes_an_account_whose_address_is_proven() {
    let site = Site::open().await;
    let person = proven(&site).await;
    let me = person.open("/api/me").await.json();
    assert_eq!((&me["email"], &me["email_verified"]), (&person.email.clone().into(), &true.into()));
}

#[tokio::test]
async fn a_code_signs_in_where_the_person_wanted_to_go() {
    let site = Site::open().await;
    let person = proven(&site).await;
    let elsewhere = site.guest();
    let fields = [("email", &*person.email), ("next", "/tasks?page=2")];
    let answer = elsewhere.submit("/login", "sign-in/send-code", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.location(), "/login/code?next=%2Ftasks%3Fpage%3D2");
    let page = elsewhere.open(answer.location()).await.body;
    assert!(page.contains(&person.email) && page.contains("/tasks?page=2"));

    let code = code(&site, &person.email).await;
    let answer =
        elsewhere.submit("/login/code", "sign-in/redeem-code", &[("code", &code), ("next", "/tasks?page=2")]).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/tasks?page=2"));
    assert_eq!(elsewhere.me().await, StatusCode::OK);
}

#[tokio::test]
async fn a_code_leads_to_no_other_site() {
    let site = Site::open().await;
    let person = site.guest();
    person.call("sign-up/send-code", &[("email", &person.email)]).await;
    let code = code(&site, &person.email).await;
    let answer =
        person.submit("/login/code", "sign-in/redeem-code", &[("code", &code), ("next", "//evil.example")]).await;
    assert_eq!(answer.location(), "/dashboard");
}

#[tokio::test]
async fn known_and_unknown_addresses_get_the_same_answer_and_other_mails() {
    let site = Site::open().await;
    let (known, unproven, unknown) = (proven(&site).await, site.member().await, site.guest());
    let mut answers = Vec::new();
    for email in [&known.email, &unproven.email, &unknown.email] {
        let answer = site.guest().submit("/login", "sign-in/send-code", &[("email", email)]).await;
        answers.push((answer.status, answer.location().to_owned(), answer.body));
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    assert_eq!(letter(&site, &known.email).await.0, "sign_in_code");
    assert_eq!(letter(&site, &unproven.email).await.0, "no_account");
    assert_eq!(letter(&site, &unknown.email).await.0, "no_account");
}

#[tokio::test]
async fn a_wrong_code_counts_and_the_third_ends_it() {
    let site = Site::open().await;
    let person = site.guest();
    person.call("sign-up/send-code", &[("email", &person.email)]).await;
    let right = code(&site, &person.email).await;
    let wrong = if right == "123456" { "654321" } else { "123456" };
    for tries_left in [2, 1, 0] {
        let answer = person.call("sign-in/redeem-code", &[("code", wrong)]).await;
        assert_eq!((answer.status, answer.error()), (StatusCode::UNAUTHORIZED, AppError::WrongCode(tries_left)));
    }
    let answer = person.call("sign-in/redeem-code", &[("code", &right)]).await;
    assert_eq!((answer.status, answer.error()), (StatusCode::GONE, AppError::CodeExpired));
    assert_eq!(person.me().await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_code_serves_once_and_in_its_own_browser() {
    let site = Site::open().await;
    let (person, thief) = (site.guest(), site.guest());
    person.call("sign-up/send-code", &[("email", &person.email)]).await;
    let code = code(&site, &person.email).await;
    assert_eq!(thief.call("sign-in/redeem-code", &[("code", &code)]).await.error(), AppError::CodeExpired);
    assert_eq!(person.call("sign-in/redeem-code", &[("code", &code)]).await.status, StatusCode::OK);
    assert_eq!(thief.call("sign-in/redeem-code", &[("code", &code)]).await.error(), AppError::CodeExpired);
    assert_eq!(thief.me().await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_new_code_waits_half_a_minute_and_ends_the_old_one() {
    let site = Site::open().await;
    let person = site.guest();
    assert_eq!(person.call("email-codes/resend", &[]).await.error(), AppError::CodeExpired);
    person.call("sign-up/send-code", &[("email", &person.email)]).await;
    let old = code(&site, &person.email).await;

    let answer = person.call("email-codes/resend", &[]).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    let seconds: u64 = answer.header("retry-after").parse().unwrap();
    assert!((1..=30).contains(&seconds), "{seconds}");

    may_ask_again(&site, &person.email).await;
    assert_eq!(person.call("email-codes/resend", &[]).await.status, StatusCode::OK);
    let new = code(&site, &person.email).await;
    if new != old {
        assert_eq!(person.call("sign-in/redeem-code", &[("code", &old)]).await.error(), AppError::WrongCode(2));
    }
    assert_eq!(person.call("sign-in/redeem-code", &[("code", &new)]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_is_no_address_and_what_is_no_code_is_refused() {
    let site = Site::open().await;
    let person = site.guest();
    for function in ["sign-in/send-code", "sign-up/send-code"] {
        for (email, invalid) in
            [("", ValidationError::new("email", Rule::Required)), ("ada", ValidationError::new("email", Rule::Email))]
        {
            let answer = person.call(function, &[("email", email)]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(answer.error(), AppError::Invalid(invalid));
        }
    }
    for (code, invalid) in
        [("", ValidationError::new("code", Rule::Required)), ("12345x", ValidationError::new("code", Rule::Code))]
    {
        assert_eq!(person.call("sign-in/redeem-code", &[("code", code)]).await.error(), AppError::Invalid(invalid));
    }
}

#[tokio::test]
async fn without_the_database_no_code_is_promised() {
    let site = Site::without(Down::Database).await;
    let person = site.guest();
    for function in ["sign-in/send-code", "sign-up/send-code"] {
        assert_eq!(person.call(function, &[("email", &person.email)]).await.error(), AppError::Unavailable);
    }
}
