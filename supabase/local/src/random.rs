//! Random text, from a cryptographically secure generator.

use rand::{Rng, distr::Alphanumeric};

/// Random letters and digits, almost six bits each. They need no escaping in SQL, URLs and shells.
pub fn random_text(length: usize) -> String {
    rand::rng().sample_iter(Alphanumeric).take(length).map(char::from).collect()
}
