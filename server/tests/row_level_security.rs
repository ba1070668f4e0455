//! Row level security under attack: over HTTP, against the real stack, every request that an attacker
//! who knows everything but a secret can send for the rows of others. Nothing leaks, nothing changes.
//!
//! The tables are those of the database: a new one is attacked without being listed here.
//!
//! A token that our own key signs for `service_role` bypasses row level security: Supabase defines it
//! so. The app never signs one (`identity::tokens::Claims` has one role only), and whoever holds the key
//! needs no forgery. Tokens for any other role are rejected, which is tested here.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod rls_support;

use reqwest::{Method, RequestBuilder, StatusCode};
use rls_support::{
    Api, ApiResponse, insert, samples,
    tokens::{self, Key, claims, claims_but, now},
};
use serde_json::{Value, json};
use sqlx::Connection;
use test_support::catalog::{internal_functions, user_tables};
use uuid::Uuid;

/// Roles that a token of the app must never act as.
const OTHER_ROLES: [&str; 5] = ["postgres", "identity", "authenticator", "supabase_admin", "anon"];

#[tokio::test]
async fn users_do_everything_with_their_own_rows() {
    let api = Api::open().await;
    let member = api.user().await;
    let (token, mut admin) = (api.token(&member), api.admin().await);
    for table in api.writable_tables() {
        let name = &*table.name;
        let row = samples::row(&mut admin, table, Uuid::new_v4(), member.id, "mine").await;
        let change = samples::change(&mut admin, table, "changed").await;
        let one = format!("{name}?id=eq.{}", row["id"].as_str().unwrap());
        let steps = [
            (Method::POST, name, Some(&row), StatusCode::CREATED),
            (Method::PATCH, &one, Some(&change), StatusCode::OK),
            (Method::GET, &one, None, StatusCode::OK),
            (Method::DELETE, &one, None, StatusCode::OK),
        ];
        for (method, path, body, status) in steps {
            let request = api.request(method.clone(), path).bearer_auth(&token);
            let request = request.header("Prefer", "return=representation");
            let response = ApiResponse::of(body.iter().fold(request, RequestBuilder::json)).await;
            assert_eq!(response.status, status, "{method} {path}: {}", response.body);
            assert_eq!(response.json()[0]["id"], row["id"], "{method} {path}");
        }
    }
}

#[tokio::test]
async fn a_new_row_belongs_to_the_user_who_inserts_it() {
    let api = Api::open().await;
    let member = api.user().await;
    let (token, mut admin) = (api.token(&member), api.admin().await);
    for table in api.writable_tables() {
        let mut row = samples::row(&mut admin, table, Uuid::new_v4(), member.id, "mine").await;
        row.as_object_mut().unwrap().remove(&table.owner);
        let request = api.request(Method::POST, &table.name).bearer_auth(&token).json(&row);
        let response = ApiResponse::of(request.header("Prefer", "return=representation")).await;
        assert_eq!(
            response.json()[0][&table.owner],
            json!(member.id),
            "{}: {}",
            table.name,
            response.body
        );
    }
}

#[tokio::test]
async fn a_stranger_sees_and_changes_nothing_of_mine() {
    let api = Api::open().await;
    let (victim, stranger) = (api.user().await, api.user().await);
    let token = api.token(&stranger);
    let before = (api.rows_of(&victim).await, api.rows_of(&stranger).await);
    let mut attacks = 0;
    for table in &api.tables {
        for (attack, request) in api.attacks(table, &victim, stranger.id).await {
            let response = ApiResponse::of(request.bearer_auth(&token)).await;
            assert!(!response.body.contains(&victim.marker), "{attack}: {}", response.body);
            assert!(!response.body.contains("stolen"), "{attack}: {}", response.body);
            if attack.contains(&victim.id.to_string()) && response.status.is_success() {
                let is_empty = response.body.is_empty() || response.json() == json!([]);
                let count = response.range.rsplit('/').next().unwrap();
                assert!(
                    is_empty && matches!(count, "" | "*" | "0"),
                    "{attack}: {count} {}",
                    response.body
                );
            }
            attacks += 1;
        }
    }
    println!("row level security: {attacks} attacks on {} tables", api.tables.len());
    assert_eq!((api.rows_of(&victim).await, api.rows_of(&stranger).await), before);
}

