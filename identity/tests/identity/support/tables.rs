//! Where in the whole database something stands.

use sqlx::PgPool;

/// The tables that have this text somewhere.
pub async fn tables_with(db: &PgPool, text: &str) -> Vec<String> {
    let tables: Vec<String> = sqlx::query_scalar(
        "select schemaname || '.' || tablename from pg_tables where schemaname in ('identity', 'public') order by 1",
    )
    .fetch_all(db)
    .await
    .unwrap();
    assert!(tables.len() >= 14, "{tables:?}");
    let mut found = Vec::new();
    for table in tables {
        let sql =
            sqlx::AssertSqlSafe(format!("select exists (select from {table} t where strpos(lower(t::text), $1) > 0)"));
        if sqlx::query_scalar::<_, bool>(sql).bind(text.to_lowercase()).fetch_one(db).await.unwrap() {
            found.push(table);
        }
    }
    found
}
