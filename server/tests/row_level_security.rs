//! The hostile suite: over HTTP, against the real stack, what somebody who knows everything but a secret can try on other people's
//! rows. Nothing leaks, nothing changes.
//!
//! A token that our own key signed for `service_role` would pass row level security: that is what Supabase means by it. The app
//! never signs one (`identity::tokens::Claims` has one role only), and whoever holds the key needs no forgery. Signed for any
//! other role it is refused, which is tested here.

#![allow(clippy::unwrap_used, reason = "a test may panic, and so may what it is made of")]

mod rls_support;

use reqwest::{Method, RequestBuilder, StatusCode};
use rls_support::{
    Answer, Person, Stage,
    tables::{ALL, OWNED, Table},
    tokens::{self, Key, claims, claims_but, now},
};
use serde_json::json;
use uuid::Uuid;

/// Roles that a token of ours must never speak for.
const OTHER_ROLES: [&str; 5] = ["postgres", "identity", "authenticator", "supabase_admin", "anon"];

impl Stage {
    fn key(&self) -> Key {
        Key::of_the_app(self.stack.signing_keys())
    }

    fn token(&self, person: &Person) -> String {
        self.key().sign(&claims(person.id))
    }

    /// Every attack on `victim` with this bearer: each is refused as a whole, and nothing leaks or changes.
    async fn refuses(&self, victim: &Person, what: &str, bearer: Option<&str>) {
        let before = self.belongings(victim).await;
        for table in &ALL {
            for (attack, request) in self.attacks(table, victim, Uuid::new_v4()) {
                let request = bearer.iter().fold(request, RequestBuilder::bearer_auth);
                let answer = Answer::of(request).await;
                let refused = matches!(answer.status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN);
                assert!(refused, "{what}: {attack}: {} {}", answer.status, answer.body);
                assert!(!victim.sees_itself_in(&answer.body), "{what}: {attack}: {}", answer.body);
            }
        }
        assert_eq!(self.belongings(victim).await, before, "{what}");
    }
}

#[tokio::test]
async fn people_do_everything_with_rows_of_their_own() {
    let stage = Stage::open().await;
    let member = stage.person().await;
    let token = stage.token(&member);
    for Table { name, row, change, .. } in &OWNED {
        let mut new = row(member.id);
        new["id"] = json!(Uuid::new_v4());
        let one = format!("{name}?id=eq.{}", new["id"].as_str().unwrap());
        let steps = [
            (Method::POST, *name, Some(new.clone()), StatusCode::CREATED),
            (Method::PATCH, &one, Some(change()), StatusCode::OK),
            (Method::GET, &one, None, StatusCode::OK),
            (Method::DELETE, &one, None, StatusCode::OK),
        ];
        for (method, path, body, status) in steps {
            let request = stage.ask(method.clone(), path).bearer_auth(&token).header("Prefer", "return=representation");
            let answer = Answer::of(body.iter().fold(request, RequestBuilder::json)).await;
            assert_eq!(answer.status, status, "{method} {path}: {}", answer.body);
            assert_eq!(answer.json()[0]["id"], new["id"], "{method} {path}");
        }
    }
}

#[tokio::test]
async fn a_row_belongs_to_whoever_adds_it() {
    let stage = Stage::open().await;
    let member = stage.person().await;
    for (name, body) in [("tasks", json!({ "name": "Milk" })), ("books", json!({ "title": "Emma" }))] {
        let request = stage.ask(Method::POST, name).bearer_auth(stage.token(&member)).json(&body);
        let answer = Answer::of(request.header("Prefer", "return=representation")).await;
        assert_eq!(answer.json()[0]["user_id"], json!(member.id), "{name}: {}", answer.body);
    }
}

#[tokio::test]
async fn a_stranger_sees_and_changes_nothing_of_mine() {
    let stage = Stage::open().await;
    let (victim, stranger) = (stage.person().await, stage.person().await);
    let token = stage.token(&stranger);
    let before = stage.belongings(&victim).await;
    let strangers_own = stage.belongings(&stranger).await;
    for table in &ALL {
        for (attack, request) in stage.attacks(table, &victim, stranger.id) {
            let answer = Answer::of(request.bearer_auth(&token)).await;
            assert!(!victim.sees_itself_in(&answer.body), "{attack}: {}", answer.body);
            assert!(!answer.body.contains("stolen"), "{attack}: {}", answer.body);
            if attack.contains(&victim.id.to_string()) && answer.status.is_success() {
                let none = answer.body.is_empty() || answer.json() == json!([]);
                let counted = answer.range.rsplit('/').next().unwrap();
                assert!(none && matches!(counted, "" | "*" | "0"), "{attack}: {} {}", answer.range, answer.body);
            }
        }
    }
    assert_eq!(stage.belongings(&victim).await, before);
    assert_eq!(stage.belongings(&stranger).await, strangers_own);
}

