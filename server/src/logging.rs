//! The log levels: those of `RUST_LOG`, else a default for operators.

use tracing_subscriber::{EnvFilter, filter::Directive};

const DEFAULT: &str = "info,sqlx=warn";

/// Below this level, tower-sessions logs the session ids of cookies.
const WITHOUT_SESSION_IDS: &str = "tower_sessions=error";

/// `requested`, or the default. Secrets are never logged, unless `requested` names their target.
#[must_use]
pub fn filter(requested: Option<EnvFilter>) -> EnvFilter {
    let filter = requested.unwrap_or_else(|| EnvFilter::new(DEFAULT));
    match WITHOUT_SESSION_IDS.parse::<Directive>() {
        Ok(directive) => filter.add_directive(directive),
        Err(_) => EnvFilter::new("off"),
    }
}
