//! The session cookie, from the first ceremony to the sign-out.

use reqwest::{Method, StatusCode};

use crate::support::{Answer, Setup, Site};

const HTTPS: Setup = Setup { https: true, ..Setup::NORMAL };

#[tokio::test]
async fn on_localhost_the_cookie_is_for_this_site_and_no_script() {
    let site = Site::open().await;
    let member = site.guest();
    let answer = member.sign_up().await;
    let cookie = answer.cookie("session").unwrap();
    for attribute in ["; HttpOnly", "; SameSite=Lax", "; Path=/"] {
        assert!(cookie.contains(attribute), "{attribute}: {cookie}");
    }
    assert!(!cookie.contains("Secure") && !cookie.contains("Domain"), "{cookie}");
    let (_, seconds) = cookie.split_once("Max-Age=").unwrap();
    let days = seconds.split(';').next().unwrap().parse::<u32>().unwrap().div_ceil(24 * 60 * 60);
    assert_eq!(days, 30, "{cookie}");
}

#[tokio::test]
async fn by_https_the_cookie_is_bound_to_its_host() {
    let site = Site::with(HTTPS).await;
    let member = site.guest();
    let answer = member.sign_up().await;
    let cookie = answer.cookie("__Host-session").unwrap();
    for attribute in ["; HttpOnly", "; SameSite=Lax", "; Path=/", "; Secure"] {
        assert!(cookie.contains(attribute), "{attribute}: {cookie}");
    }
    assert!(!cookie.contains("Domain"), "{cookie}");
    assert!(answer.cookie("session").is_none());
    assert_eq!(member.me().await, StatusCode::OK);
}

#[tokio::test]
async fn by_https_a_cookie_without_the_prefix_is_no_session() {
    let site = Site::with(HTTPS).await;
    let member = site.member().await;
    let guest = site.guest();
    guest.cookies.set("session", &member.cookies.value("__Host-session").unwrap());
    assert_eq!(guest.me().await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn signing_out_makes_the_browser_forget_the_cookie() {
    for (setup, name) in [(Setup::NORMAL, "session"), (HTTPS, "__Host-session")] {
        let site = Site::with(setup).await;
        let member = site.member().await;
        assert!(member.cookies.value(name).is_some(), "{name}");
        let answer = member.call("sign-out", &[]).await;
        let removal = answer.cookie(name).unwrap();
        assert!(removal.contains("; Max-Age=0") && removal.contains("; Path=/"), "{removal}");
        assert_eq!(removal.matches("Secure").count(), usize::from(setup.https), "{removal}");
        assert_eq!(member.cookies.value(name), None);
    }
}

#[tokio::test]
async fn a_cookie_that_stands_for_nothing_is_forgotten_as_well() {
    let site = Site::with(HTTPS).await;
    let member = site.member().await;
    sqlx::query("delete from public.users where email = $1").bind(&member.email).execute(&site.db).await.unwrap();
    assert_eq!(member.me().await, StatusCode::UNAUTHORIZED);
    assert_eq!(member.cookies.value("__Host-session"), None);
}

#[tokio::test]
async fn a_session_has_a_new_id_after_every_ceremony_and_the_old_one_is_worthless() {
    let site = Site::open().await;
    let person = site.guest();
    let id = || person.cookies.value("session").unwrap();
    person.call("sign-up/begin", &[("email", &person.email)]).await;
    let mut worthless = vec![id()];
    person.sign_up().await;
    worthless.push(id());
    person.sign_in().await;
    worthless.push(id());
    person.call("sign-out", &[]).await;
    person.sign_in().await;
    let alive = id();
    for old in worthless {
        assert_ne!(old, alive);
        let thief = site.guest();
        thief.cookies.set("session", &old);
        assert_eq!(thief.me().await, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(person.me().await, StatusCode::OK);
}

#[tokio::test]
async fn a_guest_chooses_no_id_for_the_session_to_come() {
    let site = Site::open().await;
    let planted = site.member().await.cookies.value("session").unwrap();
    let victim = site.guest();
    victim.cookies.set("session", "AAAAAAAAAAAAAAAAAAAAAA");
    victim.sign_up().await;
    let own = victim.cookies.value("session").unwrap();
    assert!(own != "AAAAAAAAAAAAAAAAAAAAAA" && own != planted);
}

#[tokio::test]
async fn a_session_that_was_revoked_is_refused_at_the_very_next_request() {
    let site = Site::open().await;
    let member = site.member().await;
    member.add_task("Milk").await;
    let revoked =
        sqlx::query("delete from identity.sessions s using public.users u where s.user_id = u.id and u.email = $1");
    assert_eq!(revoked.bind(&member.email).execute(&site.db).await.unwrap().rows_affected(), 1);
    assert_eq!(member.call("tasks/list", &[("number", "1")]).await.status, StatusCode::UNAUTHORIZED);
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
async fn a_page_that_asks_nobody_s_name_sets_no_cookie() {
    let site = Site::open().await;
    let guest = site.guest();
    for path in ["/", "/login", "/signup", "/nowhere", "/health/alive"] {
        let answer = Answer::of(guest.request(Method::GET, path)).await;
        assert!(answer.headers.get("set-cookie").is_none(), "{path}");
    }
}

#[tokio::test]
async fn the_session_remembers_the_browser_and_the_address() {
    let site = Site::open().await;
    let member = site.guest();
    member.sign_up().await;
    let (agent, address): (Option<String>, Option<String>) = sqlx::query_as(
        "select s.user_agent, s.ip_address from identity.sessions s join public.users u on u.id = s.user_id where u.email = $1",
    )
    .bind(&member.email)
    .fetch_one(&site.db)
    .await
    .unwrap();
    assert_eq!((agent.as_deref(), address.as_deref()), (Some("A browser"), Some("127.0.0.1")));
}
