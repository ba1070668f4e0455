//! Where people are sent who came to the wrong page.

use reqwest::{Method, StatusCode};

use crate::support::{Answer, Site};

#[tokio::test]
async fn a_guest_is_sent_to_sign_in_and_the_page_is_remembered() {
    let site = Site::open().await;
    let guest = site.guest();
    for (wanted, expected) in [
        ("/dashboard", "/login?next=%2Fdashboard"),
        ("/tasks", "/login?next=%2Ftasks"),
        ("/wishlist", "/login?next=%2Fwishlist"),
        ("/wishlist?status=Reading&q=le+guin", "/login?next=%2Fwishlist%3Fstatus%3DReading%26q%3Dle%2Bguin"),
        ("/tasks?page=2&rename=7", "/login?next=%2Ftasks%3Fpage%3D2%26rename%3D7"),
        ("/tasks?q=a%20b%26c", "/login?next=%2Ftasks%3Fq%3Da%2520b%2526c"),
        ("/tasks?x=%0d%0aSet-Cookie:session=1", "/login?next=%2Ftasks%3Fx%3D%250d%250aSet-Cookie%3Asession%3D1"),
    ] {
        let answer = guest.open(wanted).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, expected), "{wanted}");
        assert_eq!(answer.body, "", "{wanted}");
    }
}

#[tokio::test]
async fn no_spelling_of_a_path_passes_the_guard() {
    let site = Site::open().await;
    let guest = site.guest();
    for path in ["/tasks/", "/tasks//", "//tasks", "/Tasks", "/%74asks", "/tasks;a=b", "/tasks%2F"] {
        let answer = guest.open(path).await;
        assert!(!answer.body.contains("<h1>Tasks"), "{path}: {}", answer.status);
        assert_ne!(answer.status, StatusCode::OK, "{path}");
    }
}

#[tokio::test]
async fn a_head_request_is_guarded_as_well() {
    let site = Site::open().await;
    let answer = Answer::of(site.guest().request(Method::HEAD, "/tasks")).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/login?next=%2Ftasks"));
}

#[tokio::test]
async fn a_member_has_no_use_for_the_doors() {
    let site = Site::open().await;
    let member = site.member().await;
    for path in ["/login", "/signup", "/login?next=%2Ftasks", "/login?next=https%3A%2F%2Fevil.example"] {
        let answer = member.open(path).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/dashboard"), "{path}");
    }
}

#[tokio::test]
async fn pages_behind_and_before_the_door_are_kept_by_no_cache() {
    let site = Site::open().await;
    let (guest, member) = (site.guest(), site.member().await);
    for answer in [
        guest.open("/login").await,
        guest.open("/signup").await,
        member.open("/tasks").await,
        member.open("/wishlist").await,
        member.open("/dashboard").await,
    ] {
        assert_eq!((answer.status, answer.header("cache-control")), (StatusCode::OK, "no-store"));
    }
}

#[tokio::test]
async fn the_way_on_after_a_sign_in_stays_on_this_site() {
    let site = Site::open().await;
    let guest = site.guest();
    let honest = guest.open("/login?next=%2Ftasks%3Fpage%3D2").await;
    assert!(honest.body.contains("/tasks?page=2"), "{}", honest.body);
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
        assert!(!page.body.contains("evil.example"), "{hostile}: {}", page.body);
        assert!(page.body.contains("/dashboard"), "{hostile}: {}", page.body);
    }
}
