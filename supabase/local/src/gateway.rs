//! The gateway before `PostgREST`, with the rules of hosted Supabase: `/rest/v1` only, a known API key always, and who sends
//! nothing but the key acts as the role of that key.

mod api_keys;
mod forward;

use std::sync::Arc;

use api_keys::{ApiKeys, Refusal};
use axum::{
    Json, Router,
    extract::{Request, State},
    response::{IntoResponse, Response},
    serve::ListenerExt,
};
use forward::Upstream;
use http::{StatusCode, header::AUTHORIZATION};
use tokio::net::TcpListener;

use crate::secrets::Secrets;

pub struct Gateway {
    keys: ApiKeys,
    upstream: Upstream,
}

const PREFIX: &str = "/rest/v1";

impl Gateway {
    /// In front of the `PostgREST` on `port`.
    pub fn new(secrets: &Secrets, port: u16) -> anyhow::Result<Self> {
        Ok(Self { keys: ApiKeys::new(secrets)?, upstream: Upstream::new(port)? })
    }

    pub async fn serve(self, listener: TcpListener) -> std::io::Result<()> {
        // Answers are small and waited for.
        let listener = listener.tap_io(|connection| {
            let _ = connection.set_nodelay(true);
        });
        axum::serve(listener, Router::new().fallback(pass).with_state(Arc::new(self))).await
    }
}

async fn pass(State(gateway): State<Arc<Gateway>>, mut request: Request) -> Response {
    let Some(path) = path_behind(request.uri().path()) else {
        return refuse(StatusCode::NOT_FOUND, "no Route matched with those values", None);
    };
    let query = api_keys::without_key(request.uri().query());
    let target = if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") };
    let key = match gateway.keys.of(&request) {
        Ok(key) => key,
        Err(Refusal { message, hint }) => return refuse(StatusCode::UNAUTHORIZED, message, Some(hint)),
    };
    if key.speaks_for_itself(request.headers()) {
        match key.role_token() {
            Ok(token) => {
                request.headers_mut().insert(AUTHORIZATION, token);
            }
            Err(cause) => {
                tracing::error!(%cause, "gateway: failed to sign a token");
                return refuse(StatusCode::INTERNAL_SERVER_ERROR, "the gateway can't sign", None);
            }
        }
    }
    match gateway.upstream.forward(request, &target).await {
        Ok(answer) => answer,
        Err(cause) => {
            tracing::warn!(%cause, "gateway: no response from PostgREST");
            refuse(StatusCode::BAD_GATEWAY, "An invalid response was received from the upstream server", None)
        }
    }
}

/// What `PostgREST` is asked for, if it is asked at all.
fn path_behind(path: &str) -> Option<&str> {
    match path.strip_prefix(PREFIX)? {
        "" => Some("/"),
        rest if rest.starts_with('/') => Some(rest),
        _ => None,
    }
}

fn refuse(status: StatusCode, message: &str, hint: Option<&str>) -> Response {
    let body = match hint {
        Some(hint) => serde_json::json!({ "message": message, "hint": hint }),
        None => serde_json::json!({ "message": message }),
    };
    (status, Json(body)).into_response()
}

#[cfg(test)]
mod tests {
    use super::path_behind;

    #[test]
    fn only_the_api_is_behind_the_gateway() {
        assert_eq!(path_behind("/rest/v1"), Some("/"));
        assert_eq!(path_behind("/rest/v1/tasks"), Some("/tasks"));
        for other in ["/", "/rest/v2/tasks", "/rest/v1tasks", "/tasks"] {
            assert_eq!(path_behind(other), None, "{other}");
        }
    }
}
