//! Webhooks out: tells endpoints elsewhere what happened here, each by a task of its own, so that a slow or dead one delays no
//! other. An answer that is lost means that it is told again: receivers know it by its id.

use std::time::Duration;

use identity::{Identity, OutgoingWebhook};
use reqwest::{Client, Url, header::CONTENT_TYPE, redirect::Policy};
use time::OffsetDateTime;
use tokio::{sync::watch, task::JoinSet, time::MissedTickBehavior};

use crate::webhooks::signature::Secret;

/// An empty round is one short query.
const EVERY: Duration = Duration::from_secs(1);

/// At once, to one endpoint.
const MOST: i64 = 5;

/// How long an endpoint may take to answer. Shorter than the pause before the next attempt.
pub const TIMEOUT: Duration = Duration::from_secs(10);

/// Who is told, and what the telling is signed with.
#[derive(Clone)]
pub struct Endpoints {
    pub urls: Vec<Url>,
    pub secret: Secret,
}

/// What tells them.
#[derive(Clone)]
pub struct Messenger {
    endpoints: Endpoints,
    client: Client,
}

impl Messenger {
    /// # Errors
    /// Those of TLS.
    pub fn new(endpoints: Endpoints, timeout: Duration) -> reqwest::Result<Self> {
        // An endpoint that leads elsewhere would get what is signed to somebody who isn't configured.
        let client = Client::builder().redirect(Policy::none()).timeout(timeout).user_agent("Latchkey");
        Ok(Self { endpoints, client: client.build()? })
    }

    /// Sends what is due at this endpoint, all at once. What fails stays and is tried again later.
    pub async fn round(&self, identity: &Identity, endpoint: &Url) {
        // Its failure is logged by `identity`.
        let Ok(webhooks) = identity.webhooks().claim(endpoint.as_str(), MOST).await else { return };
        let mut deliveries = JoinSet::new();
        for webhook in webhooks {
            deliveries.spawn(self.clone().deliver(identity.clone(), endpoint.clone(), webhook));
        }
        while deliveries.join_next().await.is_some() {}
    }

    async fn deliver(self, identity: Identity, endpoint: Url, webhook: OutgoingWebhook) {
        let id = webhook.id;
        let marked = match self.send(endpoint, webhook).await {
            Ok(()) => identity.webhooks().mark_sent(id).await,
            Err(reason) => {
                tracing::warn!(webhook = %id, reason, "webhook delivery failed, will be retried");
                identity.webhooks().mark_failed(id, &reason).await
            }
        };
        if let Err(reason) = marked {
            tracing::warn!(webhook = %id, %reason, "failed to save the result of a webhook delivery");
        }
    }

    async fn send(&self, endpoint: Url, OutgoingWebhook { id, body }: OutgoingWebhook) -> Result<(), String> {
        let (id, timestamp) = (id.to_string(), OffsetDateTime::now_utc().unix_timestamp().to_string());
        let signature = self.endpoints.secret.signature(&id, &timestamp, body.as_bytes());
        let request = self
            .client
            .post(endpoint)
            .header(CONTENT_TYPE, "application/json")
            .header("webhook-id", id)
            .header("webhook-timestamp", timestamp)
            .header("webhook-signature", signature);
        match request.body(body).send().await {
            Ok(answer) if answer.status().is_success() => Ok(()),
            Ok(answer) => Err(format!("response status {}", answer.status())),
            Err(cause) if cause.is_timeout() => Err("timed out".into()),
            Err(cause) if cause.is_connect() => Err("connection failed".into()),
            Err(_) => Err("connection closed without a response".into()),
        }
    }
}

/// Tells the database who is told from now on, nobody perhaps, and then runs until the sender of `stop` is dropped, to the end of
/// the rounds that are under way.
pub async fn run(identity: Identity, messenger: Option<Messenger>, mut stop: watch::Receiver<()>) {
    let urls = messenger.as_ref().map(|messenger| messenger.endpoints.urls.clone()).unwrap_or_default();
    let names: Vec<_> = urls.iter().map(ToString::to_string).collect();
    // Without the database nothing happens that anybody could be told of.
    while identity.webhooks().set_endpoints(&names).await.is_err() {
        tokio::select! {
            _ = stop.changed() => return,
            () = tokio::time::sleep(EVERY) => {}
        }
    }
    let mut tasks = JoinSet::new();
    for (messenger, url) in messenger.iter().flat_map(|messenger| urls.iter().map(move |url| (messenger, url))) {
        tasks.spawn(rounds(messenger.clone(), identity.clone(), url.clone(), stop.clone()));
    }
    while tasks.join_next().await.is_some() {}
}

async fn rounds(messenger: Messenger, identity: Identity, endpoint: Url, mut stop: watch::Receiver<()>) {
    let mut rounds = tokio::time::interval(EVERY);
    rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = stop.changed() => return,
            _ = rounds.tick() => messenger.round(&identity, &endpoint).await,
        }
    }
}
