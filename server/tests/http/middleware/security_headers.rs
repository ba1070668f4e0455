//! Headers of every response.

use std::collections::HashSet;

use reqwest::StatusCode;

use crate::support::{Setup, Site, TestResponse};

/// A response of each kind: pages, data, files, errors.
async fn one_of_each(site: &Site) -> Vec<(&'static str, TestResponse)> {
    let (guest, member) = (site.guest(), site.member().await);
    let large = "x".repeat(100_000);
    vec![
        ("home page", guest.open("/").await),
        ("redirect", guest.open("/tasks").await),
        ("page for members", member.open("/tasks").await),
        ("unknown page", guest.open("/nowhere").await),
        ("data", member.open("/api/me").await),
        ("rejected data", guest.open("/api/me").await),
        ("server function", member.call("tasks/list", &[("number", "1")]).await),
        ("rejected call", guest.call("tasks/list", &[("number", "1")]).await),
        ("form", member.submit("/tasks", "tasks/add", &[("name", "")]).await),
        ("too large", member.call("tasks/add", &[("name", &large)]).await),
        ("health", guest.open("/health/alive").await),
        ("keys", guest.open("/.well-known/jwks.json").await),
        ("file", guest.open("/favicon.svg").await),
    ]
}

#[tokio::test]
async fn every_response_has_security_headers() {
    let site = Site::open().await;
    for (what, response) in one_of_each(&site).await {
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(response.header(name), value, "{what}: {name}");
        }
        assert!(
            response.header("permissions-policy").contains("publickey-credentials-get=(self)"),
            "{what}"
        );
        let policy = response.header("content-security-policy");
        assert!(
            policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"),
            "{what}: {policy}"
        );
        assert!(
            !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"),
            "{what}: {policy}"
        );
        assert_eq!(response.header("server"), "", "{what}");
    }
}

#[tokio::test]
async fn hsts_is_set_for_https_only() {
    for setup in [Setup::NORMAL, Setup { https: true, ..Setup::NORMAL }] {
        let site = Site::with(setup).await;
        let expected = if setup.https { "max-age=63072000; includeSubDomains" } else { "" };
        for (what, response) in one_of_each(&site).await {
            assert_eq!(response.header("strict-transport-security"), expected, "{what}");
        }
    }
}

#[tokio::test]
async fn every_response_has_its_own_request_id() {
    let site = Site::open().await;
    let responses = one_of_each(&site).await;
    let ids: HashSet<_> =
        responses.iter().map(|(_, response)| response.header("x-request-id")).collect();
    assert!(ids.len() == responses.len() && !ids.contains(""), "{ids:?}");
}

#[tokio::test]
async fn every_script_of_a_page_is_allowed_by_its_policy() {
    let site = Site::open().await;
    let (guest, member) = (site.guest(), site.member().await);
    member.add_task("Milk").await;
    for (browser, path) in [
        (&guest, "/"),
        (&guest, "/login"),
        (&guest, "/signup"),
        (&guest, "/nowhere"),
        (&member, "/"),
        (&member, "/dashboard"),
        (&member, "/tasks"),
        (&member, "/nowhere"),
    ] {
        let response = browser.open(path).await;
        let nonce = nonce(&response);
        let scripts: Vec<_> = response
            .body
            .split("<script")
            .skip(1)
            .map(|rest| rest.split('>').next().unwrap())
            .collect();
        assert!(!scripts.is_empty(), "{path}");
        for script in scripts {
            assert!(script.contains(&format!("nonce=\"{nonce}\"")), "{path}: <script{script}>");
        }
        for inline in [" style=\"", "<style", " onclick=", " onsubmit=", "javascript:"] {
            assert!(!response.body.contains(inline), "{path}: {inline}");
        }
    }
}

#[tokio::test]
async fn every_page_has_its_own_nonce() {
    let site = Site::open().await;
    let guest = site.guest();
    let mut nonces = HashSet::new();
    for _ in 0..3 {
        for path in ["/", "/login", "/nowhere"] {
            let nonce = nonce(&guest.open(path).await);
            assert!(nonce.len() >= 22, "fewer than 128 bits: {nonce}");
            assert!(nonces.insert(nonce), "{path}");
        }
    }
}

#[tokio::test]
async fn a_rejected_cross_site_post_has_security_headers() {
    let site = Site::open().await;
    let request = site
        .guest()
        .request(reqwest::Method::POST, "/api/sign-out")
        .header("Sec-Fetch-Site", "cross-site");
    let response = TestResponse::of(request).await;
    assert_eq!(
        (response.status, response.header("x-frame-options")),
        (StatusCode::FORBIDDEN, "DENY")
    );
    assert!(!response.header("x-request-id").is_empty());
}

/// The nonce in the content security policy of a page.
fn nonce(page: &TestResponse) -> String {
    let policy = page.header("content-security-policy");
    let (_, rest) = policy
        .split_once("script-src 'self' 'nonce-")
        .unwrap_or_else(|| panic!("no nonce: {policy}"));
    rest.split('\'').next().unwrap().to_owned()
}
