//! Whose request it is: the address at the other end of the connection, or what the proxy there says.

use std::net::SocketAddr;

use axum::{
    extract::{ConnectInfo, FromRequestParts, Request},
    middleware::Next,
    response::Response,
};
use axum_client_ip::ClientIp;

/// Replaces the connection's address by the client's. A request that came past the proxy keeps its own.
pub async fn layer(request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    if let Ok(ClientIp(client)) = ClientIp::from_request_parts(&mut parts, &()).await {
        parts.extensions.insert(ConnectInfo(SocketAddr::new(client, 0)));
    }
    next.run(Request::from_parts(parts, body)).await
}
