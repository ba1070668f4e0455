//! Validating a token for other back ends: it must be ours, good, and of a session that lives.

use std::time::Duration;

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use identity::SessionLimits;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};
use tower_sessions::Session;
use uuid::Uuid;

use crate::support::{
    Installation, ORIGIN, Person,
    device::{decode, encode},
};

#[tokio::test]
async fn a_good_token_says_who_it_is() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up(&ada).await;
    let member = here.member(&browser).await;
    let claims = validated(&here, &token(&here, &browser).await).await.unwrap();
    assert_eq!(
        (claims["sub"].clone(), claims["session_id"].clone(), claims["email"].clone(), claims["iss"].clone()),
        (json!(member.user_id), json!(member.session_id), json!(ada.email), json!(ORIGIN))
    );
    assert_eq!((&claims["aal"], &claims["amr"][0]["method"]), (&json!("aal2"), &json!("webauthn")));
}

#[tokio::test]
async fn one_that_is_signed_with_our_key_but_says_something_else_is_refused() {
    let (here, ada, eve) = (Installation::new().await, Person::new(), Person::new());
    let stranger = here.member(&here.sign_up(&eve).await).await;
    let claims = claims_of(&here, &here.sign_up(&ada).await).await;
    let now = claims["iat"].as_i64().unwrap();
    let (key, kid) = ours().await;
    let signed = |claims: &Value| signed(claims, &key, &kid);
    assert!(validated(&here, &signed(&claims)).await.is_some(), "this is how they are signed");

    for (claim, value) in [
        ("exp", json!(now - 1)),
        ("iss", json!("http://localhost:3001")),
        ("iss", json!(format!("{ORIGIN}/"))),
        ("aud", json!("anon")),
        ("session_id", json!(Uuid::new_v4())),
        ("session_id", json!(stranger.session_id)),
        ("sub", json!(stranger.user_id)),
    ] {
        let mut changed = claims.clone();
        changed[claim] = value;
        assert!(validated(&here, &signed(&changed)).await.is_none(), "{claim} {}", changed[claim]);
    }
    for claim in ["exp", "iss", "aud", "sub", "session_id"] {
        let mut without = claims.clone();
        without.as_object_mut().unwrap().remove(claim);
        assert!(validated(&here, &signed(&without)).await.is_none(), "without {claim}");
    }
}

#[tokio::test]
async fn one_that_another_key_signed_is_refused() {
    let (here, ada) = (Installation::new().await, Person::new());
    let claims = claims_of(&here, &here.sign_up(&ada).await).await;
    let (_, kid) = ours().await;
    let other = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap();
    let other = EncodingKey::from_ec_der(other.to_pkcs8v1().unwrap().as_ref());
    for kid in [kid.as_str(), "unknown", ""] {
        assert!(validated(&here, &signed(&claims, &other, kid)).await.is_none(), "{kid}");
    }
    let (key, _) = ours().await;
    assert!(validated(&here, &signed(&claims, &key, "unknown")).await.is_none(), "a key must be named");
    let nameless = jsonwebtoken::encode(&Header::new(Algorithm::ES256), &claims, &key).unwrap();
    assert!(validated(&here, &nameless).await.is_none());
}

#[tokio::test]
async fn one_that_nobody_signed_is_refused() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up(&ada).await;
    let (token, claims, (_, kid)) = (token(&here, &browser).await, claims_of(&here, &browser).await, ours().await);
    let parts: Vec<_> = token.split('.').collect();
    let none = part(&json!({ "alg": "none", "typ": "JWT", "kid": kid }));
    for token in [
        format!("{none}.{}.", part(&claims)),
        format!("{none}.{}", part(&claims)),
        format!("{none}.{}.{}", parts[1], parts[2]),
        format!("{}.{}.", parts[0], parts[1]),
        format!("{}.{}.{}", parts[0], part(&json!({ "sub": claims["sub"] })), parts[2]),
        String::new(),
        "a.b.c".into(),
    ] {
        assert!(validated(&here, &token).await.is_none(), "{token}");
    }
}

