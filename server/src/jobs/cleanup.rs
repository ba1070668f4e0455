//! Removes what is expired, now and then.

use std::time::Duration;

use identity::Identity;

const EVERY: Duration = Duration::from_mins(10);

/// Runs until it is aborted. A failure is logged by `identity`; the next round tries again.
pub async fn run(identity: Identity) {
    let mut rounds = tokio::time::interval(EVERY);
    loop {
        rounds.tick().await;
        if let Ok(removed @ 1..) = identity.cleanup().await {
            tracing::info!(removed, "removed expired rows");
        }
    }
}
