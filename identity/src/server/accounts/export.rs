//! Export of personal data.

use serde_json::Value;

use super::Accounts;
use crate::server::{Error, Member};

/// Contains no keys and no hashes: the file must not give access to the account.
const EXPORT: &str = "select json_build_object(
    'profile', (select row_to_json(u) from public.users u where id = $1),
    'emails', (select coalesce(json_agg(json_build_object(
            'email', email, 'primary', is_primary, 'verified_at', verified_at,
            'created_at', created_at)
            order by created_at), '[]') from identity.emails where user_id = $1),
    'passkeys', (select coalesce(json_agg(json_build_object(
            'id', id, 'name', name, 'aaguid', aaguid, 'discoverable', discoverable,
            'synced', credential #> '{cred,backup_state}', 'created_at', created_at,
            'last_used_at', last_used_at)
            order by created_at), '[]') from identity.passkeys where user_id = $1),
    'sessions', (select coalesce(json_agg(json_build_object(
            'id', id, 'user_agent', user_agent, 'ip_address', ip_address, 'amr', amr, 'aal', aal,
            'created_at', created_at, 'last_used_at', last_used_at, 'expires_at', expires_at)
            order by created_at), '[]') from identity.sessions where user_id = $1),
    'recovery_codes', (select coalesce(json_agg(json_build_object('used_at', used_at)), '[]')
        from identity.recovery_codes where user_id = $1),
    'external_users', (select coalesce(json_agg(json_build_object(
            'id', external_id, 'last_event_at', last_event_at)), '[]')
        from identity.external_users where user_id = $1),
    'audit_log', (select coalesce(json_agg(json_build_object(
            'event', event, 'created_at', created_at) order by created_at), '[]')
        from identity.audit_log where user_id = $1))";

impl Accounts<'_> {
    /// Returns the personal data that this crate stores about the member, as a JSON object.
    ///
    /// # Errors
    /// [`Error::ReauthenticationRequired`], [`Error::Unavailable`].
    pub async fn export(self, member: &Member) -> Result<Value, Error> {
        member.require_recent_authentication()?;
        let export =
            sqlx::query_scalar(EXPORT).bind(member.user_id).fetch_one(&self.identity.db).await?;
        Ok(export)
    }
}
