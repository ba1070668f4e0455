//! Connections that do not stand, do not answer or break.

use std::{sync::Arc, time::Duration};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};
use user_db::{Error, Limits, Supabase, UserDb};

use crate::database::{Database, KEY, TOKEN, Task};

const HURRIED: Limits = Limits { connect: Duration::from_millis(200), total: Duration::from_millis(200), answer: 1024 };

fn member(url: &str) -> UserDb {
    Supabase::with_limits(url, KEY, HURRIED).unwrap().as_user(TOKEN)
}

async fn listen() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    (listener, url)
}

/// Reads one request without a body to its end.
async fn hear(stream: &mut TcpStream) {
    let mut heard = Vec::new();
    while !heard.ends_with(b"\r\n\r\n") {
        heard.push(stream.read_u8().await.unwrap());
    }
}

async fn say(stream: &mut TcpStream, length: usize, body: &str) {
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}");
    stream.write_all(answer.as_bytes()).await.unwrap();
}

#[tokio::test]
async fn nobody_there_is_unavailable() {
    let (listener, url) = listen().await;
    drop(listener);
    let db = member(&url);
    assert_eq!(db.select::<Task>("tasks").rows().await, Err(Error::Unavailable));
    assert_eq!(db.insert::<Task>("tasks", &()).await, Err(Error::Unavailable));
    assert_eq!(Supabase::new(&url, KEY).unwrap().ready().await, Err(Error::Unavailable));
}

#[tokio::test]
async fn silence_is_unavailable() {
    let (listener, url) = listen().await;
    let db = member(&url);
    assert_eq!(db.select::<Task>("tasks").rows().await, Err(Error::Unavailable));
    assert_eq!(db.delete::<Task>("tasks").eq("id", 1).one().await, Err(Error::Unavailable));
    drop(listener);
}

#[tokio::test]
async fn an_answer_that_stops_halfway_is_unavailable() {
    let (listener, url) = listen().await;
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        hear(&mut stream).await;
        say(&mut stream, 100, "[").await;
    });
    assert_eq!(member(&url).select::<Task>("tasks").rows().await, Err(Error::Unavailable));
    server.await.unwrap();
}

#[tokio::test]
async fn an_answer_without_end_is_not_taken_in() {
    let long = Database::answering(200, format!("[{}]", " ".repeat(HURRIED.answer))).await;
    assert_eq!(member(&long.url).select::<Task>("tasks").rows().await, Err(Error::Unexpected));

    let just_fits = Database::answering(200, format!("[{}]", " ".repeat(HURRIED.answer - 2))).await;
    assert_eq!(member(&just_fits.url).select::<Task>("tasks").rows().await, Ok(vec![]));
}

#[tokio::test]
async fn a_refusal_without_end_is_cut_off() {
    let database = Database::answering(403, "x".repeat(10 * 1024 * 1024)).await;
    assert_eq!(database.member().select::<Task>("tasks").rows().await, Err(Error::Refused));
}

/// Answers once on the first connection and closes it when it is used again; answers once on the second.
async fn forgetful() -> (UserDb, tokio::task::JoinHandle<()>) {
    let (listener, url) = listen().await;
    let server = tokio::spawn(async move {
        let (mut first, _) = listener.accept().await.unwrap();
        hear(&mut first).await;
        say(&mut first, 2, "[]").await;
        hear(&mut first).await;
        drop(first);
        let (mut second, _) = listener.accept().await.unwrap();
        hear(&mut second).await;
        say(&mut second, 2, "[]").await;
    });
    let patient = Limits { total: Duration::from_secs(10), ..HURRIED };
    (Supabase::with_limits(&url, KEY, patient).unwrap().as_user(Arc::<str>::from(TOKEN)), server)
}

#[tokio::test]
async fn a_read_survives_a_connection_closed_while_idle() {
    let (db, server) = forgetful().await;
    assert_eq!(db.select::<Task>("tasks").rows().await, Ok(vec![]));
    assert_eq!(db.select::<Task>("tasks").rows().await, Ok(vec![]));
    server.await.unwrap();
}

#[tokio::test]
async fn a_write_is_never_sent_twice() {
    let (db, server) = forgetful().await;
    assert_eq!(db.select::<Task>("tasks").rows().await, Ok(vec![]));
    assert_eq!(db.delete::<Task>("tasks").eq("id", 1).all().await, Err(Error::Unavailable));
    server.abort();
}
