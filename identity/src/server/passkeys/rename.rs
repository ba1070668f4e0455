//! Renaming a passkey.

use uuid::Uuid;

use super::Passkeys;
use crate::server::{Error, Member};

impl Passkeys<'_> {
    /// Renames one of the member's passkeys. A name has 1 to 100 characters.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Unavailable`].
    pub async fn rename(self, member: &Member, id: Uuid, name: &str) -> Result<(), Error> {
        let renamed =
            sqlx::query("update identity.passkeys set name = $3 where id = $1 and user_id = $2")
                .bind(id)
                .bind(member.user_id)
                .bind(name)
                .execute(&self.identity.db)
                .await?;
        if renamed.rows_affected() == 1 { Ok(()) } else { Err(Error::NotFound) }
    }
}
