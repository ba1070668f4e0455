//! The mail server.

use lettre::message::Mailbox;
use url::{Host, Url};

use super::{SupabaseConfig, is_loopback};
use crate::mail::smtp::{SmtpClient, Transport};

/// Whether the mailbox, which is public, may replace a mail server. This requires a local stack,
/// started by the server or separately. A separate one might be a self-hosted Supabase, so the site
/// must be on localhost as well.
pub(super) fn allows_mailbox(
    production: bool,
    public_url: Option<&Url>,
    supabase: Option<&Option<SupabaseConfig>>,
) -> bool {
    let is_local =
        |url: &str| Url::parse(url).is_ok_and(|url| url.host_str().is_some_and(is_loopback));
    match supabase {
        Some(None) => true,
        Some(Some(supabase)) if cfg!(feature = "local-stack") && !production => {
            is_local(&supabase.url)
                && public_url.is_some_and(|url| url.domain() == Some("localhost"))
        }
        _ => false,
    }
}

/// The client for the configured mail server, or a problem for each of the two variables.
pub(super) fn smtp(
    var: impl Fn(&str) -> Option<String>,
    allows_mailbox: bool,
) -> Result<Option<SmtpClient>, Vec<String>> {
    let (url, from) = (var("SMTP_URL"), var("MAIL_FROM"));
    if allows_mailbox && url.is_none() && from.is_none() {
        return Ok(None);
    }
    let url = url.ok_or("SMTP_URL is missing: only the local stack runs without a mail server");
    let from = from.ok_or(
        "MAIL_FROM is missing: set the sender address, such as \
        Support <hello@example.org>",
    );
    let transport = url.map_err(str::to_owned).and_then(|url| parse_smtp_url(&url));
    let from = from.map_err(str::to_owned).and_then(|from| parse_sender(&from));
    match (transport, from) {
        (Ok(transport), Ok(from)) => Ok(Some(SmtpClient::new(transport, from))),
        (transport, from) => Err([transport.err(), from.err()].into_iter().flatten().collect()),
    }
}

/// The transport for `SMTP_URL`. `smtps://` starts with TLS. `smtp://` requires STARTTLS, except on
/// loopback. Nothing is sent unencrypted to another host.
///
/// # Errors
/// The problem, without the value, which contains a password.
pub fn parse_smtp_url(url: &str) -> Result<Transport, String> {
    let problem = "SMTP_URL must look like smtps://user:password@mail.example.org, \
                   with special characters in the user name and password percent-encoded";
    let mut url = Url::parse(url).map_err(|_| problem)?;
    let is_plain =
        matches!(url.path(), "" | "/") && url.query().is_none() && url.fragment().is_none();
    let Some(Host::Domain(host)) = url.host() else { return Err(problem.into()) };
    if !is_plain || host.is_empty() || url.username().is_empty() != url.password().is_none() {
        return Err(problem.into());
    }
    match url.scheme() {
        "smtps" => {}
        "smtp" if is_loopback(host) => {}
        "smtp" => url.set_query(Some("tls=required")),
        _ => return Err("SMTP_URL must start with smtps:// or smtp://".into()),
    }
    Ok(Transport::from_url(url.as_str()).map_err(|_| problem)?.build())
}

/// The address in `MAIL_FROM`.
///
/// # Errors
/// The problem.
pub fn parse_sender(from: &str) -> Result<Mailbox, String> {
    let problem = "MAIL_FROM must be an email address, such as Support <hello@example.org>";
    from.parse().map_err(|_| problem.into())
}

#[cfg(test)]
mod tests {
    use super::{
        super::{
            ConfigError,
            tests::{MAIL, SUPABASE, parse},
        },
        parse_sender, parse_smtp_url,
    };

    #[test]
    fn only_the_local_stack_needs_no_mail_server() {
        let hosted = [SUPABASE.as_slice(), &[("SIGNING_KEYS", "{}")]].concat();
        let Err(ConfigError(problems)) = parse(&hosted) else { panic!("accepted") };
        assert!(
            problems.len() == 2 && problems[0].starts_with("SMTP_URL is missing"),
            "{problems:?}"
        );
        assert!(
            parse(&[hosted.as_slice(), &MAIL].concat()).is_ok_and(|config| config.smtp.is_some())
        );
        assert!(parse(&MAIL).is_ok_and(|config| config.smtp.is_some()));
    }

    #[test]
    fn a_separate_local_stack_needs_no_mail_server_on_localhost_only() {
        let separate = [
            ("SUPABASE_URL", "http://127.0.0.1:54321"),
            SUPABASE[1],
            SUPABASE[2],
            ("SIGNING_KEYS", "{}"),
        ];
        assert!(parse(&separate).is_ok_and(|config| config.smtp.is_none()));
        for more in [("APP_ENV", "production"), ("PUBLIC_URL", "https://app.example.org")] {
            assert!(parse(&[separate.as_slice(), &[more]].concat()).is_err(), "{more:?}");
        }
    }

    #[test]
    fn mail_variables_are_set_together_and_each_problem_is_reported() {
        for one in MAIL {
            assert!(parse(&[one]).is_err(), "{one:?}");
        }
        let wrong = [("SMTP_URL", "nonsense"), ("MAIL_FROM", "nobody")];
        let Err(ConfigError(problems)) = parse(&wrong) else { panic!("accepted") };
        assert_eq!(problems.len(), 2, "{problems:?}");
    }

    #[test]
    fn valid_urls_are_accepted() {
        for url in [
            "smtps://u:p@mail.example.org",
            "smtp://u:p@mail.example.org:2525",
            "smtp://localhost",
            "smtp://127.0.0.1:1025/",
            "smtps://u%40example.org:p%2F%C3%BC@mail.example.org",
        ] {
            assert!(parse_smtp_url(url).is_ok(), "{url}");
        }
    }

    #[test]
    fn invalid_urls_are_rejected_without_repeating_the_password() {
        for url in [
            "secret",
            "http://u:secret@mail.example.org",
            "smtp://u:secret@mail.example.org?tls=opportunistic",
            "smtps://u:secret@mail.example.org/name",
            "smtps://secret@mail.example.org",
            "smtps://:secret@mail.example.org",
            "smtps:secret",
        ] {
            assert!(parse_smtp_url(url).is_err_and(|problem| !problem.contains("secret")), "{url}");
        }
    }

    #[test]
    fn a_sender_is_an_address_with_an_optional_name() {
        assert!(
            parse_sender("hello@example.org").is_ok()
                && parse_sender("Support <hello@example.org>").is_ok()
        );
        assert!(parse_sender("Support").is_err());
    }
}
