//! `/api/dashboard/overview`, and the page that shows it.

use reqwest::StatusCode;
use serde_json::json;

use crate::support::Site;

#[tokio::test]
async fn the_overview_counts_what_is_mine() {
    let site = Site::open().await;
    let (member, stranger) = (site.member().await, site.member().await);
    stranger.add_task("Tea").await;
    member.add_task("Milk").await;
    let bread = member.add_task("Bread").await;
    member.call("tasks/complete", &[("id", &bread)]).await;
    let overview = member.call("dashboard/overview", &[]).await.json();
    assert_eq!((&overview["open"], &overview["done"]), (&json!(1), &json!(1)));
    let names: Vec<_> = overview["latest"].as_array().unwrap().iter().map(|task| task["name"].clone()).collect();
    assert_eq!(names, ["Bread", "Milk"]);
}

#[tokio::test]
async fn the_overview_of_somebody_new_is_empty() {
    let site = Site::open().await;
    let overview = site.member().await.call("dashboard/overview", &[]).await.json();
    assert_eq!(overview, json!({ "open": 0, "done": 0, "latest": [] }));
}

#[tokio::test]
async fn the_page_shows_the_latest_tasks_as_text() {
    let site = Site::open().await;
    let member = site.member().await;
    member.add_task("<b>Milk</b>").await;
    let page = member.open("/dashboard").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("&lt;b&gt;Milk&lt;/b&gt;") && !page.body.contains("<b>Milk"));
}
