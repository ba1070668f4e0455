//! The server: settings, routes, and what stands between a request and a page.
//!
//! [`router`] is the table of contents. [`config`] alone reads the environment.

pub mod client;
pub mod commands;
pub mod config;
pub mod export;
pub mod failures;
pub mod guard;
pub mod headers;
pub mod health;
pub mod identity_documents;
pub mod language;
pub mod logging;
pub mod mail;
pub mod me;
pub mod pages;
pub mod recovery_codes;
pub mod refusals;
pub mod router;
pub mod server_functions;
pub mod session;
pub mod static_files;
pub mod sweeper;
pub mod validation;
pub mod webhooks;

use app::{backend::Services, ui::bundle::Bundle};
use axum_client_ip::ClientIpSource;
use leptos::config::LeptosOptions;

/// What every handler may use.
#[derive(Clone)]
pub struct AppState {
    pub services: Services,
    pub leptos: LeptosOptions,
    pub bundle: Bundle,
    /// The site is reached by https: cookies are `Secure`, browsers are told to stay.
    pub https: bool,
    /// Mails go nowhere: `/dev/mailbox` shows them.
    pub keeps_mail: bool,
    /// What says whose request it is.
    pub client_ip: ClientIpSource,
    /// What an outside provider signs its webhooks with; `None` takes none.
    pub webhook_secret: Option<webhooks::signature::Secret>,
}

impl axum::extract::FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.leptos.clone()
    }
}
