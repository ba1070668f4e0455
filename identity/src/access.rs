//! What gives access to an account, for its owner to see and end.

use serde::Deserialize;
use sqlx::types::Json;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    Error, Identity, Member,
    events::{self, Event},
};

/// Addresses, passkeys, sessions: the oldest first, but the primary address before all others.
#[derive(Deserialize)]
pub struct Access {
    pub emails: Vec<Address>,
    pub passkeys: Vec<Passkey>,
    pub sessions: Vec<SignedIn>,
    /// Recovery codes that are not used yet.
    pub recovery_codes: u8,
}

/// An email address.
#[derive(Deserialize)]
pub struct Address {
    pub id: Uuid,
    pub email: String,
    pub primary: bool,
    pub verified: bool,
}

/// A passkey.
#[derive(Deserialize)]
pub struct Passkey {
    pub id: Uuid,
    /// As browsers have it: base64url.
    pub credential_id: String,
    pub name: String,
    /// Kept on more than one device (backup state, WebAuthn L3 §6.1.3).
    pub synced: bool,
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
    #[serde(with = "time::serde::rfc3339::option")]
    pub last_used_at: Option<OffsetDateTime>,
}

/// A browser that is signed in.
#[derive(Deserialize)]
pub struct SignedIn {
    pub id: Uuid,
    pub user_agent: Option<String>,
    pub address: Option<String>,
    /// Authentication methods, as in the token.
    pub amr: Vec<String>,
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
    #[serde(with = "time::serde::rfc3339")]
    pub last_used_at: OffsetDateTime,
}

/// One object each, so that one round trip brings all.
const ACCESS: &str = "select json_build_object(
    'emails', (select coalesce(json_agg(json_build_object(
            'id', id, 'email', email, 'primary', is_primary, 'verified', verified_at is not null)
            order by is_primary desc, created_at), '[]')
        from identity.emails where user_id = $1),
    'passkeys', (select coalesce(json_agg(json_build_object(
            'id', id, 'name', name, 'created_at', created_at, 'last_used_at', last_used_at,
            'credential_id', translate(rtrim(replace(encode(credential_id, 'base64'), e'\\n', ''), '='), '+/', '-_'),
            'synced', coalesce((credential #>> '{cred,backup_state}')::boolean, false)) order by created_at), '[]')
        from identity.passkeys where user_id = $1),
    'sessions', (select coalesce(json_agg(json_build_object(
            'id', id, 'user_agent', user_agent, 'address', address, 'amr', amr,
            'created_at', created_at, 'last_used_at', last_used_at) order by created_at), '[]')
        from identity.sessions
        where user_id = $1 and expires_at > now() and last_used_at > now() - make_interval(secs => $2)),
    'recovery_codes', (select count(*) from identity.recovery_codes where user_id = $1 and used_at is null))";

impl Identity {
    /// Everything that gives access to the member's account.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn access(&self, member: &Member) -> Result<Access, Error> {
        let Json(access) = sqlx::query_scalar(ACCESS)
            .bind(member.user_id)
            .bind(self.limits.idle.as_secs_f64())
            .fetch_one(&self.db)
            .await?;
        Ok(access)
    }

    /// Ends one of the member's sessions: its next request is a guest's.
    ///
    /// # Errors
    /// [`Error::ConfirmFirst`], [`Error::NotFound`], [`Error::Unavailable`].
    pub async fn end_session(&self, member: &Member, id: Uuid) -> Result<(), Error> {
        member.must_be_recent()?;
        match self.end_sessions(member, "id = $2", id).await? {
            0 => Err(Error::NotFound),
            _ => Ok(()),
        }
    }

    /// Ends all of the member's sessions but the one that asks, and says how many those were.
    ///
    /// # Errors
    /// [`Error::ConfirmFirst`], [`Error::Unavailable`].
    pub async fn end_other_sessions(&self, member: &Member) -> Result<u64, Error> {
        member.must_be_recent()?;
        self.end_sessions(member, "id <> $2", member.session_id).await
    }

    async fn end_sessions(&self, member: &Member, which: &'static str, id: Uuid) -> Result<u64, Error> {
        let mut transaction = self.db.begin().await?;
        let ended: Vec<Uuid> = sqlx::query_scalar(sqlx::AssertSqlSafe(format!(
            "delete from identity.sessions where user_id = $1 and {which} returning id"
        )))
        .bind(member.user_id)
        .bind(id)
        .fetch_all(&mut *transaction)
        .await?;
        if !ended.is_empty() {
            events::note(&mut transaction, Some(member.user_id), Event::SessionsEnded).await?;
        }
        transaction.commit().await?;
        self.tokens.forget_all(&ended);
        Ok(ended.len() as u64)
    }

    /// How many passkeys and sessions the member has.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn counts(&self, member: &Member) -> Result<(i64, i64), Error> {
        let counts = sqlx::query_as(
            "select (select count(*) from identity.passkeys where user_id = $1),
                    (select count(*) from identity.sessions where user_id = $1 and expires_at > now()
                         and last_used_at > now() - make_interval(secs => $2))",
        )
        .bind(member.user_id)
        .bind(self.limits.idle.as_secs_f64())
        .fetch_one(&self.db)
        .await?;
        Ok(counts)
    }
}
