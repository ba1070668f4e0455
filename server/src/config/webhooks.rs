//! The secret of incoming webhooks, and the endpoints of outgoing ones.

use url::Url;

use super::is_loopback;
use crate::{jobs::webhook_worker::Endpoints, webhooks::signature::Secret};

pub(super) fn secret(value: Option<String>) -> Result<Option<Secret>, String> {
    let problem = || {
        "WEBHOOK_SECRET must be whsec_ followed by 24 to 64 bytes in base64, as shown by your \
            provider"
            .to_owned()
    };
    value.map(|text| Secret::parse(&text).ok_or_else(problem)).transpose()
}

/// `WEBHOOK_ENDPOINTS` and `WEBHOOK_SIGNING_SECRET`: both or none.
pub(super) fn endpoints(var: impl Fn(&str) -> Option<String>) -> Result<Option<Endpoints>, String> {
    let (urls, secret) = match (var("WEBHOOK_ENDPOINTS"), var("WEBHOOK_SIGNING_SECRET")) {
        (None, None) => return Ok(None),
        (Some(urls), Some(secret)) => (urls, secret),
        _ => {
            return Err("WEBHOOK_ENDPOINTS and WEBHOOK_SIGNING_SECRET must be set together: set \
            both or none"
                .into());
        }
    };
    let urls: Option<Vec<_>> = urls.split(',').map(|url| endpoint(url.trim())).collect();
    let urls = urls.ok_or(
        "WEBHOOK_ENDPOINTS must be comma-separated https URLs without credentials (http only for \
            localhost)",
    )?;
    let secret = Secret::parse(&secret).ok_or(
        "WEBHOOK_SIGNING_SECRET must be whsec_ followed by 24 to 64 bytes in base64 \
            (openssl rand -base64 32)",
    )?;
    Ok(Some(Endpoints { urls, secret }))
}

fn endpoint(url: &str) -> Option<Url> {
    let url = Url::parse(url).ok()?;
    let safe = match url.scheme() {
        "https" => true,
        "http" => url.host_str().is_some_and(is_loopback),
        _ => false,
    };
    (safe && url.username().is_empty() && url.password().is_none()).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::super::{ConfigError, tests::parse};

    #[test]
    fn incoming_webhooks_are_off_unless_the_secret_is_set() {
        assert!(parse(&[]).unwrap().webhook_secret.is_none());
        let on = [("WEBHOOK_SECRET", "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD")];
        assert!(parse(&on).unwrap().webhook_secret.is_some());
    }

    #[test]
    fn an_invalid_secret_is_a_problem_and_is_not_repeated() {
        let Err(ConfigError(problems)) = parse(&[("WEBHOOK_SECRET", "hunter2")]) else {
            panic!("accepted")
        };
        assert!(problems.len() == 1 && problems[0].starts_with("WEBHOOK_SECRET"), "{problems:?}");
        assert!(!problems[0].contains("hunter2"));
    }

    const SECRET: (&str, &str) =
        ("WEBHOOK_SIGNING_SECRET", "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD");

    #[test]
    fn endpoints_use_https_or_loopback() {
        let urls = "https://a.example/hooks?key=1, http://127.0.0.1:4000/,http://localhost/x";
        let config = parse(&[("WEBHOOK_ENDPOINTS", urls), SECRET]).unwrap();
        assert_eq!(config.webhook_endpoints.unwrap().urls.len(), 3);
        for wrong in [
            "http://a.example",
            "https://u:p@a.example",
            "ftp://localhost",
            "nonsense",
            "https://a.example,",
        ] {
            let Err(ConfigError(problems)) = parse(&[("WEBHOOK_ENDPOINTS", wrong), SECRET]) else {
                panic!("{wrong}")
            };
            assert!(
                problems.len() == 1 && problems[0].starts_with("WEBHOOK_ENDPOINTS"),
                "{problems:?}"
            );
        }
    }

    #[test]
    fn endpoints_and_the_signing_secret_are_set_together() {
        assert!(parse(&[]).unwrap().webhook_endpoints.is_none());
        let endpoints = ("WEBHOOK_ENDPOINTS", "https://a.example");
        for incomplete in
            [[endpoints, ("WEBHOOK_SIGNING_SECRET", "short")].as_slice(), &[endpoints], &[SECRET]]
        {
            let Err(ConfigError(problems)) = parse(incomplete) else { panic!("accepted") };
            assert!(
                problems.len() == 1 && problems[0].contains("WEBHOOK_SIGNING_SECRET"),
                "{problems:?}"
            );
        }
    }
}
