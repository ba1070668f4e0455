//! `server recover`: a link that signs in to an account.

use identity::{Error, Identity, RECOVERY_LINK_LIFETIME};
use url::Url;

use super::users::find_unique;

/// # Errors
/// A message for the operator.
pub async fn run(account: &str, identity: &Identity, public_url: &Url) -> anyhow::Result<String> {
    let account = find_unique(identity, account).await?;
    let token = identity.recovery().create_link(account.id).await.map_err(|error| match error {
        Error::AccountDisabled => {
            anyhow::anyhow!("{} is disabled. Enable it first.", account.email)
        }
        other => other.into(),
    })?;
    let mut link = public_url.join("/recover")?;
    link.query_pairs_mut().append_pair("token", &token);
    let (email, minutes) = (account.email, RECOVERY_LINK_LIFETIME.as_secs() / 60);
    Ok(format!(
        "Recovery link for {email}. It works once and expires in {minutes} minutes:\n{link}\n"
    ))
}
