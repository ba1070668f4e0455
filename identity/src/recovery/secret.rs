//! Recovery codes as text: four groups of five letters and digits. The first group finds the code, the others prove it: 74 bits,
//! of which Argon2id makes each guess dear.

use argon2::{
    Argon2, PasswordHasher, PasswordVerifier,
    password_hash::{PasswordHash, SaltString},
};
use aws_lc_rs::rand;

use crate::Error;

/// Without those that look like others.
const LETTERS: &[u8; 31] = b"abcdefghjkmnpqrstuvwxyz23456789";
const GROUP: usize = 5;
const GROUPS: usize = 4;

/// A code of its owner's, and what is kept of it.
pub(super) struct Drawn {
    pub code: String,
    pub selector: String,
    pub hash: String,
}

/// Slow on purpose.
pub(super) fn draw() -> Result<Drawn, Error> {
    let groups = (0..GROUPS).map(|_| group()).collect::<Result<Vec<_>, _>>()?;
    let code = groups.join("-");
    let (selector, proof) = split(&code).ok_or(Error::Internal)?;
    Ok(Drawn { selector: selector.to_owned(), hash: hash(proof)?, code: code.clone() })
}

/// The group that finds a code, and those that prove it.
pub(super) fn split(code: &str) -> Option<(&str, &str)> {
    let (selector, proof) = code.split_once('-')?;
    (code.len() == GROUPS * GROUP + GROUPS - 1 && selector.len() == GROUP).then_some((selector, proof))
}

/// Whether the code is the one behind this hash. As slow where there is no hash, so that nobody learns from the time it takes
/// whether the first group is right.
pub(super) fn fits(proof: &str, kept: Option<&str>) -> bool {
    let Some(kept) = kept else {
        let _ = hash(proof);
        return false;
    };
    PasswordHash::new(kept).is_ok_and(|kept| Argon2::default().verify_password(proof.as_bytes(), &kept).is_ok())
}

fn hash(proof: &str) -> Result<String, Error> {
    let mut salt = [0; 16];
    rand::fill(&mut salt).map_err(|_| Error::Internal)?;
    let salt = SaltString::encode_b64(&salt).map_err(|_| Error::Internal)?;
    let hash = Argon2::default().hash_password(proof.as_bytes(), &salt).map_err(|_| Error::Internal)?;
    Ok(hash.to_string())
}

fn group() -> Result<String, Error> {
    let mut group = String::with_capacity(GROUP);
    while group.len() < GROUP {
        let mut byte = [0];
        rand::fill(&mut byte).map_err(|_| Error::Internal)?;
        // Whole rounds only: every letter is as likely.
        if usize::from(byte[0]) < 256 / LETTERS.len() * LETTERS.len() {
            group.push(char::from(LETTERS[usize::from(byte[0]) % LETTERS.len()]));
        }
    }
    Ok(group)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_fits_what_is_kept_of_it_and_no_other_does() {
        let (one, other) = (draw().unwrap(), draw().unwrap());
        let (selector, proof) = split(&one.code).unwrap();
        assert_eq!(selector, one.selector);
        assert!(fits(proof, Some(&one.hash)));
        assert!(!fits(proof, Some(&other.hash)) && !fits(proof, None) && !fits(proof, Some("nonsense")));
        assert!(one.hash.starts_with("$argon2id$") && !one.hash.contains(proof));
    }

    #[test]
    fn a_code_is_four_groups_of_letters_that_nobody_mistakes() {
        let code = draw().unwrap().code;
        let groups: Vec<_> = code.split('-').collect();
        assert!(groups.len() == 4 && groups.iter().all(|group| group.len() == 5), "{code}");
        assert!(code.bytes().all(|letter| letter == b'-' || LETTERS.contains(&letter)), "{code}");
    }

    #[test]
    fn what_has_another_form_is_no_code() {
        for text in ["", "abcde", "abcde-fghjk-mnpqr", "abcdefghjkmnpqrstuv-xyz", "abcde-fghjk-mnpqr-stuvwx"] {
            assert!(split(text).is_none(), "{text}");
        }
    }
}
