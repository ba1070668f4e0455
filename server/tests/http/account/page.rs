//! The page `/account` and `/api/account/load`.

use app::error::AppError;
use reqwest::StatusCode;
use serde_json::json;

use crate::support::{Down, Site};

#[tokio::test]
async fn a_member_sees_the_credentials_of_their_account() {
    let site = Site::open().await;
    let member = site.member().await;
    let account = member.call("account/load", &[]).await.json();
    let emails = account["emails"].as_array().unwrap();
    assert_eq!(emails.len(), 1);
    assert_eq!(emails[0]["email"], member.email);
    assert_eq!((&emails[0]["primary"], &emails[0]["verified"]), (&json!(true), &json!(false)));
    assert_eq!(account["passkeys"].as_array().unwrap().len(), 1);
    assert_eq!(account["recovery_codes"], 0);
}

#[tokio::test]
async fn the_page_has_a_region_for_each_section() {
    let site = Site::open().await;
    let member = site.member().await;
    let page = member.open("/account").await;
    assert_eq!(page.status, StatusCode::OK);
    for region in
        ["profile", "email", "passkeys", "sessions", "recovery-codes", "your-data", "delete"]
    {
        assert!(
            page.body.contains(&format!("<section id=\"{region}\"")),
            "{region}: {}",
            page.body
        );
    }
    assert!(page.body.contains(&member.email));
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
        assert_eq!(
            (response.status, response.error()),
            (StatusCode::UNAUTHORIZED, AppError::SignedOut),
            "{function}"
        );
    }
    assert_eq!(guest.open("/account").await.location(), "/login?next=%2Faccount");
}

#[tokio::test]
async fn without_the_database_or_supabase_the_account_is_unavailable() {
    let (site, without_database) = (Site::open().await, Site::without(Down::Database).await);
    let member = site.member().await.at(&without_database);
    let typed = [("email", &*member.email)];
    let (account, rename, delete, page) = tokio::join!(
        member.call("account/load", &[]),
        member.call("profile/set-display-name", &[("display_name", "Ada")]),
        member.call("account/delete", &typed),
        member.open("/account"),
    );
    for response in [account, rename, delete] {
        assert_eq!(
            (response.status, response.error()),
            (StatusCode::SERVICE_UNAVAILABLE, AppError::Unavailable)
        );
    }
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);

    let no_supabase = Site::without(Down::Supabase).await;
    let member = no_supabase.member().await;
    assert_eq!(
        member.call("profile/set-display-name", &[("display_name", "Ada")]).await.error(),
        AppError::Unavailable
    );
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
