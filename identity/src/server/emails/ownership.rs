//! Ownership of verified addresses: each belongs to one account.

use sqlx::PgConnection;
use uuid::Uuid;

use crate::server::Error;

/// Finds the account that has verified this address, and locks the address until the transaction
/// ends, so that no other account can verify it meanwhile.
pub(in crate::server) async fn find_verified_owner(
    db: &mut PgConnection,
    email: &str,
) -> Result<Option<Uuid>, Error> {
    sqlx::query("select pg_advisory_xact_lock(hashtextextended(lower($1), 0))")
        .bind(email)
        .execute(&mut *db)
        .await?;
    let owner = sqlx::query_scalar(
        "select user_id from identity.emails
         where lower(email) = lower($1) and verified_at is not null",
    )
    .bind(email)
    .fetch_optional(db)
    .await?;
    Ok(owner)
}

/// Copies the primary address to `public.users`.
pub(in crate::server) async fn sync_primary_email(
    db: &mut PgConnection,
    user_id: Uuid,
) -> Result<(), Error> {
    sqlx::query(
        "update public.users u set email = e.email, email_verified_at = e.verified_at
         from identity.emails e where u.id = $1 and e.user_id = u.id and e.is_primary",
    )
    .bind(user_id)
    .execute(db)
    .await?;
    Ok(())
}
