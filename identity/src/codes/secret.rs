//! The digits, and what stands for them at rest.

use aws_lc_rs::{constant_time::verify_slices_are_equal, rand};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::Error;

const RANGE: u32 = 1_000_000;
/// The first number that isn't used: taking the remainder of those from here on would make small codes likelier.
const FAIR: u32 = u32::MAX - u32::MAX % RANGE;

/// Six random digits.
pub(super) fn draw() -> Result<String, Error> {
    loop {
        let number = u32::from_ne_bytes(random()?);
        if number < FAIR {
            return Ok(format!("{:06}", number % RANGE));
        }
    }
}

/// What is kept of a code.
pub(super) fn hash(salt: Uuid, code: &str) -> [u8; 32] {
    Sha256::new_with_prefix(salt).chain_update(code).finalize().into()
}

/// What is kept where no code was sent: no code has this hash, and nothing tells it from others.
pub(super) fn decoy() -> Result<[u8; 32], Error> {
    random()
}

/// Whether the code is the one behind this hash, in the same time wherever they differ. Blanks between digits don't count.
pub(super) fn fits(salt: Uuid, code: &str, kept: &[u8]) -> bool {
    let digits: String = code.split_whitespace().collect();
    verify_slices_are_equal(&hash(salt, &digits), kept).is_ok()
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
    fn a_code_is_six_digits_and_never_short_of_zeros() {
        let codes: Vec<_> = (0..2_000).map(|_| draw().unwrap()).collect();
        assert!(codes.iter().all(|code| code.len() == 6 && code.bytes().all(|digit| digit.is_ascii_digit())));
        for digit in '0'..='9' {
            let first = codes.iter().filter(|code| code.starts_with(digit)).count();
            assert!((100..300).contains(&first), "{digit} came first {first} times");
        }
    }

    #[test]
    fn numbers_are_drawn_from_whole_rounds_only() {
        assert_eq!((FAIR / RANGE, FAIR % RANGE), (4_294, 0));
    }

    #[test]
    fn a_code_fits_its_own_salt_only() {
        let (salt, other) = (Uuid::new_v4(), Uuid::new_v4());
        let kept = hash(salt, "012345");
        assert!(fits(salt, "012345", &kept));
        assert!(fits(salt, " 012 345 ", &kept));
        assert!(!fits(salt, "012346", &kept));
        assert!(!fits(salt, "12345", &kept));
        assert!(!fits(other, "012345", &kept));
    }
}
