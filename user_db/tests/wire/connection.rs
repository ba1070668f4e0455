//! Connections that fail, time out or break.

use std::{sync::Arc, time::Duration};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};
use user_db::{Error, Filter, Limits, Supabase, UserDb};

use crate::mock_server::{KEY, MockServer, TOKEN, Task};

const SHORT: Limits = Limits {
    connect_timeout: Duration::from_millis(200),
    timeout: Duration::from_millis(200),
    max_response_bytes: 1024,
};

fn user_db(url: &str) -> UserDb {
    Supabase::with_limits(url, KEY, SHORT).unwrap().as_user(TOKEN)
}

async fn listen() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    (listener, url)
}

/// Reads one request without a body.
async fn read_request(stream: &mut TcpStream) {
    let mut request = Vec::new();
    while !request.ends_with(b"\r\n\r\n") {
        request.push(stream.read_u8().await.unwrap());
    }
}

async fn respond(stream: &mut TcpStream, length: usize, body: &str) {
    let response = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\
         Content-Length: {length}\r\n\r\n{body}"
    );
    stream.write_all(response.as_bytes()).await.unwrap();
}

#[tokio::test]
async fn a_refused_connection_is_unavailable() {
    let (listener, url) = listen().await;
    drop(listener);
    let db = user_db(&url);
    assert_eq!(db.select::<Task>("tasks").rows().await, Err(Error::Unavailable));
    assert_eq!(db.insert::<Task>("tasks", &()).await, Err(Error::Unavailable));
    assert_eq!(Supabase::new(&url, KEY).unwrap().ready().await, Err(Error::Unavailable));
}

#[tokio::test]
async fn a_timeout_is_unavailable() {
    let (listener, url) = listen().await;
    let db = user_db(&url);
    assert_eq!(db.select::<Task>("tasks").rows().await, Err(Error::Unavailable));
    assert_eq!(db.delete::<Task>("tasks").eq("id", 1).one().await, Err(Error::Unavailable));
    drop(listener);
}

#[tokio::test]
async fn an_incomplete_response_is_unavailable() {
    let (listener, url) = listen().await;
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        read_request(&mut stream).await;
        respond(&mut stream, 100, "[").await;
    });
    assert_eq!(user_db(&url).select::<Task>("tasks").rows().await, Err(Error::Unavailable));
    server.await.unwrap();
}

#[tokio::test]
async fn a_response_over_the_limit_is_unexpected() {
    let too_long =
        MockServer::responding(200, format!("[{}]", " ".repeat(SHORT.max_response_bytes))).await;
    assert_eq!(user_db(&too_long.url).select::<Task>("tasks").rows().await, Err(Error::Unexpected));

    let at_the_limit =
        MockServer::responding(200, format!("[{}]", " ".repeat(SHORT.max_response_bytes - 2)))
            .await;
    assert_eq!(user_db(&at_the_limit.url).select::<Task>("tasks").rows().await, Ok(vec![]));
}

#[tokio::test]
async fn a_long_error_response_is_truncated() {
    let server = MockServer::responding(403, "x".repeat(10 * 1024 * 1024)).await;
    assert_eq!(server.user_db().select::<Task>("tasks").rows().await, Err(Error::PermissionDenied));
}

/// A server that responds once on the first connection, closes it when it is used again, and
/// responds once on the second.
async fn closing_after_one_response() -> (UserDb, tokio::task::JoinHandle<()>) {
    let (listener, url) = listen().await;
    let server = tokio::spawn(async move {
        let (mut first, _) = listener.accept().await.unwrap();
        read_request(&mut first).await;
        respond(&mut first, 2, "[]").await;
        read_request(&mut first).await;
        drop(first);
        let (mut second, _) = listener.accept().await.unwrap();
        read_request(&mut second).await;
        respond(&mut second, 2, "[]").await;
    });
    let limits = Limits { timeout: Duration::from_secs(10), ..SHORT };
    (Supabase::with_limits(&url, KEY, limits).unwrap().as_user(Arc::<str>::from(TOKEN)), server)
}

#[tokio::test]
async fn a_read_is_repeated_on_a_new_connection() {
    let (db, server) = closing_after_one_response().await;
    assert_eq!(db.select::<Task>("tasks").rows().await, Ok(vec![]));
    assert_eq!(db.select::<Task>("tasks").rows().await, Ok(vec![]));
    server.await.unwrap();
}

#[tokio::test]
async fn a_write_is_not_repeated() {
    let (db, server) = closing_after_one_response().await;
    assert_eq!(db.select::<Task>("tasks").rows().await, Ok(vec![]));
    assert_eq!(db.delete::<Task>("tasks").eq("id", 1).all().await, Err(Error::Unavailable));
    server.abort();
}
