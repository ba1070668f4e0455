//! Select.

use user_db::{Error, Page};

use crate::database::{Database, KEY, TOKEN, Task, task};

const TWO: &str = r#"[{"id":1,"name":"Water"},{"id":2,"name":"Read"}]"#;

#[tokio::test]
async fn a_question_names_the_project_by_its_key_and_the_person_by_their_token() {
    let database = Database::answering(200, TWO).await;
    let rows = database.member().select::<Task>("tasks").rows().await.unwrap();
    assert_eq!(rows, [task(1, "Water"), task(2, "Read")]);

    let asked = database.asked();
    assert_eq!(asked.line, "GET /rest/v1/tasks");
    assert_eq!(asked.header("apikey"), Some(KEY));
    assert_eq!(asked.header("authorization"), Some(format!("Bearer {TOKEN}").as_str()));
    assert_eq!(asked.header("accept"), Some("application/json"));
    assert_eq!(asked.header("prefer"), None);
    assert_eq!(asked.header("range"), None);
    assert_eq!(asked.header("referer"), None);
    assert_eq!(asked.header("content-type"), None);
    assert_eq!(asked.headers.get_all("authorization").iter().count(), 1);
    assert_eq!(asked.body, "");
}

#[tokio::test]
async fn columns_filters_order_and_range_become_one_query() {
    let database = Database::answering(200, "[]").await;
    let select = database.member().select::<Task>("tasks").columns("id,name").eq("status", "Reading").neq("id", 7);
    select.is("done", false).order("created_at.desc,id.desc").range(100, 50).rows().await.unwrap();
    assert_eq!(
        database.asked().line,
        "GET /rest/v1/tasks?select=id%2Cname&done=is.false&order=created_at.desc%2Cid.desc&offset=100&limit=50&status=eq.Reading&id=neq.7"
    );
}

#[tokio::test]
async fn several_orders_become_one() {
    let database = Database::answering(200, "[]").await;
    database.member().select::<Task>("tasks").order("done.asc").order("id.desc").rows().await.unwrap();
    assert_eq!(database.asked().line, "GET /rest/v1/tasks?order=done.asc%2Cid.desc");
}

#[tokio::test]
async fn a_hostile_value_stays_a_value() {
    let hostile = [
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
    for (value, sent) in hostile {
        let database = Database::answering(200, "[]").await;
        database.member().select::<Task>("tasks").eq("name", value).rows().await.unwrap();
        assert_eq!(database.asked().line, format!("GET /rest/v1/tasks?name={sent}"));
    }
}

#[tokio::test]
async fn a_search_takes_every_character_as_it_is() {
    let database = Database::answering(200, "[]").await;
    database.member().select::<Task>("tasks").contains("name", r"50%_*\(a|b)").rows().await.unwrap();
    assert_eq!(database.asked().line, "GET /rest/v1/tasks?name=imatch.***%3D50%25_*%5C%28a%7Cb%29");
}

#[tokio::test]
async fn a_search_in_several_columns_takes_every_character_as_it_is() {
    let hostile = [
        ("emma", "emma"),
        ("1,2)", "1%2C2%29"),
        (r#"a"b"#, "a%5C%22b"),
        (r"a\b", "a%5C%5Cb"),
        (r#"\","#, "%5C%5C%5C%22%2C"),
        ("50%_*.(a|b)", "50%25_*.%28a%7Cb%29"),
        ("x),id.neq.(0&limit=0", "x%29%2Cid.neq.%280%26limit%3D0"),
    ];
    for (text, sent) in hostile {
        let database = Database::answering(200, "[]").await;
        database.member().select::<Task>("books").any_contains(&["title", "author"], text).rows().await.unwrap();
        let (title, author) = (format!("title.imatch.%22***%3D{sent}%22"), format!("author.imatch.%22***%3D{sent}%22"));
        assert_eq!(database.asked().line, format!("GET /rest/v1/books?or=%28{title}%2C{author}%29"));
    }
}

#[tokio::test]
async fn a_page_comes_with_the_total() {
    for status in [200, 206] {
        let database = Database::counting(status, "0-1/120", TWO).await;
        let page = database.member().select::<Task>("tasks").range(0, 2).page().await.unwrap();
        assert_eq!(page, Page { rows: vec![task(1, "Water"), task(2, "Read")], total: 120 });

        let asked = database.asked();
        assert_eq!(asked.line, "GET /rest/v1/tasks?offset=0&limit=2");
        assert_eq!(asked.header("prefer"), Some("count=exact"));
    }
}

#[tokio::test]
async fn a_page_of_nothing_is_empty() {
    let database = Database::counting(200, "*/0", "[]").await;
    let page = database.member().select::<Task>("tasks").range(0, 50).page().await.unwrap();
    assert_eq!(page, Page { rows: vec![], total: 0 });
}

const PAST_THE_END: &str = r#"{"code":"PGRST103","details":"An offset of 100 was requested, but there are only 3 rows.","hint":null,"message":"Requested range not satisfiable"}"#;

#[tokio::test]
async fn a_page_past_the_end_is_empty_and_has_a_total() {
    let database = Database::counting(416, "*/3", PAST_THE_END).await;
    let page = database.member().select::<Task>("tasks").range(100, 50).page().await.unwrap();
    assert_eq!(page, Page { rows: vec![], total: 3 });

    let rows = database.member().select::<Task>("tasks").range(100, 50).rows().await.unwrap();
    assert_eq!(rows, []);
}

#[tokio::test]
async fn a_page_without_a_total_is_no_page() {
    for range in ["0-1/*", "0-1", "nonsense"] {
        let database = Database::counting(200, range, TWO).await;
        assert_eq!(database.member().select::<Task>("tasks").page().await, Err(Error::Unexpected), "{range}");
    }
}

#[tokio::test]
async fn one_row_is_asked_for_as_one_row() {
    let database = Database::answering(200, r#"{"id":1,"name":"Water"}"#).await;
    let row = database.member().select::<Task>("tasks").eq("id", 1).one().await;
    assert_eq!(row, Ok(task(1, "Water")));

    let asked = database.asked();
    assert_eq!(asked.line, "GET /rest/v1/tasks?id=eq.1");
    assert_eq!(asked.header("accept"), Some("application/vnd.pgrst.object+json"));
}
