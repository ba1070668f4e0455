//! The server's half of a ceremony under way: kept in the database, bound to the browser that began it, taken out before it is
//! verified, so that it serves once whatever happens next.

use std::time::Duration;

use serde::{Serialize, de::DeserializeOwned};
use sqlx::types::Json;
use tower_sessions::Session;
use uuid::Uuid;

use crate::{Error, Identity, Member, sessions};

/// How long a person has, in the browser (the options' timeout) and here.
pub(crate) const LIFETIME: Duration = Duration::from_mins(5);

/// One of each kind may be under way in a browser; beginning another ends the first.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    SignUp,
    SignIn,
    /// Sign-in by autofill (conditional mediation): it waits beside the button's.
    Autofill,
    /// Another passkey for an account.
    Add,
    /// A member shows once more that it is them.
    Confirm,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::SignUp => "sign-up",
            Self::SignIn => "sign-in",
            Self::Autofill => "autofill",
            Self::Add => "add",
            Self::Confirm => "confirm",
        }
    }
}

impl Identity {
    pub(crate) async fn keep(
        &self,
        session: &Session,
        kind: Kind,
        state: &(impl Serialize + Sync),
    ) -> Result<(), Error> {
        sqlx::query(
            "insert into identity.ceremonies (browser, kind, state, expires_at)
             values ($1, $2, $3, now() + make_interval(secs => $4))
             on conflict (browser, kind) do update set state = excluded.state, expires_at = excluded.expires_at",
        )
        .bind(sessions::browser(session).await?)
        .bind(kind.name())
        .bind(Json(state))
        .bind(LIFETIME.as_secs_f64())
        .execute(&self.db)
        .await?;
        Ok(())
    }

    /// # Errors
    /// [`Error::Expired`] where nothing of this kind is under way in this browser.
    pub(crate) async fn take<T: DeserializeOwned + Send + Unpin + 'static>(
        &self,
        session: &Session,
        kind: Kind,
    ) -> Result<T, Error> {
        let browser = sessions::known_browser(session).await?.ok_or(Error::Expired)?;
        let taken: Option<(Json<T>, bool)> = sqlx::query_as(
            "delete from identity.ceremonies where browser = $1 and kind = $2 returning state, expires_at > now()",
        )
        .bind(browser)
        .bind(kind.name())
        .fetch_optional(&self.db)
        .await?;
        match taken {
            Some((Json(state), true)) => Ok(state),
            _ => Err(Error::Expired),
        }
    }

    /// The state that was kept behind the id of `member`: somebody else may have signed in meanwhile.
    ///
    /// # Errors
    /// As [`Identity::take`].
    pub(crate) async fn take_of<T: DeserializeOwned + Send + Unpin + 'static>(
        &self,
        session: &Session,
        kind: Kind,
        member: &Member,
    ) -> Result<T, Error> {
        let (user_id, state): (Uuid, T) = self.take(session, kind).await?;
        if user_id == member.user_id { Ok(state) } else { Err(Error::Expired) }
    }
}
