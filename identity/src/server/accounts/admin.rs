//! Administration of accounts by an operator.

use sqlx::{AssertSqlSafe, FromRow, Postgres, postgres::PgArguments, query::QueryAs};
use time::OffsetDateTime;
use uuid::Uuid;

use super::Accounts;
use crate::server::{
    Error,
    audit_log::{self, AuditEvent},
};

/// An account as an operator sees it.
#[derive(Debug, Clone, FromRow)]
pub struct AccountSummary {
    pub id: Uuid,
    /// The primary address.
    pub email: String,
    pub email_verified: bool,
    pub created_at: OffsetDateTime,
    pub passkeys: i64,
    pub sessions: i64,
    pub disabled: bool,
}

impl Accounts<'_> {
    /// Lists accounts, the newest first.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn list(self, offset: i64, limit: i64) -> Result<Vec<AccountSummary>, Error> {
        let accounts = select("true order by created_at desc, id limit $1 offset $2")
            .bind(limit)
            .bind(offset)
            .fetch_all(&self.identity.db)
            .await?;
        Ok(accounts)
    }

    /// Finds accounts by an email address or by their id. An account that has verified the address
    /// comes first.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn find(self, email_or_id: &str) -> Result<Vec<AccountSummary>, Error> {
        let accounts = select(
            "id::text = $1
                 or id in (select user_id from identity.emails where lower(email) = lower($1))
             order by exists (select from identity.emails e where e.user_id = u.id
                 and lower(e.email) = lower($1) and e.verified_at is not null) desc, created_at",
        )
        .bind(email_or_id)
        .fetch_all(&self.identity.db)
        .await?;
        Ok(accounts)
    }

    /// Disables an account: ends its sessions and rejects sign-ins until [`Accounts::enable`].
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Unavailable`].
    pub async fn disable(self, user_id: Uuid) -> Result<(), Error> {
        let mut transaction = self.identity.db.begin().await?;
        let disabled = sqlx::query(
            "insert into identity.disabled_accounts (user_id)
             select id from public.users where id = $1
             on conflict (user_id)
             do update set disabled_at = identity.disabled_accounts.disabled_at",
        )
        .bind(user_id)
        .execute(&mut *transaction)
        .await?;
        if disabled.rows_affected() == 0 {
            return Err(Error::NotFound);
        }
        let ended: Vec<Uuid> =
            sqlx::query_scalar("delete from identity.sessions where user_id = $1 returning id")
                .bind(user_id)
                .fetch_all(&mut *transaction)
                .await?;
        audit_log::record(&mut transaction, Some(user_id), AuditEvent::AccountDisabled).await?;
        transaction.commit().await?;
        self.identity.tokens.invalidate_all(&ended);
        Ok(())
    }

    /// Enables a disabled account.
    ///
    /// # Errors
    /// [`Error::NotFound`] if it isn't disabled, [`Error::Unavailable`].
    pub async fn enable(self, user_id: Uuid) -> Result<(), Error> {
        let mut transaction = self.identity.db.begin().await?;
        let enabled = sqlx::query("delete from identity.disabled_accounts where user_id = $1")
            .bind(user_id)
            .execute(&mut *transaction)
            .await?;
        if enabled.rows_affected() == 0 {
            return Err(Error::NotFound);
        }
        audit_log::record(&mut transaction, Some(user_id), AuditEvent::AccountEnabled).await?;
        transaction.commit().await?;
        Ok(())
    }
}

/// `condition` may end with `order by` and `limit`.
fn select(condition: &'static str) -> QueryAs<'static, Postgres, AccountSummary, PgArguments> {
    sqlx::query_as(AssertSqlSafe(format!(
        "select id, email, email_verified_at is not null as email_verified, created_at,
             (select count(*) from identity.passkeys p where p.user_id = u.id) as passkeys,
             (select count(*) from identity.sessions s
              where s.user_id = u.id and s.expires_at > now()) as sessions,
             exists (select from identity.disabled_accounts d where d.user_id = u.id) as disabled
         from public.users u where {condition}"
    )))
}
