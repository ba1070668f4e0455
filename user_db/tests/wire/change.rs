//! Inserts, updates, deletes and function calls.

use std::collections::BTreeMap;

use user_db::{Error, Filter};

use crate::mock_server::{KEY, MockServer, TOKEN, Task, task};

const ONE: &str = r#"{"id":1,"name":"Water"}"#;
const NO_ROW: &str = r#"{"code":"PGRST116","details":"The result contains 0 rows","hint":null,
    "message":"JSON object requested, multiple (or no) rows returned"}"#;

fn values(name: &str) -> BTreeMap<&str, &str> {
    BTreeMap::from([("name", name)])
}

#[tokio::test]
async fn an_insert_returns_the_row() {
    let server = MockServer::responding(201, ONE).await;
    let row = server.user_db().insert::<Task>("tasks", &values("Wat\"er\n🌱")).await;
    assert_eq!(row, Ok(task(1, "Water")));

    let request = server.request();
    assert_eq!(request.line, "POST /rest/v1/tasks");
    assert_eq!(request.body, r#"{"name":"Wat\"er\n🌱"}"#);
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(request.header("accept"), Some("application/vnd.pgrst.object+json"));
    assert_eq!(request.header("prefer"), Some("return=representation"));
    assert_eq!(request.header("apikey"), Some(KEY));
    assert_eq!(request.header("authorization"), Some(format!("Bearer {TOKEN}").as_str()));
}

#[tokio::test]
async fn an_update_changes_one_row_and_returns_it() {
    let server = MockServer::responding(200, ONE).await;
    let row = server
        .user_db()
        .update::<Task>("tasks", &values("Water"))
        .columns("id,name")
        .eq("id", 1)
        .one()
        .await;
    assert_eq!(row, Ok(task(1, "Water")));

    let request = server.request();
    assert_eq!(request.line, "PATCH /rest/v1/tasks?select=id%2Cname&id=eq.1");
    assert_eq!(request.body, r#"{"name":"Water"}"#);
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(request.header("accept"), Some("application/vnd.pgrst.object+json"));
    assert_eq!(request.header("prefer"), Some("return=representation"));
}

#[tokio::test]
async fn a_delete_of_one_row_returns_it() {
    let server = MockServer::responding(200, ONE).await;
    assert_eq!(
        server.user_db().delete::<Task>("tasks").eq("id", 1).one().await,
        Ok(task(1, "Water"))
    );

    let request = server.request();
    assert_eq!(request.line, "DELETE /rest/v1/tasks?id=eq.1");
    assert_eq!(request.body, "");
    assert_eq!(request.header("content-type"), None);
    assert_eq!(request.header("prefer"), Some("return=representation"));
}

#[tokio::test]
async fn a_delete_of_many_rows_returns_them() {
    let server = MockServer::responding(200, format!("[{ONE},{ONE}]")).await;
    let deleted = server.user_db().delete::<Task>("tasks").is("done", true).all().await.unwrap();
    assert_eq!(deleted.len(), 2);

    let request = server.request();
    assert_eq!(request.line, "DELETE /rest/v1/tasks?done=is.true");
    assert_eq!(request.header("accept"), Some("application/json"));
    assert_eq!(request.header("prefer"), Some("return=representation"));
}

#[tokio::test]
async fn a_delete_of_many_rows_may_match_none() {
    let server = MockServer::responding(200, "[]").await;
    assert_eq!(server.user_db().delete::<Task>("tasks").is("done", true).all().await, Ok(vec![]));
}

#[tokio::test]
async fn a_function_is_called_with_its_arguments_and_returns_rows() {
    let server = MockServer::responding(200, format!("[{ONE}]")).await;
    assert_eq!(
        server.user_db().call::<Task>("restore", &values("Water")).await,
        Ok(vec![task(1, "Water")])
    );

    let request = server.request();
    assert_eq!(request.line, "POST /rest/v1/rpc/restore");
    assert_eq!(request.body, r#"{"name":"Water"}"#);
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(request.header("accept"), Some("application/json"));
    assert_eq!(request.header("authorization"), Some(format!("Bearer {TOKEN}").as_str()));
}

#[tokio::test]
async fn a_missing_row_is_not_found() {
    let server = MockServer::responding(406, NO_ROW).await;
    let db = server.user_db();
    assert_eq!(
        db.update::<Task>("tasks", &values("x")).eq("id", 1).one().await,
        Err(Error::NotFound)
    );
    assert_eq!(db.delete::<Task>("tasks").eq("id", 1).one().await, Err(Error::NotFound));
    assert_eq!(db.select::<Task>("tasks").eq("id", 1).one().await, Err(Error::NotFound));
}

#[tokio::test]
async fn an_id_cannot_add_a_filter() {
    let server = MockServer::responding(406, NO_ROW).await;
    let _ = server.user_db().delete::<Task>("tasks").eq("id", "1&id=neq.1").one().await;
    assert_eq!(server.request().line, "DELETE /rest/v1/tasks?id=eq.1%26id%3Dneq.1");
}

#[tokio::test]
async fn a_change_of_one_version_filters_by_id_and_version() {
    let server = MockServer::responding(406, NO_ROW).await;
    let db = server.user_db();
    let update = db
        .update::<Task>("tasks", &values("x"))
        .eq("id", 1)
        .eq("updated_at", "2026-01-01T00:00:00+00:00");
    assert_eq!(update.one().await, Err(Error::NotFound));
    assert_eq!(
        server.request().line,
        "PATCH /rest/v1/tasks?id=eq.1&updated_at=eq.2026-01-01T00%3A00%3A00%2B00%3A00"
    );

    let delete =
        db.delete::<Task>("tasks").eq("id", 1).eq("updated_at", "2026-01-01").columns("id");
    assert_eq!(delete.one().await, Err(Error::NotFound));
    assert_eq!(
        server.request().line,
        "DELETE /rest/v1/tasks?id=eq.1&updated_at=eq.2026-01-01&select=id"
    );
}

#[tokio::test]
async fn a_change_has_every_filter() {
    let server = MockServer::responding(200, "[]").await;
    let delete = server
        .user_db()
        .delete::<Task>("tasks")
        .contains("name", "tea")
        .lte("due_on", "2026-01-01");
    assert_eq!(delete.all().await, Ok(vec![]));
    assert_eq!(
        server.request().line,
        "DELETE /rest/v1/tasks?name=imatch.***%3Dtea&due_on=lte.2026-01-01"
    );
}

#[tokio::test]
async fn a_change_without_a_filter_is_not_sent() {
    let server = MockServer::responding(200, "[]").await;
    let db = server.user_db();
    assert_eq!(db.delete::<Task>("tasks").all().await, Err(Error::Unexpected));
    assert_eq!(
        db.update::<Task>("tasks", &values("x")).columns("id").all().await,
        Err(Error::Unexpected)
    );
    assert!(server.has_no_requests());
}

#[tokio::test]
async fn a_value_that_is_no_json_is_not_sent() {
    let server = MockServer::responding(200, "[]").await;
    let not_json = BTreeMap::from([(vec![1], "x")]);
    let db = server.user_db();
    assert_eq!(db.insert::<Task>("tasks", &not_json).await, Err(Error::Unexpected));
    assert_eq!(
        db.update::<Task>("tasks", &not_json).eq("id", 1).one().await,
        Err(Error::Unexpected)
    );
    assert!(server.has_no_requests());
}
