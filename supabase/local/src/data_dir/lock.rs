//! The lock of a data directory. The kernel releases it when the process ends.

use std::{
    fs::{File, OpenOptions, TryLockError},
    io::{Read, Write},
    os::unix::fs::OpenOptionsExt,
    path::Path,
};

use anyhow::{Context, bail};

pub const NAME: &str = "lock";

/// Locks the directory, or fails with the process that holds the lock.
pub fn acquire(root: &Path) -> anyhow::Result<File> {
    let path = root.join(NAME);
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false).mode(0o600);
    let mut lock = options.open(&path)?;
    match lock.try_lock() {
        Ok(()) => {
            lock.set_len(0)?;
            write!(lock, "{}", std::process::id())?;
            Ok(lock)
        }
        Err(TryLockError::WouldBlock) => {
            let mut pid = String::new();
            lock.read_to_string(&mut pid)?;
            bail!(
                "a local Supabase stack is already running in {} (process {pid}): \
                 stop it or choose another directory",
                root.display()
            )
        }
        Err(TryLockError::Error(error)) => {
            Err(error).with_context(|| format!("failed to lock {}", path.display()))
        }
    }
}

/// Whether a stack uses this directory.
pub fn is_locked(directory: &Path) -> bool {
    let lock = File::open(directory.join(NAME));
    lock.is_ok_and(|lock| matches!(lock.try_lock_shared(), Err(TryLockError::WouldBlock)))
}
