//! Accounts as a whole: for their owner and for an operator.

mod admin;
mod delete;
mod export;

use sqlx::{FromRow, types::Json};

pub use admin::AccountSummary;
pub(super) use delete::delete_account;

use super::{Error, Identity, Member};
use crate::AccountCredentials;

/// See [`Identity::accounts`].
#[derive(Clone, Copy)]
pub struct Accounts<'a> {
    pub(super) identity: &'a Identity,
}

/// How many passkeys and active sessions an account has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromRow)]
pub struct AccountCounts {
    pub passkeys: i64,
    pub sessions: i64,
}

/// One JSON object, so that one round trip fetches everything.
const CREDENTIALS: &str = "select json_build_object(
    'emails', (select coalesce(json_agg(json_build_object(
            'id', id, 'email', email, 'primary', is_primary, 'verified', verified_at is not null)
            order by is_primary desc, created_at), '[]')
        from identity.emails where user_id = $1),
    'passkeys', (select coalesce(json_agg(json_build_object(
            'id', id, 'name', name, 'created_at', created_at, 'last_used_at', last_used_at,
            'credential_id', translate(
                rtrim(replace(encode(credential_id, 'base64'), e'\\n', ''), '='), '+/', '-_'),
            'synced', coalesce((credential #>> '{cred,backup_state}')::boolean, false))
            order by created_at), '[]')
        from identity.passkeys where user_id = $1),
    'sessions', (select coalesce(json_agg(json_build_object(
            'id', id, 'user_agent', user_agent, 'ip_address', ip_address, 'amr', amr,
            'created_at', created_at, 'last_used_at', last_used_at) order by created_at), '[]')
        from identity.sessions
        where user_id = $1 and expires_at > now()
            and last_used_at > now() - make_interval(secs => $2)),
    'recovery_codes', (select count(*) from identity.recovery_codes
        where user_id = $1 and used_at is null))";

impl Accounts<'_> {
    /// Returns everything that gives access to the member's account.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn credentials(self, member: &Member) -> Result<AccountCredentials, Error> {
        let Json(credentials) = sqlx::query_scalar(CREDENTIALS)
            .bind(member.user_id)
            .bind(self.identity.limits.idle.as_secs_f64())
            .fetch_one(&self.identity.db)
            .await?;
        Ok(credentials)
    }

    /// Counts the member's passkeys and active sessions.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn counts(self, member: &Member) -> Result<AccountCounts, Error> {
        let counts = sqlx::query_as(
            "select (select count(*) from identity.passkeys where user_id = $1) as passkeys,
                 (select count(*) from identity.sessions where user_id = $1 and expires_at > now()
                     and last_used_at > now() - make_interval(secs => $2)) as sessions",
        )
        .bind(member.user_id)
        .bind(self.identity.limits.idle.as_secs_f64())
        .fetch_one(&self.identity.db)
        .await?;
        Ok(counts)
    }
}
