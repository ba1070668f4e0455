//! `/api/tasks/restore`: what was deleted comes back as it was, for an hour, to whom it belonged.

use app::error::AppError;
use reqwest::StatusCode;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Browser, Site};

async fn delete(person: &Browser, id: &str) {
    assert_eq!(person.call("tasks/delete", &[("id", id)]).await.status, StatusCode::OK);
}

async fn restore(person: &Browser, id: &str) -> StatusCode {
    person.call("tasks/restore", &[("id", id)]).await.status
}

/// How many deleted tasks are kept of this person.
async fn kept(site: &Site, person: &Browser) -> i64 {
    let count = "select count(*) from public.deleted_tasks where user_id = $1";
    sqlx::query_scalar(count).bind(site.id_of(person).await).fetch_one(&site.db).await.unwrap()
}

async fn an_hour_later(site: &Site, person: &Browser) {
    let age = "update public.deleted_tasks set deleted_at = deleted_at - interval '61 minutes' where user_id = $1";
    sqlx::query(age).bind(site.id_of(person).await).execute(&site.db).await.unwrap();
}

#[tokio::test]
async fn a_deleted_task_comes_back_as_it_was() {
    let site = Site::open().await;
    let member = site.member().await;
    let task = member.call("tasks/add", &[("name", "Milk"), ("due", "2026-12-24")]).await.json();
    let id = task["id"].as_str().unwrap();
    member.call("tasks/complete", &[("id", id)]).await;
    let before = site.task(id).await;
    delete(&member, id).await;
    let deletion = member.call("tasks/find-deletion", &[("id", id)]).await.json();
    assert_eq!(deletion, json!({ "id": id, "name": "Milk", "together": 1 }));
    assert_eq!(restore(&member, id).await, StatusCode::OK);
    assert_eq!(site.task(id).await, before);
    assert_eq!((kept(&site, &member).await, restore(&member, id).await), (0, StatusCode::NOT_FOUND));
    // As often as one likes.
    delete(&member, id).await;
    assert_eq!(restore(&member, id).await, StatusCode::OK);
}

#[tokio::test]
async fn what_was_cleared_at_once_comes_back_at_once_and_nothing_else() {
    let site = Site::open().await;
    let member = site.member().await;
    let tea = member.add_task("Tea").await;
    delete(&member, &tea).await;
    let mut ids = Vec::new();
    for name in ["Milk", "Bread"] {
        let id = member.add_task(name).await;
        member.call("tasks/complete", &[("id", &id)]).await;
        ids.push(id);
    }
    assert_eq!(member.call("tasks/clear-completed", &[]).await.json(), json!(2));
    assert_eq!(member.call("tasks/find-deletion", &[("id", &ids[1])]).await.json()["together"], 2);
    assert_eq!(restore(&member, &ids[1]).await, StatusCode::OK);
    assert_eq!(site.tasks_of(&member).await, ["Bread", "Milk"]);
    assert_eq!(kept(&site, &member).await, 1);
}

#[tokio::test]
async fn after_an_hour_it_is_gone_for_good() {
    let site = Site::open().await;
    let member = site.member().await;
    let (milk, bread) = (member.add_task("Milk").await, member.add_task("Bread").await);
    delete(&member, &milk).await;
    an_hour_later(&site, &member).await;
    assert_eq!(restore(&member, &milk).await, StatusCode::NOT_FOUND);
    // The next deletion of the same person sweeps, and so do the rounds of the server.
    delete(&member, &bread).await;
    assert_eq!(kept(&site, &member).await, 1);
    an_hour_later(&site, &member).await;
    site.identity.cleanup().await.unwrap();
    assert_eq!(kept(&site, &member).await, 0);
}

#[tokio::test]
async fn nobody_takes_back_what_somebody_else_has_deleted() {
    let site = Site::open().await;
    let (member, stranger) = (site.member().await, site.member().await);
    let id = member.add_task("Milk").await;
    delete(&member, &id).await;
    for unknown in [&*id, &Uuid::new_v4().to_string(), "", "nonsense"] {
        let answer = stranger.call("tasks/restore", &[("id", unknown)]).await;
        assert_eq!((answer.status, answer.error()), (StatusCode::NOT_FOUND, AppError::NotFound), "{unknown}");
        assert_eq!(stranger.call("tasks/find-deletion", &[("id", unknown)]).await.json(), Value::Null, "{unknown}");
    }
    assert_eq!((site.tasks_of(&stranger).await, kept(&site, &member).await), (vec![], 1));
}

#[tokio::test]
async fn whose_id_it_was_may_use_it_again_whatever_others_have_done_with_it() {
    let site = Site::open().await;
    let (member, stranger) = (site.member().await, site.member().await);
    let id = member.add_task("Milk").await;
    delete(&member, &id).await;
    // Through the API anybody may give a task an id that is free.
    let plant = "insert into public.tasks (id, user_id, name) values ($1::uuid, $2, 'Poison')";
    sqlx::query(plant).bind(&id).bind(site.id_of(&stranger).await).execute(&site.db).await.unwrap();
    assert_ne!(restore(&member, &id).await, StatusCode::OK);
    assert_eq!(kept(&site, &member).await, 1);
    delete(&stranger, &id).await;
    assert_eq!(restore(&member, &id).await, StatusCode::OK);
    assert_eq!(site.task(&id).await.unwrap()["name"], "Milk");
}

#[tokio::test]
async fn whose_account_goes_leaves_no_deleted_task_behind() {
    let site = Site::open().await;
    let member = site.member().await;
    let (milk, _bread) = (member.add_task("Milk").await, member.add_task("Bread").await);
    delete(&member, &milk).await;
    let id = site.id_of(&member).await;
    site.identity.accounts().delete_by_id(id).await.unwrap();
    let left: i64 = sqlx::query_scalar("select count(*) from public.deleted_tasks where user_id = $1")
        .bind(id)
        .fetch_one(&site.db)
        .await
        .unwrap();
    assert_eq!(left, 0);
}
