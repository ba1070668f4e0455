//! tower-sessions' store in Postgres.
//!
//! The published stores keep ids in plain text, recreate deleted sessions when they save, and don't
//! load the member. This one reads session and member in one query.

use async_trait::async_trait;
use serde_json::{Map, Value};
use sqlx::{FromRow, PgExecutor, PgPool, Row, postgres::PgRow};
use std::time::Duration;
use time::OffsetDateTime;
use tower_sessions::{
    SessionStore,
    session::{Id, Record},
    session_store::{Error, Result},
};

use super::{
    AssuranceLevel, DEVICE_KEY, Device, INSERTED_ID_KEY, MEMBER_KEY, Member, SessionLimits, hash,
};
use crate::MAX_PER_ACCOUNT;

/// The lifetime of a guest's session: long enough for one visit to the sign-in pages.
const GUEST_LIFETIME: Duration = Duration::from_hours(1);

/// The store returned by [`super::Sessions::store`].
#[derive(Debug, Clone)]
pub struct PostgresStore {
    db: PgPool,
    limits: SessionLimits,
}

impl PostgresStore {
    pub(super) fn new(db: PgPool, limits: SessionLimits) -> Self {
        Self { db, limits }
    }
}

#[async_trait]
impl SessionStore for PostgresStore {
    async fn create(&self, record: &mut Record) -> Result<()> {
        let member: Option<Member> = value(record, MEMBER_KEY)?;
        let device: Device = value(record, DEVICE_KEY)?.unwrap_or_default();
        if let Some(inserted) = value::<String>(record, INSERTED_ID_KEY)? {
            record.id = inserted
                .parse()
                .map_err(|_| Error::Decode("the inserted id is not a session id".into()))?;
            record.data.remove(INSERTED_ID_KEY);
            return Ok(());
        }
        let data = data(record);
        insert(&self.db, self.limits, record.id, member.as_ref(), &device, &data)
            .await
            .map_err(backend)
    }

    async fn save(&self, record: &Record) -> Result<()> {
        sqlx::query(
            "update identity.sessions set data = $2, last_used_at = now()
             where id_hash = $1 and expires_at > now()",
        )
        .bind(hash(&record.id))
        .bind(data(record))
        .execute(&self.db)
        .await
        .map_err(backend)?;
        Ok(())
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        // `last_used_at` is updated at most once a minute, so that most page views write nothing.
        let row = sqlx::query(
            "with active as (
                 select s.id_hash, s.user_id, s.id as session_id, s.data, s.amr, s.aal,
                     s.authenticated_at, s.expires_at, u.email,
                     u.email_verified_at is not null as email_verified, u.display_name, u.language
                 from identity.sessions s left join public.users u on u.id = s.user_id
                 where s.id_hash = $1 and s.expires_at > now()
                     and s.last_used_at > now() - make_interval(secs => $2)
                     and not exists (select from identity.disabled_accounts d
                         where d.user_id = s.user_id)
             ), touched as (
                 update identity.sessions s set last_used_at = now() from active
                 where s.id_hash = active.id_hash
                     and s.last_used_at < now() - interval '1 minute'
             )
             select * from active",
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

/// Inserts the row of a new session, and ends the oldest ones of a member who would otherwise have
/// more than [`MAX_PER_ACCOUNT`].
pub(super) async fn insert(
    db: impl PgExecutor<'_>,
    limits: SessionLimits,
    id: Id,
    member: Option<&Member>,
    device: &Device,
    data: &Value,
) -> sqlx::Result<()> {
    let lifetime = if member.is_some() { limits.absolute } else { GUEST_LIFETIME };
    let amr: Vec<&str> = member.map(|m| m.amr.iter().map(Into::into).collect()).unwrap_or_default();
    let aal: &str = member.map_or(AssuranceLevel::Aal1, |m| m.aal).into();
    let user_agent = device.user_agent.as_ref();
    // Ids have 128 random bits. A collision would violate the primary key, and only fail this
    // request.
    sqlx::query(
        "with ended as (
             delete from identity.sessions where id_hash in (
                 select id_hash from identity.sessions where user_id = $3
                 order by created_at desc offset $11 - 1)
         )
         insert into identity.sessions (id_hash, id, user_id, data, amr, aal, user_agent,
             ip_address, authenticated_at, expires_at, language)
         values ($1, coalesce($2, gen_random_uuid()), $3, $4, $5, $6, $7, $8, $9, $10, $12)",
    )
    .bind(hash(&id))
    .bind(member.map(|m| m.session_id))
    .bind(member.map(|m| m.user_id))
    .bind(data)
    .bind(amr)
    .bind(aal)
    .bind(user_agent.map(|agent| agent.chars().take(Device::USER_AGENT_MAX).collect::<String>()))
    .bind(&device.ip_address)
    .bind(member.map(|m| m.authenticated_at))
    .bind(OffsetDateTime::now_utc() + lifetime)
    .bind(i64::from(MAX_PER_ACCOUNT))
    .bind(&device.language)
    .execute(db)
    .await?;
    Ok(())
}

fn record(id: Id, row: &PgRow) -> Result<Record> {
    let Value::Object(mut data) = row.try_get("data").map_err(backend)? else {
        return Err(Error::Decode("session data is not an object".into()));
    };
    if row.try_get::<Option<uuid::Uuid>, _>("user_id").map_err(backend)?.is_some() {
        let member = Member::from_row(row).map_err(backend)?;
        let member =
            serde_json::to_value(member).map_err(|cause| Error::Decode(cause.to_string()))?;
        data.insert(MEMBER_KEY.into(), member);
    }
    let expiry_date = row.try_get("expires_at").map_err(backend)?;
    Ok(Record { id, data: data.into_iter().collect(), expiry_date })
}

fn value<T: serde::de::DeserializeOwned>(record: &Record, key: &str) -> Result<Option<T>> {
    let value = record.data.get(key).cloned();
    value.map(serde_json::from_value).transpose().map_err(|cause| Error::Encode(cause.to_string()))
}

/// The data without the keys that have their own columns.
fn data(record: &Record) -> Value {
    let data: Map<_, _> = record
        .data
        .iter()
        .filter(|(key, _)| *key != MEMBER_KEY && *key != DEVICE_KEY)
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect();
    Value::Object(data)
}

fn backend(cause: sqlx::Error) -> Error {
    Error::Backend(cause.to_string())
}
