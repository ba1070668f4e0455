//! Creates a new database cluster.

use std::{fs, path::Path};

use anyhow::{Context, bail};

use super::SUPERUSER;
use crate::{
    data_dir::{LockedDataDir, write_private},
    process,
};

/// UTF-8 with letters of all languages, sorted by code point.
#[cfg(target_os = "macos")]
const LOCALE: &str = "en_US.UTF-8";
#[cfg(not(target_os = "macos"))]
const LOCALE: &str = "C.UTF-8";

/// Runs `initdb`. `data` exists only when the cluster is complete: a cluster that was interrupted
/// is created again.
pub async fn run(
    programs: &Path,
    data_dir: &LockedDataDir,
    data: &Path,
    password: &str,
) -> anyhow::Result<()> {
    let user = data_dir.postgres_user.as_ref();
    let incomplete = data_dir.postgres.join("partial");
    let password_file = data_dir.postgres.join("password");
    if incomplete.exists() {
        fs::remove_dir_all(&incomplete)?;
    }
    write_private(&password_file, password.as_bytes())?;
    if let Some(user) = user {
        user.take_ownership(&password_file)?;
    }
    let mut initdb = process::command(&programs.join("initdb"), user);
    initdb.args(["--encoding=UTF8", "--auth=scram-sha-256"]);
    initdb.arg(format!("--locale={LOCALE}")).arg(format!("--username={SUPERUSER}"));
    initdb.arg("--pgdata").arg(&incomplete).arg("--pwfile").arg(&password_file);
    if data_dir.ephemeral {
        initdb.arg("--no-sync");
    }
    let output = initdb.kill_on_drop(true).output().await;
    fs::remove_file(&password_file)?;
    let output = output.context("failed to run initdb")?;
    if !output.status.success() {
        bail!("initdb failed: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    fs::rename(&incomplete, data).context("failed to rename the new database cluster")
}
