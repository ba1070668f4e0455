//! The account of a member, in the words of `identity`; the name they chose is a column of their own row.

use identity::AuthMethod;
use serde::de::IgnoredAny;
use serde_json::json;
use user_db::Filter;
use uuid::Uuid;

use super::model::{Access, DisplayName, Session, user_handle};
use crate::backend::{auth::Member, device_name::described};
use crate::{
    error::AppError,
    i18n::{Locale, t},
    model::{
        email,
        validation::{Rule, ValidationError},
    },
};

/// # Errors
/// [`AppError::Unavailable`]. (Likewise everywhere below.)
pub async fn access(member: &Member) -> Result<Access, AppError> {
    let found = member.identity.accounts().credentials(&member.who).await?;
    Ok(Access {
        emails: found.emails,
        passkeys: found.passkeys,
        sessions: found.sessions.into_iter().map(|signed| session(signed, member.who.session_id)).collect(),
        recovery_codes: found.recovery_codes,
    })
}

/// # Errors
/// See [`access`].
pub async fn rename(member: &Member, name: Option<&DisplayName>) -> Result<(), AppError> {
    let change = member.db.update::<IgnoredAny>("users", &json!({ "display_name": name.map(DisplayName::as_str) }));
    change.columns("id").eq("id", member.who.user_id).one().await?;
    Ok(())
}

/// # Errors
/// See [`access`].
pub async fn set_language(member: &Member, locale: Option<Locale>) -> Result<(), AppError> {
    let change = member.db.update::<IgnoredAny>("users", &json!({ "language": locale.map(Locale::code) }));
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
        return Err(ValidationError::new("email", Rule::SameEmail).into());
    }
    member.identity.accounts().delete(&member.session, &member.who).await?;
    Ok(user_handle(member.who.user_id))
}

/// # Errors
/// [`AppError::NotFound`] for anything that isn't a UUID: nothing can have such an id.
pub fn parsed(id: &str) -> Result<Uuid, AppError> {
    Uuid::try_parse(id).map_err(|_| AppError::NotFound)
}

fn session(found: identity::ActiveSession, current: Uuid) -> Session {
    Session {
        id: found.id,
        device: described(found.user_agent.as_deref().unwrap_or_default()),
        address: found.ip_address,
        method: method(&found.amr),
        created: found.created_at,
        last_used: found.last_used_at,
        current: found.id == current,
    }
}

/// Authentication methods (RFC 8176) as people call them.
fn method(amr: &[AuthMethod]) -> String {
    let named = amr.iter().map(|method| match method {
        AuthMethod::Passkey => t!(account.sessions.by_passkey),
        AuthMethod::EmailCode => t!(account.sessions.by_code),
        AuthMethod::Recovery => t!(account.sessions.by_recovery),
    });
    named.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use identity::AuthMethod;

    use super::method;

    #[test]
    fn the_ways_in_have_names() {
        let amr = [AuthMethod::EmailCode, AuthMethod::Passkey];
        assert_eq!(method(&amr), "Email code, Passkey");
    }
}