#[tokio::test]
async fn the_attacks_find_the_rows_of_a_user_who_attacks_themselves() {
    let api = Api::open().await;
    let victim = api.user().await;
    for table in &api.tables {
        let mut found = false;
        for (_, request) in api.attacks(table, &victim, victim.id).await {
            let response = ApiResponse::of(request.bearer_auth(api.token(&victim))).await;
            found |= response.body.contains(&victim.marker);
        }
        assert!(found, "the attacks on public.{} would not see a leak", table.name);
    }
}

#[tokio::test]
async fn a_row_that_is_not_mine_answers_as_one_that_does_not_exist() {
    let api = Api::open().await;
    let (victim, stranger) = (api.user().await, api.user().await);
    let (token, mut admin) = (api.token(&stranger), api.admin().await);
    for table in &api.tables {
        let change = samples::change(&mut admin, table, "stolen").await;
        for method in [Method::GET, Method::PATCH, Method::DELETE] {
            let respond = async |id: Uuid| {
                let request = api.request(method.clone(), &format!("{}?id=eq.{id}", table.name));
                let request = request.bearer_auth(&token).header("Prefer", "return=representation");
                let request = if method == Method::PATCH { request.json(&change) } else { request };
                let response = ApiResponse::of(request).await;
                (response.status, response.body, response.range)
            };
            assert_eq!(
                respond(victim.id).await,
                respond(Uuid::new_v4()).await,
                "{method} {}",
                table.name
            );
        }
    }
}

#[tokio::test]
async fn a_stranger_cannot_restore_what_i_have_deleted() {
    let api = Api::open().await;
    let (victim, stranger) = (api.user().await, api.user().await);
    for table in api.writable_tables() {
        let mine = format!("{}?id=eq.{}", table.name, victim.id);
        let delete = api.request(Method::DELETE, &mine).bearer_auth(api.token(&victim));
        assert!(ApiResponse::of(delete).await.status.is_success());
        let before = (api.rows_of(&victim).await, api.rows_of(&stranger).await);
        let restore = |bearer: Option<String>| {
            let arguments = json!({ "table_name": table.name, "row_id": victim.id });
            let request = api.request(Method::POST, "rpc/restore_deleted_rows").json(&arguments);
            ApiResponse::of(bearer.iter().fold(request, RequestBuilder::bearer_auth))
        };
        let response = restore(Some(api.token(&stranger))).await;
        assert_eq!(
            (response.status, response.json()),
            (StatusCode::OK, json!([])),
            "{}",
            table.name
        );
        for bearer in [None, Some(Key::foreign().sign(&claims(victim.id)))] {
            let response = restore(bearer).await;
            assert!(response.is_rejected(), "{}: {}", table.name, response.body);
        }
        assert_eq!((api.rows_of(&victim).await, api.rows_of(&stranger).await), before);
        let response = restore(Some(api.token(&victim))).await;
        assert_eq!(response.json(), json!([{ "restored": 1 }]), "{}", table.name);
    }
}

#[tokio::test]
async fn internal_functions_cannot_be_called() {
    let api = Api::open().await;
    let member = api.user().await;
    let functions = internal_functions(&mut api.admin().await).await;
    assert!(!functions.is_empty());
    for function in functions {
        let request =
            api.request(Method::POST, &format!("rpc/{function}")).bearer_auth(api.token(&member));
        let response = ApiResponse::of(request.json(&json!({}))).await;
        assert!(!response.status.is_success(), "{function}: {}", response.body);
    }
}

#[tokio::test]
async fn users_do_not_write_what_is_read_only() {
    let api = Api::open().await;
    let member = api.user().await;
    let (token, mut admin) = (api.token(&member), api.admin().await);
    let before = api.rows_of(&member).await;
    let mut requests = 0;
    for table in &api.tables {
        let row = samples::row(&mut admin, table, Uuid::new_v4(), member.id, "mine").await;
        let mine = format!("{}?{}=eq.{}", table.name, table.owner, member.id);
        let read_only = table.columns.iter().filter(|column| !column.can_update);
        let mut forbidden: Vec<_> = read_only
            .map(|column| (Method::PATCH, &*mine, json!({ &column.name: row.get(&column.name) })))
            .collect();
        if !table.can_insert {
            forbidden.push((Method::POST, &table.name, row));
        }
        for (method, path, body) in forbidden {
            let request = api.request(method.clone(), path).bearer_auth(&token).json(&body);
            let response = ApiResponse::of(request).await;
            assert_eq!(
                response.status,
                StatusCode::FORBIDDEN,
                "{method} {path} {body}: {}",
                response.body
            );
            requests += 1;
        }
    }
    assert_ne!(requests, 0);
    assert_eq!(api.rows_of(&member).await, before);
}

