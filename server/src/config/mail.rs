//! Where mails go.

use url::Url;

use super::SupabaseConfig;
use crate::mail::smtp::{self, Smtp};

/// Whether mails may stay here, where everybody reads them: with a local stack, started by the server or beside it. A
/// stack beside it could be a self-hosted Supabase, so then the site must be one for this machine alone.
pub(super) fn stays_here(
    production: bool,
    public_url: Option<&Url>,
    supabase: Option<&Option<SupabaseConfig>>,
) -> bool {
    let here = |url: &str| Url::parse(url).is_ok_and(|url| url.host_str().is_some_and(smtp::is_loopback));
    match supabase {
        Some(None) => true,
        Some(Some(supabase)) if cfg!(feature = "local-stack") && !production => {
            here(&supabase.url) && public_url.is_some_and(|url| url.domain() == Some("localhost"))
        }
        _ => false,
    }
}

/// A problem for each of the two.
pub(super) fn smtp(var: impl Fn(&str) -> Option<String>, keeps_mail: bool) -> Result<Option<Smtp>, Vec<String>> {
    let (url, from) = (var("SMTP_URL"), var("MAIL_FROM"));
    if keeps_mail && url.is_none() && from.is_none() {
        return Ok(None);
    }
    let server = url.ok_or_else(|| {
        "SMTP_URL is missing: only the local stack runs without a \
        mail server"
            .to_owned()
    });
    let from = from.ok_or_else(|| {
        "MAIL_FROM is missing: set the sender address, such as \
        Latchkey <hello@example.org>"
            .to_owned()
    });
    match (server.and_then(|url| smtp::connection(&url)), from.and_then(|from| smtp::sender(&from))) {
        (Ok(server), Ok(from)) => Ok(Some(Smtp::new(server, from))),
        (server, from) => Err([server.err(), from.err()].into_iter().flatten().collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{
        Problems,
        tests::{MAIL, SUPABASE, parse},
    };

    #[test]
    fn only_the_local_stack_does_without_a_mail_server() {
        let hosted = [SUPABASE.as_slice(), &[("SIGNING_KEYS", "{}")]].concat();
        let Err(Problems(problems)) = parse(&hosted) else { panic!("accepted") };
        assert!(problems.len() == 2 && problems[0].starts_with("SMTP_URL is missing"), "{problems:?}");
        assert!(parse(&[hosted.as_slice(), &MAIL].concat()).is_ok_and(|config| config.smtp.is_some()));
        assert!(parse(&MAIL).is_ok_and(|config| config.smtp.is_some()));
    }

    #[test]
    fn a_stack_beside_the_server_keeps_mails_only_for_this_machine() {
        let beside = [("SUPABASE_URL", "http://127.0.0.1:54321"), SUPABASE[1], SUPABASE[2], ("SIGNING_KEYS", "{}")];
        assert!(parse(&beside).is_ok_and(|config| config.smtp.is_none()));
        for more in [("APP_ENV", "production"), ("PUBLIC_URL", "https://app.example.org")] {
            assert!(parse(&[beside.as_slice(), &[more]].concat()).is_err(), "{more:?}");
        }
    }

    #[test]
    fn mail_variables_go_together_and_each_has_its_problem() {
        for one in MAIL {
            assert!(parse(&[one]).is_err(), "{one:?}");
        }
        let wrong = [("SMTP_URL", "nonsense"), ("MAIL_FROM", "nobody")];
        let Err(Problems(problems)) = parse(&wrong) else { panic!("accepted") };
        assert_eq!(problems.len(), 2, "{problems:?}");
    }
}
