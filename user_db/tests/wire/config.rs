//! The project's URL and key, the token, and the readiness check.

use user_db::{Error, Supabase};

use crate::mock_server::{KEY, MockServer, TOKEN, Task};

#[test]
fn an_invalid_url_or_key_is_misconfigured() {
    let invalid = [
        "",
        "supabase",
        "ftp://x",
        "http://",
        "http://a:b@x",
        "https://x?y",
        "https://x#y",
        "unix:/x",
    ];
    for url in invalid {
        assert!(matches!(Supabase::new(url, KEY), Err(Error::Misconfigured(_))), "{url}");
    }
    for key in ["", "a\nb", "ключ\u{7f}"] {
        assert!(matches!(Supabase::new("http://x", key), Err(Error::Misconfigured(_))), "{key}");
    }
}

#[test]
fn an_https_url_is_valid() {
    assert!(Supabase::new("https://example.supabase.co", KEY).is_ok());
}

#[test]
fn debug_output_contains_neither_key_nor_token() {
    let supabase = Supabase::new("http://x", KEY).unwrap();
    let output = format!("{supabase:?} {:?}", supabase.as_user(TOKEN));
    assert!(!output.contains(KEY), "{output}");
    assert!(!output.contains(TOKEN), "{output}");
}

#[tokio::test]
async fn a_url_may_have_a_path_and_a_trailing_slash() {
    for (suffix, line) in [("/", "GET /rest/v1/tasks"), ("/proxy", "GET /proxy/rest/v1/tasks")] {
        let server = MockServer::responding(200, "[]").await;
        let supabase = Supabase::new(&format!("{}{suffix}", server.url), KEY).unwrap();
        supabase.as_user(TOKEN).select::<Task>("tasks").rows().await.unwrap();
        assert_eq!(server.request().line, line);
    }
}

#[tokio::test]
async fn a_token_that_adds_a_header_is_not_sent() {
    let server = MockServer::responding(200, "[]").await;
    let db = server.supabase().as_user("x\r\napikey: other");
    assert_eq!(db.select::<Task>("tasks").rows().await, Err(Error::PermissionDenied));
    assert!(server.has_no_requests());
}

#[tokio::test]
async fn permission_denied_by_the_database_means_ready() {
    for (status, body) in [
        (
            401,
            r#"{"code":"42501","details":null,"hint":null,
                "message":"permission denied for table users"}"#,
        ),
        (200, "[]"),
    ] {
        let server = MockServer::responding(status, body).await;
        assert_eq!(server.supabase().ready().await, Ok(()));

        let request = server.request();
        assert_eq!(request.line, "GET /rest/v1/users?select=id&limit=0");
        assert_eq!(request.header("apikey"), Some(KEY));
        assert_eq!(request.header("authorization"), None);
    }
}

#[tokio::test]
async fn without_the_key_the_tables_or_the_database_it_is_not_ready() {
    for (status, body, error) in [
        (401, r#"{"message":"Invalid API key","hint":""}"#, Error::PermissionDenied),
        (
            404,
            r#"{"code":"42P01","message":"relation \"public.users\" does not exist"}"#,
            Error::Unexpected,
        ),
        (503, r#"{"code":"PGRST002","message":"no connection"}"#, Error::Unavailable),
        (502, "", Error::Unavailable),
    ] {
        let server = MockServer::responding(status, body).await;
        assert_eq!(server.supabase().ready().await, Err(error), "{status}");
    }
}
