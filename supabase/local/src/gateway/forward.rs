//! Passing a request on and its answer back, both as they come in, over connections that stay open.

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
const IDLE: Duration = Duration::from_secs(20);

impl Upstream {
    pub fn new(port: u16) -> anyhow::Result<Self> {
        let mut connector = HttpConnector::new();
        connector.set_nodelay(true);
        let mut client = Client::builder(TokioExecutor::new());
        client.pool_timer(TokioTimer::new()).pool_idle_timeout(IDLE);
        let host = format!("127.0.0.1:{port}");
        Ok(Self { client: client.build(connector), authority: host.parse()?, host: HeaderValue::try_from(host)? })
    }

    /// Sends `request` for `target`, a path with its query.
    pub async fn forward(&self, request: Request, target: &str) -> anyhow::Result<Response> {
        let (mut parts, body) = request.into_parts();
        parts.uri = Uri::builder()
            .scheme(Scheme::HTTP)
            .authority(self.authority.clone())
            .path_and_query(target)
            .build()
            .context("invalid path")?;
        parts.version = Version::HTTP_11;
        strip_hop_by_hop(&mut parts.headers);
        // Answered here already: the body is on its way.
        parts.headers.remove(EXPECT);
        parts.headers.insert(HOST, self.host.clone());
        // PostgREST hangs up after refusing a HEAD, without saying so: the next request would be lost with the connection.
        if parts.method == Method::HEAD {
            parts.headers.insert(CONNECTION, HeaderValue::from_static("close"));
        }
        let mut answer = self.client.request(Request::from_parts(parts, body)).await?;
        strip_hop_by_hop(answer.headers_mut());
        Ok(answer.map(Body::new))
    }
}

/// RFC 9110 §7.6.1: what is said to the next one in the chain only.
fn strip_hop_by_hop(headers: &mut HeaderMap) {
    let named: Vec<HeaderName> = headers
        .get_all(CONNECTION)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|name| name.trim().parse().ok())
        .collect();
    for name in named {
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
    fn what_is_for_the_next_hop_goes_no_further() {
        let mut headers = HeaderMap::new();
        for (name, value) in
            [("connection", "close, x-secret"), ("x-secret", "1"), ("te", "trailers"), ("prefer", "count=exact")]
        {
            headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        strip_hop_by_hop(&mut headers);
        assert_eq!(headers.keys().map(HeaderName::as_str).collect::<Vec<_>>(), ["prefer"]);
    }
}
