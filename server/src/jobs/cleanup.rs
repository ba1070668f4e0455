//! Deletes expired rows.

use std::time::Duration;

use identity::Identity;
use tokio_util::sync::CancellationToken;

use super::Schedule;

const PERIOD: Duration = Duration::from_mins(10);

/// Runs until `shutdown`. `identity` logs errors; the next run tries again.
pub async fn run(identity: Identity, shutdown: CancellationToken) {
    let mut schedule = Schedule::every(PERIOD, shutdown);
    while schedule.next().await {
        if let Ok(deleted @ 1..) = identity.cleanup().await {
            tracing::info!(deleted, "deleted expired rows");
        }
    }
}
