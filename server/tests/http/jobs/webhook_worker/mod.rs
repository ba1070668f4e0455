//! What endpoints elsewhere are told, by the task that `main` starts, and what they answer.

mod delivery;
mod retry;

use std::{net::SocketAddr, time::Duration};

use axum::{Router, body::Bytes, http::HeaderMap, routing::post};
use clap::Parser;
use reqwest::{StatusCode, Url, header::LOCATION};
use serde_json::Value;
use server::{
    commands::{Arguments, run as command},
    jobs::webhook_worker::{Endpoints, Messenger},
    webhooks::signature::Secret,
};
use standardwebhooks::Webhook;
use tokio::{
    net::TcpListener,
    sync::mpsc::{UnboundedReceiver, unbounded_channel},
};
use uuid::Uuid;

use crate::support::{IsolatedStack, WEBHOOK_SECRET};

/// Somebody who is told, on a port of its own.
struct Receiver {
    url: Url,
    heard: UnboundedReceiver<(String, Value)>,
}

/// A stack where what happens is told, as nowhere else.
async fn telling(endpoints: &[&Url]) -> IsolatedStack {
    let here = IsolatedStack::open().await;
    let urls: Vec<_> = endpoints.iter().map(ToString::to_string).collect();
    here.identity.webhooks().set_endpoints(&urls).await.unwrap();
    here
}

impl IsolatedStack {
    /// From now on others are told, and nothing that was to be told remains.
    async fn tell(&self, endpoint: &Url) {
        self.identity.webhooks().set_endpoints(&[endpoint.to_string()]).await.unwrap();
        sqlx::query("delete from identity.outgoing_webhooks").execute(&self.db).await.unwrap();
    }

    /// Something happens.
    async fn add_user(&self) -> Uuid {
        let id = Uuid::new_v4();
        self.execute("insert into public.users (id, email) values ($1, 'ada@example.org')", id).await;
        id
    }

    async fn execute(&self, statement: &'static str, id: Uuid) {
        sqlx::query(statement).bind(id).execute(&self.db).await.unwrap();
    }

    /// Lets the time pass until the next attempt.
    async fn make_due(&self) {
        sqlx::query("update identity.outgoing_webhooks set next_attempt_at = now()").execute(&self.db).await.unwrap();
    }

    async fn round(&self, endpoint: &Url, timeout: Duration) {
        messenger(&[endpoint], timeout).round(&self.identity, endpoint).await;
    }

    /// What hasn't been received: its id, the attempts, whether it is parked, and what went wrong.
    async fn unsent(&self) -> Vec<(String, i32, bool, Option<String>)> {
        let unsent = self.identity.webhooks().list_unsent(50).await.unwrap();
        unsent.into_iter().map(|one| (one.id.to_string(), one.attempts, one.abandoned, one.last_error)).collect()
    }

    async fn server(&self, arguments: &[&str]) -> anyhow::Result<String> {
        let arguments = Arguments::try_parse_from(["server"].iter().chain(arguments))?;
        command(arguments.command.unwrap(), &self.identity, &"http://localhost".parse().unwrap()).await
    }
}

impl Receiver {
    /// Verifies what it is told, with the standard's own library, and answers so.
    async fn answering(status: StatusCode) -> Self {
        let (hear, heard) = unbounded_channel();
        let told = async move |headers: HeaderMap, body: Bytes| {
            Webhook::new(WEBHOOK_SECRET).unwrap().verify(&body, &headers).unwrap();
            assert_eq!(headers["content-type"], "application/json");
            let id = headers["webhook-id"].to_str().unwrap().to_owned();
            hear.send((id, serde_json::from_slice(&body).unwrap())).unwrap();
            (status, [(LOCATION, "/elsewhere")])
        };
        let (listener, url) = listen().await;
        let site = Router::new().route("/", post(told.clone())).route("/elsewhere", post(told));
        tokio::spawn(async move { axum::serve(listener, site).await.unwrap() });
        Self { url, heard }
    }

    /// What it has heard since, in no order.
    fn heard(&mut self) -> Vec<(String, Value)> {
        std::iter::from_fn(|| self.heard.try_recv().ok()).collect()
    }
}

async fn listen() -> (TcpListener, Url) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address: SocketAddr = listener.local_addr().unwrap();
    (listener, format!("http://{address}/").parse().unwrap())
}

fn messenger(urls: &[&Url], timeout: Duration) -> Messenger {
    let urls = urls.iter().map(|&url| url.clone()).collect();
    Messenger::new(Endpoints { urls, secret: Secret::parse(WEBHOOK_SECRET).unwrap() }, timeout).unwrap()
}
