//! Exports everything that the app knows about a member: the account, and the rows of the member.

use serde_json::{Value, json};
use user_db::UserDb;

use crate::{backend::auth::MemberContext, error::AppError, features::exported_tables};

/// The default limit of rows in a response of hosted Supabase.
const PAGE_SIZE: u64 = 1_000;

/// The rows of all tables that can still be restored.
const DELETED_ROWS: &str = "deleted_rows";

/// One JSON object with a key for each table.
///
/// # Errors
/// [`AppError::ReauthenticationRequired`], [`AppError::Unavailable`].
pub async fn export(member: &MemberContext) -> Result<Value, AppError> {
    let MemberContext { identity, user, db, .. } = member;
    let mut export = identity.accounts().export(user).await?;
    let tables = exported_tables().chain([DELETED_ROWS]);
    let tables = tables.map(async |table| Ok::<_, AppError>((table, all_rows(db, table).await?)));
    for (table, rows) in futures::future::try_join_all(tables).await? {
        export[table] = json!(rows);
    }
    Ok(export)
}

async fn all_rows(db: &UserDb, table: &'static str) -> Result<Vec<Value>, AppError> {
    let mut rows = Vec::new();
    loop {
        let query = db.select::<Value>(table).order("created_at.asc,id.asc");
        let page = query.range(rows.len() as u64, PAGE_SIZE).page().await?;
        let is_last = page.rows.is_empty() || (rows.len() + page.rows.len()) as u64 >= page.total;
        rows.extend(page.rows);
        if is_last {
            return Ok(rows);
        }
    }
}
