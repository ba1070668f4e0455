//! The exposed schema denies access by default: a table without row level security, without a
//! policy for each verb, or with a grant to `anon` fails these tests.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use reqwest::{Client, StatusCode};
use sqlx::{Connection, PgConnection};
use supabase_local::for_tests;
use test_support::catalog::user_tables;

/// One line for each object of the exposed schema that is accessible and must not be.
const VIOLATIONS: &str = "
with exposed as (
    select c.oid, c.oid::regclass::text as name, c.relkind, c.relrowsecurity,
        c.relforcerowsecurity, c.reloptions
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
), tables as (
    select * from exposed where relkind in ('r', 'p')
), verbs (verb) as (
    values ('r'), ('a'), ('w'), ('d')
)
select name || ' has no row level security' from tables where not relrowsecurity
union all
select name || ' has row level security that its owner bypasses' from tables
where not relforcerowsecurity
union all
select name || ' has no policy for authenticated on ' || verb from tables, verbs
where not exists (
    select from pg_policy p
    where p.polrelid = tables.oid and p.polcmd::text in (verb, '*')
        and 'authenticated'::regrole = any (p.polroles)
)
union all
select name || ' has a policy for public or for anon' from tables
where exists (
    select from pg_policy p
    where p.polrelid = tables.oid and p.polroles && array[0::oid, 'anon'::regrole::oid]
)
union all
select name || ' has a grant to anon' from exposed
where has_any_column_privilege('anon', oid, 'select, insert, update, references')
    or has_table_privilege(
        'anon', oid, 'select, insert, update, delete, truncate, references, trigger'
    )
union all
select name || ' can be truncated by users' from tables
where has_table_privilege('authenticated', oid, 'truncate')
union all
select name || ' is a view with the rights of its owner' from exposed
where relkind = 'v' and not coalesce(
    array['security_invoker=true', 'security_invoker=on'] && reloptions, false
)
union all
select name || ' cannot have row level security' from exposed where relkind in ('m', 'f')
union all
-- The tests of row level security attack only tables whose rows have an owner.
select name || ' has no column user_id and can be written by users' from tables
where name <> 'users' and has_any_column_privilege('authenticated', oid, 'insert, update')
    and not exists (
        select from pg_attribute a where a.attrelid = tables.oid and a.attname = 'user_id'
    )
union all
select p.oid::regprocedure::text || ' can be called by ' || role
from pg_proc p, unnest(array['anon', 'authenticated']) role
where p.pronamespace = 'public'::regnamespace and has_function_privilege(role, p.oid, 'execute')
    -- Users may call functions that run with their own rights.
    and (role = 'anon' or p.prosecdef)
order by 1";

/// Connects as the role that owns the tables.
async fn owner() -> PgConnection {
    PgConnection::connect(for_tests().await.admin_database_url()).await.unwrap()
}

async fn violations(connection: &mut PgConnection) -> Vec<String> {
    sqlx::query_scalar(VIOLATIONS).fetch_all(connection).await.unwrap()
}

#[tokio::test]
async fn every_exposed_object_denies_access_by_default() {
    assert_eq!(violations(&mut owner().await).await, [""; 0]);
}

#[tokio::test]
async fn unprotected_objects_are_found() {
    let mut connection = owner().await;
    // Never committed: other tests don't see it.
    let mut transaction = connection.begin().await.unwrap();
    let unprotected = "
        create table public.unprotected_table (id int);
        grant select on public.unprotected_table to anon;
        grant update on public.unprotected_table to authenticated;
        create view public.unprotected_view as select * from public.users;
        create function public.anon_function() returns int language sql as 'select 1';
        grant execute on function public.anon_function to anon;
        create function public.definer_function() returns int
            language sql security definer as 'select 1';
        grant execute on function public.definer_function to authenticated";
    sqlx::raw_sql(unprotected).execute(&mut *transaction).await.unwrap();
    let found = violations(&mut transaction).await.join("\n");
    transaction.rollback().await.unwrap();
    for sentence in [
        "unprotected_table has no row level security",
        "unprotected_table has no policy for authenticated on r",
        "unprotected_table has no policy for authenticated on d",
        "unprotected_table has a grant to anon",
        "unprotected_view is a view with the rights of its owner",
        "anon_function() can be called by anon",
        "definer_function() can be called by authenticated",
    ] {
        assert!(found.contains(sentence), "{sentence} is missing in:\n{found}");
    }
}

#[tokio::test]
async fn a_new_table_grants_nothing() {
    let mut connection = owner().await;
    let mut transaction = connection.begin().await.unwrap();
    sqlx::raw_sql("create table public.new_table (id int)")
        .execute(&mut *transaction)
        .await
        .unwrap();
    let granted: bool = sqlx::query_scalar(
        "select bool_or(
             has_table_privilege(role, 'public.new_table', 'select, insert, update, delete')
         )
         from unnest(array['anon', 'authenticated', 'identity']) role",
    )
    .fetch_one(&mut *transaction)
    .await
    .unwrap();
    transaction.rollback().await.unwrap();
    assert!(!granted);
}

#[tokio::test]
async fn only_identity_reaches_credentials_and_sessions() {
    let roles_with_access: Vec<String> = sqlx::query_scalar(
        "select role from unnest(
             array['anon', 'authenticated', 'authenticator', 'service_role', 'identity']
         ) role
         where has_schema_privilege(role, 'identity', 'usage')",
    )
    .fetch_all(&mut owner().await)
    .await
    .unwrap();
    assert_eq!(roles_with_access, ["identity"]);
}

#[tokio::test]
async fn the_identity_role_bypasses_no_policy() {
    let attributes: (bool, bool, bool, bool) = sqlx::query_as(
        "select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb
         from pg_roles where rolname = 'identity'",
    )
    .fetch_one(&mut owner().await)
    .await
    .unwrap();
    assert_eq!(attributes, (false, false, false, false));
    let mut identity = PgConnection::connect(for_tests().await.database_url()).await.unwrap();
    let tables = user_tables(&mut owner().await).await;
    let tables = tables.iter().map(|table| &*table.name).filter(|table| *table != "users");
    let mut count = 0;
    for table in
        tables.map(|table| format!("public.{table}")).chain(["supabase_migrations.applied".into()])
    {
        let query = sqlx::query(sqlx::AssertSqlSafe(format!("select from {table}")));
        let error = query.execute(&mut identity).await.unwrap_err();
        assert_eq!(error.into_database_error().unwrap().code().unwrap(), "42501", "{table}");
        count += 1;
    }
    assert!(count > 1);
}

#[tokio::test]
async fn other_schemas_are_not_exposed() {
    let stack = for_tests().await;
    let url = format!("{}/rest/v1/sessions", stack.url());
    for schema in ["identity", "auth", "supabase_migrations", "pg_catalog"] {
        for key in [stack.publishable_key(), stack.secret_key()] {
            let asked =
                Client::new().get(&url).header("apikey", key).header("Accept-Profile", schema);
            assert_eq!(
                asked.send().await.unwrap().status(),
                StatusCode::NOT_ACCEPTABLE,
                "{schema}"
            );
        }
    }
}
