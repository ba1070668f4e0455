//! A task of somebody else, one that never was, and an id that is none: one answer for all, and nothing changes.

use app::error::AppError;
use reqwest::StatusCode;
use serde_json::json;
use uuid::Uuid;

use crate::support::{Answer, Browser, Site};

/// Every server function that takes the id of a task.
async fn try_all(person: &Browser, id: &str) -> [(&'static str, Answer); 5] {
    let one = [("id", id)];
    [
        ("complete", person.call("tasks/complete", &one).await),
        ("reopen", person.call("tasks/reopen", &one).await),
        ("edit", person.call("tasks/edit", &[("id", id), ("name", "stolen")]).await),
        (
            "edit of what was seen",
            person.call("tasks/edit", &[("id", id), ("name", "stolen"), ("seen", "2026-11-21")]).await,
        ),
        ("delete", person.call("tasks/delete", &one).await),
    ]
}

fn assert_not_found(answers: &[(&str, Answer)], id: &str) {
    for (verb, answer) in answers {
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{verb} {id}");
        assert_eq!(answer.error(), AppError::NotFound, "{verb} {id}");
    }
}

#[tokio::test]
async fn a_stranger_cannot_touch_my_task() {
    let site = Site::open().await;
    let (member, stranger) = (site.member().await, site.member().await);
    let id = member.add_task("Milk").await;
    let before = site.task(&id).await;
    assert_not_found(&try_all(&stranger, &id).await, &id);
    assert_eq!(site.task(&id).await, before);
}

#[tokio::test]
async fn a_stranger_cannot_reopen_or_clear_what_i_have_done() {
    let site = Site::open().await;
    let (member, stranger) = (site.member().await, site.member().await);
    let id = member.add_task("Milk").await;
    member.call("tasks/complete", &[("id", &id)]).await;
    let before = site.task(&id).await;
    assert_not_found(&try_all(&stranger, &id).await, &id);
    assert_eq!(stranger.call("tasks/clear-completed", &[]).await.json(), json!(0));
    assert_eq!(site.task(&id).await, before);
}

#[tokio::test]
async fn a_stranger_sees_nothing_of_mine() {
    let site = Site::open().await;
    let (member, stranger) = (site.member().await, site.member().await);
    member.add_task("Milk").await;
    member.add_book("Emma", "Jane Austen").await;
    let agenda = stranger.tasks().await;
    assert_eq!((&agenda["tasks"], &agenda["counts"]), (&json!([]), &json!({ "open": 0, "done": 0 })));
    for page in ["/tasks", "/wishlist", "/dashboard"] {
        let page = stranger.open(page).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.body.contains("Milk") && !page.body.contains("Emma") && !page.body.contains(&member.email));
    }
}

#[tokio::test]
async fn an_id_that_never_was_is_not_found() {
    let site = Site::open().await;
    let member = site.member().await;
    let id = Uuid::new_v4().to_string();
    assert_not_found(&try_all(&member, &id).await, &id);
}

#[tokio::test]
async fn what_is_no_id_is_not_found_and_touches_no_task() {
    let site = Site::open().await;
    let member = site.member().await;
    let milk = member.add_task("Milk").await;
    let before = site.task(&milk).await;
    for id in ["", "1", "null", "*", "eq.1", &format!("{milk}&or=(done.eq.false)"), &format!("in.({milk})")] {
        assert_not_found(&try_all(&member, id).await, id);
    }
    assert_eq!(site.task(&milk).await, before);
}
