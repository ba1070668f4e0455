//! Generation and hashing of codes.

use aws_lc_rs::{constant_time::verify_slices_are_equal, rand};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::server::Error;

/// The number of codes: six decimal digits.
const RANGE: u32 = 1_000_000;

/// The largest multiple of [`RANGE`]. Larger random numbers are rejected, because their remainders
/// would make small codes more likely (modulo bias).
const REJECT_FROM: u32 = u32::MAX - u32::MAX % RANGE;

/// Six random digits.
pub(super) fn generate() -> Result<String, Error> {
    loop {
        let number = u32::from_ne_bytes(random()?);
        if number < REJECT_FROM {
            return Ok(format!("{:06}", number % RANGE));
        }
    }
}

/// The hash that is stored instead of the code.
pub(super) fn hash(salt: Uuid, code: &str) -> [u8; 32] {
    Sha256::new_with_prefix(salt).chain_update(code).finalize().into()
}

/// Stored if no code was sent: matches no code and is indistinguishable from a real hash.
pub(super) fn dummy_hash() -> Result<[u8; 32], Error> {
    random()
}

/// Compares a code with a stored hash in constant time. Whitespace is ignored.
pub(super) fn matches(salt: Uuid, code: &str, stored: &[u8]) -> bool {
    let digits: String = code.split_whitespace().collect();
    verify_slices_are_equal(&hash(salt, &digits), stored).is_ok()
}

fn random<const N: usize>() -> Result<[u8; N], Error> {
    let mut bytes = [0; N];
    rand::fill(&mut bytes).map_err(|_| Error::Internal)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_six_digits_including_leading_zeros() {
        let codes: Vec<_> = (0..2_000).map(|_| generate().unwrap()).collect();
        assert!(
            codes
                .iter()
                .all(|code| code.len() == 6 && code.bytes().all(|digit| digit.is_ascii_digit()))
        );
        for digit in '0'..='9' {
            let first = codes.iter().filter(|code| code.starts_with(digit)).count();
            assert!((100..300).contains(&first), "{digit} came first {first} times");
        }
    }

    #[test]
    fn codes_have_no_modulo_bias() {
        assert_eq!((REJECT_FROM / RANGE, REJECT_FROM % RANGE), (4_294, 0));
    }

    #[test]
    fn a_code_matches_its_own_salt_only() {
        let (salt, other) = (Uuid::new_v4(), Uuid::new_v4());
        let stored = hash(salt, "012345");
        assert!(matches(salt, "012345", &stored));
        assert!(matches(salt, " 012 345 ", &stored));
        assert!(!matches(salt, "012346", &stored));
        assert!(!matches(salt, "12345", &stored));
        assert!(!matches(other, "012345", &stored));
    }
}
