//! Half of the world is down: answers are honest about it, come soon, and promise nothing that isn't so.

use app::error::AppError;
use reqwest::StatusCode;
use serde_json::json;
use uuid::Uuid;

use crate::support::{Answer, Down, Site};

fn assert_unavailable(answer: &Answer, what: &str) {
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{what}: {}", answer.body);
    assert_eq!(answer.error(), AppError::Unavailable, "{what}");
}

#[tokio::test]
async fn without_supabase_everything_about_tasks_and_books_is_unavailable() {
    let site = Site::without(Down::Supabase).await;
    let member = site.member().await;
    let id = Uuid::new_v4().to_string();
    let one = [("id", &*id)];
    let calls: [(&str, &[(&str, &str)]); 17] = [
        ("tasks/list", &[("number", "1")]),
        ("tasks/add", &[("name", "Milk")]),
        ("tasks/find", &one),
        ("tasks/edit", &[("id", &id), ("name", "Milk")]),
        ("tasks/complete", &one),
        ("tasks/reopen", &one),
        ("tasks/delete", &one),
        ("tasks/clear-completed", &[]),
        ("tasks/find-deletion", &one),
        ("tasks/restore", &one),
        ("wishlist/list", &[("number", "1")]),
        ("wishlist/find", &one),
        ("wishlist/add", &[("title", "Emma")]),
        ("wishlist/edit", &[("id", &id), ("title", "Emma")]),
        ("wishlist/set-status", &[("id", &id), ("status", "Reading")]),
        ("wishlist/remove", &one),
        ("dashboard/overview", &[]),
    ];
    for (function, fields) in calls {
        assert_unavailable(&member.call(function, fields).await, function);
    }
    assert_eq!((site.tasks_of(&member).await, site.books_of(&member).await), (vec![], vec![]));
}

#[tokio::test]
async fn without_supabase_people_still_sign_in_and_out() {
    let site = Site::without(Down::Supabase).await;
    let member = site.member().await;
    assert_eq!(member.call("sign-out", &[]).await.status, StatusCode::OK);
    member.sign_in().await;
    assert_eq!(member.me().await, StatusCode::OK);
}

#[tokio::test]
async fn without_supabase_a_page_says_so_with_its_status() {
    let site = Site::without(Down::Supabase).await;
    let member = site.member().await;
    for path in ["/tasks", "/wishlist", "/dashboard"] {
        let page = member.open(path).await;
        assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE, "{path}");
        assert!(page.body.contains("temporarily unavailable"), "{path}");
    }
}

#[tokio::test]
async fn a_name_is_refused_for_what_it_is_even_without_supabase() {
    let site = Site::without(Down::Supabase).await;
    let answer = site.member().await.call("tasks/add", &[("name", "")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn without_the_database_nobody_is_let_in_and_nobody_is_called_signed_out() {
    let (site, dead) = (Site::open().await, Site::without(Down::Database).await);
    let member = site.member().await.at(&dead);
    // Together: each waits for a connection until its time is up.
    let (me, tasks, account, sign_in, page) = tokio::join!(
        member.open("/api/me"),
        member.call("tasks/list", &[("number", "1")]),
        member.call("account/current", &[]),
        member.call("sign-in/begin", &[("autofill", "false")]),
        member.open("/tasks"),
    );
    assert_eq!((me.status, me.json()), (StatusCode::SERVICE_UNAVAILABLE, json!({ "error": "unavailable" })));
    for (answer, what) in [(tasks, "tasks"), (account, "account"), (sign_in, "sign-in")] {
        assert_unavailable(&answer, what);
    }
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn a_sign_out_that_fails_says_so_and_leaves_the_session() {
    let (site, dead) = (Site::open().await, Site::without(Down::Database).await);
    let member = site.member().await.at(&dead);
    assert_unavailable(&member.call("sign-out", &[]).await, "sign-out");
    assert_eq!(member.at(&site).me().await, StatusCode::OK);
}

#[tokio::test]
async fn without_the_database_the_start_page_still_comes_to_guests() {
    let dead = Site::without(Down::Database).await;
    assert_eq!(dead.guest().open("/").await.status, StatusCode::OK);
}
