//! A table that a later migration adds.

use serde_json::{Value, json};
use sqlx::Connection;
use test_support::catalog::user_tables;
use uuid::Uuid;

use crate::support::{Api, insert, samples};

#[tokio::test]
async fn a_new_table_is_attacked_without_being_listed() {
    let api = Api::open().await;
    let mut admin = api.admin().await;
    // Never committed: other tests don't see it.
    let mut transaction = admin.begin().await.unwrap();
    let notes = "
        create type public.colour as enum ('Red', 'Green');
        create table public.new_rows (
            id uuid primary key default gen_random_uuid(),
            user_id uuid not null default auth.uid() references public.users on delete cascade,
            task_id uuid not null references public.tasks on delete cascade,
            title text not null check (char_length(btrim(title)) between 1 and 60),
            kind text not null check (kind in ('Idea', 'Plan')),
            colour public.colour not null,
            weight int not null check (weight >= 10),
            tags text[] not null,
            pinned boolean not null,
            remind_at timestamptz not null,
            on_day date not null,
            meta jsonb not null,
            created_at timestamptz not null default now(),
            updated_at timestamptz not null default now()
        );
        select private.make_user_owned('public.new_rows')";
    sqlx::raw_sql(notes).execute(&mut *transaction).await.unwrap();
    let tables = user_tables(&mut transaction).await;
    assert_eq!(tables.len(), api.tables.len() + 1);
    let id = Uuid::new_v4();
    for table in &tables {
        let row = samples::row(&mut transaction, table, id, id, "marker").await;
        insert(&mut transaction, table, &row).await;
    }
    let notes = tables.iter().find(|table| table.name == "new_rows").unwrap();
    assert!(notes.is_writable());
    assert_eq!(
        samples::change(&mut transaction, notes, "stolen").await,
        json!({ "title": "stolen" })
    );
    let kept: Value =
        sqlx::query_scalar("select to_jsonb(n) from public.new_rows n where user_id = $1")
            .bind(id)
            .fetch_one(&mut *transaction)
            .await
            .unwrap();
    assert_eq!(
        (&kept["title"], &kept["kind"], &kept["weight"]),
        (&json!("marker"), &json!("Idea"), &json!(10))
    );
    transaction.rollback().await.unwrap();
}
