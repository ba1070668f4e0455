//! The directory of a stack. One stack at a time uses it.
//!
//! ```text
//! .gitignore           excludes the whole directory
//! lock                 locked while the stack runs; contains the process id
//! secrets.json         passwords and keys
//! jwks.json            the public keys whose tokens PostgREST accepts
//! connection.json      how to connect to the running stack
//! postgres/            the files of Postgres, owned by its user
//! postgres.log, postgrest.log, postgrest.pid
//! ```

mod files;
mod leftovers;
mod lock;
mod postgres_dir;

use std::{
    env,
    fs::{self, File},
    path::PathBuf,
};

pub use files::write_private;
pub use lock::is_locked;

use crate::{random::random_text, unprivileged_user::UnprivilegedUser};

/// Where a stack keeps its data.
pub enum DataDir {
    /// In this directory; a later start finds the data again.
    Persistent(PathBuf),
    /// In a temporary directory that is deleted at the end. The stack uses free ports.
    Ephemeral,
}

impl DataDir {
    /// The directory that Postgres owns; it exists from the second start on.
    fn postgres_dir(&self) -> Option<PathBuf> {
        match self {
            Self::Persistent(path) => Some(path.join(postgres_dir::NAME)),
            Self::Ephemeral => None,
        }
    }
}

/// A data directory that no other stack can use until this value is dropped.
pub struct LockedDataDir {
    pub root: PathBuf,
    /// The directory that Postgres owns.
    pub postgres: PathBuf,
    pub ephemeral: bool,
    /// The user that Postgres runs as; `None` for the current one.
    pub postgres_user: Option<UnprivilegedUser>,
    _lock: File,
}

/// The start of the names of ephemeral directories.
const EPHEMERAL_PREFIX: &str = "supabase-local-ephemeral-";

impl LockedDataDir {
    /// Creates and locks the directory.
    ///
    /// Fails if another stack uses it; the error names its process.
    pub fn acquire(data_dir: &DataDir) -> anyhow::Result<Self> {
        let postgres_user = UnprivilegedUser::for_postgres(data_dir.postgres_dir().as_deref())?;
        let (path, ephemeral) = match data_dir {
            DataDir::Persistent(path) => (path.clone(), false),
            DataDir::Ephemeral => {
                // The user of Postgres may have no access to root's own temporary directory.
                let is_root = postgres_user.is_some();
                let parent = if is_root { PathBuf::from("/tmp") } else { env::temp_dir() };
                leftovers::remove(&parent);
                (parent.join(format!("{EPHEMERAL_PREFIX}{}", random_text(16))), true)
            }
        };
        // The user of Postgres has to traverse the directory, but not to list it.
        let mode = if postgres_user.is_some() { 0o711 } else { 0o700 };
        let root = files::create_dir(&path, mode)?;
        let lock = lock::acquire(&root)?;
        files::write_gitignore(&root)?;
        let postgres = postgres_dir::create(&root, postgres_user.as_ref())?;
        Ok(Self { root, postgres, ephemeral, postgres_user, _lock: lock })
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }
}

impl Drop for LockedDataDir {
    fn drop(&mut self) {
        if self.ephemeral {
            for directory in [&self.postgres, &self.root] {
                // The next ephemeral stack removes what is left.
                let _ = fs::remove_dir_all(directory);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{os::unix::fs::PermissionsExt, path::Path};

    use super::*;

    #[test]
    fn one_stack_at_a_time_uses_a_directory() {
        let path = env::temp_dir().join(format!("supabase-local-test-{}", random_text(12)));
        let data_dir = DataDir::Persistent(path);
        let first = LockedDataDir::acquire(&data_dir).unwrap();
        let Err(error) = LockedDataDir::acquire(&data_dir) else { panic!("acquired twice") };
        let (pid, error) = (std::process::id().to_string(), error.to_string());
        assert!(error.contains("already running") && error.contains(&pid), "{error}");
        let root = first.root.clone();
        drop(first);
        drop(LockedDataDir::acquire(&data_dir).unwrap());
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn an_ephemeral_directory_is_private_and_deleted_at_the_end() {
        let locked = LockedDataDir::acquire(&DataDir::Ephemeral).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&locked.root) & 0o066, 0);
        assert_eq!(mode(&locked.postgres), 0o700);
        let root = locked.root.clone();
        drop(locked);
        assert!(!root.exists());
    }

    #[test]
    fn git_ignores_the_directory_whatever_its_name() {
        let locked = LockedDataDir::acquire(&DataDir::Ephemeral).unwrap();
        assert_eq!(fs::read_to_string(locked.file(".gitignore")).unwrap(), "*\n");
    }
}
