//! The passwords and keys of a data directory. They are random and generated at the first start.

use std::{fs, io, path::Path};

use anyhow::Context;
use serde::{Deserialize, Serialize};

use crate::{
    data_dir::write_private,
    jwk::{Jwk, JwkSet},
    random::random_text,
};

#[derive(Serialize, Deserialize)]
pub struct Secrets {
    pub publishable_key: String,
    pub secret_key: String,
    /// The private JWK set of the app.
    pub signing_keys: String,
    /// Signs the tokens that the gateway sends for an API key.
    pub gateway_key: Jwk,
    pub passwords: Passwords,
}

/// The password of each role that can log in.
#[derive(Serialize, Deserialize)]
pub struct Passwords {
    pub supabase_admin: String,
    pub postgres: String,
    pub authenticator: String,
    pub identity: String,
}

impl Secrets {
    /// Reads `file`. If it does not exist, generates new secrets and writes them there.
    pub fn read_or_generate(file: &Path) -> anyhow::Result<Self> {
        match fs::read(file) {
            Ok(json) => serde_json::from_slice(&json)
                .with_context(|| format!("{} is not valid JSON", file.display())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let new = Self::generate()?;
                write_private(file, &serde_json::to_vec_pretty(&new)?)?;
                Ok(new)
            }
            Err(error) => Err(error).with_context(|| format!("failed to read {}", file.display())),
        }
    }

    fn generate() -> anyhow::Result<Self> {
        Ok(Self {
            publishable_key: format!("sb_publishable_{}", random_text(32)),
            secret_key: format!("sb_secret_{}", random_text(32)),
            signing_keys: JwkSet::generate()?,
            gateway_key: Jwk::generate()?,
            passwords: Passwords {
                supabase_admin: random_text(32),
                postgres: random_text(32),
                authenticator: random_text(32),
                identity: random_text(32),
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn secrets_are_generated_once_and_private() {
        let file = std::env::temp_dir().join(format!("supabase-local-test-{}", random_text(12)));
        let first = Secrets::read_or_generate(&file).unwrap();
        let second = Secrets::read_or_generate(&file).unwrap();
        assert_eq!(first.passwords.identity, second.passwords.identity);
        assert_eq!(first.signing_keys, second.signing_keys);
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        fs::write(&file, "{").unwrap();
        assert!(Secrets::read_or_generate(&file).is_err());
        fs::remove_file(&file).unwrap();
    }
}
