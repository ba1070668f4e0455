//! Start of a member's session, always under a new id (session fixation).

use sqlx::PgConnection;
use time::OffsetDateTime;
use tower_sessions::{Expiry, Session, session::Id};

use super::{DEVICE_KEY, Device, INSERTED_ID_KEY, MEMBER_KEY, Member, store};
use crate::server::{Error, Identity};

impl Identity {
    /// Replaces the browser's session by one of the member, and saves it at once.
    pub(in crate::server) async fn start_session(
        &self,
        session: &Session,
        member: &Member,
        device: &Device,
    ) -> Result<(), Error> {
        session.cycle_id().await?;
        session.clear().await;
        self.save_member(session, member, device).await
    }

    /// The first of two steps that do the same as [`Identity::start_session`], with the row as part
    /// of a transaction: replaces the row of the browser's session by one of the member. The row is
    /// unreachable until the transaction is committed and [`Identity::attach_session`] is called.
    pub(in crate::server) async fn insert_session(
        &self,
        transaction: &mut PgConnection,
        old_id_hash: &[u8],
        member: &Member,
        device: &Device,
    ) -> Result<Id, Error> {
        sqlx::query("delete from identity.sessions where id_hash = $1")
            .bind(old_id_hash)
            .execute(&mut *transaction)
            .await?;
        let id = Id::default();
        let data = serde_json::json!({});
        store::insert(transaction, self.limits, id, Some(member), device, &data).await?;
        Ok(id)
    }

    /// The second step: gives the browser the session that [`Identity::insert_session`] inserted.
    pub(in crate::server) async fn attach_session(
        &self,
        session: &Session,
        inserted: Id,
        member: &Member,
        device: &Device,
    ) -> Result<(), Error> {
        session.cycle_id().await?;
        session.clear().await;
        session.insert(INSERTED_ID_KEY, inserted.to_string()).await?;
        self.save_member(session, member, device).await
    }

    async fn save_member(
        &self,
        session: &Session,
        member: &Member,
        device: &Device,
    ) -> Result<(), Error> {
        let expires_at = OffsetDateTime::now_utc() + self.limits.absolute;
        session.set_expiry(Some(Expiry::AtDateTime(expires_at)));
        session.insert(MEMBER_KEY, member).await?;
        session.insert(DEVICE_KEY, device).await?;
        session.save().await?;
        Ok(())
    }
}
