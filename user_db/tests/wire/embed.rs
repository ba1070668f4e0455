//! Rows and counts of several tables in one request.

use user_db::{Error, Filter, OwnRow};

use crate::mock_server::{KEY, MockServer, TOKEN, Task, task};

fn page(server: &MockServer) -> OwnRow {
    server
        .user_db()
        .own_row("users")
        .rows("page", "tasks", |tasks| tasks.columns("id,name").order("id.asc").range(0, 50))
        .rows("opened", "tasks", |tasks| tasks.columns("id,name").eq("id", 2))
        .count("open", "tasks", |tasks| tasks.is("done", false).contains("name", "tea"))
}

#[tokio::test]
async fn rows_and_counts_come_in_one_request() {
    let body = r#"{"page":[{"id":1,"name":"Water"},{"id":2,"name":"Read"}],
        "opened":[{"id":2,"name":"Read"}],"open":[{"count":12}]}"#;
    let server = MockServer::responding(200, body).await;
    let embedded = page(&server).send().await.unwrap();
    assert_eq!(embedded.rows("page"), Ok(vec![task(1, "Water"), task(2, "Read")]));
    assert_eq!(embedded.row("opened"), Ok(Some(task(2, "Read"))));
    assert_eq!(embedded.count("open"), Ok(12));

    let request = server.request();
    let select =
        "page%3Atasks%28id%2Cname%29%2Copened%3Atasks%28id%2Cname%29%2Copen%3Atasks%28count%29";
    let page = "page.order=id.asc&page.offset=0&page.limit=50";
    let filters = "opened.id=eq.2&open.done=is.false&open.name=imatch.***%3Dtea";
    assert_eq!(request.line, format!("GET /rest/v1/users?select={select}&{page}&{filters}"));
    assert_eq!(request.header("accept"), Some("application/vnd.pgrst.object+json"));
    assert_eq!(request.header("apikey"), Some(KEY));
    assert_eq!(request.header("authorization"), Some(format!("Bearer {TOKEN}").as_str()));
    assert_eq!(request.header("prefer"), None);
}

#[tokio::test]
async fn an_embed_may_be_empty() {
    let body = r#"{"page":[],"opened":[],"open":[{"count":0}]}"#;
    let server = MockServer::responding(200, body).await;
    let embedded = page(&server).send().await.unwrap();
    assert_eq!(embedded.rows::<Task>("page"), Ok(vec![]));
    assert_eq!(embedded.row::<Task>("opened"), Ok(None));
    assert_eq!(embedded.count("open"), Ok(0));
}

#[tokio::test]
async fn an_alias_that_was_not_requested_is_unexpected() {
    let server = MockServer::responding(200, r#"{"page":[]}"#).await;
    let embedded = page(&server).send().await.unwrap();
    assert_eq!(embedded.rows::<Task>("other"), Err(Error::Unexpected));
    assert_eq!(embedded.row::<Task>("other"), Err(Error::Unexpected));
    assert_eq!(embedded.count("other"), Err(Error::Unexpected));
}

#[tokio::test]
async fn an_embed_of_another_type_is_unexpected() {
    let body =
        r#"{"page":[{"id":"one"}],"opened":[{"id":1,"name":"a"},{"id":2,"name":"b"}],"open":[]}"#;
    let server = MockServer::responding(200, body).await;
    let embedded = page(&server).send().await.unwrap();
    assert_eq!(embedded.rows::<Task>("page"), Err(Error::Unexpected));
    assert_eq!(embedded.row::<Task>("opened"), Err(Error::Unexpected), "two rows");
    assert_eq!(embedded.count("page"), Err(Error::Unexpected));
    assert_eq!(embedded.count("open"), Err(Error::Unexpected), "no count");
}

#[tokio::test]
async fn a_body_that_is_no_object_is_unexpected() {
    for body in ["[]", "null", "", "1"] {
        let server = MockServer::responding(200, body).await;
        assert_eq!(page(&server).send().await.unwrap_err(), Error::Unexpected, "{body}");
    }
}

#[tokio::test]
async fn a_query_with_an_ambiguous_alias_is_not_sent() {
    let server = MockServer::responding(200, "{}").await;
    let own_row = || server.user_db().own_row("users");
    let repeated = own_row().count("all", "tasks", |tasks| tasks).rows("all", "books", |b| b);
    assert_eq!(repeated.send().await.unwrap_err(), Error::Unexpected);
    let table = own_row().rows("books", "tasks", |tasks| tasks).count("all", "books", |b| b);
    assert_eq!(table.send().await.unwrap_err(), Error::Unexpected);
    assert!(server.has_no_requests());
}

#[tokio::test]
async fn without_an_own_row_it_is_not_found() {
    let body = r#"{"code":"PGRST116","details":null,"hint":null,"message":"no rows"}"#;
    let server = MockServer::responding(406, body).await;
    assert_eq!(page(&server).send().await.unwrap_err(), Error::NotFound);
}
