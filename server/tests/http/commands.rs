//! The operator's commands and their effect on the site.

use clap::Parser;
use reqwest::StatusCode;
use server::commands::{Arguments, run};

use crate::support::Site;

/// The output of `server {arguments}`, or its error.
async fn server(site: &Site, arguments: &[&str]) -> anyhow::Result<String> {
    let arguments = Arguments::try_parse_from(["server"].iter().chain(arguments))?;
    run(arguments.command.unwrap(), &site.identity, &site.url).await
}

#[tokio::test]
async fn a_recovery_link_signs_in_once() {
    let site = Site::open().await;
    let member = site.member().await;
    let output = server(&site, &["recover", &member.email]).await.unwrap();
    let link: url::Url = output.lines().last().unwrap().parse().unwrap();
    assert_eq!((link.path(), link.origin()), ("/recover", site.url.origin()));
    let (_, token) = link.query_pairs().next().unwrap();

    let elsewhere = site.guest();
    assert_eq!(
        elsewhere.open(&format!("/recover?{}", link.query().unwrap())).await.status,
        StatusCode::OK
    );
    assert_eq!(elsewhere.me().await, StatusCode::UNAUTHORIZED, "opening the page uses nothing");
    assert_eq!(
        elsewhere.call("recovery/redeem-link", &[("token", &token)]).await.status,
        StatusCode::OK
    );
    let me = elsewhere.open("/api/me").await.json();
    assert_eq!((&me["email"], &me["aal"]), (&member.email.clone().into(), &"aal1".into()));
    let again = site.guest();
    assert_eq!(
        again.call("recovery/redeem-link", &[("token", &token)]).await.status,
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test]
async fn a_disabled_account_cannot_sign_in_until_it_is_enabled() {
    let site = Site::open().await;
    let member = site.member().await;
    server(&site, &["users", "disable", &member.email]).await.unwrap();
    assert_eq!(member.me().await, StatusCode::UNAUTHORIZED);
    assert!(server(&site, &["users", "show", &member.email]).await.unwrap().contains("disabled"));
    assert!(
        server(&site, &["recover", &member.email])
            .await
            .unwrap_err()
            .to_string()
            .contains("is disabled")
    );

    server(&site, &["users", "enable", &member.email]).await.unwrap();
    member.sign_in().await;
    assert_eq!(member.me().await, StatusCode::OK);
    assert!(server(&site, &["users", "enable", &member.email]).await.is_err());
}

#[tokio::test]
async fn an_account_is_deleted_only_with_yes() {
    let site = Site::open().await;
    let member = site.member().await;
    let error = server(&site, &["users", "delete", &member.email]).await.unwrap_err();
    assert!(error.to_string().contains("--yes"), "{error}");
    assert_eq!(member.me().await, StatusCode::OK);

    server(&site, &["users", "delete", &member.email, "--yes"]).await.unwrap();
    assert_eq!(member.me().await, StatusCode::UNAUTHORIZED);
    assert!(server(&site, &["users", "show", &member.email]).await.is_err());
}

#[tokio::test]
async fn the_newest_accounts_are_listed_first_with_their_state() {
    let site = Site::open().await;
    let member = site.member().await;
    let list = server(&site, &["users", "list", "--limit", "200"]).await.unwrap();
    let line = list.lines().find(|line| line.ends_with(&member.email)).unwrap();
    for part in [
        "active",
        "unverified",
        "passkeys  1",
        "sessions  1",
        &site.id_of(&member).await.to_string(),
    ] {
        assert!(line.contains(part), "{part}: {line}");
    }
}

#[tokio::test]
async fn an_unverified_address_of_several_accounts_requires_an_id() {
    let site = Site::open().await;
    let member = site.member().await;
    let mut same_email = site.guest();
    same_email.email.clone_from(&member.email);
    same_email.sign_up().await;
    let error = server(&site, &["recover", &member.email]).await.unwrap_err().to_string();
    assert!(error.contains("account id") && error.lines().count() == 3, "{error}");
    let id = error.lines().nth(1).unwrap().split(' ').next().unwrap().to_owned();
    assert!(server(&site, &["recover", &id]).await.is_ok());
}
