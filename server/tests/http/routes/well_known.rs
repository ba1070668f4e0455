//! `/.well-known/…`: the documents that access tokens are verified with.

use std::collections::BTreeSet;

use reqwest::StatusCode;
use serde_json::{Value, json};
use supabase_local::for_tests;

use crate::support::{Setup, Site};

#[tokio::test]
async fn only_the_public_keys_are_published() {
    let site = Site::open().await;
    let response = site.guest().open("/.well-known/jwks.json").await;
    assert_eq!(
        (response.status, response.header("content-type")),
        (StatusCode::OK, "application/jwk-set+json")
    );
    let stack = for_tests().await;
    let private: Value = serde_json::from_str(stack.signing_keys()).unwrap();
    let (published, private) = (response.json(), private["keys"].as_array().unwrap().clone());
    let published = published["keys"].as_array().unwrap();
    assert_eq!(published.len(), private.len());
    for (public, private) in published.iter().zip(private) {
        let members: BTreeSet<_> = public.as_object().unwrap().keys().map(String::as_str).collect();
        let harmless = BTreeSet::from(["kty", "crv", "x", "y", "kid", "alg", "use", "key_ops"]);
        assert!(members.is_subset(&harmless), "{members:?}");
        assert_eq!(
            (&public["kty"], &public["crv"], &public["alg"]),
            (&json!("EC"), &json!("P-256"), &json!("ES256"))
        );
        assert_eq!(
            (&public["kid"], &public["x"], &public["y"]),
            (&private["kid"], &private["x"], &private["y"])
        );
        assert!(!response.body.contains(private["d"].as_str().unwrap()));
    }
}

#[tokio::test]
async fn the_discovery_document_names_this_site_and_its_keys() {
    for setup in [Setup::NORMAL, Setup { https: true, ..Setup::NORMAL }] {
        let site = Site::with(setup).await;
        let guest = site.guest();
        let response = guest.open("/.well-known/openid-configuration").await;
        assert_eq!(
            (response.status, response.header("content-type")),
            (StatusCode::OK, "application/json")
        );
        let document = response.json();
        assert_eq!(document["issuer"], guest.origin());
        assert_eq!(document["id_token_signing_alg_values_supported"], json!(["ES256"]));
        let keys = document["jwks_uri"].as_str().unwrap().strip_prefix(guest.origin()).unwrap();
        assert_eq!(guest.open(keys).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn both_documents_are_cached_for_five_minutes() {
    let site = Site::open().await;
    for path in ["/.well-known/jwks.json", "/.well-known/openid-configuration"] {
        assert_eq!(
            site.guest().open(path).await.header("cache-control"),
            "public, max-age=300",
            "{path}"
        );
    }
}
