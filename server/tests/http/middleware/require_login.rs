//! Guests are redirected from protected pages, members from pages for guests.

use std::collections::BTreeMap;

use app::{features, routes::App};
use leptos_axum::generate_route_list;
use reqwest::{Method, StatusCode};

use crate::support::{Site, TestResponse};

/// The path of every page.
fn pages() -> Vec<String> {
    generate_route_list(App).iter().map(|route| with_values(route.path())).collect()
}

/// A path that a route matches: its parameters get a value.
fn with_values(route: &str) -> String {
    let parts =
        route.split('/').map(|part| if part.starts_with(['{', ':', '*']) { "x" } else { part });
    parts.collect::<Vec<_>>().join("/")
}

#[tokio::test]
async fn every_page_requires_a_session_unless_it_is_declared_public() {
    let site = Site::open().await;
    let guest = site.guest();
    let mut counts = BTreeMap::new();
    for page in pages() {
        let response = guest.open(&page).await;
        let is_public = features::is_public_page(&page);
        if is_public || features::is_guest_only_page(&page) {
            assert_eq!(response.status, StatusCode::OK, "{page}");
        } else {
            let next: String = url::form_urlencoded::byte_serialize(page.as_bytes()).collect();
            let expected = (StatusCode::SEE_OTHER, &*format!("/login?next={next}"));
            assert_eq!((response.status, response.location()), expected, "{page}");
            assert_eq!(response.body, "", "{page}");
        }
        let kind = if is_public {
            "public"
        } else if response.status.is_success() {
            "for guests"
        } else {
            "protected"
        };
        *counts.entry(kind).or_insert(0) += 1;
    }
    println!("pages: {counts:?}");
    assert!(counts.len() == 3, "{counts:?}");
}

#[tokio::test]
async fn members_are_redirected_from_every_page_for_guests() {
    let site = Site::open().await;
    let member = site.member().await;
    let mut count = 0;
    for page in pages().into_iter().filter(|page| features::is_guest_only_page(page)) {
        let response = member.open(&page).await;
        assert_eq!(
            (response.status, response.location()),
            (StatusCode::SEE_OTHER, "/dashboard"),
            "{page}"
        );
        count += 1;
    }
    assert_ne!(count, 0);
}

#[tokio::test]
async fn the_sign_in_page_leads_back_to_the_page_with_its_query() {
    let site = Site::open().await;
    let guest = site.guest();
    for (wanted, expected) in [
        ("/dashboard", "/login?next=%2Fdashboard"),
        ("/tasks", "/login?next=%2Ftasks"),
        ("/wishlist", "/login?next=%2Fwishlist"),
        (
            "/wishlist?status=Reading&q=le+guin",
            "/login?next=%2Fwishlist%3Fstatus%3DReading%26q%3Dle%2Bguin",
        ),
        ("/tasks?page=2&rename=7", "/login?next=%2Ftasks%3Fpage%3D2%26rename%3D7"),
        ("/tasks?q=a%20b%26c", "/login?next=%2Ftasks%3Fq%3Da%2520b%2526c"),
        (
            "/tasks?x=%0d%0aSet-Cookie:session=1",
            "/login?next=%2Ftasks%3Fx%3D%250d%250aSet-Cookie%3Asession%3D1",
        ),
    ] {
        let response = guest.open(wanted).await;
        assert_eq!(
            (response.status, response.location()),
            (StatusCode::SEE_OTHER, expected),
            "{wanted}"
        );
        assert_eq!(response.body, "", "{wanted}");
    }
}

#[tokio::test]
async fn no_spelling_of_a_path_bypasses_the_check() {
    let site = Site::open().await;
    let guest = site.guest();
    for path in ["/tasks/", "/tasks//", "//tasks", "/Tasks", "/%74asks", "/tasks;a=b", "/tasks%2F"]
    {
        let response = guest.open(path).await;
        assert!(!response.body.contains("<h1>Tasks"), "{path}: {}", response.status);
        assert_ne!(response.status, StatusCode::OK, "{path}");
    }
}

#[tokio::test]
async fn a_head_request_is_redirected_as_well() {
    let site = Site::open().await;
    let response = TestResponse::of(site.guest().request(Method::HEAD, "/tasks")).await;
    assert_eq!(
        (response.status, response.location()),
        (StatusCode::SEE_OTHER, "/login?next=%2Ftasks")
    );
}

#[tokio::test]
async fn members_are_redirected_from_sign_in_and_sign_up() {
    let site = Site::open().await;
    let member = site.member().await;
    for path in
        ["/login", "/signup", "/login?next=%2Ftasks", "/login?next=https%3A%2F%2Fevil.example"]
    {
        let response = member.open(path).await;
        assert_eq!(
            (response.status, response.location()),
            (StatusCode::SEE_OTHER, "/dashboard"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn protected_pages_and_pages_for_guests_are_not_cached() {
    let site = Site::open().await;
    let (guest, member) = (site.guest(), site.member().await);
    for response in [
        guest.open("/login").await,
        guest.open("/signup").await,
        member.open("/tasks").await,
        member.open("/wishlist").await,
        member.open("/dashboard").await,
    ] {
        assert_eq!(
            (response.status, response.header("cache-control")),
            (StatusCode::OK, "no-store")
        );
    }
}

#[tokio::test]
async fn sign_in_never_leads_to_another_site() {
    let site = Site::open().await;
    let guest = site.guest();
    let valid = guest.open("/login?next=%2Ftasks%3Fpage%3D2").await;
    assert!(valid.body.contains("/tasks?page=2"), "{}", valid.body);
    for hostile in [
        "https%3A%2F%2Fevil.example",
        "%2F%2Fevil.example",
        "%2F%5Cevil.example",
        "%5C%5Cevil.example",
        "%2F%09%2Fevil.example",
        "javascript%3Aalert(%22evil.example%22)",
        "%22%3E%3Cscript%3Eevil.example",
    ] {
        let page = guest.open(&format!("/login?next={hostile}")).await;
        assert_eq!(page.status, StatusCode::OK, "{hostile}");
        assert!(
            !page.body_without_return_to().contains("evil.example"),
            "{hostile}: {}",
            page.body
        );
        assert!(page.body.contains("/dashboard"), "{hostile}: {}", page.body);
    }
}
