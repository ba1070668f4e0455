//! The client's address: that of the connection, or the one in a header that a proxy sets.

use std::net::SocketAddr;

use axum::{
    extract::{ConnectInfo, FromRequestParts, Request},
    middleware::Next,
    response::Response,
};
use axum_client_ip::ClientIp;

/// Replaces the address in [`ConnectInfo`] by the client's. A request without the proxy's header
/// keeps the address of its connection.
pub async fn layer(request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    if let Ok(ClientIp(client)) = ClientIp::from_request_parts(&mut parts, &()).await {
        parts.extensions.insert(ConnectInfo(SocketAddr::new(client, 0)));
    }
    next.run(Request::from_parts(parts, body)).await
}
