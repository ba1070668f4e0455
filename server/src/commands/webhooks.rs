//! `server webhooks`: lists and retries undelivered webhooks.

use std::fmt::Write;

use anyhow::bail;
use clap::Subcommand;
use identity::{Error, Identity, UndeliveredWebhook};
use uuid::Uuid;

#[derive(Clone, Debug, Subcommand)]
pub enum WebhooksCommand {
    /// List undelivered webhooks, oldest first.
    List {
        /// Maximum number of rows.
        #[arg(long, default_value_t = 50)]
        limit: i64,
    },
    /// Retry a webhook now, then on the normal schedule for another day.
    Replay { id: Uuid },
}

/// # Errors
/// A message for the operator.
pub async fn run(command: WebhooksCommand, identity: &Identity) -> anyhow::Result<String> {
    match command {
        WebhooksCommand::List { limit } => {
            Ok(table(&identity.webhooks().list_undelivered(limit).await?))
        }
        WebhooksCommand::Replay { id } => match identity.webhooks().replay(id).await {
            Ok(()) => Ok(format!("Retrying webhook {id} now.\n")),
            Err(Error::NotFound) => {
                bail!(
                    "No undelivered webhook with id {id}. It was delivered, or deleted after \
                    30 days."
                )
            }
            Err(other) => Err(other.into()),
        },
    }
}

fn table(webhooks: &[UndeliveredWebhook]) -> String {
    let mut table = String::new();
    for webhook in webhooks {
        let UndeliveredWebhook { id, endpoint, event_type, attempts, .. } = webhook;
        let created = webhook.created_at.date();
        let state = if webhook.abandoned { "abandoned" } else { "pending" };
        let error = webhook.last_error.as_deref().unwrap_or("not attempted yet");
        // Writing to a string doesn't fail.
        let _ = writeln!(
            table,
            "{id}  {created}  {state:<9}  {attempts:>2} attempts  \
             {event_type:<15}  {endpoint}  {error}"
        );
    }
    table
}
