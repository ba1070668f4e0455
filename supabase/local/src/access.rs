//! How programs reach a stack.

use std::{env, fs};

use anyhow::Context;
use serde::{Deserialize, Serialize};

use crate::{
    Place,
    place::{self, Claimed, write_private},
};

/// Where a stack says how to reach it: for its owner only.
const FILE: &str = "access.json";

/// Addresses, keys and passwords of a running stack.
#[derive(Clone, Serialize, Deserialize)]
pub struct Access {
    pub(crate) url: String,
    pub(crate) publishable_key: String,
    pub(crate) secret_key: String,
    pub(crate) database_url: String,
    pub(crate) admin_database_url: String,
    pub(crate) signing_keys: String,
    pub(crate) postgrest_url: String,
}

impl Access {
    /// The gateway. `PostgREST` answers below `{url}/rest/v1`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The key that stands for `anon`.
    pub fn publishable_key(&self) -> &str {
        &self.publishable_key
    }

    /// The key that stands for `service_role`.
    pub fn secret_key(&self) -> &str {
        &self.secret_key
    }

    /// Connects as the role `identity`.
    pub fn database_url(&self) -> &str {
        &self.database_url
    }

    /// Connects as the role `postgres`, which owns the migrations and passes row level security.
    pub fn admin_database_url(&self) -> &str {
        &self.admin_database_url
    }

    /// The private JWK set whose tokens are trusted; its first key signs.
    pub fn signing_keys(&self) -> &str {
        &self.signing_keys
    }

    /// `PostgREST` itself, without the gateway.
    pub fn postgrest_url(&self) -> &str {
        &self.postgrest_url
    }

    /// The same as variables: those that Latchkey reads, and three that only tests and measurements want.
    pub fn variables(&self) -> [(&'static str, &str); 7] {
        [
            ("SUPABASE_URL", &self.url),
            ("SUPABASE_PUBLISHABLE_KEY", &self.publishable_key),
            ("DATABASE_URL", &self.database_url),
            ("SIGNING_KEYS", &self.signing_keys),
            ("SUPABASE_SECRET_KEY", &self.secret_key),
            ("ADMIN_DATABASE_URL", &self.admin_database_url),
            ("POSTGREST_URL", &self.postgrest_url),
        ]
    }

    /// The stack that runs in this place now, if one does.
    ///
    /// # Errors
    /// One runs, and how to reach it can't be read.
    pub fn of_running(place: &Place) -> anyhow::Result<Option<Self>> {
        let Place::Kept(directory) = place else { return Ok(None) };
        if !place::is_in_use(directory) {
            return Ok(None);
        }
        let file = directory.join(FILE);
        let access =
            fs::read(&file).with_context(|| format!("failed to read {}. Is the stack still starting?", file.display()))?;
        Ok(Some(serde_json::from_slice(&access)?))
    }

    /// Lets [`Access::of_running`] find it.
    pub(crate) fn publish(&self, place: &Claimed) -> anyhow::Result<()> {
        write_private(&place.file(FILE), &serde_json::to_vec(self)?)
    }

    /// The stack that the variables name, if all of them are set.
    pub(crate) fn from_env() -> Option<Self> {
        let var = |name| env::var(name).ok().filter(|value| !value.is_empty());
        Some(Self {
            url: var("SUPABASE_URL")?,
            publishable_key: var("SUPABASE_PUBLISHABLE_KEY")?,
            secret_key: var("SUPABASE_SECRET_KEY")?,
            database_url: var("DATABASE_URL")?,
            admin_database_url: var("ADMIN_DATABASE_URL")?,
            signing_keys: var("SIGNING_KEYS")?,
            postgrest_url: var("POSTGREST_URL")?,
        })
    }
}
