//! The gateway in front of `PostgREST`, with the rules of hosted Supabase: it serves `/rest/v1`
//! only, requires a valid API key, and a request with nothing but an API key has the role of that
//! key.

mod api_keys;
mod cors;
mod role_token;
mod upstream;

use std::sync::Arc;

use api_keys::{ApiKeys, InvalidKey};
use axum::{
    Json, Router,
    extract::{Request, State},
    middleware,
    response::{IntoResponse, Response},
    serve::ListenerExt,
};
use http::{StatusCode, header::AUTHORIZATION};
use serde_json::json;
use tokio::net::TcpListener;
use upstream::Upstream;

use crate::secrets::Secrets;

pub struct Gateway {
    keys: ApiKeys,
    upstream: Upstream,
}

const PREFIX: &str = "/rest/v1";

impl Gateway {
    /// A gateway to the `PostgREST` on `port`.
    pub fn new(secrets: &Secrets, port: u16) -> anyhow::Result<Self> {
        Ok(Self { keys: ApiKeys::new(secrets), upstream: Upstream::new(port)? })
    }

    pub async fn serve(self, listener: TcpListener) -> std::io::Result<()> {
        // Responses are small, so waiting for a full packet only delays them.
        let listener = listener.tap_io(|connection| {
            let _ = connection.set_nodelay(true);
        });
        let router = Router::new()
            .fallback(handle)
            .layer(middleware::from_fn(cors::handle))
            .with_state(Arc::new(self));
        axum::serve(listener, router).await
    }
}

async fn handle(State(gateway): State<Arc<Gateway>>, mut request: Request) -> Response {
    let Some(path) = upstream_path(request.uri().path()) else {
        return error(StatusCode::NOT_FOUND, "no Route matched with those values");
    };
    let query = api_keys::remove_key(request.uri().query());
    let target = if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") };
    let key = match gateway.keys.find(&request) {
        Ok(key) => key,
        Err(InvalidKey { message, hint }) => {
            let body = json!({ "message": message, "hint": hint });
            return (StatusCode::UNAUTHORIZED, Json(body)).into_response();
        }
    };
    if key.is_only_credential(request.headers()) {
        match key.role_token() {
            Ok(token) => {
                request.headers_mut().insert(AUTHORIZATION, token);
            }
            Err(cause) => {
                tracing::error!(%cause, "gateway: failed to sign a token");
                let message = "An unexpected error occurred";
                return error(StatusCode::INTERNAL_SERVER_ERROR, message);
            }
        }
    }
    match gateway.upstream.forward(request, &target).await {
        Ok(response) => response,
        Err(cause) => {
            tracing::warn!(%cause, "gateway: no response from PostgREST");
            let message = "An invalid response was received from the upstream server";
            error(StatusCode::BAD_GATEWAY, message)
        }
    }
}

/// The path at `PostgREST`; `None` if the gateway does not serve `path`.
fn upstream_path(path: &str) -> Option<&str> {
    match path.strip_prefix(PREFIX)? {
        "" => Some("/"),
        rest if rest.starts_with('/') => Some(rest),
        _ => None,
    }
}

fn error(status: StatusCode, message: &str) -> Response {
    (status, Json(json!({ "message": message }))).into_response()
}

#[cfg(test)]
mod tests {
    use super::upstream_path;

    #[test]
    fn only_the_rest_api_is_served() {
        assert_eq!(upstream_path("/rest/v1"), Some("/"));
        assert_eq!(upstream_path("/rest/v1/tasks"), Some("/tasks"));
        for other in ["/", "/rest/v2/tasks", "/rest/v1tasks", "/tasks"] {
            assert_eq!(upstream_path(other), None, "{other}");
        }
    }
}
