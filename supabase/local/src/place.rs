//! The directory of a stack, and that one stack at a time uses it.
//!
//! ```text
//! lock           held as long as the stack runs; names the process
//! secrets.json   passwords and keys
//! jwks.json      whose tokens PostgREST trusts
//! access.json    how others reach the stack while it runs
//! postgres/      Postgres: its data, owned by whom it runs as
//! postgres.log, postgrest.log, postgrest.pid
//! ```
//! Where root's own directories are closed to the user that Postgres runs as, `postgres` is a link to one below
//! `/var/lib/latchkey`.

use std::{
    env, fs,
    fs::{DirBuilder, File, OpenOptions, Permissions, TryLockError},
    io::{Read, Write},
    os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt, symlink},
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};

use crate::{secrets::random, step_down};

/// Where a stack keeps its data.
pub enum Place {
    /// In this directory, and still there at the next start.
    Kept(PathBuf),
    /// In a directory of its own that is gone afterwards, on ports of its own.
    Ephemeral,
}

impl Place {
    fn directory(&self) -> Option<&Path> {
        match self {
            Self::Kept(directory) => Some(directory),
            Self::Ephemeral => None,
        }
    }
}

/// A place that is ours until it is dropped.
pub struct Claimed {
    pub root: PathBuf,
    /// What Postgres owns.
    pub postgres: PathBuf,
    pub ephemeral: bool,
    /// Whom Postgres runs as.
    pub runs_as: step_down::Postgres,
    _lock: File,
}

const EPHEMERAL: &str = "latchkey-ephemeral-";
const POSTGRES: &str = "postgres";
/// Always open to whoever root steps down to.
const ROOTS_OWN: &str = "/var/lib/latchkey";

impl Claimed {
    /// Takes the place, or says who has it.
    pub fn take(place: &Place) -> anyhow::Result<Self> {
        let runs_as =
            step_down::Postgres::find(place.directory().map(|directory| directory.join(POSTGRES)).as_deref())?;
        // Others may pass through root's place, not look into it: what they pass to is theirs.
        let mode = if runs_as.user().is_some() { 0o711 } else { 0o700 };
        let (root, lock, ephemeral) = match place {
            Place::Kept(directory) => {
                let root = directory_at(directory, mode)?;
                let lock = lock(&root)?;
                (root, lock, false)
            }
            Place::Ephemeral => {
                let parent = if runs_as.user().is_some() { PathBuf::from("/tmp") } else { env::temp_dir() };
                sweep(&parent);
                let root = directory_at(&parent.join(format!("{EPHEMERAL}{}", random(16))), mode)?;
                let lock = lock(&root)?;
                (root, lock, true)
            }
        };
        let postgres = home_of_postgres(&root, &runs_as)?;
        Ok(Self { root, postgres, ephemeral, runs_as, _lock: lock })
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }
}

/// Whether a stack runs in this directory.
pub fn is_in_use(directory: &Path) -> bool {
    let lock = File::open(directory.join("lock"));
    lock.is_ok_and(|lock| matches!(lock.try_lock_shared(), Err(TryLockError::WouldBlock)))
}

impl Drop for Claimed {
    fn drop(&mut self) {
        if self.ephemeral {
            for directory in [&self.postgres, &self.root] {
                // What can't be removed now is swept at the next start.
                let _ = fs::remove_dir_all(directory);
            }
        }
    }
}

/// Writes a file that only we can read, whole or not at all.
pub fn write_private(file: &Path, content: &[u8]) -> anyhow::Result<()> {
    let cannot = || format!("failed to write {}", file.display());
    let new = file.with_extension("new");
    let mut open = OpenOptions::new();
    let mut handle = open.write(true).create(true).truncate(true).mode(0o600).open(&new).with_context(cannot)?;
    handle.write_all(content).and_then(|()| handle.sync_all()).with_context(cannot)?;
    fs::rename(&new, file).with_context(cannot)
}

fn directory_at(path: &Path, mode: u32) -> anyhow::Result<PathBuf> {
    let cannot = || format!("failed to create the directory {}", path.display());
    DirBuilder::new().recursive(true).mode(mode).create(path).with_context(cannot)?;
    // It may have been there before, open to others.
    fs::set_permissions(path, Permissions::from_mode(mode)).with_context(cannot)?;
    path.canonicalize().with_context(cannot)
}

