//! Every account has one row in `public.users`, which contains what the server knows and not what a
//! form claims. The tables of tasks and books have the same tests in `tests/row_level_security/`.

mod rest_api;
mod spoofed_fields;

use std::collections::HashSet;

use futures::future::join_all;
use reqwest::StatusCode;
use uuid::Uuid;

use crate::support::{Browser, Site};

/// Id, verification and name of all accounts with this primary address.
async fn rows(site: &Site, email: &str) -> Vec<(Uuid, bool, Option<String>)> {
    sqlx::query_as(
        "select id, email_verified_at is not null, display_name
         from public.users where lower(email) = lower($1)",
    )
    .bind(email)
    .fetch_all(&site.db)
    .await
    .unwrap()
}

async fn user_id(user: &Browser) -> Uuid {
    user.open("/api/me").await.json()["user_id"].as_str().unwrap().parse().unwrap()
}

#[tokio::test]
async fn concurrent_sign_ups_with_one_address_create_one_account_each_and_one_verified_owner() {
    let site = Site::open().await;
    let shared = site.guest().email;
    let same = || {
        let mut browser = site.guest();
        browser.email.clone_from(&shared);
        browser
    };
    let by_passkey: Vec<_> = (0..4).map(|_| same()).collect();
    let by_code: Vec<_> = (0..3).map(|_| same()).collect();
    let mut codes = Vec::new();
    for browser in &by_code {
        let sent = browser.call("sign-up/send-code", &[("email", &shared)]).await;
        assert_eq!(sent.status, StatusCode::OK, "{}", sent.body);
        codes.push(site.code_to(&shared).await);
    }

    let use_codes = by_code
        .iter()
        .zip(&codes)
        .map(async |(browser, code)| browser.call("sign-in/redeem-code", &[("code", code)]).await);
    let (_, used) =
        tokio::join!(join_all(by_passkey.iter().map(Browser::sign_up)), join_all(use_codes));
    for response in used {
        assert_eq!(response.status, StatusCode::OK, "{}", response.body);
    }

    let owners: HashSet<_> = join_all(by_code.iter().map(user_id)).await.into_iter().collect();
    let others: HashSet<_> = join_all(by_passkey.iter().map(user_id)).await.into_iter().collect();
    assert_eq!((owners.len(), others.len()), (1, 4));
    let rows = rows(&site, &shared).await;
    assert_eq!(rows.len(), 5, "{rows:?}");
    for (id, verified, _) in rows {
        assert_eq!(verified, owners.contains(&id));
        assert!(verified || others.contains(&id));
    }
}
