//! Generation and hashing of recovery codes.
//!
//! A code has four groups of five characters. The first group is the selector, which finds the row;
//! the others are the verifier: 74 bits, hashed with Argon2id.

use argon2::{
    Argon2, PasswordHasher, PasswordVerifier,
    password_hash::{PasswordHash, SaltString},
};
use aws_lc_rs::rand;

use crate::server::Error;

/// Without characters that look like others (0/o, 1/i/l).
const ALPHABET: &[u8; 31] = b"abcdefghjkmnpqrstuvwxyz23456789";
const GROUP_LENGTH: usize = 5;
const GROUPS: usize = 4;

/// A new code and what is stored of it.
pub(super) struct RecoveryCode {
    pub text: String,
    pub selector: String,
    pub hash: String,
}

/// Slow on purpose: call it on a blocking thread.
pub(super) fn generate() -> Result<RecoveryCode, Error> {
    let groups = (0..GROUPS).map(|_| random_group()).collect::<Result<Vec<_>, _>>()?;
    let text = groups.join("-");
    let (selector, verifier) = split(&text).ok_or(Error::Internal)?;
    let (selector, hash) = (selector.to_owned(), hash(verifier)?);
    Ok(RecoveryCode { text, selector, hash })
}

/// Splits a code into selector and verifier; `None` if it isn't well-formed.
pub(super) fn split(code: &str) -> Option<(&str, &str)> {
    let (selector, verifier) = code.split_once('-')?;
    let well_formed =
        code.len() == GROUPS * GROUP_LENGTH + GROUPS - 1 && selector.len() == GROUP_LENGTH;
    well_formed.then_some((selector, verifier))
}

/// Compares a verifier with a stored hash. Takes the same time if there is none, so that timing
/// doesn't reveal whether the selector exists.
pub(super) fn matches(verifier: &str, stored: Option<&str>) -> bool {
    let Some(stored) = stored else {
        let _ = hash(verifier);
        return false;
    };
    PasswordHash::new(stored)
        .is_ok_and(|stored| Argon2::default().verify_password(verifier.as_bytes(), &stored).is_ok())
}

fn hash(verifier: &str) -> Result<String, Error> {
    let mut salt = [0; 16];
    rand::fill(&mut salt).map_err(|_| Error::Internal)?;
    let salt = SaltString::encode_b64(&salt).map_err(|_| Error::Internal)?;
    let hash =
        Argon2::default().hash_password(verifier.as_bytes(), &salt).map_err(|_| Error::Internal)?;
    Ok(hash.to_string())
}

fn random_group() -> Result<String, Error> {
    let mut group = String::with_capacity(GROUP_LENGTH);
    while group.len() < GROUP_LENGTH {
        let mut byte = [0];
        rand::fill(&mut byte).map_err(|_| Error::Internal)?;
        // Larger bytes are rejected, because their remainders would favour some characters.
        if usize::from(byte[0]) < 256 / ALPHABET.len() * ALPHABET.len() {
            group.push(char::from(ALPHABET[usize::from(byte[0]) % ALPHABET.len()]));
        }
    }
    Ok(group)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_matches_its_own_hash_only() {
        let (code, other) = (generate().unwrap(), generate().unwrap());
        let (selector, verifier) = split(&code.text).unwrap();
        assert_eq!(selector, code.selector);
        assert!(matches(verifier, Some(&code.hash)));
        assert!(!matches(verifier, Some(&other.hash)));
        assert!(!matches(verifier, None) && !matches(verifier, Some("nonsense")));
        assert!(code.hash.starts_with("$argon2id$") && !code.hash.contains(verifier));
    }

    #[test]
    fn a_code_has_four_groups_of_unambiguous_characters() {
        let code = generate().unwrap().text;
        let groups: Vec<_> = code.split('-').collect();
        assert!(groups.len() == 4 && groups.iter().all(|group| group.len() == 5), "{code}");
        assert!(code.bytes().all(|byte| byte == b'-' || ALPHABET.contains(&byte)), "{code}");
    }

    #[test]
    fn text_of_another_form_is_no_code() {
        for text in [
            "",
            "abcde",
            "abcde-fghjk-mnpqr",
            "abcdefghjkmnpqrstuv-xyz",
            "abcde-fghjk-mnpqr-stuvwx",
        ] {
            assert!(split(text).is_none(), "{text}");
        }
    }
}
