//! Queries against the real `PostgREST` and Postgres of the local stack.

#![allow(clippy::unwrap_used, reason = "a failing helper fails the test that uses it")]

use serde::Deserialize;
use serde_json::{Value, json};
use supabase_local::for_tests;
use user_db::{Error, Filter, Supabase, UserDb};
use uuid::Uuid;

#[derive(Debug, Deserialize)]
struct Task {
    name: String,
}

/// Special characters of URLs, of `PostgREST`'s syntax, of patterns and of regular expressions.
const SPECIAL: [&str; 9] = [
    r#"`,()."\*%&#`"#,
    "Blumen gießen, Ärger & Öl",
    "100% _sure_ (or not)",
    r#"say "hi", \ and ')"#,
    "a.eq.b,or(c.is.null)",
    "***=literal",
    "[a-z]+|^$?{2}",
    "x),name.neq.(y&page.limit=0#",
    "日本語 🌱 +plus",
];

/// A new user with one task for each name.
async fn user_with_tasks(names: &[&str]) -> UserDb {
    let stack = for_tests().await;
    let id = Uuid::new_v4().to_string();
    let service_role = Supabase::new(stack.url(), stack.secret_key()).unwrap();
    let service_role = service_role.as_user(stack.secret_key());
    let user = json!({ "id": id, "email": format!("{id}@example.org") });
    service_role.insert::<Value>("users", &user).await.unwrap();
    let supabase = Supabase::new(stack.url(), stack.publishable_key()).unwrap();
    let db = supabase.as_user(stack.user_token(&id));
    for name in names {
        db.insert::<Value>("tasks", &json!({ "name": name })).await.unwrap();
    }
    db
}

#[tokio::test]
async fn one_request_reads_rows_and_counts_of_the_user_only() {
    user_with_tasks(&["of another user"]).await;
    let db = user_with_tasks(&["a", "b", "c", "d"]).await;
    db.update::<Value>("tasks", &json!({ "done": true })).eq("name", "b").one().await.unwrap();
    let embedded = db
        .own_row("users")
        .rows("page", "tasks", |tasks| tasks.columns("name").order("name.desc").range(1, 2))
        .rows("past_the_end", "tasks", |tasks| tasks.columns("name").range(100, 50))
        .rows("opened", "tasks", |tasks| tasks.columns("name").eq("name", "c"))
        .rows("all_books", "books", |books| books)
        .count("all", "tasks", |tasks| tasks)
        .count("open", "tasks", |tasks| tasks.is("done", false))
        .count("found", "tasks", |tasks| tasks.any_contains(&["name"], "D"))
        .count("other", "tasks", |tasks| tasks.neq("name", "a").lte("name", "c"))
        .count("none", "tasks", |tasks| tasks.eq("name", "of another user"))
        .count("book_count", "books", |books| books)
        .send()
        .await
        .unwrap();
    let names = |alias| {
        let rows = embedded.rows::<Task>(alias).unwrap().into_iter();
        rows.map(|task| task.name).collect::<Vec<_>>()
    };
    assert_eq!(names("page"), ["c", "b"]);
    assert_eq!(names("past_the_end"), [""; 0]);
    assert_eq!(embedded.row::<Task>("opened").unwrap().unwrap().name, "c");
    assert!(embedded.row::<Value>("all_books").unwrap().is_none());
    let counts = ["all", "open", "found", "other", "none", "book_count"];
    assert_eq!(counts.map(|alias| embedded.count(alias).unwrap()), [4, 3, 1, 2, 0, 0]);
}

#[tokio::test]
async fn a_search_matches_special_characters_literally() {
    let db = user_with_tasks(&SPECIAL).await;
    for text in SPECIAL {
        let embedded = db
            .own_row("users")
            .rows("page", "tasks", |tasks| tasks.columns("name").contains("name", text))
            .count("any", "tasks", |tasks| tasks.any_contains(&["name", "name"], text))
            .count("equal", "tasks", |tasks| tasks.eq("name", text))
            .send()
            .await
            .unwrap();
        assert_eq!(embedded.row::<Task>("page").unwrap().unwrap().name, text);
        assert_eq!(embedded.count("any"), Ok(1), "{text}");
        assert_eq!(embedded.count("equal"), Ok(1), "{text}");

        let select = || db.select::<Task>("tasks").columns("name");
        assert_eq!(select().contains("name", text).one().await.unwrap().name, text);
        assert_eq!(select().any_contains(&["name"], text).one().await.unwrap().name, text);
        assert_eq!(select().eq("name", text).one().await.unwrap().name, text);
    }
}

#[tokio::test]
async fn a_search_ignores_case() {
    let db = user_with_tasks(&["Ärger vermeiden"]).await;
    let embedded = db
        .own_row("users")
        .count("found", "tasks", |tasks| tasks.contains("name", "äRGER V"))
        .send()
        .await
        .unwrap();
    assert_eq!(embedded.count("found"), Ok(1));
}

#[tokio::test]
async fn a_token_without_a_user_row_is_not_found() {
    let stack = for_tests().await;
    let supabase = Supabase::new(stack.url(), stack.publishable_key()).unwrap();
    let db = supabase.as_user(stack.user_token(&Uuid::new_v4().to_string()));
    let own_row = db.own_row("users").count("all", "tasks", |tasks| tasks);
    assert_eq!(own_row.send().await.unwrap_err(), Error::NotFound);
}

#[tokio::test]
async fn an_invalid_value_in_one_embed_fails_the_request() {
    let db = user_with_tasks(&[]).await;
    let own_row = db.own_row("users").rows("opened", "tasks", |tasks| tasks.eq("id", "no uuid"));
    let error = own_row.send().await.unwrap_err();
    assert_eq!(error, Error::Invalid { code: "22P02".into(), constraint: None });
}

#[tokio::test]
async fn a_change_of_an_old_version_is_not_found() {
    let db = user_with_tasks(&["a"]).await;
    let before: Value = db.select("tasks").one().await.unwrap();
    let version = before["updated_at"].as_str().unwrap();
    let rename = |name: &str| {
        let update = db.update::<Value>("tasks", &json!({ "name": name }));
        update.eq("id", before["id"].as_str().unwrap()).eq("updated_at", version)
    };
    assert_eq!(rename("b").one().await.unwrap()["name"], "b");
    assert_eq!(rename("c").one().await, Err(Error::NotFound));
}
