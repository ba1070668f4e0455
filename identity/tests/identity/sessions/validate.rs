//! Validation of tokens for other services: ours, unexpired, of an active session.

use std::time::Duration;

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use identity::SessionLimits;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};
use tower_sessions::Session;
use uuid::Uuid;

use crate::support::{ORIGIN, TestIdentity, TestUser, decode, encode};

#[tokio::test]
async fn a_valid_token_identifies_the_member() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.sign_up(&ada).await;
    let member = test.current_member(&browser).await;
    let claims = validate(&test, &token(&test, &browser).await).await.unwrap();
    assert_eq!(
        (
            claims["sub"].clone(),
            claims["session_id"].clone(),
            claims["email"].clone(),
            claims["iss"].clone()
        ),
        (json!(member.user_id), json!(member.session_id), json!(ada.email), json!(ORIGIN))
    );
    assert_eq!((&claims["aal"], &claims["amr"][0]["method"]), (&json!("aal2"), &json!("webauthn")));
}

#[tokio::test]
async fn a_token_with_other_claims_is_rejected_even_if_our_key_signed_it() {
    let (test, ada, eve) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    let stranger = test.current_member(&test.sign_up(&eve).await).await;
    let claims = claims_of(&test, &test.sign_up(&ada).await).await;
    let now = claims["iat"].as_i64().unwrap();
    let (key, kid) = signing_key().await;
    let signed = |claims: &Value| signed(claims, &key, &kid);
    assert!(validate(&test, &signed(&claims)).await.is_some(), "an unchanged token is valid");

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
        assert!(validate(&test, &signed(&changed)).await.is_none(), "{claim} {}", changed[claim]);
    }
    for claim in ["exp", "iss", "aud", "sub", "session_id"] {
        let mut without = claims.clone();
        without.as_object_mut().unwrap().remove(claim);
        assert!(validate(&test, &signed(&without)).await.is_none(), "without {claim}");
    }
}

#[tokio::test]
async fn a_token_signed_by_another_key_is_rejected() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let claims = claims_of(&test, &test.sign_up(&ada).await).await;
    let (_, kid) = signing_key().await;
    let other = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap();
    let other = EncodingKey::from_ec_der(other.to_pkcs8v1().unwrap().as_ref());
    for kid in [kid.as_str(), "unknown", ""] {
        assert!(validate(&test, &signed(&claims, &other, kid)).await.is_none(), "{kid}");
    }
    let (key, _) = signing_key().await;
    assert!(
        validate(&test, &signed(&claims, &key, "unknown")).await.is_none(),
        "a key id is required"
    );
    let without_kid = jsonwebtoken::encode(&Header::new(Algorithm::ES256), &claims, &key).unwrap();
    assert!(validate(&test, &without_kid).await.is_none());
}

#[tokio::test]
async fn an_unsigned_token_is_rejected() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.sign_up(&ada).await;
    let (token, claims, (_, kid)) =
        (token(&test, &browser).await, claims_of(&test, &browser).await, signing_key().await);
    let parts: Vec<_> = token.split('.').collect();
    let none = encode_part(&json!({ "alg": "none", "typ": "JWT", "kid": kid }));
    for token in [
        format!("{none}.{}.", encode_part(&claims)),
        format!("{none}.{}", encode_part(&claims)),
        format!("{none}.{}.{}", parts[1], parts[2]),
        format!("{}.{}.", parts[0], parts[1]),
        format!("{}.{}.{}", parts[0], encode_part(&json!({ "sub": claims["sub"] })), parts[2]),
        String::new(),
        "a.b.c".into(),
    ] {
        assert!(validate(&test, &token).await.is_none(), "{token}");
    }
}

