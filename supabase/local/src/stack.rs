//! A running stack.

mod run;

use std::{
    ops::Deref,
    thread::{self, JoinHandle},
};

use anyhow::Context;
use tokio::sync::oneshot;

use crate::{ConnectionInfo, DataDir};

pub struct Options {
    pub data_dir: DataDir,
    /// The private JWK set of the app, as JSON. `None` uses the generated one of the directory.
    pub signing_keys: Option<String>,
}

/// A running stack. It ends when it is stopped or dropped, or with this process.
///
/// It runs on a thread with a runtime of its own: the kernel ends the child processes together with
/// the thread that started them, and the gateway does not depend on the caller's runtime.
pub struct Stack {
    connection: ConnectionInfo,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Stack {
    /// Starts the stack and returns when the gateway accepts requests.
    ///
    /// # Errors
    /// The message says what is missing or in use, and what to do.
    pub async fn start(options: Options) -> anyhow::Result<Self> {
        let (stop, stopped) = oneshot::channel();
        let (report, started) = oneshot::channel();
        let thread = thread::Builder::new()
            .name("supabase-local".into())
            .spawn(move || run::run(options, report, stopped))?;
        let connection =
            started.await.context("the local Supabase stack stopped while starting")??;
        Ok(Self { connection, stop: Some(stop), thread: Some(thread) })
    }

    /// Stops the gateway and the child processes, and returns when all have ended.
    ///
    /// # Errors
    /// If the task that waits for them was cancelled. Problems of the shutdown itself are logged.
    pub async fn stop(mut self) -> anyhow::Result<()> {
        let ended = tokio::task::spawn_blocking(move || self.join()).await;
        ended.context("the local Supabase stack did not shut down cleanly")
    }

    fn join(&mut self) {
        self.stop.take();
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the local Supabase stack did not shut down cleanly");
        }
    }
}

impl Deref for Stack {
    type Target = ConnectionInfo;

    fn deref(&self) -> &ConnectionInfo {
        &self.connection
    }
}

impl Drop for Stack {
    fn drop(&mut self) {
        self.join();
    }
}
