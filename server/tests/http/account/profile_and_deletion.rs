//! `/api/account/…` and the page `/account`.

use app::{
    account::model::DisplayName,
    error::AppError,
    model::validation::{Rule, ValidationError},
};
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{Down, Site};

#[tokio::test]
async fn a_member_sees_the_credentials_of_their_account() {
    let site = Site::open().await;
    let member = site.member().await;
    let access = member.call("account/load", &[]).await.json();
    let emails = access["emails"].as_array().unwrap();
    assert_eq!(emails.len(), 1);
    assert_eq!(emails[0]["email"], member.email);
    assert_eq!((&emails[0]["primary"], &emails[0]["verified"]), (&json!(true), &json!(false)));
    assert_eq!(access["passkeys"].as_array().unwrap().len(), 1);
    assert_eq!(access["recovery_codes"], 0);
}

#[tokio::test]
async fn the_page_has_a_region_for_each_section() {
    let site = Site::open().await;
    let member = site.member().await;
    let page = member.open("/account").await;
    assert_eq!(page.status, StatusCode::OK);
    for region in ["profile", "email", "passkeys", "sessions", "recovery-codes", "your-data", "delete"] {
        assert!(page.body.contains(&format!("<section id=\"{region}\"")), "{region}: {}", page.body);
    }
    assert!(page.body.contains(&member.email));
}

#[tokio::test]
async fn a_display_name_is_trimmed_and_shown_on_the_dashboard() {
    let site = Site::open().await;
    let member = site.member().await;
    let response = member.submit("/account", "profile/set-display-name", &[("display_name", " Ada <b>Lovelace ")]).await;
    assert_eq!((response.status, response.location()), (StatusCode::SEE_OTHER, "/account?done=name-saved#profile"));
    assert_eq!(site.account(&member).await["display_name"], "Ada <b>Lovelace");
    assert!(member.open("/dashboard").await.body.contains("Ada &lt;b&gt;Lovelace"));
    let page = member.open("/account?done=name-saved").await.body;
    assert!(page.contains("Name saved.") && page.contains("value=\"Ada &lt;b&gt;Lovelace\""), "{page}");
}

#[tokio::test]
async fn an_empty_display_name_is_removed() {
    let site = Site::open().await;
    let member = site.member().await;
    member.call("profile/set-display-name", &[("display_name", "Ada")]).await;
    assert_eq!(member.call("profile/set-display-name", &[("display_name", " ")]).await.status, StatusCode::OK);
    assert_eq!(site.account(&member).await["display_name"], Value::Null);
}

