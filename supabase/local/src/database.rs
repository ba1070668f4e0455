//! Prepares the database: what hosted Supabase contains, the migrations, the seed, the passwords.

use std::borrow::Cow;

use anyhow::Context;
use sqlx::{AssertSqlSafe, Connection, PgConnection, migrate::MigrateError};

use crate::{postgres::Postgres, secrets::Passwords};

const BOOTSTRAP: &str = include_str!("bootstrap.sql");
const SEED: &str = include_str!("../../seed.sql");

/// The table of applied migrations is not in `public`, because the API exposes that schema.
const MIGRATIONS_SCHEMA: &str = "supabase_migrations";
const MIGRATIONS_TABLE: &str = "supabase_migrations.applied";

pub async fn prepare(postgres: &Postgres, passwords: &Passwords) -> anyhow::Result<()> {
    let superuser = postgres.superuser(&passwords.supabase_admin);
    let mut admin = PgConnection::connect_with(&superuser)
        .await
        .context("failed to connect to Postgres as superuser")?;
    let is_new = is_new(&mut admin).await?;
    if is_new {
        bootstrap(&mut admin).await.context("failed to set up the database")?;
    }
    set_password(&mut admin, "postgres", &passwords.postgres).await?;
    set_password(&mut admin, "authenticator", &passwords.authenticator).await?;

    let owner = postgres.options("postgres", &passwords.postgres);
    let mut owner = PgConnection::connect_with(&owner)
        .await
        .context("failed to connect to Postgres as the role postgres")?;
    migrate(&mut owner).await?;
    if is_new {
        sqlx::raw_sql(SEED).execute(&mut owner).await.context("seed.sql failed")?;
    }
    // The migrations create this role.
    set_password(&mut admin, "identity", &passwords.identity).await?;
    owner.close().await?;
    admin.close().await?;
    Ok(())
}

async fn is_new(admin: &mut PgConnection) -> sqlx::Result<bool> {
    let query = "select not exists (select from pg_roles where rolname = 'authenticator')";
    sqlx::query_scalar(query).fetch_one(admin).await
}

async fn bootstrap(admin: &mut PgConnection) -> sqlx::Result<()> {
    let mut transaction = admin.begin().await?;
    sqlx::raw_sql(BOOTSTRAP).execute(&mut *transaction).await?;
    transaction.commit().await
}

async fn migrate(owner: &mut PgConnection) -> anyhow::Result<()> {
    let mut migrations = sqlx::migrate!("../migrations");
    migrations.create_schemas = Cow::Owned(vec![Cow::Borrowed(MIGRATIONS_SCHEMA)]);
    migrations.table_name = Cow::Borrowed(MIGRATIONS_TABLE);
    migrations.run_direct(None, owner, false).await.map_err(|error| {
        let message = match error {
            MigrateError::VersionMismatch(_)
            | MigrateError::VersionMissing(_)
            | MigrateError::VersionTooOld(..) => {
                "the data was created by different migrations than this build contains: \
                 delete the data directory to start over"
            }
            _ => "a migration failed",
        };
        anyhow::Error::new(error).context(message)
    })
}

/// `role` is a constant and `password` is alphanumeric, so neither needs quoting.
async fn set_password(admin: &mut PgConnection, role: &str, password: &str) -> anyhow::Result<()> {
    let statement = AssertSqlSafe(format!("alter role {role} with password '{password}'"));
    let result = sqlx::raw_sql(statement).execute(admin).await;
    result.with_context(|| format!("failed to set the password of the role {role}"))?;
    Ok(())
}
