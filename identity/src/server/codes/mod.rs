//! One-time codes sent by email: six digits, valid in the browser that requested them.
//!
//! A response never reveals whether an address has an account: the same statements run in the same
//! order and the page is the same. Only the email differs.

mod redeem;
mod request;
mod secret;

use std::time::Duration;

use tower_sessions::Session;

use super::{Error, Identity, sessions};
use crate::{CodePurpose, PendingCode};

/// See [`Identity::codes`].
#[derive(Clone, Copy)]
pub struct Codes<'a> {
    pub(super) identity: &'a Identity,
}

/// The lifetime of a code and of the email that contains it.
const CODE_LIFETIME: Duration = Duration::from_mins(5);

/// The minimum time between two codes requested with [`Codes::resend`].
const RESEND_COOLDOWN: Duration = Duration::from_secs(30);

/// Including the correct one. The table has the same check.
const MAX_ATTEMPTS: u8 = 3;

impl Codes<'_> {
    /// Returns the code that this browser requested last; `None` if there was none or it was
    /// redeemed or cleaned up.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn pending(self, session: &Session) -> Result<Option<PendingCode>, Error> {
        let Some(id_hash) = sessions::id_hash(session).await? else { return Ok(None) };
        let found: Option<(String, String, f64, i16, bool)> = sqlx::query_as(
            "select purpose, email, extract(epoch from sent_at - now())::float8 + $2, attempts,
                 expires_at > now()
             from identity.codes where session_id_hash = $1",
        )
        .bind(id_hash)
        .bind(RESEND_COOLDOWN.as_secs_f64())
        .fetch_optional(&self.identity.db)
        .await?;
        let Some((purpose, email, wait, attempts, active)) = found else { return Ok(None) };
        Ok(Some(PendingCode {
            purpose: parse_purpose(&purpose)?,
            email,
            resend_in: remaining(wait),
            attempts_left: if active { attempts_left(attempts) } else { 0 },
        }))
    }
}

fn parse_purpose(purpose: &str) -> Result<CodePurpose, Error> {
    purpose.parse().map_err(|_| Error::Internal)
}

fn attempts_left(attempts: i16) -> u8 {
    MAX_ATTEMPTS.saturating_sub(u8::try_from(attempts).unwrap_or(MAX_ATTEMPTS))
}

/// Zero for a time in the past.
fn remaining(seconds: f64) -> Duration {
    Duration::try_from_secs_f64(seconds).unwrap_or_default()
}
