//! Postgres refuses to run as root, so root steps down to somebody else for it.

use std::{
    os::unix::fs::{MetadataExt, chown},
    path::Path,
    process::Command,
};

use anyhow::{Context, bail};

use crate::programs;

/// Whom Postgres runs as.
pub enum Postgres {
    /// As ourselves, who are not root.
    Ourselves,
    /// As this user: we are root.
    Another(User),
}

pub struct User {
    pub name: String,
    uid: u32,
    gid: u32,
}

/// Debian's own first; `nobody` is everywhere.
const CANDIDATES: [&str; 2] = ["postgres", "nobody"];

impl Postgres {
    /// `data`: what Postgres has owned so far, if anything. Whose it is stays the one.
    pub fn find(data: Option<&Path>) -> anyhow::Result<Self> {
        if id("-u", None)? != 0 {
            return Ok(Self::Ourselves);
        }
        if programs::on_path("setpriv").is_none() {
            bail!(
                "Postgres can't run as root, and setpriv (needed to switch to another user) is \
                    missing: install util-linux or run as another user"
            );
        }
        if let Some(owner) = data.and_then(|data| data.metadata().ok()).filter(|owner| owner.uid() != 0) {
            return Ok(Self::Another(User { name: owner.uid().to_string(), uid: owner.uid(), gid: owner.gid() }));
        }
        for name in CANDIDATES {
            if let (Ok(uid), Ok(gid)) = (id("-u", Some(name)), id("-g", Some(name))) {
                return Ok(Self::Another(User { name: name.into(), uid, gid }));
            }
        }
        bail!("Postgres can't run as root, and there is no user `postgres` or `nobody` to run it \
            as: run as another user")
    }

    pub fn user(&self) -> Option<&User> {
        match self {
            Self::Ourselves => None,
            Self::Another(user) => Some(user),
        }
    }
}

impl User {
    pub fn own(&self, path: &Path) -> anyhow::Result<()> {
        chown(path, Some(self.uid), Some(self.gid))
            .with_context(|| format!("failed to change the owner of {} to {}", path.display(), self.name))
    }

    /// The arguments of setpriv that become this user for good.
    pub fn arguments(&self) -> [String; 3] {
        [format!("--reuid={}", self.uid), format!("--regid={}", self.gid), "--clear-groups".into()]
    }

    /// Whether this user can work in `directory`, wherever it lies.
    pub fn reaches(&self, directory: &Path) -> bool {
        let mut test = Command::new("setpriv");
        test.args(self.arguments()).args(["test", "-w"]).arg(directory).current_dir("/");
        test.status().is_ok_and(|status| status.success())
    }
}

fn id(what: &str, name: Option<&str>) -> anyhow::Result<u32> {
    let answer = Command::new("id").arg(what).args(name).output().context("failed to run the command `id`")?;
    String::from_utf8_lossy(&answer.stdout).trim().parse().context("no such user")
}
