//! Starting and stopping stacks, by the library and by the command.

#![allow(clippy::unwrap_used, reason = "a failing helper fails the test that uses it")]

mod command;
mod data_dir;

use std::{env, fs, path::PathBuf};

use supabase_local::{DataDir, Options};

/// A data directory that is deleted at the end of the test.
struct TestDir(PathBuf);

impl TestDir {
    fn new(name: &str) -> Self {
        Self(env::temp_dir().join(format!("supabase-local-test-{}-{name}", std::process::id())))
    }

    fn options(&self) -> Options {
        Options { data_dir: DataDir::Persistent(self.0.clone()), signing_keys: None }
    }
}

impl Drop for TestDir {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
