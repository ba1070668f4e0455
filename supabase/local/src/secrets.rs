//! Passwords and keys of one place: random, made once, readable by their owner only.

use std::{fs, io, path::Path};

use anyhow::Context;
use rand::{Rng, distr::Alphanumeric};
use serde::{Deserialize, Serialize};

use crate::{
    keys::{self, Jwk},
    place::write_private,
};

/// What must stay the same from one start to the next.
#[derive(Serialize, Deserialize)]
pub struct Secrets {
    pub publishable_key: String,
    pub secret_key: String,
    /// The private JWK set of the app.
    pub signing_keys: String,
    /// Signs the short-lived tokens that stand for an API key.
    pub gateway_key: Jwk,
    pub passwords: Passwords,
}

/// One for each role that can connect.
#[derive(Serialize, Deserialize)]
pub struct Passwords {
    pub supabase_admin: String,
    pub postgres: String,
    pub authenticator: String,
    pub identity: String,
}

impl Secrets {
    /// Those kept in `file`, or new ones, kept there from now on.
    pub fn of(file: &Path) -> anyhow::Result<Self> {
        match fs::read(file) {
            Ok(kept) => serde_json::from_slice(&kept).with_context(|| format!("{} is not valid JSON", file.display())),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
                let new = Self::generate()?;
                write_private(file, &serde_json::to_vec_pretty(&new)?)?;
                Ok(new)
            }
            Err(cause) => Err(cause).with_context(|| format!("failed to read {}", file.display())),
        }
    }

    fn generate() -> anyhow::Result<Self> {
        Ok(Self {
            publishable_key: format!("sb_publishable_{}", random(32)),
            secret_key: format!("sb_secret_{}", random(32)),
            signing_keys: keys::generate_set()?,
            gateway_key: Jwk::generate()?,
            passwords: Passwords {
                supabase_admin: random(32),
                postgres: random(32),
                authenticator: random(32),
                identity: random(32),
            },
        })
    }
}

/// Letters and digits, nearly six bits each: they need no quoting anywhere.
pub fn random(length: usize) -> String {
    rand::rng().sample_iter(Alphanumeric).take(length).map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn secrets_stay_the_same_and_private() {
        let file = std::env::temp_dir().join(format!("latchkey-test-{}", random(12)));
        let (first, second) = (Secrets::of(&file).unwrap(), Secrets::of(&file).unwrap());
        assert_eq!(first.passwords.identity, second.passwords.identity);
        assert_eq!(first.signing_keys, second.signing_keys);
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        fs::write(&file, "{").unwrap();
        assert!(Secrets::of(&file).is_err());
        fs::remove_file(&file).unwrap();
    }
}