#[tokio::test]
async fn nobody_gives_a_row_to_another_user() {
    let api = Api::open().await;
    let (giver, taker) = (api.user().await, api.user().await);
    let (token, mut admin) = (api.token(&giver), api.admin().await);
    let before = (api.rows_of(&giver).await, api.rows_of(&taker).await);
    for table in api.writable_tables() {
        let name = &table.name;
        let new = samples::row(&mut admin, table, Uuid::new_v4(), taker.id, "gift").await;
        let own = samples::row(&mut admin, table, giver.id, giver.id, "gift").await;
        let gift = json!({ &table.owner: taker.id });
        let mine = format!("{name}?id=eq.{}", giver.id);
        let gifts = [
            api.request(Method::POST, name).json(&new),
            api.request(Method::POST, name).json(&json!([own, new])),
            api.request(Method::PATCH, &mine).json(&gift),
            api.request(Method::PATCH, name).json(&gift),
        ];
        for (number, gift) in gifts.into_iter().enumerate() {
            let ApiResponse { status, body, .. } = ApiResponse::of(gift.bearer_auth(&token)).await;
            // The second inserts a row that exists, so the database may report that first.
            let is_conflict = number == 1 && status == StatusCode::CONFLICT;
            assert!(
                status == StatusCode::FORBIDDEN || is_conflict,
                "{name} {number}: {status} {body}"
            );
        }
    }
    assert_eq!((api.rows_of(&giver).await, api.rows_of(&taker).await), before);
}

#[tokio::test]
async fn a_new_table_is_attacked_without_being_listed() {
    let api = Api::open().await;
    let mut admin = api.admin().await;
    // Never committed: other tests don't see it.
    let mut transaction = admin.begin().await.unwrap();
    let notes = "
        create type public.colour as enum ('Red', 'Green');
        create table public.notes (
            id uuid primary key default gen_random_uuid(),
            user_id uuid not null default auth.uid() references public.users on delete cascade,
            task_id uuid not null references public.tasks on delete cascade,
            title text not null check (char_length(btrim(title)) between 1 and 60),
            kind text not null check (kind in ('Idea', 'Plan')),
            colour public.colour not null,
            weight int not null check (weight >= 10),
            tags text[] not null,
            pinned boolean not null,
            remind_at timestamptz not null,
            on_day date not null,
            meta jsonb not null,
            created_at timestamptz not null default now(),
            updated_at timestamptz not null default now()
        );
        select private.make_user_owned('public.notes')";
    sqlx::raw_sql(notes).execute(&mut *transaction).await.unwrap();
    let tables = user_tables(&mut transaction).await;
    assert_eq!(tables.len(), api.tables.len() + 1);
    let id = Uuid::new_v4();
    for table in &tables {
        let row = samples::row(&mut transaction, table, id, id, "marker").await;
        insert(&mut transaction, table, &row).await;
    }
    let notes = tables.iter().find(|table| table.name == "notes").unwrap();
    assert!(notes.is_writable());
    assert_eq!(
        samples::change(&mut transaction, notes, "stolen").await,
        json!({ "title": "stolen" })
    );
    let kept: Value =
        sqlx::query_scalar("select to_jsonb(n) from public.notes n where user_id = $1")
            .bind(id)
            .fetch_one(&mut *transaction)
            .await
            .unwrap();
    assert_eq!(
        (&kept["title"], &kept["kind"], &kept["weight"]),
        (&json!("marker"), &json!("Idea"), &json!(10))
    );
    transaction.rollback().await.unwrap();
}

#[tokio::test]
async fn without_a_token_every_request_is_rejected() {
    let api = Api::open().await;
    let victim = api.user().await;
    api.assert_rejected(&victim, "no token", None).await;
    let publishable = api.stack.publishable_key().to_owned();
    api.assert_rejected(&victim, "the key as a token", Some(&publishable)).await;
    api.assert_rejected(&victim, "nonsense", Some("nonsense")).await;
}

