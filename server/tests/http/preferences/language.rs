//! Which language is spoken: the account's, else the cookie's, else the browser's; on pages, in errors and in mail.

use reqwest::{Method, StatusCode, header::ACCEPT_LANGUAGE};

use crate::support::{Answer, Browser, Down, Setup, Site};

const YEAR: &str = "; Max-Age=31536000";

/// The page at `path`, for a browser that asks for this language.
async fn open(person: &Browser, path: &str, accepted: &str) -> Answer {
    let request = person.request(Method::GET, path).header(ACCEPT_LANGUAGE, accepted);
    Answer::of(request.header("accept", "text/html")).await
}

fn assert_speaks(answer: &Answer, language: &str) {
    assert_eq!(answer.header("content-language"), language, "{}", answer.body);
    assert!(answer.body.contains(&format!("<html lang=\"{language}\"")), "{}", answer.body);
}

#[tokio::test]
async fn a_guest_is_spoken_to_as_the_browser_asks() {
    let site = Site::open().await;
    let guest = site.guest();
    for (accepted, language) in
        [("de-AT,de;q=0.9,en;q=0.5", "de"), ("fr,en;q=0.5", "en"), ("fr", "en"), ("\u{e4}", "en")]
    {
        for path in ["/", "/login", "/nowhere"] {
            assert_speaks(&open(&guest, path, accepted).await, language);
        }
    }
}

#[tokio::test]
async fn a_page_tells_caches_what_its_language_depends_on() {
    let site = Site::open().await;
    let answer = site.guest().open("/").await;
    let vary: Vec<_> = answer.headers.get_all("vary").iter().filter_map(|value| value.to_str().ok()).collect();
    assert!(vary.iter().any(|name| name.eq_ignore_ascii_case("accept-language")), "{vary:?}");
    assert!(vary.iter().any(|name| name.eq_ignore_ascii_case("cookie")), "{vary:?}");
}

#[tokio::test]
async fn what_a_guest_has_chosen_counts_more_than_what_the_browser_asks_for() {
    let site = Site::open().await;
    let guest = site.guest();
    let answer = guest.submit("/login", "preferences/language", &[("language", "de")]).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/login"));
    assert_speaks(&open(&guest, "/login", "en").await, "de");
    guest.cookies.set("language", "xx");
    assert_speaks(&open(&guest, "/login", "en").await, "en");
}

#[tokio::test]
async fn what_a_member_has_chosen_for_the_account_counts_most() {
    let site = Site::open().await;
    let member = site.member().await;
    member.call("preferences/language", &[("language", "en")]).await;
    let answer = member.submit("/account", "profile/set-language", &[("language", "de")]).await;
    assert_eq!(answer.location(), "/account?done=language-saved#profile");
    assert_speaks(&open(&member, "/account", "en").await, "de");
    let elsewhere = site.elsewhere(&member).await;
    assert_speaks(&open(&elsewhere, "/tasks", "en").await, "de");

    assert_speaks(&open(&member, "/nowhere", "en").await, "de");
    member.call("profile/set-language", &[("language", "")]).await;
    for person in [&member, &elsewhere] {
        assert_speaks(&open(person, "/account", "de").await, "de");
        assert_speaks(&open(person, "/account", "en").await, "en");
    }
}

#[tokio::test]
async fn a_language_that_is_none_of_ours_is_refused_and_changes_nothing() {
    let site = Site::open().await;
    let member = site.member().await;
    member.call("profile/set-language", &[("language", "de")]).await;
    for language in ["xx", "DE", "de-AT", "\"><script>"] {
        for function in ["profile/set-language", "preferences/language"] {
            let answer = member.call(function, &[("language", language)]).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{function} {language}");
        }
        assert_speaks(&member.open("/account").await, "de");
    }
    assert_eq!(member.call("profile/set-language", &[]).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn nobody_chooses_for_an_account_without_a_session() {
    let site = Site::open().await;
    let answer = site.guest().call("profile/set-language", &[("language", "de")]).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn without_supabase_the_account_keeps_its_language() {
    let site = Site::without(Down::Supabase).await;
    let answer = site.member().await.call("profile/set-language", &[("language", "de")]).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn errors_are_in_the_language_of_the_page() {
    let site = Site::open().await;
    let member = site.member().await;
    member.call("profile/set-language", &[("language", "de")]).await;
    let answer = member.call("tasks/add", &[("name", " ")]).await;
    assert_eq!(answer.json()["message"], "Dieses Feld darf nicht leer sein.");
    assert_eq!(answer.json()["error"], "invalid");
    let answer = member.submit("/tasks", "tasks/add", &[("name", " ")]).await;
    let page = answer.rejected_form(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("Neue Aufgabe darf nicht leer sein."), "{page}");
}

#[tokio::test]
async fn mail_is_in_the_language_of_who_asked_for_it() {
    let site = Site::open().await;
    let visitor = site.guest();
    visitor.call("preferences/language", &[("language", "de")]).await;
    visitor.call("sign-up/send-code", &[("email", &visitor.email)]).await;
    assert_eq!(site.languages_of_mail_to(&visitor.email).await, ["de"]);
}

#[tokio::test]
async fn mail_is_in_the_language_of_the_account_whoever_causes_it() {
    let site = Site::open().await;
    let member = site.member().await;
    site.verify(&member).await;
    member.call("profile/set-language", &[("language", "de")]).await;
    let stranger = site.guest();
    stranger.call("preferences/language", &[("language", "en")]).await;
    stranger.call("sign-in/send-code", &[("email", &member.email)]).await;
    member.call("emails/add", &[("email", &site.guest().email)]).await;
    assert_eq!(site.languages_of_mail_to(&member.email).await, ["de", "de"]);
}

#[tokio::test]
async fn news_reach_a_member_who_has_chosen_nothing_in_the_language_they_signed_in_with() {
    let site = Site::open().await;
    let member = site.guest();
    member.call("preferences/language", &[("language", "de")]).await;
    member.sign_up().await;
    site.verify(&member).await;
    member.call("emails/add", &[("email", &site.guest().email)]).await;
    assert_eq!(site.languages_of_mail_to(&member.email).await, ["de"]);
}

#[tokio::test]
async fn the_cookie_stays_a_year_and_no_script_reads_it() {
    for setup in [Setup::NORMAL, Setup { https: true, ..Setup::NORMAL }] {
        let site = Site::with(setup).await;
        let answer = site.guest().call("preferences/language", &[("language", "de")]).await;
        let cookie = answer.cookie("language").unwrap();
        for attribute in [YEAR, "; HttpOnly", "; SameSite=Lax", "; Path=/;", "; Secure"] {
            assert!(cookie.contains(attribute), "{attribute}: {cookie}");
        }
    }
}
