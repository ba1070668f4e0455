//! Pending WebAuthn challenges: the server's state of a registration or authentication.
//!
//! Stored in the database, bound to the browser's session, and deleted before they are verified, so
//! that each can be used once.

use std::time::Duration;

use serde::{Serialize, de::DeserializeOwned};
use sqlx::types::Json;
use strum::IntoStaticStr;
use tower_sessions::Session;
use uuid::Uuid;

use super::{Error, Identity, Member, sessions};

/// The lifetime of a challenge, in the database and in the browser (`timeout` of the options).
pub(super) const LIFETIME: Duration = Duration::from_mins(5);

/// A session has at most one challenge of each kind; a new one replaces it. Stored by its name in
/// snake case.
#[derive(Clone, Copy, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub(super) enum ChallengeKind {
    SignUp,
    SignIn,
    /// Sign-in by autofill (conditional mediation), which is pending beside that of the button.
    SignInAutofill,
    AddPasskey,
    Reauthenticate,
}

impl Identity {
    pub(super) async fn store_challenge(
        &self,
        session: &Session,
        kind: ChallengeKind,
        state: &(impl Serialize + Sync),
    ) -> Result<(), Error> {
        sqlx::query(
            "insert into identity.challenges (session_id_hash, kind, state, expires_at)
             values ($1, $2, $3, now() + make_interval(secs => $4))
             on conflict (session_id_hash, kind)
             do update set state = excluded.state, expires_at = excluded.expires_at",
        )
        .bind(sessions::ensure_id_hash(session).await?)
        .bind(<&str>::from(kind))
        .bind(Json(state))
        .bind(LIFETIME.as_secs_f64())
        .execute(&self.db)
        .await?;
        Ok(())
    }

    /// Deletes a challenge and returns its state.
    ///
    /// # Errors
    /// [`Error::ChallengeExpired`], [`Error::Unavailable`].
    pub(super) async fn consume_challenge<T: DeserializeOwned + Send + Unpin + 'static>(
        &self,
        session: &Session,
        kind: ChallengeKind,
    ) -> Result<T, Error> {
        let id_hash = sessions::id_hash(session).await?.ok_or(Error::ChallengeExpired)?;
        let consumed: Option<(Json<T>, bool)> = sqlx::query_as(
            "delete from identity.challenges where session_id_hash = $1 and kind = $2
             returning state, expires_at > now()",
        )
        .bind(id_hash)
        .bind(<&str>::from(kind))
        .fetch_optional(&self.db)
        .await?;
        match consumed {
            Some((Json(state), true)) => Ok(state),
            _ => Err(Error::ChallengeExpired),
        }
    }

    /// As [`Identity::consume_challenge`], for a state that was stored together with the id of
    /// `member`: another user may have signed in to this browser since.
    pub(super) async fn consume_member_challenge<T: DeserializeOwned + Send + Unpin + 'static>(
        &self,
        session: &Session,
        kind: ChallengeKind,
        member: &Member,
    ) -> Result<T, Error> {
        let (user_id, state): (Uuid, T) = self.consume_challenge(session, kind).await?;
        if user_id == member.user_id { Ok(state) } else { Err(Error::ChallengeExpired) }
    }
}
