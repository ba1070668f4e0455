//! What is logged: as `RUST_LOG` says, else what an operator wants to know.

use tracing_subscriber::{EnvFilter, filter::Directive};

const USUAL: &str = "info,sqlx=warn";

/// Names the ids in cookies wherever it says anything at all.
const TELLS_SECRETS: &str = "tower_sessions=error";

/// `wanted` in `EnvFilter`'s language; what would log secrets stays quiet unless it is asked for by its full name.
#[must_use]
pub fn filter(wanted: Option<EnvFilter>) -> EnvFilter {
    let filter = wanted.unwrap_or_else(|| EnvFilter::new(USUAL));
    match TELLS_SECRETS.parse::<Directive>() {
        Ok(quiet) => filter.add_directive(quiet),
        Err(_) => EnvFilter::new("off"),
    }
}
