//! `/api/tasks/…`: what a member does with tasks of their own.

use app::{
    domain::{
        invalid::{Field, Invalid},
        task::{Name, TaskPage},
    },
    error::AppError,
};
use reqwest::StatusCode;
use serde_json::json;

use crate::support::Site;

/// Names that no task may have, and how the refusal says so.
fn refused_names() -> [(String, Invalid); 4] {
    [
        (String::new(), Invalid::Blank(Field::Name)),
        (" \t ".into(), Invalid::Blank(Field::Name)),
        ("x".repeat(Name::MAX + 1), Invalid::TooLong(Field::Name, Name::MAX)),
        ("milk\u{0}".into(), Invalid::Malformed(Field::Name)),
    ]
}

#[tokio::test]
async fn the_newest_task_is_listed_first() {
    let site = Site::open().await;
    let member = site.member().await;
    let milk = member.add_task("Milk").await;
    let bread = member.add_task("Bread").await;
    let expected = json!({
        "tasks": [
            { "id": bread, "name": "Bread", "done": false },
            { "id": milk, "name": "Milk", "done": false },
        ],
        "total": 2,
        "number": 1,
    });
    assert_eq!(member.tasks().await, expected);
}

#[tokio::test]
async fn a_list_is_cut_into_pages() {
    let site = Site::open().await;
    let member = site.member().await;
    let many = "insert into public.tasks (user_id, name)
        select id, n::text from public.users, generate_series(0, $2) n where email = $1";
    let most = i32::try_from(TaskPage::SIZE).unwrap();
    sqlx::query(many).bind(&member.email).bind(most).execute(&site.db).await.unwrap();
    for (number, expected) in [("0", 50), ("1", 50), ("2", 1), ("3", 0), ("4294967295", 0)] {
        let page = member.call("tasks/list", &[("number", number)]).await.json();
        assert_eq!(page["tasks"].as_array().unwrap().len(), expected, "page {number}");
        assert_eq!(page["total"], TaskPage::SIZE + 1, "page {number}");
    }
}

#[tokio::test]
async fn a_name_is_trimmed_and_otherwise_kept_as_typed() {
    let site = Site::open().await;
    let member = site.member().await;
    let id = member.add_task("  <b>Milk</b> & 🥛 שלום '); drop table tasks; -- ").await;
    assert_eq!(site.task(&id).await.unwrap()["name"], "<b>Milk</b> & 🥛 שלום '); drop table tasks; --");
}

#[tokio::test]
async fn a_name_that_breaks_the_rules_adds_nothing() {
    let site = Site::open().await;
    let member = site.member().await;
    for (name, invalid) in refused_names() {
        let answer = member.call("tasks/add", &[("name", &name)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name:?}");
        assert_eq!(answer.error(), AppError::Invalid(invalid), "{name:?}");
    }
    assert_eq!(site.tasks_of(&member).await, [""; 0]);
}

#[tokio::test]
async fn a_task_is_renamed() {
    let site = Site::open().await;
    let member = site.member().await;
    let id = member.add_task("Milk").await;
    let answer = member.call("tasks/rename", &[("id", &id), ("name", " Oat milk ")]).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.json(), json!({ "id": id, "name": "Oat milk", "done": false }));
    assert_eq!(site.task(&id).await.unwrap()["name"], "Oat milk");
}

#[tokio::test]
async fn a_name_that_breaks_the_rules_renames_nothing() {
    let site = Site::open().await;
    let member = site.member().await;
    let id = member.add_task("Milk").await;
    let before = site.task(&id).await;
    for (name, invalid) in refused_names() {
        let answer = member.call("tasks/rename", &[("id", &id), ("name", &name)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name:?}");
        assert_eq!(answer.error(), AppError::Invalid(invalid), "{name:?}");
    }
    assert_eq!(site.task(&id).await, before);
}

#[tokio::test]
async fn a_task_is_completed_and_reopened_as_often_as_asked() {
    let site = Site::open().await;
    let member = site.member().await;
    let id = member.add_task("Milk").await;
    for (verb, done) in [("complete", true), ("complete", true), ("reopen", false), ("reopen", false)] {
        let answer = member.call(&format!("tasks/{verb}"), &[("id", &id)]).await;
        assert_eq!(answer.json(), json!({ "id": id, "name": "Milk", "done": done }), "{verb}");
        assert_eq!(site.task(&id).await.unwrap()["done"], done, "{verb}");
    }
}

#[tokio::test]
async fn a_deleted_task_is_gone_and_deleting_it_again_finds_nothing() {
    let site = Site::open().await;
    let member = site.member().await;
    let (milk, _bread) = (member.add_task("Milk").await, member.add_task("Bread").await);
    assert_eq!(member.call("tasks/delete", &[("id", &milk)]).await.status, StatusCode::OK);
    assert_eq!(site.tasks_of(&member).await, ["Bread"]);
    assert_eq!(member.call("tasks/delete", &[("id", &milk)]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn clearing_deletes_what_is_done_and_says_how_much_that_was() {
    let site = Site::open().await;
    let member = site.member().await;
    for (name, done) in [("Milk", true), ("Bread", false), ("Tea", true)] {
        let id = member.add_task(name).await;
        if done {
            member.call("tasks/complete", &[("id", &id)]).await;
        }
    }
    assert_eq!(member.call("tasks/clear-completed", &[]).await.json(), json!(2));
    assert_eq!(site.tasks_of(&member).await, ["Bread"]);
    assert_eq!(member.call("tasks/clear-completed", &[]).await.json(), json!(0));
}
