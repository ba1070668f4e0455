//! What every answer carries.

use std::collections::HashSet;

use reqwest::StatusCode;

use crate::support::{Answer, Setup, Site};

/// One answer of each kind: pages, data, files, refusals.
async fn one_of_each(site: &Site) -> Vec<(&'static str, Answer)> {
    let (guest, member) = (site.guest(), site.member().await);
    let large = "x".repeat(100_000);
    vec![
        ("start page", guest.open("/").await),
        ("redirect", guest.open("/tasks").await),
        ("page of a member", member.open("/tasks").await),
        ("no page", guest.open("/nowhere").await),
        ("data", member.open("/api/me").await),
        ("refused data", guest.open("/api/me").await),
        ("server function", member.call("tasks/list", &[("number", "1")]).await),
        ("refused call", guest.call("tasks/list", &[("number", "1")]).await),
        ("form", member.submit("/tasks", "tasks/add", &[("name", "")]).await),
        ("too large", member.call("tasks/add", &[("name", &large)]).await),
        ("health", guest.open("/health/alive").await),
        ("keys", guest.open("/.well-known/jwks.json").await),
        ("file", guest.open("/favicon.svg").await),
    ]
}

#[tokio::test]
async fn every_answer_tells_browsers_to_be_strict() {
    let site = Site::open().await;
    for (what, answer) in one_of_each(&site).await {
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(answer.header(name), value, "{what}: {name}");
        }
        assert!(answer.header("permissions-policy").contains("publickey-credentials-get=(self)"), "{what}");
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{what}: {policy}");
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{what}: {policy}");
        assert_eq!(answer.header("server"), "", "{what}");
    }
}

#[tokio::test]
async fn only_by_https_are_browsers_told_to_stay_with_it() {
    for setup in [Setup::NORMAL, Setup { https: true, ..Setup::NORMAL }] {
        let site = Site::with(setup).await;
        let expected = if setup.https { "max-age=63072000; includeSubDomains" } else { "" };
        for (what, answer) in one_of_each(&site).await {
            assert_eq!(answer.header("strict-transport-security"), expected, "{what}");
        }
    }
}

#[tokio::test]
async fn every_answer_has_an_id_of_its_own() {
    let site = Site::open().await;
    let answers = one_of_each(&site).await;
    let ids: HashSet<_> = answers.iter().map(|(_, answer)| answer.header("x-request-id")).collect();
    assert!(ids.len() == answers.len() && !ids.contains(""), "{ids:?}");
}

#[tokio::test]
async fn the_scripts_of_a_page_are_those_that_its_policy_allows() {
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
        let answer = browser.open(path).await;
        let nonce = nonce(&answer);
        let scripts: Vec<_> =
            answer.body.split("<script").skip(1).map(|rest| rest.split('>').next().unwrap()).collect();
        assert!(!scripts.is_empty(), "{path}");
        for script in scripts {
            assert!(script.contains(&format!("nonce=\"{nonce}\"")), "{path}: <script{script}>");
        }
        for inline in [" style=\"", "<style", " onclick=", " onsubmit=", "javascript:"] {
            assert!(!answer.body.contains(inline), "{path}: {inline}");
        }
    }
}

#[tokio::test]
async fn a_nonce_is_used_once() {
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
async fn a_refusal_of_another_site_s_post_is_as_strict() {
    let site = Site::open().await;
    let request = site.guest().request(reqwest::Method::POST, "/api/sign-out").header("Sec-Fetch-Site", "cross-site");
    let answer = Answer::of(request).await;
    assert_eq!((answer.status, answer.header("x-frame-options")), (StatusCode::FORBIDDEN, "DENY"));
    assert!(!answer.header("x-request-id").is_empty());
}

/// The nonce that the policy of a page names.
fn nonce(page: &Answer) -> String {
    let policy = page.header("content-security-policy");
    let (_, rest) = policy.split_once("script-src 'self' 'nonce-").unwrap_or_else(|| panic!("no nonce: {policy}"));
    rest.split('\'').next().unwrap().to_owned()
}
