//! Health checks for load balancers.

use app::backend::Services;
use axum::{extract::State, http::StatusCode};

use crate::AppState;

/// 200 while the process runs.
pub async fn alive() -> &'static str {
    "alive\n"
}

/// 200 if every dependency responds, else 503. One line of JSON for each.
pub async fn ready(
    State(AppState { services: Services { identity, supabase }, .. }): State<AppState>,
) -> (StatusCode, String) {
    let (postgres, supabase) = tokio::join!(identity.ready(), supabase.ready());
    let checks = [("postgres", postgres.is_ok()), ("supabase", supabase.is_ok())];
    let status = if checks.iter().all(|(_, ok)| *ok) {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    let line = |(name, ok)| format!("{}\n", serde_json::json!({ "dependency": name, "ok": ok }));
    (status, checks.into_iter().map(line).collect())
}
