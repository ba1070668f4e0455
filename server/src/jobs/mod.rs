//! Background jobs. They run beside the requests until the server shuts down.

pub mod cleanup;
pub mod mail_worker;
pub mod webhook_worker;

use std::time::Duration;

use tokio::time::{Interval, MissedTickBehavior};
use tokio_util::sync::CancellationToken;

/// When a job runs: periodically, until the server shuts down.
struct Schedule {
    interval: Interval,
    shutdown: CancellationToken,
}

impl Schedule {
    /// The first run is due at once. After a run that took longer than `period` the next one waits
    /// for a whole period.
    fn every(period: Duration, shutdown: CancellationToken) -> Self {
        let mut interval = tokio::time::interval(period);
        interval.set_missed_tick_behavior(MissedTickBehavior::Delay);
        Self { interval, shutdown }
    }

    /// Waits for the next run; `false` once the server shuts down.
    async fn next(&mut self) -> bool {
        self.shutdown.run_until_cancelled(self.interval.tick()).await.is_some()
    }
}
