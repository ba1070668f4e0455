//! Email addresses as people type them.

use super::validation::{Rule, ValidationError};

/// An address that mail could be sent to: trimmed, one `@`, something on both sides, no spaces or control characters.
/// Whether it exists only a mail can tell, so no more is asked of its form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email(String);

impl Email {
    /// The longest forward path that SMTP carries (RFC 5321 §4.5.3.1.3), less its angle brackets.
    pub const MAX: usize = 254;

    /// # Errors
    /// [`ValidationError`].
    pub fn parse(raw: &str) -> Result<Self, ValidationError> {
        let typed = raw.trim();
        if typed.is_empty() {
            return Err(ValidationError::new("email", Rule::Required));
        }
        if typed.len() > Self::MAX {
            return Err(ValidationError::new("email", Rule::MaxLength(Self::MAX)));
        }
        match typed.split_once('@') {
            Some((local, host)) if is_local(local) && is_host(host) => {
                Ok(Self(format!("{local}@{}", host.to_lowercase())))
            }
            _ => Err(ValidationError::new("email", Rule::Email)),
        }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether what was typed is this address. Capital letters make no other address here, as in the table's index.
#[must_use]
pub fn is_same(typed: &str, email: &str) -> bool {
    typed.trim().to_lowercase() == email.to_lowercase()
}

/// RFC 5321 §4.5.3.1.1: at most 64 octets. Quoted local parts are not taken: no mailbox in use needs them.
fn is_local(local: &str) -> bool {
    (1..=64).contains(&local.len())
        && !local.chars().any(|c| c.is_whitespace() || c.is_control() || "\"(),:;<>[\\]".contains(c))
}

fn is_host(host: &str) -> bool {
    host.contains('.')
        && host.split('.').all(|label| {
            (1..=63).contains(&label.len())
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_trimmed_and_its_host_lowered() {
        let email = Email::parse("  Ada.Lovelace+tasks@Example.ORG ").unwrap();
        assert_eq!(email.as_str(), "Ada.Lovelace+tasks@example.org");
    }

    #[test]
    fn an_address_is_itself_in_capital_letters_too() {
        assert!(is_same(" ADA@example.org\n", "Ada@example.org"));
        assert!(!is_same("", "ada@example.org") && !is_same("ada@example.com", "ada@example.org"));
    }

    #[test]
    fn nothing_typed_is_blank() {
        assert_eq!(Email::parse(" \t"), Err(ValidationError::new("email", Rule::Required)));
    }

    #[test]
    fn what_mail_cannot_reach_is_malformed() {
        for typed in [
            "ada",
            "ada@",
            "@example.org",
            "a b@example.org",
            "ada@example",
            "ada@@example.org",
            "ada@-a.org",
            "ada@example..org",
            "ada\u{0}@example.org",
            "<ada@example.org>",
        ] {
            assert_eq!(Email::parse(typed), Err(ValidationError::new("email", Rule::Email)), "{typed}");
        }
    }

    #[test]
    fn an_address_beyond_the_limit_is_too_long() {
        let typed = format!("{}@example.org", "a".repeat(Email::MAX));
        assert_eq!(Email::parse(&typed), Err(ValidationError::new("email", Rule::MaxLength(Email::MAX))));
    }
}
