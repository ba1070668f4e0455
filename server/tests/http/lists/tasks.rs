//! What only tasks do: they are completed, due and cleared.

use reqwest::StatusCode;
use serde_json::json;

use super::{
    assert_redirects,
    field::{Field, Kind},
    list,
};
use crate::support::{Browser, Site};

async fn add_due(user: &Browser, name: &str, due: &str) -> String {
    let task = user.call("tasks/add", &[("name", name), ("due", due)]).await.json();
    task["id"].as_str().unwrap_or_else(|| panic!("{task}")).to_owned()
}

#[tokio::test]
async fn the_page_says_what_the_tests_of_lists_have_to_know() {
    let site = Site::open().await;
    let tasks = list(&site, "/tasks").await;
    let Field { name, kind, required, .. } = &tasks.title;
    assert_eq!((&**name, *kind, *required), ("name", Kind::Text { max_length: 200 }, true));
    let [due] = &tasks.others[..] else { panic!("{tasks:?}") };
    assert_eq!((&*due.name, due.kind, &*due.column), ("due", Kind::Date, "due_on"));
    let filter = tasks.filter.as_ref().unwrap();
    assert_eq!((&*filter.with_new, &*filter.without), ("show=open", "show=done"));
    assert_eq!(
        (tasks.table, &*tasks.by_title, &*tasks.empty),
        ("tasks", "sort=name", "No tasks yet")
    );
    assert_eq!(tasks.invalid_forms().len(), 4 + 5);
}

#[tokio::test]
async fn a_task_is_completed_and_reopened_as_often_as_asked() {
    let site = Site::open().await;
    let member = site.member().await;
    let id = member.add_task("Milk").await;
    for (verb, done) in
        [("complete", true), ("complete", true), ("reopen", false), ("reopen", false)]
    {
        let task = member.call(&format!("tasks/{verb}"), &[("id", &id)]).await.json();
        assert_eq!((&task["name"], &task["done"]), (&json!("Milk"), &json!(done)), "{verb}");
        assert_eq!(site.task(&id).await.unwrap()["done"], done, "{verb}");
        let response = member.submit("/tasks?q=m", &format!("tasks/{verb}"), &[("id", &id)]).await;
        assert_redirects(&response, "/tasks?q=m");
    }
}

#[tokio::test]
async fn the_task_of_another_user_is_neither_completed_nor_reopened() {
    let site = Site::open().await;
    let (member, stranger, guest) = (site.member().await, site.member().await, site.guest());
    let id = member.add_task("Milk").await;
    let before = site.task(&id).await;
    for verb in ["complete", "reopen"] {
        let function = format!("tasks/{verb}");
        assert_eq!(stranger.call(&function, &[("id", &id)]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(guest.call(&function, &[("id", &id)]).await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(member.call(&function, &[]).await.status, StatusCode::BAD_REQUEST);
    }
    assert_eq!(site.task(&id).await, before);
}

#[tokio::test]
async fn both_statuses_are_counted_and_filtered() {
    let site = Site::open().await;
    let tasks = list(&site, "/tasks").await;
    let member = site.member().await;
    for (name, done) in [("A", true), ("B", false), ("C", true), ("D", false), ("E", true)] {
        let id = member.add_task(name).await;
        if done {
            member.call("tasks/complete", &[("id", &id)]).await;
        }
    }
    for (show, expected) in [("open", "DB"), ("done", "ECA"), ("", "EDCBA")] {
        let query = format!("show={show}");
        assert_eq!(tasks.titles(&member, &query).await.concat(), expected);
        assert_eq!(tasks.load(&member, &query).await["counts"], json!([2, 3]));
    }
}

#[tokio::test]
async fn a_due_date_is_optional() {
    let site = Site::open().await;
    let member = site.member().await;
    for (due, stored) in
        [("2028-02-29", json!("2028-02-29")), (" ", json!(null)), ("", json!(null))]
    {
        let id = add_due(&member, "Milk", due).await;
        assert_eq!(site.task(&id).await.unwrap()["due_on"], stored, "{due:?}");
    }
}

#[tokio::test]
async fn tasks_are_sorted_by_due_date_and_by_age() {
    let site = Site::open().await;
    let tasks = list(&site, "/tasks").await;
    let member = site.member().await;
    for (name, due) in
        [("A", ""), ("B", "2027-01-01"), ("C", "2026-01-01"), ("D", ""), ("E", "2026-01-01")]
    {
        add_due(&member, name, due).await;
    }
    for (sort, expected) in [("due", "ECBDA"), ("oldest", "ABCDE"), ("newest", "EDCBA")] {
        assert_eq!(
            tasks.titles(&member, &format!("sort={sort}")).await.concat(),
            expected,
            "{sort}"
        );
    }
}

#[tokio::test]
async fn today_is_the_day_in_the_time_zone_of_the_member() {
    let site = Site::open().await;
    let tasks = list(&site, "/tasks").await;
    let member = site.member().await;
    let mut days = Vec::new();
    for offset in ["-840", "0", "840", "100000", "nonsense"] {
        member.cookies.set("utc-offset", offset);
        days.push(tasks.load(&member, "").await["today"].as_str().unwrap().to_owned());
    }
    // The first and the third are 28 hours apart; the last two are no offsets.
    assert!(days[0] < days[2] && days[0] <= days[1] && days[1] <= days[2], "{days:?}");
    assert!(days[3] == days[1] && days[4] == days[1], "{days:?}");
}

#[tokio::test]
async fn completed_tasks_are_cleared_and_restored_together() {
    let site = Site::open().await;
    let tasks = list(&site, "/tasks").await;
    let member = site.member().await;
    let tea = member.add_task("Tea").await;
    member.call("tasks/delete", &[("id", &tea)]).await;
    let mut ids = Vec::new();
    for name in ["Milk", "Bread"] {
        let id = member.add_task(name).await;
        member.call("tasks/complete", &[("id", &id)]).await;
        ids.push(id);
    }
    member.add_task("Open").await;
    assert_eq!(member.call("tasks/clear-completed", &[]).await.json(), json!(2));
    assert_eq!(member.call("tasks/clear-completed", &[]).await.json(), json!(0));
    assert_eq!(site.tasks_of(&member).await, ["Open"]);
    let deletion = &tasks.load(&member, &format!("deleted={}", ids[1])).await["deletion"];
    assert_eq!(deletion["batch_size"], 2);
    assert_eq!(member.call("tasks/restore", &[("id", &ids[1])]).await.json(), json!(2));
    assert_eq!(site.tasks_of(&member).await, ["Bread", "Milk", "Open"]);
}

#[tokio::test]
async fn many_completed_tasks_are_cleared_and_restored_at_once() {
    let site = Site::open().await;
    let tasks = list(&site, "/tasks").await;
    let member = site.member().await;
    tasks.seed(&site, &member, 12_000).await;
    let done = "update public.tasks set done = true where user_id = $1";
    sqlx::query(done).bind(site.id_of(&member).await).execute(&site.db).await.unwrap();
    let response = member.submit("/tasks", "tasks/clear-completed", &[]).await;
    let (path, id) = response.location().split_once("?deleted=").unwrap();
    assert_eq!((response.status, path), (StatusCode::SEE_OTHER, "/tasks"));
    assert_eq!(tasks.load(&member, "").await["all"], 0);
    assert_eq!(
        tasks.load(&member, &format!("deleted={id}")).await["deletion"]["batch_size"],
        12_000
    );
    assert_eq!(member.call("tasks/restore", &[("id", id)]).await.json(), json!(12_000));
    assert_eq!(tasks.load(&member, "").await["all"], 12_000);
}
