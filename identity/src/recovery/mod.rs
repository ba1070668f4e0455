//! Ways back in for who has lost their passkeys: codes that they keep themselves, and a link from the operator.

mod codes;
mod links;
mod secret;

use sqlx::{Postgres, Transaction};
use tower_sessions::Session;
use uuid::Uuid;

use crate::{
    Device, Error, Identity, Letter, Member,
    events::{self, Event},
    notices, people,
    sessions::Proof,
};

pub use links::LIFETIME;

impl Identity {
    /// How both end: `owner` is told and signed in, and what is in `transaction` already is true only then.
    async fn recover(
        &self,
        mut transaction: Transaction<'_, Postgres>,
        session: &Session,
        browser: &[u8],
        owner: Uuid,
        device: &Device,
    ) -> Result<Member, Error> {
        let member = Member::who_just(people::find(&mut *transaction, owner).await?, Proof::Recovery);
        events::note(&mut transaction, Some(owner), Event::RecoveryUsed).await?;
        notices::send(&mut transaction, owner, &Letter::RecoveryUsed).await?;
        let entry = self.prepare_entry(&mut transaction, browser, &member, device).await?;
        transaction.commit().await?;

        self.admit(session, entry, &member, device).await?;
        Ok(member)
    }
}
