//! `/api/tasks/…`: what a member does with tasks of their own.

use app::{
    error::AppError,
    model::validation::{Rule, ValidationError},
    tasks::model::TaskName as Name,
};
use reqwest::StatusCode;
use serde_json::json;

use crate::support::{Answer, Browser, Site};

const NO_DATE: AppError = AppError::Invalid(ValidationError::new("due", Rule::Date));
const REFUSED_DATES: [&str; 5] = ["tomorrow", "2026-02-30", "24.12.2026", "0000-01-01", "2026-12-24T00:00:00Z"];

/// Names that no task may have, and how the refusal says so.
fn refused_names() -> [(String, ValidationError); 4] {
    [
        (String::new(), ValidationError::new("name", Rule::Required)),
        (" \t ".into(), ValidationError::new("name", Rule::Required)),
        ("x".repeat(Name::MAX + 1), ValidationError::new("name", Rule::MaxLength(Name::MAX))),
        ("milk\u{0}".into(), ValidationError::new("name", Rule::Printable)),
    ]
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

/// What was seen last of this task.
async fn seen(person: &Browser, id: &str) -> String {
    person.call("tasks/find", &[("id", id)]).await.json()["updated_at"].as_str().unwrap().to_owned()
}

async fn edit(person: &Browser, id: &str, name: &str, due: &str, seen: &str) -> Answer {
    person.call("tasks/edit", &[("id", id), ("name", name), ("due", due), ("seen", seen)]).await
}

#[tokio::test]
async fn a_task_is_edited() {
    let site = Site::open().await;
    let member = site.member().await;
    let id = member.add_task("Milk").await;
    let answer = edit(&member, &id, " Oat milk ", " 2026-12-24 ", &seen(&member, &id).await).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let task = answer.json();
    assert_eq!((&task["id"], &task["done"]), (&json!(id), &json!(false)));
    assert_eq!((&task["name"], &task["due_on"]), (&json!("Oat milk"), &json!("2026-12-24")));
    assert_eq!(site.task(&id).await.unwrap()["due_on"], "2026-12-24");
    edit(&member, &id, "Oat milk", "", task["updated_at"].as_str().unwrap()).await;
    assert_eq!(site.task(&id).await.unwrap()["due_on"], json!(null));
}

#[tokio::test]
async fn what_breaks_the_rules_edits_nothing() {
    let site = Site::open().await;
    let member = site.member().await;
    let id = member.add_task("Milk").await;
    let before = site.task(&id).await;
    for (name, invalid) in refused_names() {
        let answer = edit(&member, &id, &name, "", "").await;
        assert_eq!((answer.status, answer.error()), (StatusCode::UNPROCESSABLE_ENTITY, AppError::Invalid(invalid)));
    }
    for due in REFUSED_DATES {
        let answer = edit(&member, &id, "Oat milk", due, "").await;
        assert_eq!((answer.status, answer.error()), (StatusCode::UNPROCESSABLE_ENTITY, NO_DATE), "{due}");
    }
    assert_eq!(site.task(&id).await, before);
}

#[tokio::test]
async fn an_edit_of_what_has_changed_since_is_refused() {
    let site = Site::open().await;
    let member = site.member().await;
    let id = member.add_task("Milk").await;
    let first = seen(&member, &id).await;
    assert_eq!(edit(&member, &id, "Oat milk", "", &first).await.status, StatusCode::OK);
    let answer = edit(&member, &id, "Soy milk", "2026-12-24", &first).await;
    assert_eq!((answer.status, answer.error()), (StatusCode::CONFLICT, AppError::Stale));
    assert_eq!(site.task(&id).await.unwrap()["name"], "Oat milk");
    // Whoever has seen that too may go on, and so may who doesn't care.
    assert_eq!(edit(&member, &id, "Soy milk", "", &seen(&member, &id).await).await.status, StatusCode::OK);
    assert_eq!(edit(&member, &id, "Rice milk", "", "").await.status, StatusCode::OK);
    member.call("tasks/delete", &[("id", &id)]).await;
    assert_eq!(edit(&member, &id, "Milk", "", &first).await.error(), AppError::NotFound);
}

#[tokio::test]
async fn what_is_no_version_cannot_be_read_and_edits_nothing() {
    let site = Site::open().await;
    let member = site.member().await;
    let id = member.add_task("Milk").await;
    let before = site.task(&id).await;
    for nonsense in ["yesterdayish", "2026-99-99", "x&id=neq.1", "\u{1}"] {
        let answer = edit(&member, &id, "stolen", "", nonsense).await;
        assert_eq!((answer.status, answer.error()), (StatusCode::BAD_REQUEST, AppError::BadRequest), "{nonsense}");
    }
    assert_eq!(site.task(&id).await, before);
}

#[tokio::test]
async fn a_task_may_be_due_on_a_day() {
    let site = Site::open().await;
    let member = site.member().await;
    for (due, kept) in [("2028-02-29", json!("2028-02-29")), (" ", json!(null)), ("", json!(null))] {
        let task = member.call("tasks/add", &[("name", "Milk"), ("due", due)]).await.json();
        assert_eq!(task["due_on"], kept);
        assert_eq!(site.task(task["id"].as_str().unwrap()).await.unwrap()["due_on"], kept);
    }
}

#[tokio::test]
async fn a_day_that_there_is_not_adds_nothing() {
    let site = Site::open().await;
    let member = site.member().await;
    for due in REFUSED_DATES {
        let answer = member.call("tasks/add", &[("name", "Milk"), ("due", due)]).await;
        assert_eq!((answer.status, answer.error()), (StatusCode::UNPROCESSABLE_ENTITY, NO_DATE), "{due}");
    }
    assert_eq!(site.tasks_of(&member).await, [""; 0]);
}

#[tokio::test]
async fn a_task_is_found_by_its_id() {
    let site = Site::open().await;
    let (member, stranger) = (site.member().await, site.member().await);
    let id = member.add_task("Milk").await;
    assert_eq!(member.call("tasks/find", &[("id", &id)]).await.json()["name"], "Milk");
    for (person, id) in [(&stranger, &*id), (&member, "nonsense"), (&member, "00000000-0000-4000-8000-000000000000")] {
        let answer = person.call("tasks/find", &[("id", id)]).await;
        assert_eq!((answer.status, answer.json()), (StatusCode::OK, json!(null)), "{id}");
    }
}

#[tokio::test]
async fn a_task_is_completed_and_reopened_as_often_as_asked() {
    let site = Site::open().await;
    let member = site.member().await;
    let id = member.add_task("Milk").await;
    for (verb, done) in [("complete", true), ("complete", true), ("reopen", false), ("reopen", false)] {
        let answer = member.call(&format!("tasks/{verb}"), &[("id", &id)]).await;
        assert_eq!((&answer.json()["name"], &answer.json()["done"]), (&json!("Milk"), &json!(done)), "{verb}");
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
