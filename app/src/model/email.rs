//! Email addresses that users type.

use super::validation::{Rule, ValidationError};

/// A syntactically valid address, trimmed, with a lower-case domain. Whether it exists is verified
/// by a code, so the syntax is checked only as far as mail servers require it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email(String);

impl Email {
    /// The maximum length of a path in SMTP without its angle brackets (RFC 5321 §4.5.3.1.3).
    pub const MAX: usize = 254;

    /// # Errors
    /// [`Rule::Required`], [`Rule::MaxLength`], [`Rule::Email`].
    pub fn parse(raw: &str) -> Result<Self, ValidationError> {
        let typed = raw.trim();
        if typed.is_empty() {
            return Err(ValidationError::new("email", Rule::Required));
        }
        if typed.len() > Self::MAX {
            return Err(ValidationError::new("email", Rule::MaxLength(Self::MAX)));
        }
        match typed.split_once('@') {
            Some((local_part, domain)) if is_local_part(local_part) && is_domain(domain) => {
                Ok(Self(format!("{local_part}@{}", domain.to_lowercase())))
            }
            _ => Err(ValidationError::new("email", Rule::Email)),
        }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a user typed this address, ignoring case as the database does.
#[must_use]
pub fn matches(typed: &str, email: &str) -> bool {
    typed.trim().to_lowercase() == email.to_lowercase()
}

/// At most 64 octets (RFC 5321 §4.5.3.1.1). Quoted local parts are rejected: mailboxes in use don't
/// need them.
fn is_local_part(local_part: &str) -> bool {
    (1..=64).contains(&local_part.len())
        && !local_part
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || "\"(),:;<>[\\]".contains(c))
}

fn is_domain(domain: &str) -> bool {
    domain.contains('.')
        && domain.split('.').all(|label| {
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
    fn an_address_is_trimmed_and_its_domain_is_lower_case() {
        let email = Email::parse("  Ada.Lovelace+tasks@Example.ORG ").unwrap();
        assert_eq!(email.as_str(), "Ada.Lovelace+tasks@example.org");
    }

    #[test]
    fn addresses_match_in_any_case() {
        assert!(matches(" ADA@example.org\n", "Ada@example.org"));
        assert!(!matches("", "ada@example.org") && !matches("ada@example.com", "ada@example.org"));
    }

    #[test]
    fn a_blank_address_is_rejected() {
        assert_eq!(Email::parse(" \t"), Err(ValidationError::new("email", Rule::Required)));
    }

    #[test]
    fn an_invalid_address_is_rejected() {
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
            assert_eq!(
                Email::parse(typed),
                Err(ValidationError::new("email", Rule::Email)),
                "{typed}"
            );
        }
    }

    #[test]
    fn a_long_address_is_rejected() {
        let typed = format!("{}@example.org", "a".repeat(Email::MAX));
        assert_eq!(
            Email::parse(&typed),
            Err(ValidationError::new("email", Rule::MaxLength(Email::MAX)))
        );
    }
}
