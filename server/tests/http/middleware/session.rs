//! The session cookie, from the first challenge to sign-out.

use reqwest::{Method, StatusCode};

use crate::support::{Setup, Site, TestResponse};

const HTTPS: Setup = Setup { https: true, ..Setup::NORMAL };

#[tokio::test]
async fn on_localhost_the_cookie_is_http_only_and_same_site() {
    let site = Site::open().await;
    let member = site.guest();
    let response = member.sign_up().await;
    let cookie = response.cookie("session").unwrap();
    for attribute in ["; HttpOnly", "; SameSite=Lax", "; Path=/"] {
        assert!(cookie.contains(attribute), "{attribute}: {cookie}");
    }
    assert!(!cookie.contains("Secure") && !cookie.contains("Domain"), "{cookie}");
    let (_, seconds) = cookie.split_once("Max-Age=").unwrap();
    let days = seconds.split(';').next().unwrap().parse::<u32>().unwrap().div_ceil(24 * 60 * 60);
    assert_eq!(days, 30, "{cookie}");
}

#[tokio::test]
async fn on_https_the_cookie_is_secure_and_bound_to_its_host() {
    let site = Site::with(HTTPS).await;
    let member = site.guest();
    let response = member.sign_up().await;
    let cookie = response.cookie("__Host-session").unwrap();
    for attribute in ["; HttpOnly", "; SameSite=Lax", "; Path=/", "; Secure"] {
        assert!(cookie.contains(attribute), "{attribute}: {cookie}");
    }
    assert!(!cookie.contains("Domain"), "{cookie}");
    assert!(response.cookie("session").is_none());
    assert_eq!(member.me().await, StatusCode::OK);
}

#[tokio::test]
async fn on_https_a_cookie_without_the_prefix_is_ignored() {
    let site = Site::with(HTTPS).await;
    let member = site.member().await;
    let guest = site.guest();
    guest.cookies.set("session", &member.cookies.value("__Host-session").unwrap());
    assert_eq!(guest.me().await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn signing_out_removes_the_cookie() {
    for (setup, name) in [(Setup::NORMAL, "session"), (HTTPS, "__Host-session")] {
        let site = Site::with(setup).await;
        let member = site.member().await;
        assert!(member.cookies.value(name).is_some(), "{name}");
        let response = member.call("sign-out", &[]).await;
        let removal = response.cookie(name).unwrap();
        assert!(removal.contains("; Max-Age=0") && removal.contains("; Path=/"), "{removal}");
        assert_eq!(removal.matches("Secure").count(), usize::from(setup.https), "{removal}");
        assert_eq!(member.cookies.value(name), None);
    }
}

#[tokio::test]
async fn a_cookie_of_an_unknown_session_is_removed() {
    let site = Site::with(HTTPS).await;
    let member = site.member().await;
    sqlx::query("delete from public.users where email = $1")
        .bind(&member.email)
        .execute(&site.db)
        .await
        .unwrap();
    assert_eq!(member.me().await, StatusCode::UNAUTHORIZED);
    assert_eq!(member.cookies.value("__Host-session"), None);
}

#[tokio::test]
async fn every_authentication_replaces_the_session_id() {
    let site = Site::open().await;
    let user = site.guest();
    let id = || user.cookies.value("session").unwrap();
    user.call("sign-up/begin", &[("email", &user.email)]).await;
    let mut old_ids = vec![id()];
    user.sign_up().await;
    old_ids.push(id());
    user.sign_in().await;
    old_ids.push(id());
    user.call("sign-out", &[]).await;
    user.sign_in().await;
    let alive = id();
    for old in old_ids {
        assert_ne!(old, alive);
        let thief = site.guest();
        thief.cookies.set("session", &old);
        assert_eq!(thief.me().await, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(user.me().await, StatusCode::OK);
}

#[tokio::test]
async fn a_guest_cannot_fix_the_id_of_a_future_session() {
    let site = Site::open().await;
    let attackers_id = site.member().await.cookies.value("session").unwrap();
    let victim = site.guest();
    victim.cookies.set("session", "AAAAAAAAAAAAAAAAAAAAAA");
    victim.sign_up().await;
    let own = victim.cookies.value("session").unwrap();
    assert!(own != "AAAAAAAAAAAAAAAAAAAAAA" && own != attackers_id);
}

#[tokio::test]
async fn a_revoked_session_is_rejected_on_the_next_request() {
    let site = Site::open().await;
    let member = site.member().await;
    member.add_task("Milk").await;
    let revoked = sqlx::query(
        "delete from identity.sessions s using public.users u
         where s.user_id = u.id and u.email = $1",
    );
    assert_eq!(revoked.bind(&member.email).execute(&site.db).await.unwrap().rows_affected(), 1);
    assert_eq!(
        member.call("tasks/list", &[("number", "1")]).await.status,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(member.open("/tasks").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn signing_out_ends_this_session_and_no_other() {
    let site = Site::open().await;
    let phone = site.member().await;
    let mut laptop = site.guest();
    laptop.authenticator = phone.authenticator.clone();
    laptop.sign_in().await;
    phone.call("sign-out", &[]).await;
    assert_eq!((phone.me().await, laptop.me().await), (StatusCode::UNAUTHORIZED, StatusCode::OK));
}

#[tokio::test]
async fn a_page_without_a_session_sets_no_cookie() {
    let site = Site::open().await;
    let guest = site.guest();
    for path in ["/", "/login", "/signup", "/nowhere", "/health/alive"] {
        let response = TestResponse::of(guest.request(Method::GET, path)).await;
        assert!(response.headers.get("set-cookie").is_none(), "{path}");
    }
}

#[tokio::test]
async fn the_session_stores_user_agent_and_address() {
    let site = Site::open().await;
    let member = site.guest();
    member.sign_up().await;
    let (agent, address): (Option<String>, Option<String>) = sqlx::query_as(
        "select s.user_agent, s.ip_address
         from identity.sessions s join public.users u on u.id = s.user_id where u.email = $1",
    )
    .bind(&member.email)
    .fetch_one(&site.db)
    .await
    .unwrap();
    assert_eq!((agent.as_deref(), address.as_deref()), (Some("A browser"), Some("127.0.0.1")));
}
