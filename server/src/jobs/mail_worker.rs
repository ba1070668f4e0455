//! Sends the emails in the queue, outside of requests: a slow or unreachable mail server delays
//! none.

use std::time::Duration;

use identity::{Identity, QueuedEmail};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use super::Schedule;
use crate::mail::smtp::SmtpClient;

/// Short, because users wait for their codes; a run without emails is one short query.
const PERIOD: Duration = Duration::from_secs(1);

/// Emails per run, each with its own connection.
const BATCH_SIZE: i64 = 10;

/// Runs until `shutdown`, and then to the end of the run in progress.
pub async fn run(identity: Identity, smtp: Option<SmtpClient>, shutdown: CancellationToken) {
    let mut schedule = Schedule::every(PERIOD, shutdown);
    while schedule.next().await {
        send_due(&identity, smtp.as_ref()).await;
    }
}

/// Sends the emails that are due, all at the same time. Without a mail server, archives them for
/// the mailbox. An email that fails stays in the queue and is retried later.
pub async fn send_due(identity: &Identity, smtp: Option<&SmtpClient>) {
    // `identity` logs the error.
    let Ok(emails) = identity.mail_queue().claim(BATCH_SIZE).await else { return };
    let deliveries = TaskTracker::new();
    for email in emails {
        deliveries.spawn(deliver(identity.clone(), smtp.cloned(), email));
    }
    deliveries.close();
    deliveries.wait().await;
}

async fn deliver(identity: Identity, smtp: Option<SmtpClient>, email: QueuedEmail) {
    let id = email.id;
    let marked = match smtp {
        None => identity.mail_queue().archive(id).await,
        Some(smtp) => match smtp.send(&email).await {
            Ok(()) => identity.mail_queue().mark_sent(id).await,
            Err(error) => {
                return tracing::warn!(email = %id, %error, "failed to send an email, will retry");
            }
        },
    };
    if let Err(error) = marked {
        tracing::warn!(email = %id, %error, "failed to mark an email as sent, will send it again");
    }
}