#[tokio::test]
async fn our_public_key_is_no_shared_secret() {
    let (here, ada) = (Installation::new().await, Person::new());
    let claims = claims_of(&here, &here.sign_up(&ada).await).await;
    let (_, kid) = ours().await;
    let header = Header { kid: Some(kid), ..Header::new(Algorithm::HS256) };
    let published: Value = here.identity.tokens().jwks().parse().unwrap();
    let key = &published["keys"][0];
    let point = [vec![4], decode(&key["x"]), decode(&key["y"])].concat();
    for secret in [here.identity.tokens().jwks().as_bytes(), &point, &point[1..]] {
        let token = jsonwebtoken::encode(&header, &claims, &EncodingKey::from_secret(secret)).unwrap();
        assert!(validated(&here, &token).await.is_none());
    }
}

#[tokio::test]
async fn one_whose_session_is_over_is_refused() {
    let limits = SessionLimits { idle: Duration::from_mins(1), absolute: Duration::from_mins(10) };
    let (here, ada) = (Installation::with(limits).await, Person::new());
    here.sign_up(&ada).await;
    for change in ["expires_at = now() - interval '1 second'", "last_used_at = now() - interval '61 seconds'"] {
        let browser = here.sign_in(&ada).await;
        let token = token(&here, &browser).await;
        assert!(validated(&here, &token).await.is_some());
        here.set_session(browser.id(), change).await;
        assert!(validated(&here, &token).await.is_none(), "{change}");
    }
    let browser = here.sign_in(&ada).await;
    let token = token(&here, &browser).await;
    here.identity.sessions().sign_out(&browser).await.unwrap();
    assert!(validated(&here, &token).await.is_none());
}

#[tokio::test]
async fn one_of_an_account_that_is_disabled_or_deleted_is_refused() {
    let (here, ada, eve) = (Installation::new().await, Person::new(), Person::new());
    let browser = here.sign_up(&ada).await;
    let ada_s = token(&here, &browser).await;
    here.identity.accounts().delete(&browser, &here.member(&browser).await).await.unwrap();
    assert!(validated(&here, &ada_s).await.is_none());

    let browser = here.sign_up(&eve).await;
    let eve_s = token(&here, &browser).await;
    // As a server does that made the session before it heard of this.
    sqlx::query("insert into identity.disabled_accounts (user_id) values ($1)")
        .bind(here.member(&browser).await.user_id)
        .execute(&here.db)
        .await
        .unwrap();
    assert!(validated(&here, &eve_s).await.is_none());
    assert!(here.who(browser.id()).await.is_none());
}

async fn token(here: &Installation, browser: &Session) -> String {
    here.identity.tokens().access_token(&here.member(browser).await).unwrap().to_string()
}

async fn claims_of(here: &Installation, browser: &Session) -> Value {
    validated(here, &token(here, browser).await).await.unwrap()
}

async fn validated(here: &Installation, token: &str) -> Option<Value> {
    here.identity.sessions().validate(token).await.unwrap().map(|claims| serde_json::to_value(claims).unwrap())
}

/// The key that the installation signs with, and its name.
async fn ours() -> (EncodingKey, String) {
    let keys: Value = supabase_local::for_tests().await.signing_keys().parse().unwrap();
    let jwk = &keys["keys"][0];
    let point = [vec![4], decode(&jwk["x"]), decode(&jwk["y"])].concat();
    let pair =
        EcdsaKeyPair::from_private_key_and_public_key(&ECDSA_P256_SHA256_FIXED_SIGNING, &decode(&jwk["d"]), &point)
            .unwrap();
    (EncodingKey::from_ec_der(pair.to_pkcs8v1().unwrap().as_ref()), jwk["kid"].as_str().unwrap().to_owned())
}

fn signed(claims: &Value, key: &EncodingKey, kid: &str) -> String {
    let header = Header { kid: Some(kid.to_owned()), ..Header::new(Algorithm::ES256) };
    jsonwebtoken::encode(&header, claims, key).unwrap()
}

fn part(json: &Value) -> String {
    encode(json.to_string().as_bytes())
}
