//! Outgoing webhooks: the worker delivers them to endpoints and retries.

mod delivery;
mod retry;

use std::{net::SocketAddr, ops::Deref, time::Duration};

use axum::{Router, body::Bytes, http::HeaderMap, routing::post};
use clap::Parser;
use reqwest::{StatusCode, Url, header::LOCATION};
use serde_json::Value;
use server::{
    commands::{Arguments, run},
    jobs::webhook_worker::{Endpoints, WebhookClient},
    webhooks::signature::Secret,
};
use standardwebhooks::Webhook;
use tokio::{
    net::TcpListener,
    sync::mpsc::{UnboundedReceiver, unbounded_channel},
};
use uuid::Uuid;

use test_support::IsolatedStack;

use crate::support::WEBHOOK_SECRET;

/// An endpoint on a port of its own.
struct Receiver {
    url: Url,
    deliveries: UnboundedReceiver<(String, Value)>,
}

/// A stack whose webhooks go to no endpoint of another test.
struct WebhookStack(IsolatedStack);

impl Deref for WebhookStack {
    type Target = IsolatedStack;

    fn deref(&self) -> &IsolatedStack {
        &self.0
    }
}

impl WebhookStack {
    async fn start(endpoints: &[&Url]) -> Self {
        let stack = Self(IsolatedStack::start().await);
        let urls: Vec<_> = endpoints.iter().map(ToString::to_string).collect();
        stack.identity.webhooks().set_endpoints(&urls).await.unwrap();
        stack
    }

    async fn close(self) {
        self.0.close().await;
    }

    /// Replaces the endpoints and drops what was not delivered.
    async fn set_endpoint(&self, endpoint: &Url) {
        self.identity.webhooks().set_endpoints(&[endpoint.to_string()]).await.unwrap();
        sqlx::query("delete from identity.outgoing_webhooks").execute(&self.db).await.unwrap();
    }

    /// Causes a `user.created` event.
    async fn add_user(&self) -> Uuid {
        let id = Uuid::new_v4();
        self.execute("insert into public.users (id, email) values ($1, 'ada@example.org')", id)
            .await;
        id
    }

    async fn execute(&self, statement: &'static str, id: Uuid) {
        sqlx::query(statement).bind(id).execute(&self.db).await.unwrap();
    }

    /// Makes the next attempt due now.
    async fn make_due(&self) {
        sqlx::query("update identity.outgoing_webhooks set next_attempt_at = now()")
            .execute(&self.db)
            .await
            .unwrap();
    }

    async fn deliver_due(&self, endpoint: &Url, timeout: Duration) {
        client(&[endpoint], timeout).deliver_due(&self.identity, endpoint).await;
    }

    /// Undelivered webhooks: id, attempts, whether abandoned, and the last error.
    async fn undelivered(&self) -> Vec<(String, i32, bool, Option<String>)> {
        let undelivered = self.identity.webhooks().list_undelivered(50).await.unwrap();
        undelivered
            .into_iter()
            .map(|webhook| {
                (webhook.id.to_string(), webhook.attempts, webhook.abandoned, webhook.last_error)
            })
            .collect()
    }

    async fn run_command(&self, arguments: &[&str]) -> anyhow::Result<String> {
        let arguments = Arguments::try_parse_from(["server"].iter().chain(arguments))?;
        let public_url = "http://localhost".parse().unwrap();
        run(arguments.command.unwrap(), &self.identity, &public_url).await
    }
}

impl Receiver {
    /// Verifies deliveries with the standard's own library and responds with `status`.
    async fn responding(status: StatusCode) -> Self {
        let (sender, deliveries) = unbounded_channel();
        let receive = async move |headers: HeaderMap, body: Bytes| {
            Webhook::new(WEBHOOK_SECRET).unwrap().verify(&body, &headers).unwrap();
            assert_eq!(headers["content-type"], "application/json");
            let id = headers["webhook-id"].to_str().unwrap().to_owned();
            sender.send((id, serde_json::from_slice(&body).unwrap())).unwrap();
            (status, [(LOCATION, "/elsewhere")])
        };
        let (listener, url) = listen().await;
        let site =
            Router::new().route("/", post(receive.clone())).route("/elsewhere", post(receive));
        tokio::spawn(async move { axum::serve(listener, site).await.unwrap() });
        Self { url, deliveries }
    }

    /// The deliveries since the last call, in no order.
    fn received(&mut self) -> Vec<(String, Value)> {
        std::iter::from_fn(|| self.deliveries.try_recv().ok()).collect()
    }
}

async fn listen() -> (TcpListener, Url) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address: SocketAddr = listener.local_addr().unwrap();
    (listener, format!("http://{address}/").parse().unwrap())
}

fn client(urls: &[&Url], timeout: Duration) -> WebhookClient {
    let urls = urls.iter().map(|&url| url.clone()).collect();
    WebhookClient::new(Endpoints { urls, secret: Secret::parse(WEBHOOK_SECRET).unwrap() }, timeout)
        .unwrap()
}
