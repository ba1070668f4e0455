//! The people behind accounts, as whoever signs them in must know them.

use sqlx::{FromRow, PgConnection, PgExecutor, Row};
use uuid::Uuid;

use crate::Error;

/// One account.
#[derive(FromRow)]
pub(crate) struct Person {
    pub user_id: Uuid,
    /// The primary address.
    pub email: String,
    pub email_verified: bool,
    pub display_name: Option<String>,
    /// The language they have chosen (ISO 639-1).
    pub language: Option<String>,
}

/// # Errors
/// [`Error::Unknown`] where there is no such account, [`Error::Disabled`].
pub(crate) async fn find(db: impl PgExecutor<'_>, user_id: Uuid) -> Result<Person, Error> {
    let row = sqlx::query(
        "select id as user_id, email, email_verified_at is not null as email_verified, display_name, language,
             exists (select from identity.disabled_accounts d where d.user_id = u.id) as disabled
         from public.users u where id = $1",
    )
    .bind(user_id)
    .fetch_optional(db)
    .await?
    .ok_or(Error::Unknown)?;
    if row.try_get("disabled")? { Err(Error::Disabled) } else { Ok(Person::from_row(&row)?) }
}

/// Adds an account with its first address.
pub(crate) async fn add(db: &mut PgConnection, person: &Person) -> Result<(), Error> {
    sqlx::query(
        "with added as (
             insert into public.users (id, email, email_verified_at, display_name)
             values ($1, $2, case when $3 then now() end, $4)
             returning id, email, email_verified_at
         )
         insert into identity.emails (user_id, email, is_primary, verified_at)
         select id, email, true, email_verified_at from added",
    )
    .bind(person.user_id)
    .bind(&person.email)
    .bind(person.email_verified)
    .bind(&person.display_name)
    .execute(db)
    .await?;
    Ok(())
}