#[tokio::test]
async fn a_row_that_is_not_mine_answers_as_one_that_does_not_exist() {
    let stage = Stage::open().await;
    let (victim, stranger) = (stage.person().await, stage.person().await);
    let token = stage.token(&stranger);
    for Table { name, change, .. } in &ALL {
        for method in [Method::GET, Method::PATCH, Method::DELETE] {
            let answer = async |id: Uuid| {
                let request = stage.ask(method.clone(), &format!("{name}?id=eq.{id}")).bearer_auth(&token);
                let request = request.header("Prefer", "return=representation");
                let request = if method == Method::PATCH { request.json(&change()) } else { request };
                let answer = Answer::of(request).await;
                (answer.status, answer.body, answer.range)
            };
            assert_eq!(answer(victim.id).await, answer(Uuid::new_v4()).await, "{method} {name}");
        }
    }
}

#[tokio::test]
async fn nobody_calls_back_what_somebody_else_has_deleted() {
    let stage = Stage::open().await;
    let (victim, stranger) = (stage.person().await, stage.person().await);
    let before = (stage.belongings(&victim).await, stage.belongings(&stranger).await);
    let call = |bearer: Option<String>| {
        let request = stage.ask(Method::POST, "rpc/restore_tasks").json(&json!({ "task": victim.id }));
        Answer::of(bearer.iter().fold(request, RequestBuilder::bearer_auth))
    };
    let answer = call(Some(stage.token(&stranger))).await;
    assert_eq!((answer.status, answer.json()), (StatusCode::OK, json!([])));
    for bearer in [None, Some(Key::foreign().sign(&claims(victim.id)))] {
        let answer = call(bearer).await;
        assert!(matches!(answer.status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN), "{}", answer.body);
    }
    for other in ["keep_deleted_tasks", "purge_trash", "note_the_change"] {
        let request = stage.ask(Method::POST, &format!("rpc/{other}")).bearer_auth(stage.token(&victim));
        assert!(!Answer::of(request.json(&json!({}))).await.status.is_success(), "{other}");
    }
    assert_eq!((stage.belongings(&victim).await, stage.belongings(&stranger).await), before);
}

#[tokio::test]
async fn nobody_writes_what_they_never_deleted() {
    let stage = Stage::open().await;
    let member = stage.person().await;
    let token = stage.token(&member);
    let before = stage.belongings(&member).await;
    let mine = format!("deleted_tasks?id=eq.{}", member.id);
    for request in [
        stage.ask(Method::POST, "deleted_tasks").json(&json!({ "id": Uuid::new_v4(), "name": "Milk" })),
        stage.ask(Method::PATCH, &mine).json(&json!({ "name": "Milk", "deleted_at": "9999-01-01" })),
    ] {
        let answer = Answer::of(request.bearer_auth(&token)).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{}", answer.body);
    }
    assert_eq!(stage.belongings(&member).await, before);
}

#[tokio::test]
async fn nobody_gives_a_row_to_somebody_else() {
    let stage = Stage::open().await;
    let (giver, taker) = (stage.person().await, stage.person().await);
    let token = stage.token(&giver);
    let before = (stage.belongings(&giver).await, stage.belongings(&taker).await);
    for Table { name, row, .. } in &OWNED {
        let mut new = row(taker.id);
        new["id"] = json!(Uuid::new_v4());
        let mine = format!("{name}?id=eq.{}", giver.id);
        let gifts = [
            stage.ask(Method::POST, name).json(&new),
            stage.ask(Method::POST, name).json(&json!([row(giver.id), new])),
            stage.ask(Method::PATCH, &mine).json(&json!({ "user_id": taker.id })),
            stage.ask(Method::PATCH, name).json(&json!({ "user_id": taker.id })),
        ];
        for (number, gift) in gifts.into_iter().enumerate() {
            let answer = Answer::of(gift.bearer_auth(&token)).await;
            // The second holds a row that is there already, so the database may object to that first.
            let refused =
                answer.status == StatusCode::FORBIDDEN || (number == 1 && answer.status == StatusCode::CONFLICT);
            assert!(refused, "{name} {number}: {} {}", answer.status, answer.body);
        }
    }
    assert_eq!((stage.belongings(&giver).await, stage.belongings(&taker).await), before);
}

#[tokio::test]
async fn without_a_token_there_is_nothing() {
    let stage = Stage::open().await;
    let victim = stage.person().await;
    stage.refuses(&victim, "no token", None).await;
    let publishable = stage.stack.publishable_key().to_owned();
    stage.refuses(&victim, "the key for a token", Some(&publishable)).await;
    stage.refuses(&victim, "nonsense", Some("nonsense")).await;
}

