//! Roles and policies work as on hosted Supabase.

#![allow(clippy::unwrap_used, reason = "a failing helper fails the test that uses it")]

use sqlx::{Connection, PgConnection};
use supabase_local::for_tests;

async fn connect_as_owner() -> PgConnection {
    PgConnection::connect(for_tests().await.admin_database_url()).await.unwrap()
}

#[tokio::test]
async fn the_role_postgres_is_not_a_superuser() {
    let query = "select rolsuper, rolbypassrls, rolcreaterole, current_user::text
        from pg_roles where rolname = current_user";
    let role: (bool, bool, bool, String) =
        sqlx::query_as(query).fetch_one(&mut connect_as_owner().await).await.unwrap();
    assert_eq!(role, (false, true, true, "postgres".into()));
}

#[tokio::test]
async fn the_authenticator_is_a_member_of_the_api_roles_only() {
    let query = "select r.rolname::text from pg_roles r
        where pg_has_role('authenticator', r.oid, 'member') and r.rolname <> 'authenticator'
        order by 1";
    let roles: Vec<String> =
        sqlx::query_scalar(query).fetch_all(&mut connect_as_owner().await).await.unwrap();
    assert_eq!(roles, ["anon", "authenticated", "service_role"]);
}

#[tokio::test]
async fn policies_read_the_user_from_the_claims() {
    let mut connection = connect_as_owner().await;
    let mut transaction = connection.begin().await.unwrap();
    let id = "6e2ae05c-5b0c-4b1f-8f5e-0c1d7d1f0a11";
    let claims = format!(r#"{{"sub":"{id}","role":"authenticated","email":"ada@example.org"}}"#);
    sqlx::query("select set_config('request.jwt.claims', $1, true)")
        .bind(claims)
        .execute(&mut *transaction)
        .await
        .unwrap();
    let query = "select auth.uid()::text, auth.role(), auth.email(), auth.jwt() ->> 'sub'";
    let user: (String, String, String, String) =
        sqlx::query_as(query).fetch_one(&mut *transaction).await.unwrap();
    assert_eq!(user, (id.into(), "authenticated".into(), "ada@example.org".into(), id.into()));
    transaction.rollback().await.unwrap();
    let query = sqlx::query_scalar("select auth.uid()::text");
    let none: Option<String> = query.fetch_one(&mut connection).await.unwrap();
    assert_eq!(none, None);
}

#[tokio::test]
async fn every_role_needs_its_password() {
    let url = for_tests().await.admin_database_url().to_owned();
    let (_, host) = url.split_once('@').unwrap();
    for role in ["postgres", "identity", "authenticator", "supabase_admin", "anon"] {
        for password in ["", ":", ":guess"] {
            let url = format!("postgresql://{role}{password}@{host}");
            assert!(PgConnection::connect(&url).await.is_err(), "{role}{password}");
        }
    }
}
