//! tower-sessions' store in Postgres: ids are kept hashed, a save never brings a deleted session back, and a member's session
//! is read together with the member in one query.

use std::time::Duration;

use async_trait::async_trait;
use serde_json::{Map, Value};
use sqlx::{PgExecutor, PgPool, Row, postgres::PgRow};
use time::OffsetDateTime;
use tower_sessions::{
    SessionStore,
    session::{Id, Record},
    session_store::{Error, Result},
};

use super::{DEVICE, Device, ENTRY, Limits, MEMBER, Member, hash};
use crate::MOST;

/// A guest's session serves one visit to the sign-in pages.
const GUEST: Duration = Duration::from_hours(1);

/// See the module.
#[derive(Debug, Clone)]
pub struct Store {
    db: PgPool,
    limits: Limits,
}

impl Store {
    pub(crate) fn new(db: PgPool, limits: Limits) -> Self {
        Self { db, limits }
    }
}

#[async_trait]
impl SessionStore for Store {
    async fn create(&self, record: &mut Record) -> Result<()> {
        let member: Option<Member> = taken(record, MEMBER)?;
        let device: Device = taken(record, DEVICE)?.unwrap_or_default();
        if let Some(entry) = taken::<String>(record, ENTRY)? {
            record.id = entry.parse().map_err(|_| Error::Decode("an entry is the id of a session".into()))?;
            record.data.remove(ENTRY);
            return Ok(());
        }
        let data = rest(record);
        insert(&self.db, self.limits, record.id, member.as_ref(), &device, &data).await.map_err(backend)
    }

    async fn save(&self, record: &Record) -> Result<()> {
        sqlx::query(
            "update identity.sessions set data = $2, last_used_at = now() where id_hash = $1 and expires_at > now()",
        )
        .bind(hash(&record.id))
        .bind(rest(record))
        .execute(&self.db)
        .await
        .map_err(backend)?;
        Ok(())
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        // The last use is noted once a minute, so that reading pages doesn't write rows.
        let row = sqlx::query(
            "with alive as (
                 select s.id_hash, s.user_id, s.id as session_id, s.data, s.amr, s.aal, s.authenticated_at, s.expires_at,
                        u.email, u.email_verified_at is not null as email_verified, u.display_name, u.language
                 from identity.sessions s left join public.users u on u.id = s.user_id
                 where s.id_hash = $1 and s.expires_at > now() and s.last_used_at > now() - make_interval(secs => $2)
                     and not exists (select from identity.disabled_accounts d where d.user_id = s.user_id)
             ), used as (
                 update identity.sessions s set last_used_at = now() from alive
                 where s.id_hash = alive.id_hash and s.last_used_at < now() - interval '1 minute'
             )
             select * from alive",
        )
        .bind(hash(id))
        .bind(self.limits.idle.as_secs_f64())
        .fetch_optional(&self.db)
        .await
        .map_err(backend)?;
        row.map(|row| record(*id, &row)).transpose()
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        sqlx::query("delete from identity.sessions where id_hash = $1")
            .bind(hash(id))
            .execute(&self.db)
            .await
            .map_err(backend)?;
        Ok(())
    }
}

/// Adds the row of a session that nobody has yet: a member's, or a guest's. Of a member's sessions the newest stay, [`MOST`] of
/// them.
pub(super) async fn insert(
    db: impl PgExecutor<'_>,
    limits: Limits,
    id: Id,
    member: Option<&Member>,
    device: &Device,
    data: &Value,
) -> sqlx::Result<()> {
    let lifetime = if member.is_some() { limits.absolute } else { GUEST };
    // Ids are 128 random bits: a collision fails the primary key and with it this request, and harms nobody.
    sqlx::query(
        "with ended as (
             delete from identity.sessions where id_hash in (
                 select id_hash from identity.sessions where user_id = $3 order by created_at desc offset $11 - 1)
         )
         insert into identity.sessions
             (id_hash, id, user_id, data, amr, aal, user_agent, address, authenticated_at, expires_at, language)
         values ($1, coalesce($2, gen_random_uuid()), $3, $4, $5, $6, $7, $8, $9, $10, $12)",
    )
    .bind(hash(&id))
    .bind(member.map(|m| m.session_id))
    .bind(member.map(|m| m.user_id))
    .bind(data)
    .bind(member.map(|m| m.amr.clone()).unwrap_or_default())
    .bind(member.map_or("aal1", |m| &m.aal))
    .bind(device.user_agent.as_ref().map(|agent| agent.chars().take(Device::USER_AGENT_MAX).collect::<String>()))
    .bind(&device.address)
    .bind(member.map(|m| m.authenticated_at))
    .bind(OffsetDateTime::now_utc() + lifetime)
    .bind(i64::from(MOST))
    .bind(&device.language)
    .execute(db)
    .await?;
    Ok(())
}

fn record(id: Id, row: &PgRow) -> Result<Record> {
    let Value::Object(mut data) = row.try_get("data").map_err(backend)? else {
        return Err(Error::Decode("session data is no object".into()));
    };
    if row.try_get::<Option<uuid::Uuid>, _>("user_id").map_err(backend)?.is_some() {
        let member: Member = sqlx::FromRow::from_row(row).map_err(backend)?;
        data.insert(MEMBER.into(), serde_json::to_value(member).map_err(|cause| Error::Decode(cause.to_string()))?);
    }
    Ok(Record { id, data: data.into_iter().collect(), expiry_date: row.try_get("expires_at").map_err(backend)? })
}

fn taken<T: serde::de::DeserializeOwned>(record: &Record, key: &str) -> Result<Option<T>> {
    let value = record.data.get(key).cloned();
    value.map(serde_json::from_value).transpose().map_err(|cause| Error::Encode(cause.to_string()))
}

/// What has no column of its own.
fn rest(record: &Record) -> Value {
    let data: Map<_, _> = record
        .data
        .iter()
        .filter(|(key, _)| *key != MEMBER && *key != DEVICE)
        .map(|(k, v)| (k.clone(), v.clone()))
        .collect();
    Value::Object(data)
}

fn backend(cause: sqlx::Error) -> Error {
    Error::Backend(cause.to_string())
}
