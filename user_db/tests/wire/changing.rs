//! Insert, update, delete.

use std::collections::BTreeMap;

use user_db::Error;

use crate::database::{Database, KEY, TOKEN, Task, task};

const ONE: &str = r#"{"id":1,"name":"Water"}"#;
const NO_ROW: &str = r#"{"code":"PGRST116","details":"The result contains 0 rows","hint":null,"message":"JSON object requested, multiple (or no) rows returned"}"#;

fn named(name: &str) -> BTreeMap<&str, &str> {
    BTreeMap::from([("name", name)])
}

#[tokio::test]
async fn an_insert_returns_the_row() {
    let database = Database::answering(201, ONE).await;
    let row = database.member().insert::<Task>("tasks", &named("Wat\"er\n🌱")).await;
    assert_eq!(row, Ok(task(1, "Water")));

    let asked = database.asked();
    assert_eq!(asked.line, "POST /rest/v1/tasks");
    assert_eq!(asked.body, r#"{"name":"Wat\"er\n🌱"}"#);
    assert_eq!(asked.header("content-type"), Some("application/json"));
    assert_eq!(asked.header("accept"), Some("application/vnd.pgrst.object+json"));
    assert_eq!(asked.header("prefer"), Some("return=representation"));
    assert_eq!(asked.header("apikey"), Some(KEY));
    assert_eq!(asked.header("authorization"), Some(format!("Bearer {TOKEN}").as_str()));
}

#[tokio::test]
async fn an_update_changes_one_row_and_returns_it() {
    let database = Database::answering(200, ONE).await;
    let row = database.member().update::<Task>("tasks", &named("Water")).columns("id,name").eq("id", 1).one().await;
    assert_eq!(row, Ok(task(1, "Water")));

    let asked = database.asked();
    assert_eq!(asked.line, "PATCH /rest/v1/tasks?select=id%2Cname&id=eq.1");
    assert_eq!(asked.body, r#"{"name":"Water"}"#);
    assert_eq!(asked.header("content-type"), Some("application/json"));
    assert_eq!(asked.header("accept"), Some("application/vnd.pgrst.object+json"));
    assert_eq!(asked.header("prefer"), Some("return=representation"));
}

#[tokio::test]
async fn a_delete_of_one_row_returns_it() {
    let database = Database::answering(200, ONE).await;
    assert_eq!(database.member().delete::<Task>("tasks").eq("id", 1).one().await, Ok(task(1, "Water")));

    let asked = database.asked();
    assert_eq!(asked.line, "DELETE /rest/v1/tasks?id=eq.1");
    assert_eq!(asked.body, "");
    assert_eq!(asked.header("content-type"), None);
    assert_eq!(asked.header("prefer"), Some("return=representation"));
}

#[tokio::test]
async fn a_delete_of_many_rows_returns_them() {
    let database = Database::answering(200, format!("[{ONE},{ONE}]")).await;
    let gone = database.member().delete::<Task>("tasks").is("done", true).all().await.unwrap();
    assert_eq!(gone.len(), 2);

    let asked = database.asked();
    assert_eq!(asked.line, "DELETE /rest/v1/tasks?done=is.true");
    assert_eq!(asked.header("accept"), Some("application/json"));
    assert_eq!(asked.header("prefer"), Some("return=representation"));
}

#[tokio::test]
async fn a_change_of_all_that_match_may_match_none() {
    let database = Database::answering(200, "[]").await;
    assert_eq!(database.member().delete::<Task>("tasks").is("done", true).all().await, Ok(vec![]));
}

#[tokio::test]
async fn a_function_is_called_with_its_arguments_and_answers_with_rows() {
    let database = Database::answering(200, format!("[{ONE}]")).await;
    assert_eq!(database.member().call::<Task>("restore", &named("Water")).await, Ok(vec![task(1, "Water")]));

    let asked = database.asked();
    assert_eq!(asked.line, "POST /rest/v1/rpc/restore");
    assert_eq!(asked.body, r#"{"name":"Water"}"#);
    assert_eq!(asked.header("content-type"), Some("application/json"));
    assert_eq!(asked.header("accept"), Some("application/json"));
    assert_eq!(asked.header("authorization"), Some(format!("Bearer {TOKEN}").as_str()));
}

#[tokio::test]
async fn a_row_that_is_not_there_is_not_found() {
    let database = Database::answering(406, NO_ROW).await;
    let db = database.member();
    assert_eq!(db.update::<Task>("tasks", &named("x")).eq("id", 1).one().await, Err(Error::NotFound));
    assert_eq!(db.delete::<Task>("tasks").eq("id", 1).one().await, Err(Error::NotFound));
    assert_eq!(db.select::<Task>("tasks").eq("id", 1).one().await, Err(Error::NotFound));
}

#[tokio::test]
async fn a_hostile_id_changes_no_other_row() {
    let database = Database::answering(406, NO_ROW).await;
    let _ = database.member().delete::<Task>("tasks").eq("id", "1&id=neq.1").one().await;
    assert_eq!(database.asked().line, "DELETE /rest/v1/tasks?id=eq.1%26id%3Dneq.1");
}

#[tokio::test]
async fn a_change_without_a_filter_is_not_sent() {
    let database = Database::answering(200, "[]").await;
    let db = database.member();
    assert_eq!(db.delete::<Task>("tasks").all().await, Err(Error::Unexpected));
    assert_eq!(db.update::<Task>("tasks", &named("x")).columns("id").all().await, Err(Error::Unexpected));
    assert!(database.was_asked_nothing());
}

#[tokio::test]
async fn what_has_no_form_in_json_is_not_sent() {
    let database = Database::answering(200, "[]").await;
    let unspeakable = BTreeMap::from([(vec![1], "x")]);
    let db = database.member();
    assert_eq!(db.insert::<Task>("tasks", &unspeakable).await, Err(Error::Unexpected));
    assert_eq!(db.update::<Task>("tasks", &unspeakable).eq("id", 1).one().await, Err(Error::Unexpected));
    assert!(database.was_asked_nothing());
}
