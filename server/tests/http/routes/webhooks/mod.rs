//! `POST /api/webhooks/users`, as an external provider calls it.

mod delivery;
mod users;

use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};
use standardwebhooks::Webhook;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};
use uuid::Uuid;

use crate::support::{Setup, Site, TestResponse, WEBHOOK_SECRET};

const PATH: &str = "/api/webhooks/users";
const WITH_WEBHOOKS: Setup = Setup { webhooks: true, ..Setup::NORMAL };

/// A unique user of the external provider.
struct ExternalUser {
    id: String,
    email: String,
}

impl ExternalUser {
    fn new() -> Self {
        let id = Uuid::new_v4();
        Self { id: format!("user_{id} ü/'"), email: format!("{id}@example.org") }
    }

    /// An event that occurred `seconds` after the first one.
    fn event(&self, kind: &str, seconds: i64) -> Value {
        let at = OffsetDateTime::from_unix_timestamp(1_800_000_000 + seconds)
            .unwrap()
            .format(&Rfc3339)
            .unwrap();
        let data = json!({ "id": self.id, "email": self.email, "email_verified": true });
        json!({ "type": kind, "timestamp": at, "data": data })
    }

    fn named(&self, kind: &str, seconds: i64, name: &str) -> Value {
        let mut event = self.event(kind, seconds);
        event["data"]["display_name"] = name.into();
        event
    }

    /// The account of this user.
    async fn account(&self, site: &Site) -> Option<Uuid> {
        let account = sqlx::query_scalar(
            "select user_id from identity.external_users where external_id = $1",
        );
        account.bind(&self.id).fetch_optional(&site.db).await.unwrap().flatten()
    }

    async fn row(&self, site: &Site) -> Option<Value> {
        let row = sqlx::query_scalar("select to_jsonb(u) from public.users u where id = $1");
        row.bind(self.account(site).await).fetch_optional(&site.db).await.unwrap()
    }
}

fn request(site: &Site, delivery: &str, sent_at: OffsetDateTime, body: &str) -> RequestBuilder {
    let timestamp = sent_at.unix_timestamp();
    let signature =
        Webhook::new(WEBHOOK_SECRET).unwrap().sign(delivery, timestamp, body.as_bytes()).unwrap();
    let request = site.guest().request(Method::POST, PATH).header("webhook-id", delivery);
    request
        .header("webhook-timestamp", timestamp)
        .header("webhook-signature", signature)
        .body(body.to_owned())
}

async fn deliver_as(site: &Site, delivery: &str, event: &Value) -> TestResponse {
    TestResponse::of(request(site, delivery, OffsetDateTime::now_utc(), &event.to_string())).await
}

async fn deliver(site: &Site, event: &Value) -> TestResponse {
    deliver_as(site, &format!("msg_{}", Uuid::new_v4()), event).await
}

/// Delivers an event, which must be accepted.
async fn deliver_accepted(site: &Site, event: &Value) {
    let response = deliver(site, event).await;
    assert_eq!(
        (response.status, response.json()),
        (StatusCode::OK, json!({ "success": true })),
        "{event}"
    );
}

/// The number of accounts with the address.
async fn accounts(site: &Site, email: &str) -> i64 {
    let count = sqlx::query_scalar("select count(*) from public.users where email = $1");
    count.bind(email).fetch_one(&site.db).await.unwrap()
}
