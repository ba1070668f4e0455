//! Webhooks in: an outside provider tells what happens to its users, and it happens here too. [`signature`] says whether it is
//! the provider who tells, [`news`] reads what, [`users`] answers. And webhooks out: [`messenger`] tells others what happens here.

pub mod messenger;
pub mod news;
pub mod signature;
pub mod users;

use axum::{Router, routing::post};

use crate::AppState;

/// Where they arrive, if their secret is known. Else there is no such path.
pub fn routes(state: &AppState) -> Router<AppState> {
    if state.webhook_secret.is_some() {
        Router::new().route("/api/webhooks/users", post(users::receive))
    } else {
        Router::new()
    }
}
