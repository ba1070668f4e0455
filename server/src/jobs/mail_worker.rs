//! Empties the outbox, round after round, away from all requests: a slow or dead mail server delays none.

use std::time::Duration;

use identity::{Identity, QueuedEmail};
use tokio::{sync::oneshot, task::JoinSet, time::MissedTickBehavior};

use crate::mail::smtp::Smtp;

/// Somebody waits for their code, so this is short; an empty round is one short query.
const EVERY: Duration = Duration::from_secs(1);

/// Mails a round, each with a connection of its own.
const MOST: i64 = 10;

/// Runs until `stop` is sent or dropped, and then to the end of the round that is under way.
pub async fn run(identity: Identity, smtp: Option<Smtp>, mut stop: oneshot::Receiver<()>) {
    let mut rounds = tokio::time::interval(EVERY);
    rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = &mut stop => return,
            _ = rounds.tick() => round(&identity, smtp.as_ref()).await,
        }
    }
}

/// Sends what is due, all at once, or keeps it for the mailbox where there is no mail server. What fails stays in the
/// outbox, which has it tried again later.
pub async fn round(identity: &Identity, smtp: Option<&Smtp>) {
    // Its failure is logged by `identity`.
    let Ok(mails) = identity.mail_queue().claim(MOST).await else { return };
    let mut deliveries = JoinSet::new();
    for mail in mails {
        deliveries.spawn(deliver(identity.clone(), smtp.cloned(), mail));
    }
    while deliveries.join_next().await.is_some() {}
}

async fn deliver(identity: Identity, smtp: Option<Smtp>, mail: QueuedEmail) {
    let id = mail.id;
    let marked = match smtp {
        None => identity.mail_queue().archive(id).await,
        Some(smtp) => match smtp.send(&mail).await {
            Ok(()) => identity.mail_queue().mark_sent(id).await,
            Err(reason) => return tracing::warn!(mail = %id, %reason, "failed to send an email, will be retried"),
        },
    };
    if let Err(reason) = marked {
        tracing::warn!(mail = %id, %reason, "failed to mark an email as sent, it will be sent again");
    }
}
