//! Codes by email: six digits that prove an address, in the browser that asked for them.
//!
//! What a stranger sees is the same for every address: the same answer, by the same statements in the same order. Only the
//! mail tells whether there is an account, and only who reads it learns so.

mod asking;
mod secret;
mod using;

use std::time::Duration;

use tower_sessions::Session;

use crate::{Error, Identity, sessions};

/// How long a code serves.
pub(crate) const LIFETIME: Duration = Duration::from_mins(5);
/// Between two codes to one address, in one browser.
const PAUSE: Duration = Duration::from_secs(30);
/// The right one included. The table's check says the same.
const TRIES: u8 = 3;

/// What a code is to do once it has proved the address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    SignIn,
    SignUp,
    /// To verify an address of the member who is signed in.
    Verify,
    /// To show that the member who is signed in is still the one at the browser.
    Confirm,
}

impl Purpose {
    fn name(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::SignUp => "sign-up",
            Self::Verify => "verify",
            Self::Confirm => "confirm",
        }
    }

    fn of(name: &str) -> Result<Self, Error> {
        match name {
            "sign-in" => Ok(Self::SignIn),
            "sign-up" => Ok(Self::SignUp),
            "verify" => Ok(Self::Verify),
            "confirm" => Ok(Self::Confirm),
            _ => Err(Error::Internal),
        }
    }
}

/// The code that a browser waits for, whether or not one was sent. Has no `Debug`: an address doesn't belong in a log.
#[derive(Clone, PartialEq, Eq)]
pub struct PendingCode {
    pub purpose: Purpose,
    /// As it was typed.
    pub email: String,
    /// Until [`Identity::resend_code`] will send another; zero when it would at once.
    pub resend_in: Duration,
    /// Zero when another code is needed: too many were wrong, or its time is over.
    pub tries_left: u8,
}

impl Identity {
    /// The code that was asked for last in this browser: `None` where there was none, or it was used or swept away.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn pending_code(&self, session: &Session) -> Result<Option<PendingCode>, Error> {
        let Some(browser) = sessions::known_browser(session).await? else { return Ok(None) };
        let found: Option<(String, String, f64, i16, bool)> = sqlx::query_as(
            "select kind, email, extract(epoch from sent_at - now())::float8 + $2, tries, expires_at > now()
             from identity.codes where browser = $1",
        )
        .bind(browser)
        .bind(PAUSE.as_secs_f64())
        .fetch_optional(&self.db)
        .await?;
        let Some((purpose, email, wait, tries, alive)) = found else { return Ok(None) };
        Ok(Some(PendingCode {
            purpose: Purpose::of(&purpose)?,
            email,
            resend_in: remaining(wait),
            tries_left: if alive { tries_left(tries) } else { 0 },
        }))
    }
}

fn tries_left(tries: i16) -> u8 {
    TRIES.saturating_sub(u8::try_from(tries).unwrap_or(TRIES))
}

/// What is left of a time that may have passed.
fn remaining(seconds: f64) -> Duration {
    Duration::try_from_secs_f64(seconds).unwrap_or_default()
}
