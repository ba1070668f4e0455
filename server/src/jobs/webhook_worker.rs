//! Delivers outgoing webhooks. Every endpoint has its own task, so that a slow or unreachable one
//! delays no other. A delivery whose response is lost is repeated; receivers recognize it by its
//! id.

use std::time::Duration;

use identity::{Identity, OutgoingWebhook};
use reqwest::{Client, Url, header::CONTENT_TYPE, redirect::Policy};
use time::OffsetDateTime;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use super::Schedule;
use crate::webhooks::signature::Secret;

/// A run without webhooks is one short query.
const PERIOD: Duration = Duration::from_secs(1);

/// Webhooks per run and endpoint.
const BATCH_SIZE: i64 = 5;

/// How long an endpoint may take to respond. Shorter than the pause before the first retry.
pub const RESPONSE_TIMEOUT: Duration = Duration::from_secs(10);

/// Where webhooks are delivered, and the secret that signs them.
#[derive(Clone)]
pub struct Endpoints {
    pub urls: Vec<Url>,
    pub secret: Secret,
}

/// Delivers webhooks over HTTP.
#[derive(Clone)]
pub struct WebhookClient {
    endpoints: Endpoints,
    client: Client,
}

impl WebhookClient {
    /// # Errors
    /// Those of TLS.
    pub fn new(endpoints: Endpoints, timeout: Duration) -> reqwest::Result<Self> {
        // A redirect would send signed events to an endpoint that is not configured.
        let client =
            Client::builder().redirect(Policy::none()).timeout(timeout).user_agent(brand::NAME);
        Ok(Self { endpoints, client: client.build()? })
    }

    /// Delivers the webhooks that are due at this endpoint, all at the same time. A webhook that
    /// fails stays in the queue and is retried later.
    pub async fn deliver_due(&self, identity: &Identity, endpoint: &Url) {
        // `identity` logs the error.
        let claimed = identity.webhooks().claim(endpoint.as_str(), BATCH_SIZE).await;
        let Ok(webhooks) = claimed else { return };
        let deliveries = TaskTracker::new();
        for webhook in webhooks {
            deliveries.spawn(self.clone().deliver(identity.clone(), endpoint.clone(), webhook));
        }
        deliveries.close();
        deliveries.wait().await;
    }

    async fn deliver(self, identity: Identity, endpoint: Url, webhook: OutgoingWebhook) {
        let id = webhook.id;
        let saved = match self.send(endpoint, webhook).await {
            Ok(()) => identity.webhooks().mark_delivered(id).await,
            Err(reason) => {
                tracing::warn!(webhook = %id, reason, "webhook delivery failed, will be retried");
                identity.webhooks().mark_failed(id, &reason).await
            }
        };
        if let Err(error) = saved {
            tracing::warn!(webhook = %id, %error, "failed to save the result of a delivery");
        }
    }

    async fn send(&self, endpoint: Url, webhook: OutgoingWebhook) -> Result<(), String> {
        let OutgoingWebhook { id, body } = webhook;
        let (id, timestamp) = (id.to_string(), OffsetDateTime::now_utc().unix_timestamp());
        let signature = self.endpoints.secret.sign(&id, timestamp, body.as_bytes());
        let request = self
            .client
            .post(endpoint)
            .header(CONTENT_TYPE, "application/json")
            .header(standardwebhooks::HEADER_WEBHOOK_ID, id)
            .header(standardwebhooks::HEADER_WEBHOOK_TIMESTAMP, timestamp)
            .header(standardwebhooks::HEADER_WEBHOOK_SIGNATURE, signature.unwrap_or_default());
        match request.body(body).send().await {
            Ok(response) if response.status().is_success() => Ok(()),
            Ok(response) => Err(format!("response status {}", response.status())),
            Err(error) if error.is_timeout() => Err("timed out".into()),
            Err(error) if error.is_connect() => Err("connection failed".into()),
            Err(_) => Err("connection closed without a response".into()),
        }
    }
}

/// Stores the endpoints, perhaps none, and delivers webhooks to them until `shutdown`, and then to
/// the end of the runs in progress.
pub async fn run(identity: Identity, client: Option<WebhookClient>, shutdown: CancellationToken) {
    let urls = client.as_ref().map(|client| client.endpoints.urls.clone()).unwrap_or_default();
    let names: Vec<_> = urls.iter().map(ToString::to_string).collect();
    let mut attempts = Schedule::every(PERIOD, shutdown.clone());
    // Until the database is reachable there are no events to deliver either.
    while attempts.next().await && identity.webhooks().set_endpoints(&names).await.is_err() {}
    let workers = TaskTracker::new();
    if let Some(client) = client {
        for url in urls {
            workers.spawn(run_endpoint(client.clone(), identity.clone(), url, shutdown.clone()));
        }
    }
    workers.close();
    workers.wait().await;
}

async fn run_endpoint(
    client: WebhookClient,
    identity: Identity,
    endpoint: Url,
    shutdown: CancellationToken,
) {
    let mut schedule = Schedule::every(PERIOD, shutdown);
    while schedule.next().await {
        client.deliver_due(&identity, &endpoint).await;
    }
}
