//! Forms without JavaScript: an accepted form is redirected, the response to a rejected one is its
//! page.

use app::features::tasks::model::TaskName as Name;
use reqwest::{
    Method, StatusCode,
    header::{ACCEPT, REFERER},
};

use crate::support::{Browser, Down, Site, TestResponse};

/// What the page of a form says about a name that is missing or too long.
const BLANK: &str = "be blank.";
const TOO_LONG: &str = "be longer than 200 characters";

fn assert_leads_to(response: &TestResponse, path: &str) {
    assert_eq!(
        (response.status, response.location()),
        (StatusCode::SEE_OTHER, path),
        "{}",
        response.body
    );
}

/// A form without the fields and headers that name its page.
async fn submit_from(
    member: &Browser,
    referer: Option<&str>,
    fields: &[(&str, &str)],
) -> TestResponse {
    let request = member.request(Method::POST, "/api/tasks/add").header(ACCEPT, "text/html");
    let request =
        referer.iter().fold(request, |request, referer| request.header(REFERER, *referer));
    TestResponse::of(request.form(fields)).await
}

/// A form that a script posts in place of the browser.
async fn fetch(member: &Browser, function: &str, fields: &[(&str, &str)]) -> TestResponse {
    let request =
        member.request(Method::POST, &format!("/api/{function}")).header(ACCEPT, "text/html");
    TestResponse::of(request.header("X-Requested-With", "fetch").form(fields)).await
}

#[tokio::test]
async fn an_accepted_form_is_redirected_to_its_page() {
    let site = Site::open().await;
    let member = site.member().await;
    let response = member.submit("/tasks", "tasks/add", &[("name", "Oat milk")]).await;
    assert_leads_to(&response, "/tasks");
    assert!(member.open("/tasks").await.body.contains("Oat milk"));
}

#[tokio::test]
async fn a_rejected_form_returns_its_page_with_everything_that_was_typed() {
    let site = Site::open().await;
    let member = site.member().await;
    for length in [Name::MAX, 9_000] {
        let long = "ü".repeat(length);
        let response = member
            .submit("/tasks?show=open", "tasks/add", &[("name", &format!("{long} \"<b>&"))])
            .await;
        let page = response.rejected_form(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(response.header("content-location"), "/tasks?show=open");
        assert!(page.contains(TOO_LONG), "{page}");
        assert!(page.contains(&format!("value=\"{long} &quot;&lt;b&gt;&amp;\"")), "{page}");
        let next = member.open("/tasks").await.body;
        assert!(!next.contains(TOO_LONG) && !next.contains("üü"), "{next}");
    }
    assert_eq!(site.tasks_of(&member).await, [""; 0]);
}

#[tokio::test]
async fn the_status_is_that_of_the_error() {
    let site = Site::open().await;
    let member = site.member().await;
    let unknown = uuid::Uuid::new_v4().to_string();
    let response = member.submit("/tasks", "tasks/complete", &[("id", &unknown)]).await;
    response.rejected_form(StatusCode::NOT_FOUND);
    let response = member.submit("/tasks", "tasks/complete", &[]).await;
    response.rejected_form(StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_form_of_a_user_who_is_signed_out_leads_to_sign_in_and_back_to_its_page() {
    let site = Site::open().await;
    let response = site.guest().submit("/tasks?page=2", "tasks/add", &[("name", "Milk")]).await;
    assert_leads_to(&response, "/login?next=%2Ftasks%3Fpage%3D2");
}

#[tokio::test]
async fn a_form_whose_page_cannot_be_rendered_returns_the_error_page() {
    let site = Site::without(Down::Supabase).await;
    let response = site.member().await.submit("/tasks", "tasks/add", &[("name", "")]).await;
    let page = response.rejected_form(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains(BLANK), "{page}");
    assert_eq!(response.header("content-location"), "");
}

#[tokio::test]
async fn the_sign_out_form_leads_to_the_home_page() {
    let site = Site::open().await;
    let member = site.member().await;
    assert_leads_to(&member.submit("/tasks", "sign-out", &[]).await, "/");
    assert_eq!(
        (member.me().await, member.cookies.value("session")),
        (StatusCode::UNAUTHORIZED, None)
    );
}

#[tokio::test]
async fn a_script_gets_the_url_of_a_redirect() {
    let site = Site::open().await;
    let member = site.member().await;
    let fields = [("name", "Milk"), ("return_to", "/tasks?page=2")];
    let response = fetch(&member, "tasks/add", &fields).await;
    assert_eq!((response.status, response.location()), (StatusCode::NO_CONTENT, "/tasks"));
    let response = fetch(&site.guest(), "tasks/add", &fields).await;
    assert_eq!(
        (response.status, response.location()),
        (StatusCode::NO_CONTENT, "/login?next=%2Ftasks%3Fpage%3D2")
    );
}

#[tokio::test]
async fn a_script_gets_the_same_page_as_a_browser() {
    let site = Site::open().await;
    let member = site.member().await;
    let fields = [("name", ""), ("return_to", "/tasks?page=2")];
    let response = fetch(&member, "tasks/add", &fields).await;
    let page = response.rejected_form(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains(BLANK) && page.contains("<html"), "{page}");
    assert_eq!(response.header("content-location"), "/tasks?page=2");
}

#[tokio::test]
async fn without_the_field_the_referer_names_the_page_of_a_form() {
    let site = Site::open().await;
    let member = site.member().await;
    let origin = member.origin();
    for (referer, page) in [
        (format!("{origin}/wishlist?q=a#x"), "/wishlist?q=a"),
        ("https://evil.example/wishlist".into(), "/wishlist"),
        (format!("{origin}//evil.example/wishlist"), "/"),
        (format!("{origin}/\\evil.example/wishlist"), "/"),
        ("evil.example".into(), "/"),
    ] {
        let response = submit_from(&member, Some(&referer), &[("name", "")]).await;
        response.rejected_form(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(response.header("content-location"), page, "{referer}");
    }
    let response = submit_from(&member, None, &[("name", "")]).await;
    response.rejected_form(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(response.header("content-location"), "/");
}

#[tokio::test]
async fn no_form_leads_to_another_site() {
    let site = Site::open().await;
    let member = site.member().await;
    for foreign_url in [
        "https://evil.example/tasks",
        "//evil.example/tasks",
        "/\\evil.example",
        "/\t/evil.example",
    ] {
        let fields = [("theme", "dark"), ("return_to", foreign_url)];
        let request =
            member.request(Method::POST, "/api/preferences/theme").header(ACCEPT, "text/html");
        let accepted = TestResponse::of(request.form(&fields)).await;
        assert_leads_to(&accepted, "/");
        let rejected =
            submit_from(&member, None, &[("name", ""), ("return_to", foreign_url)]).await;
        assert_eq!(rejected.header("content-location"), "/", "{foreign_url}");
        assert!(!rejected.body.contains("evil.example"), "{foreign_url}: {}", rejected.body);
    }
}

#[tokio::test]
async fn a_guest_gets_no_page_of_members_by_a_rejected_form() {
    let site = Site::open().await;
    let fields = [("theme", "none"), ("return_to", "/account/recovery-codes")];
    let rejected = |user: Browser| async move {
        let request = user.request(Method::POST, "/api/preferences/theme");
        TestResponse::of(request.header(ACCEPT, "text/html").form(&fields)).await
    };
    let (guest, member) = (site.guest(), site.member().await);
    let page = rejected(guest).await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST);
    assert!(!page.body.contains("Recovery codes"), "{}", page.body);
    assert!(rejected(member).await.body.contains("Recovery codes"));
}
