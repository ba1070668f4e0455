//! What the API exposes is closed by default: a table without row level security, without a policy for each verb, or with anything
//! granted to `anon` fails this suite, whoever adds it.

#![allow(clippy::unwrap_used, reason = "a test may panic, and so may what it is made of")]

use reqwest::{Client, StatusCode};
use sqlx::{Connection, PgConnection};
use supabase_local::for_tests;

/// One line for each thing in an exposed schema that is open where it must not be.
const OPEN: &str = "
with exposed as (
    select c.oid, c.oid::regclass::text as name, c.relkind, c.relrowsecurity, c.relforcerowsecurity, c.reloptions
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
), tables as (
    select * from exposed where relkind in ('r', 'p')
), verbs (verb) as (
    values ('r'), ('a'), ('w'), ('d')
)
select name || ' has no row level security' from tables where not relrowsecurity
union all
select name || ' has row level security that its owner passes' from tables where not relforcerowsecurity
union all
select name || ' has no policy for authenticated on ' || verb from tables, verbs
where not exists (
    select from pg_policy p
    where p.polrelid = tables.oid and p.polcmd::text in (verb, '*') and 'authenticated'::regrole = any (p.polroles)
)
union all
select name || ' has a policy for everybody or for anon' from tables
where exists (select from pg_policy p where p.polrelid = tables.oid and p.polroles && array[0::oid, 'anon'::regrole::oid])
union all
select name || ' grants something to anon' from exposed
where has_any_column_privilege('anon', oid, 'select, insert, update, references')
    or has_table_privilege('anon', oid, 'select, insert, update, delete, truncate, references, trigger')
union all
select name || ' may be truncated by people' from tables where has_table_privilege('authenticated', oid, 'truncate')
union all
select name || ' is a view with the rights of its owner' from exposed
where relkind = 'v' and not coalesce('security_invoker=true' = any (reloptions) or 'security_invoker=on' = any (reloptions), false)
union all
select name || ' has no row level security to pass on' from exposed where relkind in ('m', 'f')
union all
select p.oid::regprocedure::text || ' may be called by ' || role
from pg_proc p, unnest(array['anon', 'authenticated']) role
where p.pronamespace = 'public'::regnamespace and has_function_privilege(role, p.oid, 'execute')
    -- With their own rights, people may.
    and (role = 'anon' or p.prosecdef)
order by 1";

/// The connection of the role that owns the tables.
async fn owner() -> PgConnection {
    PgConnection::connect(for_tests().await.admin_database_url()).await.unwrap()
}

async fn open(connection: &mut PgConnection) -> Vec<String> {
    sqlx::query_scalar(OPEN).fetch_all(connection).await.unwrap()
}

#[tokio::test]
async fn nothing_that_is_exposed_is_open() {
    assert_eq!(open(&mut owner().await).await, [""; 0]);
}

#[tokio::test]
async fn a_table_that_somebody_forgot_to_close_is_found() {
    let mut connection = owner().await;
    // Never committed: nobody else sees it.
    let mut transaction = connection.begin().await.unwrap();
    let forgotten = "
        create table public.forgotten (id int);
        grant select on public.forgotten to anon;
        create view public.window as select * from public.users;
        create function public.door() returns int language sql as 'select 1';
        grant execute on function public.door to anon;
        create function public.trapdoor() returns int language sql security definer as 'select 1';
        grant execute on function public.trapdoor to authenticated";
    sqlx::raw_sql(forgotten).execute(&mut *transaction).await.unwrap();
    let found = open(&mut transaction).await.join("\n");
    transaction.rollback().await.unwrap();
    for sentence in [
        "forgotten has no row level security",
        "forgotten has no policy for authenticated on r",
        "forgotten has no policy for authenticated on d",
        "forgotten grants something to anon",
        "\"window\" is a view with the rights of its owner",
        "door() may be called by anon",
        "trapdoor() may be called by authenticated",
    ] {
        assert!(found.contains(sentence), "{sentence} is missing in:\n{found}");
    }
}

#[tokio::test]
async fn a_new_table_is_closed_before_anybody_thinks_of_it() {
    let mut connection = owner().await;
    let mut transaction = connection.begin().await.unwrap();
    sqlx::raw_sql("create table public.fresh (id int)").execute(&mut *transaction).await.unwrap();
    let granted: bool = sqlx::query_scalar(
        "select bool_or(has_table_privilege(role, 'public.fresh', 'select, insert, update, delete'))
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
    let reached: Vec<String> = sqlx::query_scalar(
        "select role from unnest(array['anon', 'authenticated', 'authenticator', 'service_role', 'identity']) role
         where has_schema_privilege(role, 'identity', 'usage')",
    )
    .fetch_all(&mut owner().await)
    .await
    .unwrap();
    assert_eq!(reached, ["identity"]);
}

#[tokio::test]
async fn identity_passes_no_policy_by_privilege() {
    let powers: (bool, bool, bool, bool) = sqlx::query_as(
        "select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = 'identity'",
    )
    .fetch_one(&mut owner().await)
    .await
    .unwrap();
    assert_eq!(powers, (false, false, false, false));
    let mut identity = PgConnection::connect(for_tests().await.database_url()).await.unwrap();
    for table in ["public.tasks", "public.books", "public.deleted_rows", "supabase_migrations.applied"] {
        let refusal =
            sqlx::query(sqlx::AssertSqlSafe(format!("select from {table}"))).execute(&mut identity).await.unwrap_err();
        assert_eq!(refusal.into_database_error().unwrap().code().unwrap(), "42501", "{table}");
    }
}

#[tokio::test]
async fn other_schemas_are_not_on_offer() {
    let stack = for_tests().await;
    let url = format!("{}/rest/v1/sessions", stack.url());
    for schema in ["identity", "auth", "supabase_migrations", "pg_catalog"] {
        for key in [stack.publishable_key(), stack.secret_key()] {
            let asked = Client::new().get(&url).header("apikey", key).header("Accept-Profile", schema);
            assert_eq!(asked.send().await.unwrap().status(), StatusCode::NOT_ACCEPTABLE, "{schema}");
        }
    }
}