#[tokio::test]
async fn an_expired_or_a_future_token_is_refused() {
    let stage = Stage::open().await;
    let victim = stage.person().await;
    // PostgREST allows clocks to differ by 30 seconds.
    let expired = stage.key().sign(&claims_but(victim.id, "exp", now() - 60));
    stage.refuses(&victim, "expired", Some(&expired)).await;
    let future = stage.key().sign(&claims_but(victim.id, "nbf", now() + 120));
    stage.refuses(&victim, "not yet valid", Some(&future)).await;
}

#[tokio::test]
async fn a_token_for_another_audience_is_refused() {
    let stage = Stage::open().await;
    let victim = stage.person().await;
    for audience in [json!("somewhere-else"), json!(["somewhere", "else"])] {
        let token = stage.key().sign(&claims_but(victim.id, "aud", audience));
        stage.refuses(&victim, "wrong audience", Some(&token)).await;
    }
}

#[tokio::test]
async fn a_token_without_a_signature_is_refused() {
    let stage = Stage::open().await;
    let victim = stage.person().await;
    for token in tokens::unsigned(&claims(victim.id)) {
        stage.refuses(&victim, "alg none", Some(&token)).await;
    }
}

#[tokio::test]
async fn the_public_key_is_no_shared_secret() {
    let stage = Stage::open().await;
    let victim = stage.person().await;
    for token in stage.key().confuse(&claims(victim.id)) {
        stage.refuses(&victim, "HS256 with the public key", Some(&token)).await;
    }
}

#[tokio::test]
async fn a_key_that_nobody_published_signs_nothing() {
    let stage = Stage::open().await;
    let victim = stage.person().await;
    let unknown = Key::foreign().sign(&claims(victim.id));
    stage.refuses(&victim, "unknown kid", Some(&unknown)).await;
    let disguised = Key::foreign().named_as(&stage.key()).sign(&claims(victim.id));
    stage.refuses(&victim, "foreign key under our kid", Some(&disguised)).await;
}

#[tokio::test]
async fn claims_under_a_signature_for_others_are_refused() {
    let stage = Stage::open().await;
    let (victim, stranger) = (stage.person().await, stage.person().await);
    let token = tokens::with_claims(&stage.token(&stranger), &claims(victim.id));
    stage.refuses(&victim, "changed subject", Some(&token)).await;
    let token = tokens::with_claims(&stage.token(&stranger), &claims_but(stranger.id, "role", "service_role"));
    stage.refuses(&victim, "changed role", Some(&token)).await;
}

#[tokio::test]
async fn a_forged_role_is_refused() {
    let stage = Stage::open().await;
    let victim = stage.person().await;
    for role in OTHER_ROLES.into_iter().chain(["service_role", "authenticated"]) {
        let forged = Key::foreign().named_as(&stage.key()).sign(&claims_but(victim.id, "role", role));
        stage.refuses(&victim, role, Some(&forged)).await;
    }
}

#[tokio::test]
async fn even_our_own_key_speaks_for_no_role_of_the_database() {
    let stage = Stage::open().await;
    let victim = stage.person().await;
    for role in OTHER_ROLES {
        let token = stage.key().sign(&claims_but(victim.id, "role", role));
        stage.refuses(&victim, role, Some(&token)).await;
    }
}

#[tokio::test]
async fn a_token_without_a_subject_owns_nothing() {
    let stage = Stage::open().await;
    let victim = stage.person().await;
    let before = stage.belongings(&victim).await;
    for subject in [json!(null), json!(""), json!("not a uuid"), json!(["x"])] {
        let token = stage.key().sign(&claims_but(victim.id, "sub", subject));
        for table in &ALL {
            for (attack, request) in stage.attacks(table, &victim, Uuid::new_v4()) {
                let answer = Answer::of(request.bearer_auth(&token)).await;
                assert!(!victim.sees_itself_in(&answer.body), "{attack}: {}", answer.body);
            }
        }
    }
    assert_eq!(stage.belongings(&victim).await, before);
}

#[tokio::test]
async fn a_token_is_no_api_key() {
    let stage = Stage::open().await;
    let member = stage.person().await;
    let token = stage.token(&member);
    for table in &ALL {
        let shown = Answer::of(stage.ask_with_key(Method::GET, table.name, &token).bearer_auth(&token)).await;
        let alone = Answer::of(stage.ask_with_key(Method::GET, table.name, &token)).await;
        for answer in [shown, alone] {
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{}", answer.body);
            assert!(answer.json()["message"].is_string() && !member.sees_itself_in(&answer.body), "{}", answer.body);
        }
    }
}
