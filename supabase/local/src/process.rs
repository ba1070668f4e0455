//! Child processes that do not outlive this process.
//!
//! Each runs in a process group of its own, so that Ctrl-C reaches only this process, which then
//! stops its children in order. Where `setpriv` exists (every Linux), the kernel signals a child
//! when the thread that started it ends for any reason. Elsewhere the next start stops what is
//! left.

mod leftover;
mod signal;

use std::{
    fs::OpenOptions,
    os::unix::fs::OpenOptionsExt,
    path::Path,
    process::{ExitStatus, Stdio},
    time::Duration,
};

use anyhow::Context;
pub use leftover::stop_leftover;
pub use signal::Signal;
use tokio::{
    process::{Child, Command},
    time::timeout,
};

use crate::{programs, unprivileged_user::UnprivilegedUser};

/// A long-running child process.
pub struct Process {
    child: Child,
    stop_signal: Signal,
}

/// Time for a child to stop before it is killed.
const STOP_TIMEOUT: Duration = Duration::from_secs(15);

/// A command that runs `program` as `user`, without the environment of this process.
pub fn command(program: &Path, user: Option<&UnprivilegedUser>) -> Command {
    let mut command = match user {
        Some(user) => {
            let mut command = Command::new("setpriv");
            command.args(user.setpriv_arguments()).arg(program);
            command
        }
        None => Command::new(program),
    };
    isolate(&mut command);
    command
}

impl Process {
    /// Starts `program` as `user`. Its output is appended to `log`.
    pub fn start(
        program: &Path,
        user: Option<&UnprivilegedUser>,
        stop_signal: Signal,
        log: &Path,
        configure: impl FnOnce(&mut Command),
    ) -> anyhow::Result<Self> {
        let mut command = if user.is_some() || programs::on_path("setpriv").is_some() {
            let mut command = Command::new("setpriv");
            command.args(user.map(UnprivilegedUser::setpriv_arguments).into_iter().flatten());
            command.arg(format!("--pdeathsig={}", stop_signal.name())).arg(program);
            command
        } else {
            Command::new(program)
        };
        isolate(&mut command);
        configure(&mut command);
        let output = OpenOptions::new().append(true).create(true).mode(0o600).open(log)?;
        command.stdout(output.try_clone()?).stderr(output);
        command.process_group(0).kill_on_drop(true);
        let child = command.spawn();
        let child = child.with_context(|| format!("failed to run {}", program.display()))?;
        Ok(Self { child, stop_signal })
    }

    pub fn id(&self) -> Option<u32> {
        self.child.id()
    }

    /// The exit status if the child has ended.
    pub fn exit_status(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().ok().flatten()
    }

    /// Waits until the child ends.
    pub async fn wait(&mut self) {
        // An error means that there is no such child.
        let _ = self.child.wait().await;
    }

    /// Stops the child, and kills it after [`STOP_TIMEOUT`].
    pub async fn stop(mut self) {
        let Some(pid) = self.child.id() else { return };
        self.stop_signal.send(pid).await;
        if timeout(STOP_TIMEOUT, self.child.wait()).await.is_err() {
            tracing::warn!(pid, "a child process did not exit in time and was killed");
            let _ = self.child.kill().await;
        }
    }
}

/// Clears the environment, because variables such as `PGOPTIONS` and `PGRST_DB_URI` would change
/// the configuration, and leaves the current directory.
fn isolate(command: &mut Command) {
    let path = std::env::var_os("PATH").unwrap_or_default();
    command.env_clear().env("PATH", path).env("LC_ALL", "C");
    command.current_dir("/").stdin(Stdio::null());
}
