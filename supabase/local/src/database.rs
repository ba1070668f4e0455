//! What is in the database before the first request: what hosted Supabase has, the migrations, the seed, the passwords.

use std::borrow::Cow;

use anyhow::Context;
use sqlx::{AssertSqlSafe, Connection, PgConnection, migrate::MigrateError};

use crate::{postgres::Postgres, secrets::Passwords};

const BOOTSTRAP: &str = include_str!("bootstrap.sql");
const SEED: &str = include_str!("../../seed.sql");

/// The record of what was applied, out of sight of the API: `public` is exposed.
const APPLIED: (&str, &str) = ("supabase_migrations", "supabase_migrations.applied");

pub async fn prepare(postgres: &Postgres, passwords: &Passwords) -> anyhow::Result<()> {
    let superuser = postgres.superuser(&passwords.supabase_admin);
    let mut admin = PgConnection::connect_with(&superuser).await.context("failed to connect to Postgres as superuser")?;
    let new = is_new(&mut admin).await?;
    if new {
        bootstrap(&mut admin).await.context("failed to set up the database")?;
    }
    set_password(&mut admin, "postgres", &passwords.postgres).await?;
    set_password(&mut admin, "authenticator", &passwords.authenticator).await?;

    let owner = postgres.options("postgres", &passwords.postgres);
    let mut owner = PgConnection::connect_with(&owner).await.context("failed to connect to Postgres as the role postgres")?;
    migrate(&mut owner).await?;
    if new {
        sqlx::raw_sql(SEED).execute(&mut owner).await.context("seed.sql failed")?;
    }
    set_password(&mut admin, "identity", &passwords.identity).await?;
    owner.close().await?;
    admin.close().await?;
    Ok(())
}

async fn is_new(admin: &mut PgConnection) -> sqlx::Result<bool> {
    sqlx::query_scalar("select not exists (select from pg_roles where rolname = 'authenticator')")
        .fetch_one(admin)
        .await
}

async fn bootstrap(admin: &mut PgConnection) -> sqlx::Result<()> {
    let mut transaction = admin.begin().await?;
    sqlx::raw_sql(BOOTSTRAP).execute(&mut *transaction).await?;
    transaction.commit().await
}

async fn migrate(owner: &mut PgConnection) -> anyhow::Result<()> {
    let mut migrations = sqlx::migrate!("../migrations");
    migrations.create_schemas = Cow::Owned(vec![Cow::Borrowed(APPLIED.0)]);
    migrations.table_name = Cow::Borrowed(APPLIED.1);
    migrations.run_direct(None, owner, false).await.map_err(|cause| match cause {
        MigrateError::VersionMismatch(_) | MigrateError::VersionMissing(_) | MigrateError::VersionTooOld(..) => {
            anyhow::Error::new(cause).context(
                "the data was created by different migrations than this build contains: delete \
                    the directory to start over",
            )
        }
        cause => anyhow::Error::new(cause).context("a migration failed"),
    })
}

/// `role` and `password` are ours and need no quoting.
async fn set_password(admin: &mut PgConnection, role: &str, password: &str) -> anyhow::Result<()> {
    let statement = AssertSqlSafe(format!("alter role {role} with password '{password}'"));
    sqlx::raw_sql(statement)
        .execute(admin)
        .await
        .with_context(|| format!("failed to set the password of the role {role}"))?;
    Ok(())
}
