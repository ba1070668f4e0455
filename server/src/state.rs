//! The state that every handler shares.

use app::{backend::Services, ui::bundle::Bundle};
use axum_client_ip::ClientIpSource;
use leptos::config::LeptosOptions;

use crate::webhooks::signature::Secret;

/// The state of the router, cloned for every request.
#[derive(Clone)]
pub struct AppState {
    pub services: Services,
    pub leptos: LeptosOptions,
    pub bundle: Bundle,
    /// The public URL is https: cookies are `Secure`, responses carry HSTS.
    pub https: bool,
    /// There is no mail server: `/dev/mailbox` shows the emails.
    pub mailbox_enabled: bool,
    /// The header, or the connection, that names the client's address.
    pub client_ip_source: ClientIpSource,
    /// Verifies webhooks from an external identity provider; without it they are not accepted.
    pub webhook_secret: Option<Secret>,
}

impl axum::extract::FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.leptos.clone()
    }
}
