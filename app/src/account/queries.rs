//! The account of a member, in the words of `identity`; the name they chose is a column of their own row.

use serde::de::IgnoredAny;
use serde_json::json;
use user_db::Filter;
use uuid::Uuid;

use super::model::{Access, Address, DisplayName, Passkey, Session, user_handle};
use crate::backend::{auth::Member, device_name::described, timestamps::moment};
use crate::{
    error::AppError,
    i18n::t,
    model::{
        email,
        validation::{Field, Invalid},
    },
};

/// # Errors
/// [`AppError::Unavailable`]. (Likewise everywhere below.)
pub async fn access(member: &Member) -> Result<Access, AppError> {
    let found = member.identity.access(&member.who).await?;
    Ok(Access {
        emails: found.emails.into_iter().map(address).collect(),
        passkeys: found.passkeys.into_iter().map(passkey).collect(),
        sessions: found.sessions.into_iter().map(|signed| session(signed, member.who.session_id)).collect(),
        recovery_codes: found.recovery_codes,
    })
}

/// # Errors
/// See [`access`].
pub async fn rename(member: &Member, name: &DisplayName) -> Result<(), AppError> {
    let change = member.db.update::<IgnoredAny>("users", &json!({ "display_name": name.as_deref() }));
    change.columns("id").eq("id", member.who.user_id).one().await?;
    Ok(())
}

/// Deletes the account and all that belongs to it, where `typed` is its primary address. Gives the handle that authenticators
/// knew it by.
///
/// # Errors
/// [`AppError::Invalid`], [`AppError::ReauthenticationRequired`].
pub async fn delete(member: &Member, typed: &str) -> Result<String, AppError> {
    if !email::is_same(typed, &member.who.email) {
        return Err(Invalid::Mismatch(Field::Email).into());
    }
    member.identity.delete_account(&member.session, &member.who).await?;
    Ok(user_handle(member.who.user_id))
}

/// # Errors
/// [`AppError::NotFound`] for anything that isn't a UUID: nothing can have such an id.
pub fn parsed(id: &str) -> Result<Uuid, AppError> {
    Uuid::try_parse(id).map_err(|_| AppError::NotFound)
}

fn address(found: identity::access::Address) -> Address {
    let identity::access::Address { id, email, primary, verified } = found;
    Address { id, email, primary, verified }
}

fn passkey(found: identity::access::Passkey) -> Passkey {
    Passkey {
        id: found.id,
        credential_id: found.credential_id,
        name: found.name,
        synced: found.synced,
        created: moment(found.created_at),
        last_used: found.last_used_at.map(moment),
    }
}

fn session(found: identity::access::SignedIn, current: Uuid) -> Session {
    Session {
        id: found.id,
        device: described(found.user_agent.as_deref().unwrap_or_default()),
        address: found.address,
        method: method(&found.amr),
        created: moment(found.created_at),
        last_used: moment(found.last_used_at),
        current: found.id == current,
    }
}

/// Authentication methods (RFC 8176) as people call them.
fn method(amr: &[String]) -> String {
    let named = amr.iter().filter_map(|method| match &**method {
        "webauthn" => Some(t!(account.sessions.by_passkey)),
        "otp" => Some(t!(account.sessions.by_code)),
        "recovery" => Some(t!(account.sessions.by_recovery)),
        _ => None,
    });
    named.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::method;

    #[test]
    fn the_ways_in_have_names() {
        let amr = ["otp", "webauthn", "else"].map(String::from);
        assert_eq!(method(&amr), "Code by email, Passkey");
    }
}