fn lock(root: &Path) -> anyhow::Result<File> {
    let path = root.join("lock");
    let mut open = OpenOptions::new();
    let mut lock = open.read(true).write(true).create(true).truncate(false).mode(0o600).open(&path)?;
    match lock.try_lock() {
        Ok(()) => {
            lock.set_len(0)?;
            write!(lock, "{}", std::process::id())?;
            Ok(lock)
        }
        Err(TryLockError::WouldBlock) => {
            let mut holder = String::new();
            lock.read_to_string(&mut holder)?;
            bail!(
                "a local Supabase stack is already running in {} (process {holder}): stop it or \
                    choose another directory",
                root.display()
            )
        }
        Err(TryLockError::Error(cause)) => Err(cause).with_context(|| format!("failed to lock {}", path.display())),
    }
}

/// Removes what killed ephemeral stacks left behind.
fn sweep(parent: &Path) {
    let entries = fs::read_dir(parent).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(EPHEMERAL)) {
        let directory = entry.path();
        // One that has no lock yet is being made right now.
        let lock = OpenOptions::new().write(true).open(directory.join("lock"));
        if lock.is_ok_and(|lock| lock.try_lock().is_ok() && is_settled(&lock)) {
            let _ = fs::remove_dir_all(directory);
        }
    }
}

/// A lock that nobody wrote to yet was made this instant, by somebody who is about to take it.
fn is_settled(lock: &File) -> bool {
    lock.metadata().is_ok_and(|metadata| metadata.size() > 0)
}

/// What Postgres owns, made if it isn't there.
fn home_of_postgres(root: &Path, runs_as: &step_down::Postgres) -> anyhow::Result<PathBuf> {
    let beside = root.join(POSTGRES);
    let Some(user) = runs_as.user() else { return directory_at(&beside, 0o700) };
    if let Ok(elsewhere) = beside.read_link() {
        return Ok(elsewhere);
    }
    let beside = directory_at(&beside, 0o700)?;
    user.own(&beside)?;
    if user.reaches(&beside) {
        return Ok(beside);
    }
    fs::remove_dir(&beside).with_context(|| format!("{} is not accessible to the user {}", beside.display(), user.name))?;
    directory_at(Path::new(ROOTS_OWN), 0o711)?;
    let elsewhere = directory_at(&Path::new(ROOTS_OWN).join(random(16)), 0o700)?;
    user.own(&elsewhere)?;
    if !user.reaches(&elsewhere) {
        bail!("the user {} that Postgres runs as has no access to {}", user.name, elsewhere.display());
    }
    symlink(&elsewhere, &beside)?;
    Ok(elsewhere)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fresh() -> PathBuf {
        env::temp_dir().join(format!("latchkey-test-{}", random(12)))
    }

    #[test]
    fn a_place_belongs_to_one_stack_at_a_time() {
        let place = Place::Kept(fresh());
        let first = Claimed::take(&place).unwrap();
        let Err(refusal) = Claimed::take(&place) else { panic!("taken twice") };
        let (pid, refusal) = (std::process::id().to_string(), refusal.to_string());
        assert!(refusal.contains("runs already") && refusal.contains(&pid), "{refusal}");
        let root = first.root.clone();
        drop(first);
        drop(Claimed::take(&place).unwrap());
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn an_ephemeral_place_is_private_and_goes() {
        let claimed = Claimed::take(&Place::Ephemeral).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&claimed.root) & 0o066, 0);
        assert_eq!(mode(&claimed.postgres), 0o700);
        let root = claimed.root.clone();
        drop(claimed);
        assert!(!root.exists());
    }

    #[test]
    fn what_a_killed_stack_left_is_swept() {
        let parent = directory_at(&fresh(), 0o700).unwrap();
        let [left, living] =
            ["left", "living"].map(|name| directory_at(&parent.join(format!("{EPHEMERAL}{name}")), 0o700).unwrap());
        drop(lock(&left).unwrap());
        let held = lock(&living).unwrap();
        sweep(&parent);
        assert!(!left.exists() && living.exists());
        drop(held);
        fs::remove_dir_all(parent).unwrap();
    }
}