#[tokio::test]
async fn an_expired_or_a_future_token_is_rejected() {
    let api = Api::open().await;
    let victim = api.user().await;
    // PostgREST allows clocks to differ by 30 seconds.
    let expired = api.key().sign(&claims_but(victim.id, "exp", now() - 60));
    api.assert_rejected(&victim, "expired", Some(&expired)).await;
    let future = api.key().sign(&claims_but(victim.id, "nbf", now() + 120));
    api.assert_rejected(&victim, "not yet valid", Some(&future)).await;
}

#[tokio::test]
async fn a_token_for_another_audience_is_rejected() {
    let api = Api::open().await;
    let victim = api.user().await;
    for audience in [json!("somewhere-else"), json!(["somewhere", "else"])] {
        let token = api.key().sign(&claims_but(victim.id, "aud", audience));
        api.assert_rejected(&victim, "wrong audience", Some(&token)).await;
    }
}

#[tokio::test]
async fn a_token_without_a_signature_is_rejected() {
    let api = Api::open().await;
    let victim = api.user().await;
    for token in tokens::unsigned(&claims(victim.id)) {
        api.assert_rejected(&victim, "alg none", Some(&token)).await;
    }
}

#[tokio::test]
async fn the_public_key_is_not_accepted_as_a_shared_secret() {
    let api = Api::open().await;
    let victim = api.user().await;
    for token in api.key().confuse(&claims(victim.id)) {
        api.assert_rejected(&victim, "HS256 with the public key", Some(&token)).await;
    }
}

#[tokio::test]
async fn a_token_of_an_unpublished_key_is_rejected() {
    let api = Api::open().await;
    let victim = api.user().await;
    let unknown = Key::foreign().sign(&claims(victim.id));
    api.assert_rejected(&victim, "unknown kid", Some(&unknown)).await;
    let disguised = Key::foreign().named_as(&api.key()).sign(&claims(victim.id));
    api.assert_rejected(&victim, "foreign key under our kid", Some(&disguised)).await;
}

#[tokio::test]
async fn claims_under_the_signature_of_others_are_rejected() {
    let api = Api::open().await;
    let (victim, stranger) = (api.user().await, api.user().await);
    let token = tokens::with_claims(&api.token(&stranger), &claims(victim.id));
    api.assert_rejected(&victim, "changed subject", Some(&token)).await;
    let token = tokens::with_claims(
        &api.token(&stranger),
        &claims_but(stranger.id, "role", "service_role"),
    );
    api.assert_rejected(&victim, "changed role", Some(&token)).await;
}

#[tokio::test]
async fn a_forged_role_is_rejected() {
    let api = Api::open().await;
    let victim = api.user().await;
    for role in OTHER_ROLES.into_iter().chain(["service_role", "authenticated"]) {
        let forged = Key::foreign().named_as(&api.key()).sign(&claims_but(victim.id, "role", role));
        api.assert_rejected(&victim, role, Some(&forged)).await;
    }
}

#[tokio::test]
async fn even_our_own_key_signs_for_no_role_of_the_database() {
    let api = Api::open().await;
    let victim = api.user().await;
    for role in OTHER_ROLES {
        let token = api.key().sign(&claims_but(victim.id, "role", role));
        api.assert_rejected(&victim, role, Some(&token)).await;
    }
}

#[tokio::test]
async fn a_token_without_a_subject_owns_nothing() {
    let api = Api::open().await;
    let victim = api.user().await;
    let before = api.rows_of(&victim).await;
    for subject in [json!(null), json!(""), json!("not a uuid"), json!(["x"])] {
        let token = api.key().sign(&claims_but(victim.id, "sub", subject));
        for table in &api.tables {
            for (attack, request) in api.attacks(table, &victim, Uuid::new_v4()).await {
                let response = ApiResponse::of(request.bearer_auth(&token)).await;
                assert!(!response.body.contains(&victim.marker), "{attack}: {}", response.body);
            }
        }
    }
    assert_eq!(api.rows_of(&victim).await, before);
}

#[tokio::test]
async fn a_token_is_no_api_key() {
    let api = Api::open().await;
    let member = api.user().await;
    let token = api.token(&member);
    for table in &api.tables {
        let request = || api.request_with_key(Method::GET, &table.name, &token);
        for request in [request().bearer_auth(&token), request()] {
            let response = ApiResponse::of(request).await;
            assert_eq!(response.status, StatusCode::UNAUTHORIZED, "{}", response.body);
            assert!(response.json()["message"].is_string(), "{}", response.body);
            assert!(!response.body.contains(&member.marker), "{}", response.body);
        }
    }
}
