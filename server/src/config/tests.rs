use super::*;

pub(super) fn parse(pairs: &[(&str, &str)]) -> Result<Config, ConfigError> {
    Config::parse(|name| {
        pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
    })
}

pub(super) const SUPABASE: [(&str, &str); 3] = [
    ("SUPABASE_URL", "https://a.supabase.co"),
    ("SUPABASE_PUBLISHABLE_KEY", "k"),
    ("DATABASE_URL", "postgres://d"),
];

pub(super) const MAIL: [(&str, &str); 2] =
    [("SMTP_URL", "smtps://u:p@mail.example.org"), ("MAIL_FROM", "Support <hello@example.org>")];

#[test]
fn nothing_set_means_the_local_stack_on_localhost() {
    let config = parse(&[]).unwrap();
    assert_eq!(config.public_url.as_str(), "http://localhost:3000/");
    assert!(
        config.supabase.is_none() && config.smtp.is_none() && !config.production && !config.https()
    );
}

#[test]
fn production_has_no_defaults_and_reports_everything_that_is_missing() {
    let Err(ConfigError(problems)) = parse(&[("APP_ENV", "production")]) else {
        panic!("accepted")
    };
    assert_eq!(problems.len(), 4, "{problems:?}");
}

#[test]
fn hosted_supabase_needs_signing_keys() {
    let Err(ConfigError(problems)) = parse(&[SUPABASE.as_slice(), &MAIL].concat()) else {
        panic!("accepted")
    };
    assert!(problems.len() == 1 && problems[0].starts_with("SIGNING_KEYS"), "{problems:?}");
}

#[test]
fn the_variables_of_supabase_are_set_together() {
    assert!(parse(&SUPABASE[..2]).is_err());
}

#[test]
fn the_client_address_comes_from_the_connection_or_a_header_of_the_proxy() {
    assert!(matches!(parse(&[]).unwrap().client_ip_source, ClientIpSource::ConnectInfo));
    let proxied = parse(&[("CLIENT_IP_SOURCE", "RightmostXForwardedFor")]).unwrap();
    assert!(matches!(proxied.client_ip_source, ClientIpSource::RightmostXForwardedFor));
    assert!(parse(&[("CLIENT_IP_SOURCE", "X-Forwarded-For")]).is_err());
}

#[test]
fn only_localhost_goes_without_https() {
    assert!(parse(&[("PUBLIC_URL", "http://localhost:8080")]).is_ok());
    for url in [
        "http://app.example.org",
        "https://127.0.0.1",
        "https://a.example/x",
        "ftp://localhost",
        "nonsense",
    ] {
        assert!(parse(&[("PUBLIC_URL", url)]).is_err(), "{url}");
    }
}

#[test]
fn loopback_hosts_are_recognized() {
    for host in ["localhost", "127.0.0.1", "127.1.2.3"] {
        assert!(is_loopback(host), "{host}");
    }
    for host in [
        "mail.example.org",
        "localhost.example.org",
        "0.0.0.0",
        "10.0.0.1",
        "127.0.0.1.example.org",
    ] {
        assert!(!is_loopback(host), "{host}");
    }
}