#[tokio::test]
async fn our_public_key_does_not_work_as_a_shared_secret() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let claims = claims_of(&test, &test.sign_up(&ada).await).await;
    let (_, kid) = signing_key().await;
    let header = Header { kid: Some(kid), ..Header::new(Algorithm::HS256) };
    let published: Value = test.identity.tokens().jwks().parse().unwrap();
    let key = &published["keys"][0];
    let point = [vec![4], decode(&key["x"]), decode(&key["y"])].concat();
    for secret in [test.identity.tokens().jwks().as_bytes(), &point, &point[1..]] {
        let token =
            jsonwebtoken::encode(&header, &claims, &EncodingKey::from_secret(secret)).unwrap();
        assert!(validate(&test, &token).await.is_none());
    }
}

#[tokio::test]
async fn a_token_of_an_ended_session_is_rejected() {
    let limits = SessionLimits { idle: Duration::from_mins(1), absolute: Duration::from_mins(10) };
    let (test, ada) = (TestIdentity::with_limits(limits).await, TestUser::new());
    test.sign_up(&ada).await;
    for change in
        ["expires_at = now() - interval '1 second'", "last_used_at = now() - interval '61 seconds'"]
    {
        let browser = test.sign_in(&ada).await;
        let token = token(&test, &browser).await;
        assert!(validate(&test, &token).await.is_some());
        test.update_session(browser.id(), change).await;
        assert!(validate(&test, &token).await.is_none(), "{change}");
    }
    let browser = test.sign_in(&ada).await;
    let token = token(&test, &browser).await;
    test.identity.sessions().sign_out(&browser).await.unwrap();
    assert!(validate(&test, &token).await.is_none());
}

#[tokio::test]
async fn a_token_of_a_disabled_or_deleted_account_is_rejected() {
    let (test, ada, eve) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    let browser = test.sign_up(&ada).await;
    let ada_token = token(&test, &browser).await;
    test.identity.accounts().delete(&browser, &test.current_member(&browser).await).await.unwrap();
    assert!(validate(&test, &ada_token).await.is_none());

    let browser = test.sign_up(&eve).await;
    let eve_token = token(&test, &browser).await;
    // As if another server had disabled the account while the session was loaded.
    sqlx::query("insert into identity.disabled_accounts (user_id) values ($1)")
        .bind(test.current_member(&browser).await.user_id)
        .execute(&test.db)
        .await
        .unwrap();
    assert!(validate(&test, &eve_token).await.is_none());
    assert!(test.member_of(browser.id()).await.is_none());
}

async fn token(test: &TestIdentity, browser: &Session) -> String {
    test.identity.tokens().access_token(&test.current_member(browser).await).unwrap().to_string()
}

async fn claims_of(test: &TestIdentity, browser: &Session) -> Value {
    validate(test, &token(test, browser).await).await.unwrap()
}

async fn validate(test: &TestIdentity, token: &str) -> Option<Value> {
    test.identity
        .sessions()
        .validate(token)
        .await
        .unwrap()
        .map(|claims| serde_json::to_value(claims).unwrap())
}

/// The key that signs tokens, and its id.
async fn signing_key() -> (EncodingKey, String) {
    let keys: Value = supabase_local::for_tests().await.signing_keys().parse().unwrap();
    let jwk = &keys["keys"][0];
    let point = [vec![4], decode(&jwk["x"]), decode(&jwk["y"])].concat();
    let pair = EcdsaKeyPair::from_private_key_and_public_key(
        &ECDSA_P256_SHA256_FIXED_SIGNING,
        &decode(&jwk["d"]),
        &point,
    )
    .unwrap();
    (
        EncodingKey::from_ec_der(pair.to_pkcs8v1().unwrap().as_ref()),
        jwk["kid"].as_str().unwrap().to_owned(),
    )
}

fn signed(claims: &Value, key: &EncodingKey, kid: &str) -> String {
    let header = Header { kid: Some(kid.to_owned()), ..Header::new(Algorithm::ES256) };
    jsonwebtoken::encode(&header, claims, key).unwrap()
}

fn encode_part(json: &Value) -> String {
    encode(json.to_string().as_bytes())
}
