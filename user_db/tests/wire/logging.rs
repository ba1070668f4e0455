//! What the log says, and what it must not.

use std::{
    io::Write,
    sync::{Arc, Mutex},
};

use crate::database::{Database, KEY, TOKEN, Task};

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

/// What a search for "private-thing" leaves in the log of our crate.
async fn logged(database: &Database) -> String {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter("user_db=trace")
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    let heard = tracing::subscriber::set_default(subscriber);
    database.member().select::<Task>("tasks").eq("name", "private-thing").rows().await.unwrap_err();
    drop(heard);
    log.text()
}

#[tokio::test]
async fn a_refusal_is_logged_with_status_and_code_and_without_what_anyone_wrote() {
    let database = Database::answering(
        400,
        r#"{"code":"22P02","details":"private-details","hint":"private-hint","message":"private-message"}"#,
    )
    .await;
    let log = logged(&database).await;
    for told in ["status=400", "22P02", "tasks", "GET"] {
        assert!(log.contains(told), "{told} is missing: {log}");
    }
    for kept in ["private", KEY, TOKEN] {
        assert!(!log.contains(kept), "{kept} leaked: {log}");
    }
}

#[tokio::test]
async fn a_row_that_can_not_be_read_is_logged_without_its_values() {
    let database = Database::answering(200, r#"[{"id":"private-thing","name":"x"}]"#).await;
    let log = logged(&database).await;
    assert!(log.contains("tasks"), "{log}");
    assert!(!log.contains("private"), "{log}");
}

#[tokio::test]
async fn a_lost_connection_is_logged_without_the_question() {
    let mut database = Database::answering(200, "[]").await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    database.url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let log = logged(&database).await;
    assert!(log.contains("no answer from the database"), "{log}");
    for kept in ["private", KEY, TOKEN] {
        assert!(!log.contains(kept), "{kept} leaked: {log}");
    }
}
