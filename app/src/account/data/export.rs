//! Everything about a person: what `identity` knows, and their rows in Supabase, read as that person.

use serde_json::{Value, json};
use tower_sessions::Session;
use user_db::UserDb;

use crate::backend::Services;
use crate::{error::AppError, features::exported_tables};

/// As many rows as hosted Supabase answers with at once.
const PAGE: u64 = 1_000;

/// Rows of all tables that can still be restored.
const DELETED_ROWS: &str = "deleted_rows";

/// One JSON object.
///
/// # Errors
/// [`AppError::SignedOut`], [`AppError::ReauthenticationRequired`], [`AppError::Unavailable`].
pub async fn everything(services: &Services, session: &Session) -> Result<Value, AppError> {
    let member = services.identity.sessions().current_member(session).await?.ok_or(AppError::SignedOut)?;
    let mut everything = services.identity.accounts().export(&member).await?;
    let db = services.supabase.as_user(services.identity.tokens().access_token(&member)?);
    let tables = exported_tables().chain([DELETED_ROWS]).map(async |table| Ok::<_, AppError>((table, rows(&db, table).await?)));
    for (table, rows) in futures::future::try_join_all(tables).await? {
        everything[table] = json!(rows);
    }
    Ok(everything)
}

async fn rows(db: &UserDb, table: &'static str) -> Result<Vec<Value>, AppError> {
    let mut rows = Vec::new();
    loop {
        let page =
            db.select::<Value>(table).order("created_at.asc,id.asc").range(rows.len() as u64, PAGE).page().await?;
        let done = page.rows.is_empty() || (rows.len() + page.rows.len()) as u64 >= page.total;
        rows.extend(page.rows);
        if done {
            return Ok(rows);
        }
    }
}
