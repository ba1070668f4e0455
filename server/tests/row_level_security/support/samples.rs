//! Sample rows, built from what the catalog says about the columns of a table.

use serde_json::{Map, Value, json};
use sqlx::PgConnection;
use test_support::catalog::{Column, Table};
use uuid::Uuid;

/// A row of `table` that belongs to the user `owner`. Its own id, and every other UUID, is `id`.
/// `text` stands in every column that can hold it.
pub async fn row(db: &mut PgConnection, table: &Table, id: Uuid, owner: Uuid, text: &str) -> Value {
    let mut row = Map::new();
    for column in &table.columns {
        let is_user = column.referenced_table.as_deref() == Some("users");
        let value = if column.name == table.owner || is_user {
            Some(json!(owner))
        } else if table.key.contains(&column.name) || column.referenced_table.is_some() {
            Some(json!(id))
        } else {
            let sample = sample(db, column, id, text).await;
            sample.filter(|value| column.is_required || value.to_string().contains(text))
        };
        match value {
            Some(value) => drop(row.insert(column.name.clone(), value)),
            None if column.is_required => panic!(
                "public.{}.{} ({}, checks: {:?}) has no sample value: add one to sample() in {}",
                table.name,
                column.name,
                column.type_name,
                column.checks,
                file!()
            ),
            None => {}
        }
    }
    let row = Value::Object(row);
    assert!(
        row.to_string().contains(text),
        "no column of public.{} can hold a text, so a leak would not be seen: \
         add to sample() in {}",
        table.name,
        file!()
    );
    row
}

/// A change of one column, preferably of one that users may update.
pub async fn change(db: &mut PgConnection, table: &Table, text: &str) -> Value {
    let row = row(db, table, Uuid::nil(), Uuid::nil(), text).await;
    let holds_text = |column: &&Column| row[&column.name].to_string().contains(text);
    let mut columns: Vec<_> = table.columns.iter().filter(holds_text).collect();
    columns.sort_by_key(|column| !column.can_update);
    json!({ &columns[0].name: row[&columns[0].name] })
}

/// A value that the type and the check constraints of `column` allow.
async fn sample(db: &mut PgConnection, column: &Column, id: Uuid, text: &str) -> Option<Value> {
    let base = column.type_name.split('(').next().unwrap_or_default();
    let candidates: Vec<Value> = match base {
        "text" | "character varying" | "character" | "citext" => {
            let typed = [
                text.to_owned(),
                format!("{text}@example.org"),
                format!("https://example.org/{text}"),
            ];
            typed
                .into_iter()
                .chain(column.literals())
                .chain(["x".to_owned()])
                .map(Value::from)
                .collect()
        }
        "uuid" => vec![json!(id)],
        "json" | "jsonb" => vec![json!({ "text": text }), json!([text])],
        "text[]" => vec![json!([text])],
        "boolean" => vec![json!(false), json!(true)],
        "smallint" | "integer" | "bigint" | "numeric" | "real" | "double precision" => {
            [1, 0, 10, 100, 1000, -1].map(Value::from).to_vec()
        }
        "date" => vec![json!("2026-11-25")],
        "time without time zone" => vec![json!("12:00")],
        kind if kind.starts_with("timestamp") => vec![json!("2026-11-25T12:00:00Z")],
        _ => column.labels.iter().map(|label| json!(label)).collect(),
    };
    for value in candidates {
        let as_text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        if base.ends_with("[]") || column.allows(db, &as_text).await {
            return Some(value);
        }
    }
    None
}
