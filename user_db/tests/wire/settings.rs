//! The project's address and key, the token, and readiness.

use user_db::{Error, Supabase};

use crate::database::{Database, KEY, TOKEN, Task};

#[test]
fn an_address_that_can_not_be_used_is_refused_with_a_sentence() {
    let bad = ["", "supabase", "ftp://x", "http://", "http://a:b@x", "https://x?y", "https://x#y", "unix:/x"];
    for url in bad {
        assert!(matches!(Supabase::new(url, KEY), Err(Error::Misconfigured(_))), "{url}");
    }
    for key in ["", "a\nb", "ключ\u{7f}"] {
        assert!(matches!(Supabase::new("http://x", key), Err(Error::Misconfigured(_))), "{key}");
    }
}

#[test]
fn a_hosted_project_is_reached_with_tls() {
    assert!(Supabase::new("https://example.supabase.co", KEY).is_ok());
}

#[test]
fn debug_shows_neither_key_nor_token() {
    let supabase = Supabase::new("http://x", KEY).unwrap();
    let shown = format!("{supabase:?} {:?}", supabase.as_user(TOKEN));
    assert!(!shown.contains(KEY), "{shown}");
    assert!(!shown.contains(TOKEN), "{shown}");
}

#[tokio::test]
async fn an_address_may_have_a_path_and_end_in_a_slash() {
    for (end, line) in [("/", "GET /rest/v1/tasks"), ("/proxy", "GET /proxy/rest/v1/tasks")] {
        let database = Database::answering(200, "[]").await;
        let supabase = Supabase::new(&format!("{}{end}", database.url), KEY).unwrap();
        supabase.as_user(TOKEN).select::<Task>("tasks").rows().await.unwrap();
        assert_eq!(database.asked().line, line);
    }
}

#[tokio::test]
async fn a_token_that_adds_a_header_is_refused_and_not_sent() {
    let database = Database::answering(200, "[]").await;
    let db = database.project().as_user("x\r\napikey: other");
    assert_eq!(db.select::<Task>("tasks").rows().await, Err(Error::Refused));
    assert!(database.was_asked_nothing());
}

#[tokio::test]
async fn readiness_asks_as_nobody_and_takes_no_for_an_answer_from_the_database() {
    for (status, body) in [
        (401, r#"{"code":"42501","details":null,"hint":null,"message":"permission denied for table users"}"#),
        (200, "[]"),
    ] {
        let database = Database::answering(status, body).await;
        assert_eq!(database.project().ready().await, Ok(()));

        let asked = database.asked();
        assert_eq!(asked.line, "GET /rest/v1/users?select=id&limit=0");
        assert_eq!(asked.header("apikey"), Some(KEY));
        assert_eq!(asked.header("authorization"), None);
    }
}

#[tokio::test]
async fn readiness_is_not_there_without_the_key_the_tables_or_the_database() {
    for (status, body, error) in [
        (401, r#"{"message":"Invalid API key","hint":""}"#, Error::Refused),
        (404, r#"{"code":"42P01","message":"relation \"public.users\" does not exist"}"#, Error::Unexpected),
        (503, r#"{"code":"PGRST002","message":"no connection"}"#, Error::Unavailable),
        (502, "", Error::Unavailable),
    ] {
        let database = Database::answering(status, body).await;
        assert_eq!(database.project().ready().await, Err(error), "{status}");
    }
}
