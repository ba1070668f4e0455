//! Forwards requests to `PostgREST` over a pool of connections, without buffering bodies.

use std::time::Duration;

use anyhow::Context;
use axum::{body::Body, extract::Request, response::Response};
use http::{
    HeaderMap, HeaderName, HeaderValue, Method, Uri, Version,
    header::{CONNECTION, EXPECT, HOST, TE, TRAILER, TRANSFER_ENCODING, UPGRADE},
    uri::{Authority, Scheme},
};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::{TokioExecutor, TokioTimer},
};

pub struct Upstream {
    client: Client<HttpConnector, Body>,
    authority: Authority,
    host: HeaderValue,
}

/// Shorter than the 30 seconds after which `PostgREST` closes an idle connection.
const POOL_IDLE_TIMEOUT: Duration = Duration::from_secs(20);

impl Upstream {
    pub fn new(port: u16) -> anyhow::Result<Self> {
        let mut connector = HttpConnector::new();
        connector.set_nodelay(true);
        let mut client = Client::builder(TokioExecutor::new());
        client.pool_timer(TokioTimer::new()).pool_idle_timeout(POOL_IDLE_TIMEOUT);
        let client = client.build(connector);
        let host = format!("127.0.0.1:{port}");
        Ok(Self { client, authority: host.parse()?, host: HeaderValue::try_from(host)? })
    }

    /// Sends `request` to `target`, a path with a query.
    pub async fn forward(&self, request: Request, target: &str) -> anyhow::Result<Response> {
        let (mut parts, body) = request.into_parts();
        parts.uri = Uri::builder()
            .scheme(Scheme::HTTP)
            .authority(self.authority.clone())
            .path_and_query(target)
            .build()
            .context("invalid path")?;
        parts.version = Version::HTTP_11;
        remove_hop_by_hop(&mut parts.headers);
        // The gateway has answered `Expect: 100-continue` itself.
        parts.headers.remove(EXPECT);
        parts.headers.insert(HOST, self.host.clone());
        // PostgREST closes the connection after an error response to HEAD without announcing it,
        // and the next request on that connection would be lost.
        if parts.method == Method::HEAD {
            parts.headers.insert(CONNECTION, HeaderValue::from_static("close"));
        }
        let mut response = self.client.request(Request::from_parts(parts, body)).await?;
        remove_hop_by_hop(response.headers_mut());
        Ok(response.map(Body::new))
    }
}

/// Removes the headers that are meant for one connection only (RFC 9110 §7.6.1).
fn remove_hop_by_hop(headers: &mut HeaderMap) {
    let listed: Vec<HeaderName> = headers
        .get_all(CONNECTION)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|name| name.trim().parse().ok())
        .collect();
    for name in listed {
        headers.remove(name);
    }
    for name in [CONNECTION, TE, TRAILER, TRANSFER_ENCODING, UPGRADE] {
        headers.remove(name);
    }
    for name in ["keep-alive", "proxy-connection", "proxy-authenticate", "proxy-authorization"] {
        headers.remove(name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hop_by_hop_headers_are_removed() {
        let mut headers = HeaderMap::new();
        for (name, value) in [
            ("connection", "close, x-secret"),
            ("x-secret", "1"),
            ("te", "trailers"),
            ("prefer", "count=exact"),
        ] {
            headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        remove_hop_by_hop(&mut headers);
        assert_eq!(headers.keys().map(HeaderName::as_str).collect::<Vec<_>>(), ["prefer"]);
    }
}
