//! Rows of `public.users`, and what an account needs to stay accessible.

use sqlx::{FromRow, PgConnection, PgExecutor, Row};
use uuid::Uuid;

use super::Error;

/// An account.
#[derive(FromRow)]
pub(super) struct User {
    pub id: Uuid,
    /// The primary address.
    pub email: String,
    pub email_verified: bool,
    pub display_name: Option<String>,
    /// The chosen language (ISO 639-1).
    pub language: Option<String>,
}

impl User {
    /// A new account without a name.
    pub fn new(email: String, email_verified: bool) -> Self {
        let id = Uuid::new_v4();
        Self { id, email, email_verified, display_name: None, language: None }
    }
}

/// # Errors
/// [`Error::AccountDisabled`], [`Error::Unavailable`].
pub(super) async fn find(db: impl PgExecutor<'_>, user_id: Uuid) -> Result<Option<User>, Error> {
    let row = sqlx::query(
        "select id, email, email_verified_at is not null as email_verified,
             display_name, language,
             exists (select from identity.disabled_accounts d where d.user_id = u.id) as disabled
         from public.users u where id = $1",
    )
    .bind(user_id)
    .fetch_optional(db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    if row.try_get("disabled")? {
        Err(Error::AccountDisabled)
    } else {
        Ok(Some(User::from_row(&row)?))
    }
}

/// Inserts an account with its first email address.
pub(super) async fn insert(db: &mut PgConnection, user: &User) -> Result<(), Error> {
    sqlx::query(
        "with added as (
             insert into public.users (id, email, email_verified_at, display_name)
             values ($1, $2, case when $3 then now() end, $4)
             returning id, email, email_verified_at
         )
         insert into identity.emails (user_id, email, is_primary, verified_at)
         select id, email, true, email_verified_at from added",
    )
    .bind(user.id)
    .bind(&user.email)
    .bind(user.email_verified)
    .bind(&user.display_name)
    .execute(db)
    .await?;
    Ok(())
}

/// Locks the account until the transaction ends, so that counting its credentials and changing them
/// is one step. Taken before any lock on its emails or passkeys, to avoid deadlocks.
pub(super) async fn lock(db: &mut PgConnection, user_id: Uuid) -> Result<(), Error> {
    sqlx::query("select from public.users where id = $1 for no key update")
        .bind(user_id)
        .execute(db)
        .await?;
    Ok(())
}

/// Fails if the account has no credential left to sign in with.
///
/// # Errors
/// [`Error::LastCredential`], [`Error::Unavailable`].
pub(super) async fn require_credential(db: &mut PgConnection, user_id: Uuid) -> Result<(), Error> {
    let has_credential: bool = sqlx::query_scalar(
        "select exists (select from identity.passkeys where user_id = $1)
             or exists (select from identity.emails
                 where user_id = $1 and verified_at is not null)
             or exists (select from identity.recovery_codes
                 where user_id = $1 and used_at is null)",
    )
    .bind(user_id)
    .fetch_one(db)
    .await?;
    if has_credential { Ok(()) } else { Err(Error::LastCredential) }
}