#[tokio::test]
async fn an_invalid_display_name_changes_nothing() {
    let site = Site::open().await;
    let member = site.member().await;
    let before = site.account(&member).await;
    let too_long = "ä".repeat(DisplayName::MAX + 1);
    for (name, invalid) in [
        (&*too_long, ValidationError::new("display_name", Rule::MaxLength(DisplayName::MAX))),
        ("a\tb", ValidationError::new("display_name", Rule::Printable)),
    ] {
        let response = member.call("profile/set-display-name", &[("display_name", name)]).await;
        assert_eq!(response.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert_eq!(response.error(), AppError::Invalid(invalid), "{name}");
    }
    assert_eq!(site.account(&member).await, before);
}

#[tokio::test]
async fn a_rejected_display_name_is_shown_without_the_earlier_success_message() {
    let site = Site::open().await;
    let member = site.member().await;
    let typed = "x".repeat(DisplayName::MAX + 1);
    let before = "/account?done=name-saved";
    let response = member.submit(before, "profile/set-display-name", &[("display_name", &typed)]).await;
    let page = response.rejected_form(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(response.header("content-location"), before);
    assert!(page.contains("Display name can't be longer than 100 characters.") && page.contains(&typed), "{page}");
    assert!(!page.contains("Name saved."), "{page}");
}

#[tokio::test]
async fn a_member_who_types_their_address_deletes_the_account_and_its_data() {
    let site = Site::open().await;
    let (member, stranger) = (site.member().await, site.member().await);
    member.add_task("Milk").await;
    stranger.add_task("Tea").await;
    let typed = format!(" {} ", member.email.to_uppercase());
    let response = member.submit("/account", "account/delete", &[("email", &typed)]).await;
    assert_eq!((response.status, response.location()), (StatusCode::SEE_OTHER, "/goodbye"));
    assert_eq!(site.account(&member).await, Value::Null);
    assert_eq!(site.tasks_of(&member).await, [""; 0]);
    assert_eq!(member.me().await, StatusCode::UNAUTHORIZED);
    let page = member.open("/goodbye").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("Your account has been deleted"));
    assert_eq!(site.tasks_of(&stranger).await, ["Tea"]);
}

#[tokio::test]
async fn another_address_deletes_nothing() {
    let site = Site::open().await;
    let (member, stranger) = (site.member().await, site.member().await);
    let before = site.account(&member).await;
    for typed in ["", "DELETE", &stranger.email] {
        let response = member.call("account/delete", &[("email", typed)]).await;
        assert_eq!(response.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
        assert_eq!(response.error(), AppError::Invalid(ValidationError::new("email", Rule::SameEmail)), "{typed}");
    }
    assert_eq!(site.account(&member).await, before);
}

#[tokio::test]
async fn deleting_an_account_requires_a_recent_authentication() {
    let site = Site::open().await;
    let member = site.member().await;
    site.age_authentication(&member).await;
    let before = site.account(&member).await;
    let response = member.call("account/delete", &[("email", &member.email)]).await;
    assert_eq!((response.status, response.error()), (StatusCode::FORBIDDEN, AppError::ReauthenticationRequired));
    let response = member.submit("/account", "account/delete", &[("email", &member.email)]).await;
    assert_eq!((response.status, response.location()), (StatusCode::SEE_OTHER, "/account/confirm"));
    assert_eq!(site.account(&member).await, before);
}

#[tokio::test]
async fn a_guest_has_no_account() {
    let site = Site::open().await;
    let guest = site.guest();
    for (function, fields) in [
        ("account/load", &[][..]),
        ("profile/set-display-name", &[("display_name", "Ada")]),
        ("account/delete", &[("email", &*guest.email)]),
    ] {
        let response = guest.call(function, fields).await;
        assert_eq!((response.status, response.error()), (StatusCode::UNAUTHORIZED, AppError::SignedOut), "{function}");
    }
    assert_eq!(guest.open("/account").await.location(), "/login?next=%2Faccount");
}

#[tokio::test]
async fn without_the_database_or_supabase_the_account_is_unavailable() {
    let (site, dead) = (Site::open().await, Site::without(Down::Database).await);
    let member = site.member().await.at(&dead);
    let typed = [("email", &*member.email)];
    let (access, rename, delete, page) = tokio::join!(
        member.call("account/load", &[]),
        member.call("profile/set-display-name", &[("display_name", "Ada")]),
        member.call("account/delete", &typed),
        member.open("/account"),
    );
    for response in [access, rename, delete] {
        assert_eq!((response.status, response.error()), (StatusCode::SERVICE_UNAVAILABLE, AppError::Unavailable));
    }
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);

    let no_supabase = Site::without(Down::Supabase).await;
    let member = no_supabase.member().await;
    assert_eq!(member.call("profile/set-display-name", &[("display_name", "Ada")]).await.error(), AppError::Unavailable);
    assert_eq!(member.open("/account").await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_page_starts_a_requested_download() {
    let site = Site::open().await;
    let member = site.member().await;
    let starts = "url=/account/export";
    assert!(member.open("/account?export=1").await.body.contains(starts));
    assert!(!member.open("/account").await.body.contains(starts));
}

#[tokio::test]
async fn the_page_with_its_dates_and_devices_is_in_the_language_of_the_account() {
    let site = Site::open().await;
    let member = site.member().await;
    member.call("profile/set-language", &[("language", "de")]).await;
    let page = member.open("/account").await.body;
    for text in [
        &*format!("Angemeldet als <b>{}</b>", member.email),
        "Umbenennen<span class=\"sr-only\">: ",
        "Unbekanntes Gerät",
        "Passkey · ",
        "Angemeldet am <time datetime=\"",
        " UTC</time>.",
        "Sie haben keine Wiederherstellungscodes.",
    ] {
        assert!(page.contains(text), "{text}: {page}");
    }
}
