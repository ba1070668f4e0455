//! Forms without JavaScript: a post leads back to a page, and the page shows what came of it.

use app::tasks::model::TaskName as Name;
use reqwest::{
    Method, StatusCode,
    header::{ACCEPT, REFERER},
};

use crate::support::{Answer, Setup, Site};

const TOO_LONG: &str = "That is too long: 200 characters are the most.";

fn assert_leads_to(answer: &Answer, path: &str) {
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, path), "{}", answer.body);
}

#[tokio::test]
async fn a_form_leads_back_to_its_page_which_shows_the_change() {
    let site = Site::open().await;
    let member = site.member().await;
    let answer = member.submit("/tasks", "tasks/add", &[("name", "Oat milk")]).await;
    assert_leads_to(&answer, "/tasks");
    assert!(answer.cookie("refusal").is_none());
    assert!(member.open("/tasks").await.body.contains("Oat milk"));
}

#[tokio::test]
async fn a_refused_name_comes_back_with_the_reason_and_what_was_typed_once() {
    let site = Site::open().await;
    let member = site.member().await;
    let typed = format!("{} \"<b>&", "ü".repeat(Name::MAX));
    let answer = member.submit("/tasks", "tasks/add", &[("name", &typed)]).await;
    assert_leads_to(&answer, "/tasks");
    let page = member.open("/tasks").await.body;
    assert!(page.contains(TOO_LONG), "{page}");
    assert!(page.contains(&format!("value=\"{} &quot;&lt;b&gt;&amp;\"", "ü".repeat(Name::MAX))), "{page}");
    let again = member.open("/tasks").await.body;
    assert!(!again.contains(TOO_LONG) && !again.contains("üü"), "{again}");
    assert_eq!(site.tasks_of(&member).await, [""; 0]);
}

#[tokio::test]
async fn who_was_signed_out_meanwhile_is_led_to_sign_in() {
    let site = Site::open().await;
    let guest = site.guest();
    assert_leads_to(&guest.submit("/tasks", "tasks/add", &[("name", "Milk")]).await, "/tasks");
    assert_leads_to(&guest.open("/tasks").await, "/login?next=%2Ftasks");
}

#[tokio::test]
async fn the_sign_out_form_leads_to_the_start_page() {
    let site = Site::open().await;
    let member = site.member().await;
    assert_leads_to(&member.submit("/tasks", "sign-out", &[]).await, "/");
    assert_eq!((member.me().await, member.cookies.value("session")), (StatusCode::UNAUTHORIZED, None));
}

#[tokio::test]
async fn a_script_is_told_where_a_form_leads_to_and_goes_there_by_itself() {
    let site = Site::open().await;
    let member = site.member().await;
    for (name, refused) in [("Milk", false), ("", true)] {
        let request = member.request(Method::POST, "/api/tasks/add").header(ACCEPT, "text/html");
        let request =
            request.header("X-Posted-By", "script").header(REFERER, format!("{}/tasks?page=2", member.origin()));
        let answer = Answer::of(request.form(&[("name", name)])).await;
        let expected = if refused { "/tasks?page=2" } else { "/tasks" };
        assert_eq!((answer.status, answer.location()), (StatusCode::NO_CONTENT, expected), "{name:?}");
        assert_eq!(answer.cookie("refusal").is_some(), refused, "{name:?}");
    }
}

#[tokio::test]
async fn what_was_refused_is_for_the_next_page_and_no_script() {
    for setup in [Setup::NORMAL, Setup { https: true, ..Setup::NORMAL }] {
        let site = Site::with(setup).await;
        let answer = site.member().await.submit("/tasks", "tasks/add", &[("name", "")]).await;
        let cookie = answer.cookie("refusal").unwrap();
        for attribute in ["; HttpOnly", "; SameSite=Lax", "; Path=/", "; Max-Age=60"] {
            assert!(cookie.contains(attribute), "{attribute}: {cookie}");
        }
        assert_eq!(cookie.contains("; Secure"), setup.https, "{cookie}");
    }
}

#[tokio::test]
async fn a_refusal_that_is_none_is_ignored() {
    let site = Site::open().await;
    let member = site.member().await;
    for value in ["", "x", "eyJ", "bnVsbA", "e30"] {
        member.cookies.set("refusal", value);
        assert_eq!(member.open("/tasks").await.status, StatusCode::OK, "{value}");
    }
}

#[tokio::test]
async fn the_way_back_stays_on_this_site() {
    let site = Site::open().await;
    let member = site.member().await;
    let from = |referer: String| {
        let request = member.request(Method::POST, "/api/tasks/add").header(ACCEPT, "text/html");
        Answer::of(request.header(REFERER, referer).form(&[("name", "Milk")]))
    };
    let origin = member.origin();
    for (referer, expected) in [
        (format!("{origin}/tasks?page=2#x"), "/tasks"),
        ("https://evil.example/tasks".into(), "/tasks"),
        (format!("{origin}//evil.example/tasks"), "/dashboard"),
        (format!("{origin}/\\evil.example/tasks"), "/dashboard"),
        ("evil.example".into(), "/dashboard"),
    ] {
        let answer = from(referer.clone()).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, expected), "{referer}");
    }
}

#[tokio::test]
async fn a_form_that_tells_no_page_leads_to_the_start_page() {
    let site = Site::open().await;
    let member = site.member().await;
    let request = member.request(Method::POST, "/api/tasks/add").header(ACCEPT, "text/html");
    assert_leads_to(&Answer::of(request.form(&[("name", "")])).await, "/");
}
