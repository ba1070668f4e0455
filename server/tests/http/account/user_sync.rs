//! Accounts and their rows keep step: whoever signs up has one row, it says what the server knows and not what a body claims, and
//! it goes with the account. Rows of tasks and books have the same tests in `row_level_security.rs`.

use std::collections::HashSet;

use futures::future::join_all;
use reqwest::{Client, Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};
use supabase_local::for_tests;
use uuid::Uuid;

use crate::support::{Browser, Site, TestResponse, tables_containing};

/// Fields that a server function must ignore.
struct Spoof([(&'static str, String); 9]);

impl Spoof {
    /// Claims the identity of `victim`, and privileges.
    async fn of(site: &Site, victim: &Browser) -> Self {
        let id = site.id_of(victim).await.to_string();
        Self([
            ("user_id", id.clone()),
            ("id", id.clone()),
            ("sub", id),
            ("email", victim.email.clone()),
            ("email_verified_at", "2020-01-01T00:00:00Z".into()),
            ("created_at", "2020-01-01T00:00:00Z".into()),
            ("display_name", "Stolen".into()),
            ("role", "service_role".into()),
            ("aal", "aal3".into()),
        ])
    }

    /// Calls a server function with its `own` fields, and with the claims before and after them.
    async fn call(&self, user: &Browser, function: &str, own: &[(&str, &str)]) -> TestResponse {
        let claims = self.0.iter().map(|(name, value)| (*name, &**value));
        let claims = claims.filter(|(name, _)| own.iter().all(|(field, _)| field != name));
        let (before, after): (Vec<_>, Vec<_>) = claims.partition(|(name, _)| name.len() % 2 == 0);
        let response = user.call(function, &[&before, own, &after].concat()).await;
        assert_eq!(response.status, StatusCode::OK, "{function}: {}", response.body);
        response
    }
}

/// Id, verification and name of all accounts with this primary address.
async fn rows(site: &Site, email: &str) -> Vec<(Uuid, bool, Option<String>)> {
    sqlx::query_as(
        "select id, email_verified_at is not null, display_name from public.users where lower(email) = lower($1)",
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

#[tokio::test]
async fn claims_in_a_body_do_not_choose_the_new_account() {
    let site = Site::open().await;
    let victim = site.member().await;
    let (before, claims) = (site.account(&victim).await, Spoof::of(&site, &victim).await);

    let by_passkey = site.guest();
    let options =
        claims.call(&by_passkey, "sign-up/begin", &[("email", &by_passkey.email)]).await.json();
    let credential = by_passkey
        .authenticator
        .create(options.as_str().unwrap(), crate::support::Tampering::None)
        .await;
    claims.call(&by_passkey, "sign-up/finish", &[("credential", &credential.to_string())]).await;

    let by_code = site.guest();
    claims.call(&by_code, "sign-up/send-code", &[("email", &by_code.email)]).await;
    let code = site.code_to(&by_code.email).await;
    claims.call(&by_code, "sign-in/redeem-code", &[("code", &code)]).await;

    for (user, verified) in [(&by_passkey, false), (&by_code, true)] {
        let (me, id) = (user.open("/api/me").await.json(), user_id(user).await);
        assert_eq!(me["email"], user.email);
        assert_ne!(me["aal"], "aal3");
        assert_eq!(rows(&site, &user.email).await, [(id, verified, None)]);
    }
    assert_eq!(rows(&site, &victim.email).await.len(), 1);
    assert_eq!(site.account(&victim).await, before);
}

#[tokio::test]
async fn claims_in_a_body_do_not_reach_another_account() {
    let site = Site::open().await;
    let (victim, thief) = (site.member().await, site.member().await);
    let (before, claims) = (site.account(&victim).await, Spoof::of(&site, &victim).await);
    let more = site.guest().email;
    let mut responses = vec![
        claims.call(&thief, "account/current", &[]).await,
        claims.call(&thief, "account/load", &[]).await,
        claims.call(&thief, "profile/set-display-name", &[("display_name", "Eve")]).await,
        claims.call(&thief, "emails/add", &[("email", &more)]).await,
    ];
    let code = site.code_to(&more).await;
    responses.push(claims.call(&thief, "emails/verify", &[("code", &code)]).await);
    let id = site.id_of(&victim).await;
    for path in ["/account", "/account/export", "/api/me"] {
        responses
            .push(thief.open(&format!("{path}?user_id={id}&id={id}&email={}", victim.email)).await);
    }
    for response in responses {
        let body = response.body_without_return_to();
        assert!(!body.contains(&victim.email) && !body.contains(&id.to_string()), "{body}");
    }
    let row = rows(&site, &thief.email).await;
    assert_eq!(
        row,
        [(user_id(&thief).await, false, Some("Eve".to_owned()))],
        "the address of the sign-up is unverified"
    );

    claims.call(&thief, "account/delete", &[("email", &thief.email)]).await;
    assert_eq!(rows(&site, &thief.email).await, []);
    assert_eq!(site.account(&victim).await, before);
}

#[tokio::test]
async fn through_postgrest_users_change_only_their_name_and_language() {
    let site = Site::open().await;
    let (victim, thief) = (site.member().await, site.member().await);
    let (stack, token, http) = (for_tests().await, site.token_of(&thief).await, Client::new());
    let ask = |method: Method, query: &str| {
        let request = http.request(method, format!("{}/rest/v1/users{query}", stack.url()));
        request
            .header("apikey", stack.publishable_key())
            .bearer_auth(&token)
            .header("Prefer", "return=representation")
    };
    let of = async |request: RequestBuilder| TestResponse::of(request).await;
    let (mine, theirs) = (site.id_of(&thief).await, site.id_of(&victim).await);
    let me = format!("?id=eq.{mine}");
    let renamed = of(ask(Method::PATCH, &me).json(&json!({ "display_name": "Ada" }))).await;
    assert_eq!(
        (renamed.status, &renamed.json()[0]["display_name"]),
        (StatusCode::OK, &json!("Ada"))
    );

    let before = (site.account(&thief).await, site.account(&victim).await);
    for (column, value) in [
        ("email", json!(victim.email)),
        ("email_verified_at", json!("2026-01-01T00:00:00Z")),
        ("created_at", json!("2020-01-01T00:00:00Z")),
        ("id", json!(Uuid::new_v4())),
    ] {
        let response =
            of(ask(Method::PATCH, &me).json(&json!({ "display_name": "Eve", column: value })))
                .await;
        assert_eq!(response.status, StatusCode::FORBIDDEN, "{column}: {}", response.body);
    }
    for id in [mine, theirs, Uuid::new_v4()] {
        for preference in
            ["return=minimal", "resolution=merge-duplicates", "resolution=ignore-duplicates"]
        {
            let new = json!({ "id": id, "email": thief.email, "email_verified_at": "2026-01-01T00:00:00Z", "role": "x" });
            for row in [new, json!({ "id": id, "email": thief.email })] {
                let response =
                    of(ask(Method::POST, "").header("Prefer", preference).json(&row)).await;
                assert!(
                    response.status.is_client_error(),
                    "{preference}: {} {}",
                    response.status,
                    response.body
                );
            }
        }
        let deleted = of(ask(Method::DELETE, &format!("?id=eq.{id}"))).await;
        assert_eq!(deleted.status, StatusCode::FORBIDDEN, "{}", deleted.body);
    }
    let seen = of(ask(Method::GET, "?select=*")).await.json();
    let seen: Vec<_> = seen.as_array().unwrap().iter().map(|row| &row["id"]).collect();
    assert_eq!(seen, [&json!(mine)], "all that there is to see");
    let other = format!("?id=eq.{theirs}");
    for request in [
        ask(Method::GET, &other),
        ask(Method::PATCH, &other).json(&json!({ "display_name": "Eve" })),
    ] {
        assert_eq!(of(request).await.json(), json!([]));
    }
    assert_eq!((site.account(&thief).await, site.account(&victim).await), before);
    assert_eq!(rows(&site, &thief.email).await.len(), 1);
}

#[tokio::test]
async fn deleting_an_account_deletes_all_its_rows() {
    let site = Site::open().await;
    let (member, more) = (site.member_by_code().await, site.guest().email);
    member.add_task("Milk").await;
    member.add_book("Emma", "Jane Austen").await;
    member.call("emails/add", &[("email", &more)]).await;
    let code = site.code_to(&more).await;
    member.call("emails/verify", &[("code", &code)]).await;
    member.submit_to("/account", "/account/recovery-codes", &[]).await;
    site.identity.recovery().create_link(site.id_of(&member).await).await.unwrap();
    site.guest().call("sign-in/send-code", &[("email", &member.email)]).await;

    let id = site.id_of(&member).await.to_string();
    let holding = tables_containing(&site.db, &id).await;
    for table in ["users", "tasks", "books"].map(|table| format!("public.{table}")) {
        assert!(holding.contains(&table), "{table}: {holding:?}");
    }
    for table in ["audit_log", "emails", "recovery_codes", "recovery_links", "sessions"]
        .map(|table| format!("identity.{table}"))
    {
        assert!(holding.contains(&table), "{table}: {holding:?}");
    }
    let deleted = member.call("account/delete", &[("email", &member.email)]).await;
    assert_eq!(deleted.status, StatusCode::OK, "{}", deleted.body);

    assert_eq!(tables_containing(&site.db, &id).await, [""; 0]);
    assert_eq!(tables_containing(&site.db, &more).await, [""; 0]);
    assert_eq!(
        tables_containing(&site.db, &member.email).await,
        ["identity.mail_queue"],
        "the mail that says so"
    );
    let anonymous: Vec<(Option<Uuid>, String)> = sqlx::query_as(
        "select user_id, event from identity.audit_log
         where created_at = (select created_at from identity.mail_queue where recipient = $1)",
    )
    .bind(&member.email)
    .fetch_all(&site.db)
    .await
    .unwrap();
    assert_eq!(anonymous, [(None, "account_deleted".to_owned())]);
    assert_eq!(site.account(&member).await, Value::Null);
}
