//! The tables of the database, as its catalog lists them.

use sqlx::{AssertSqlSafe, PgPool};

/// `schema.table` of every table of the app.
pub async fn all_tables(db: &PgPool) -> Vec<String> {
    let tables: Vec<String> = sqlx::query_scalar(
        "select format('%I.%I', schemaname, tablename) from pg_tables
         where schemaname in ('identity', 'public') order by 1",
    )
    .fetch_all(db)
    .await
    .unwrap();
    // So that a misspelled schema can't make a test pass.
    assert!(tables.len() >= 14, "{tables:?}");
    tables
}

/// The tables with a row that contains `text`, ignoring case.
pub async fn tables_containing(db: &PgPool, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for table in all_tables(db).await {
        let query =
            format!("select exists (select from {table} t where strpos(lower(t::text), $1) > 0)");
        let contains =
            sqlx::query_scalar::<_, bool>(AssertSqlSafe(query)).bind(text.to_lowercase());
        if contains.fetch_one(db).await.unwrap() {
            found.push(table);
        }
    }
    found
}
