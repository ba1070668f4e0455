//! The database is what hosted Supabase's is, as far as migrations and policies can tell.

#![allow(clippy::unwrap_used, reason = "a test may panic, and so may what it is made of")]

use sqlx::{Connection, PgConnection};
use supabase_local::for_tests;

async fn owner() -> PgConnection {
    PgConnection::connect(for_tests().await.admin_database_url()).await.unwrap()
}

#[tokio::test]
async fn the_owner_of_the_migrations_is_no_superuser() {
    let powers: (bool, bool, bool, String) = sqlx::query_as(
        "select rolsuper, rolbypassrls, rolcreaterole, current_user::text from pg_roles where rolname = current_user",
    )
    .fetch_one(&mut owner().await)
    .await
    .unwrap();
    assert_eq!(powers, (false, true, true, "postgres".into()));
}

#[tokio::test]
async fn the_authenticator_becomes_the_roles_of_the_api_and_no_other() {
    let roles: Vec<String> = sqlx::query_scalar(
        "select r.rolname::text from pg_roles r
         where pg_has_role('authenticator', r.oid, 'member') and r.rolname <> 'authenticator' order by 1",
    )
    .fetch_all(&mut owner().await)
    .await
    .unwrap();
    assert_eq!(roles, ["anon", "authenticated", "service_role"]);
}

#[tokio::test]
async fn policies_learn_who_asks_from_the_claims() {
    let mut connection = owner().await;
    let mut transaction = connection.begin().await.unwrap();
    let claims = r#"{"sub":"6e2ae05c-5b0c-4b1f-8f5e-0c1d7d1f0a11","role":"authenticated","email":"ada@example.org"}"#;
    sqlx::query("select set_config('request.jwt.claims', $1, true)")
        .bind(claims)
        .execute(&mut *transaction)
        .await
        .unwrap();
    let seen: (String, String, String, String) =
        sqlx::query_as("select auth.uid()::text, auth.role(), auth.email(), auth.jwt() ->> 'sub'")
            .fetch_one(&mut *transaction)
            .await
            .unwrap();
    let id = "6e2ae05c-5b0c-4b1f-8f5e-0c1d7d1f0a11".to_owned();
    assert_eq!(seen, (id.clone(), "authenticated".into(), "ada@example.org".into(), id));
    transaction.rollback().await.unwrap();
    let nobody: Option<String> =
        sqlx::query_scalar("select auth.uid()::text").fetch_one(&mut connection).await.unwrap();
    assert_eq!(nobody, None);
}

#[tokio::test]
async fn no_password_no_connection() {
    let url = for_tests().await.admin_database_url().to_owned();
    let (_, rest) = url.split_once('@').unwrap();
    for role in ["postgres", "identity", "authenticator", "supabase_admin", "anon"] {
        for password in ["", ":", ":guess"] {
            assert!(
                PgConnection::connect(&format!("postgresql://{role}{password}@{rest}")).await.is_err(),
                "{role}{password}"
            );
        }
    }
}
