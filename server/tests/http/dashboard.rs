//! `/api/dashboard/load` and the page `/dashboard`.

use reqwest::StatusCode;
use serde_json::json;

use crate::support::Site;

#[tokio::test]
async fn the_dashboard_counts_my_tasks() {
    let site = Site::open().await;
    let (member, stranger) = (site.member().await, site.member().await);
    stranger.add_task("Tea").await;
    member.add_task("Milk").await;
    let bread = member.add_task("Bread").await;
    member.call("tasks/complete", &[("id", &bread)]).await;
    let tasks = &member.call("dashboard/load", &[]).await.json()["tasks"];
    assert_eq!(tasks["counts"], json!([1, 1]), "open and done");
    let names: Vec<_> =
        tasks["latest"].as_array().unwrap().iter().map(|task| task["name"].clone()).collect();
    assert_eq!(names, ["Bread", "Milk"]);
}

#[tokio::test]
async fn the_dashboard_counts_my_books_and_lists_the_latest() {
    let site = Site::open().await;
    let (member, stranger) = (site.member().await, site.member().await);
    stranger.add_book("Ulysses", "").await;
    for (title, status) in [
        ("Emma", "Finished"),
        ("Dracula", "Wishlist"),
        ("Persuasion", "Reading"),
        ("Ivanhoe", "Wishlist"),
    ] {
        let id = member.add_book(title, "").await;
        member.call("wishlist/set-status", &[("id", &id), ("status", status)]).await;
    }
    let books = &member.call("dashboard/load", &[]).await.json()["books"];
    assert_eq!(books["counts"], json!([2, 1, 1]), "by status");
    let titles: Vec<_> =
        books["latest"].as_array().unwrap().iter().map(|book| book["title"].clone()).collect();
    assert_eq!(titles, ["Ivanhoe", "Persuasion", "Dracula", "Emma"]);
}

#[tokio::test]
async fn the_dashboard_of_a_new_user_is_empty() {
    let site = Site::open().await;
    let dashboard = site.member().await.call("dashboard/load", &[]).await.json();
    assert_eq!(dashboard["tasks"], json!({ "latest": [], "counts": [0, 0] }));
    assert_eq!(dashboard["due"], json!([]));
    assert_eq!(dashboard["books"], json!({ "latest": [], "counts": [0, 0, 0] }));
}

/// The date in `days` days, in UTC.
async fn day(site: &Site, days: i32) -> String {
    let day = "select ((now() at time zone 'UTC')::date + $1)::text";
    sqlx::query_scalar(day).bind(days).fetch_one(&site.db).await.unwrap()
}

#[tokio::test]
async fn the_dashboard_lists_five_tasks_due_within_a_week_most_urgent_first() {
    let site = Site::open().await;
    let member = site.member().await;
    for (name, days) in [
        ("8", 9),
        ("today", 0),
        ("last", 6),
        ("overdue", -3),
        ("6", 6),
        ("done", 0),
        ("tomorrow", 1),
        ("4", 4),
    ] {
        let due = day(&site, days).await;
        let task = member.call("tasks/add", &[("name", name), ("due", &due)]).await.json();
        if name == "done" {
            member.call("tasks/complete", &[("id", task["id"].as_str().unwrap())]).await;
        }
    }
    member.add_task("whenever").await;
    let due = &member.call("dashboard/load", &[]).await.json()["due"];
    let names: Vec<_> = due.as_array().unwrap().iter().map(|task| task["name"].clone()).collect();
    assert_eq!(names, ["overdue", "today", "tomorrow", "4", "6"]);
    let page = member.open("/dashboard").await.body;
    for words in ["Overdue", "Due today", "/tasks?show=open&amp;sort=due"] {
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[tokio::test]
async fn the_page_escapes_the_latest_tasks_and_books() {
    let site = Site::open().await;
    let member = site.member().await;
    member.add_task("<b>Milk</b>").await;
    member.add_book("<b>Emma</b>", "").await;
    let page = member.open("/dashboard").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("&lt;b&gt;Milk&lt;/b&gt;") && !page.body.contains("<b>Milk"));
    assert!(page.body.contains("&lt;b&gt;Emma&lt;/b&gt;") && !page.body.contains("<b>Emma"));
}
