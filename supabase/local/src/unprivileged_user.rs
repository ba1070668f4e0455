//! Postgres doesn't run as root. If the current user is root, Postgres runs as another user.

use std::{
    os::unix::fs::{MetadataExt, chown},
    path::Path,
    process::Command,
};

use anyhow::{Context, bail};

use crate::programs;

pub struct UnprivilegedUser {
    pub name: String,
    uid: u32,
    gid: u32,
}

/// Debian's package creates `postgres`; every system has `nobody`.
const CANDIDATES: [&str; 2] = ["postgres", "nobody"];

impl UnprivilegedUser {
    /// The user that Postgres runs as if the current user is root, else `None`.
    ///
    /// If `data` exists, it is the owner of `data`: Postgres requires that.
    pub fn for_postgres(data: Option<&Path>) -> anyhow::Result<Option<Self>> {
        if id("-u", None)? != 0 {
            return Ok(None);
        }
        if programs::on_path("setpriv").is_none() {
            bail!(
                "Postgres can't run as root, and setpriv (needed to switch to another user) is \
                 missing: install util-linux or run as another user"
            );
        }
        let owner = data.and_then(|data| data.metadata().ok());
        if let Some(owner) = owner.filter(|owner| owner.uid() != 0) {
            let (uid, gid) = (owner.uid(), owner.gid());
            return Ok(Some(Self { name: uid.to_string(), uid, gid }));
        }
        for name in CANDIDATES {
            if let (Ok(uid), Ok(gid)) = (id("-u", Some(name)), id("-g", Some(name))) {
                return Ok(Some(Self { name: name.into(), uid, gid }));
            }
        }
        bail!(
            "Postgres can't run as root, and there is no user `postgres` or `nobody` to run it as: \
             run as another user"
        )
    }

    /// Makes this user the owner of `path`.
    pub fn take_ownership(&self, path: &Path) -> anyhow::Result<()> {
        chown(path, Some(self.uid), Some(self.gid)).with_context(|| {
            format!("failed to change the owner of {} to {}", path.display(), self.name)
        })
    }

    /// The arguments of `setpriv` that run a program as this user.
    pub fn setpriv_arguments(&self) -> [String; 3] {
        let Self { uid, gid, .. } = self;
        [format!("--reuid={uid}"), format!("--regid={gid}"), "--clear-groups".into()]
    }

    /// Whether this user can create files in `directory`.
    pub fn can_write(&self, directory: &Path) -> bool {
        let mut test = Command::new("setpriv");
        test.args(self.setpriv_arguments()).args(["test", "-w"]).arg(directory).current_dir("/");
        test.status().is_ok_and(|status| status.success())
    }
}

/// A numeric id from the command `id`, of the user `name` or the current one.
fn id(option: &str, name: Option<&str>) -> anyhow::Result<u32> {
    let output = Command::new("id").arg(option).args(name).output();
    let output = output.context("failed to run the command `id`")?;
    String::from_utf8_lossy(&output.stdout).trim().parse().context("no such user")
}
