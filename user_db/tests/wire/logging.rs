//! What is logged, and what must not be.

use std::{
    io::Write,
    sync::{Arc, Mutex},
};

use user_db::Filter;

use crate::mock_server::{KEY, MockServer, TOKEN, Task};

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, line: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(line)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Log {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

/// The log of this crate after a failed search for "private-thing".
async fn logged(server: &MockServer) -> String {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter("user_db=trace")
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    let guard = tracing::subscriber::set_default(subscriber);
    server.user_db().select::<Task>("tasks").eq("name", "private-thing").rows().await.unwrap_err();
    drop(guard);
    log.text()
}

#[tokio::test]
async fn an_error_response_is_logged_with_status_and_code_but_no_text() {
    let server = MockServer::responding(
        400,
        r#"{"code":"22P02","details":"private-details","hint":"private-hint",
            "message":"private-message"}"#,
    )
    .await;
    let log = logged(&server).await;
    for logged in ["status=400", "22P02", "tasks", "GET"] {
        assert!(log.contains(logged), "{logged} is missing: {log}");
    }
    for secret in ["private", KEY, TOKEN] {
        assert!(!log.contains(secret), "{secret} leaked: {log}");
    }
}

#[tokio::test]
async fn an_unreadable_row_is_logged_without_its_values() {
    let server = MockServer::responding(200, r#"[{"id":"private-thing","name":"x"}]"#).await;
    let log = logged(&server).await;
    assert!(log.contains("tasks"), "{log}");
    assert!(!log.contains("private"), "{log}");
}

#[tokio::test]
async fn a_failed_connection_is_logged_without_the_query() {
    let mut server = MockServer::responding(200, "[]").await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    server.url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let log = logged(&server).await;
    assert!(log.contains("no response from the database"), "{log}");
    for secret in ["private", KEY, TOKEN] {
        assert!(!log.contains(secret), "{secret} leaked: {log}");
    }
}
