//! Reads of one table.

use user_db::{Error, Filter, Page};

use crate::mock_server::{KEY, MockServer, TOKEN, Task, task};

const TWO: &str = r#"[{"id":1,"name":"Water"},{"id":2,"name":"Read"}]"#;

#[tokio::test]
async fn a_request_carries_the_project_key_and_the_user_token() {
    let server = MockServer::responding(200, TWO).await;
    let rows = server.user_db().select::<Task>("tasks").rows().await.unwrap();
    assert_eq!(rows, [task(1, "Water"), task(2, "Read")]);

    let request = server.request();
    assert_eq!(request.line, "GET /rest/v1/tasks");
    assert_eq!(request.header("apikey"), Some(KEY));
    assert_eq!(request.header("authorization"), Some(format!("Bearer {TOKEN}").as_str()));
    assert_eq!(request.header("accept"), Some("application/json"));
    assert_eq!(request.header("prefer"), None);
    assert_eq!(request.header("range"), None);
    assert_eq!(request.header("referer"), None);
    assert_eq!(request.header("content-type"), None);
    assert_eq!(request.headers.get_all("authorization").iter().count(), 1);
    assert_eq!(request.body, "");
}

#[tokio::test]
async fn columns_filters_order_and_range_are_query_parameters() {
    let server = MockServer::responding(200, "[]").await;
    let select = server
        .user_db()
        .select::<Task>("tasks")
        .columns("id,name")
        .eq("status", "Reading")
        .neq("id", 7);
    select
        .is("done", false)
        .lte("due_on", "2026-12-24")
        .order("created_at.desc,id.desc")
        .range(100, 50)
        .rows()
        .await
        .unwrap();
    assert_eq!(
        server.request().line,
        "GET /rest/v1/tasks?select=id%2Cname&status=eq.Reading&id=neq.7&done=is.false\
         &due_on=lte.2026-12-24&order=created_at.desc%2Cid.desc&offset=100&limit=50"
    );
}

#[tokio::test]
async fn several_orders_become_one() {
    let server = MockServer::responding(200, "[]").await;
    server
        .user_db()
        .select::<Task>("tasks")
        .order("done.asc")
        .order("id.desc")
        .rows()
        .await
        .unwrap();
    assert_eq!(server.request().line, "GET /rest/v1/tasks?order=done.asc%2Cid.desc");
}

#[tokio::test]
async fn a_value_cannot_change_the_query() {
    let values = [
        (r#"a"b'c"#, "eq.a%22b%27c"),
        ("1,2)", "eq.1%2C2%29"),
        ("(or)&select=*#x", "eq.%28or%29%26select%3D*%23x"),
        ("1&user_id=neq.1", "eq.1%26user_id%3Dneq.1"),
        ("50% + 1", "eq.50%25+%2B+1"),
        ("a\r\nb", "eq.a%0D%0Ab"),
        ("grün 🌱", "eq.gr%C3%BCn+%F0%9F%8C%B1"),
        ("../../users?x", "eq...%2F..%2Fusers%3Fx"),
        ("null", "eq.null"),
        ("", "eq."),
    ];
    for (value, sent) in values {
        let server = MockServer::responding(200, "[]").await;
        server.user_db().select::<Task>("tasks").eq("name", value).rows().await.unwrap();
        assert_eq!(server.request().line, format!("GET /rest/v1/tasks?name={sent}"));
    }
}

#[tokio::test]
async fn a_search_matches_special_characters_literally() {
    let server = MockServer::responding(200, "[]").await;
    server.user_db().select::<Task>("tasks").contains("name", r"50%_*\(a|b)").rows().await.unwrap();
    assert_eq!(server.request().line, "GET /rest/v1/tasks?name=imatch.***%3D50%25_*%5C%28a%7Cb%29");
}

#[tokio::test]
async fn a_search_in_several_columns_matches_special_characters_literally() {
    let values = [
        ("emma", "emma"),
        ("1,2)", "1%2C2%29"),
        (r#"a"b"#, "a%5C%22b"),
        (r"a\b", "a%5C%5Cb"),
        (r#"\","#, "%5C%5C%5C%22%2C"),
        ("50%_*.(a|b)", "50%25_*.%28a%7Cb%29"),
        ("x),id.neq.(0&limit=0", "x%29%2Cid.neq.%280%26limit%3D0"),
    ];
    for (text, sent) in values {
        let server = MockServer::responding(200, "[]").await;
        server
            .user_db()
            .select::<Task>("books")
            .any_contains(&["title", "author"], text)
            .rows()
            .await
            .unwrap();
        let (title, author) = (
            format!("title.imatch.%22***%3D{sent}%22"),
            format!("author.imatch.%22***%3D{sent}%22"),
        );
        assert_eq!(
            server.request().line,
            format!("GET /rest/v1/books?or=%28{title}%2C{author}%29")
        );
    }
}

#[tokio::test]
async fn a_page_has_rows_and_a_total() {
    for status in [200, 206] {
        let server = MockServer::with_content_range(status, "0-1/120", TWO).await;
        let page = server.user_db().select::<Task>("tasks").range(0, 2).page().await.unwrap();
        assert_eq!(page, Page { rows: vec![task(1, "Water"), task(2, "Read")], total: 120 });

        let request = server.request();
        assert_eq!(request.line, "GET /rest/v1/tasks?offset=0&limit=2");
        assert_eq!(request.header("prefer"), Some("count=exact"));
    }
}

#[tokio::test]
async fn a_page_without_rows_is_empty() {
    let server = MockServer::with_content_range(200, "*/0", "[]").await;
    let page = server.user_db().select::<Task>("tasks").range(0, 50).page().await.unwrap();
    assert_eq!(page, Page { rows: vec![], total: 0 });
}

const PAST_THE_END: &str = r#"{"code":"PGRST103",
    "details":"An offset of 100 was requested, but there are only 3 rows.","hint":null,
    "message":"Requested range not satisfiable"}"#;

#[tokio::test]
async fn a_page_past_the_end_is_empty_and_has_a_total() {
    let server = MockServer::with_content_range(416, "*/3", PAST_THE_END).await;
    let page = server.user_db().select::<Task>("tasks").range(100, 50).page().await.unwrap();
    assert_eq!(page, Page { rows: vec![], total: 3 });

    let rows = server.user_db().select::<Task>("tasks").range(100, 50).rows().await.unwrap();
    assert_eq!(rows, []);
}

#[tokio::test]
async fn a_page_without_a_total_is_unexpected() {
    for range in ["0-1/*", "0-1", "nonsense"] {
        let server = MockServer::with_content_range(200, range, TWO).await;
        assert_eq!(
            server.user_db().select::<Task>("tasks").page().await,
            Err(Error::Unexpected),
            "{range}"
        );
    }
}

#[tokio::test]
async fn one_row_is_requested_as_an_object() {
    let server = MockServer::responding(200, r#"{"id":1,"name":"Water"}"#).await;
    let row = server.user_db().select::<Task>("tasks").eq("id", 1).one().await;
    assert_eq!(row, Ok(task(1, "Water")));

    let request = server.request();
    assert_eq!(request.line, "GET /rest/v1/tasks?id=eq.1");
    assert_eq!(request.header("accept"), Some("application/vnd.pgrst.object+json"));
}
