//! Children: started so that they don't outlive us, ended in good order.
//!
//! Each is in a process group of its own, so that Ctrl-C reaches only us and we end them, last things last. Where setpriv is
//! found (every Linux), the kernel signals them when the thread that started them ends, however it ends. Elsewhere what was
//! left is ended at the next start.

use std::{
    fs::{self, OpenOptions},
    os::unix::fs::OpenOptionsExt,
    path::Path,
    process::{ExitStatus, Stdio},
    time::Duration,
};

use anyhow::Context;
use tokio::{
    process::{Child, Command},
    time::timeout,
};

use crate::{programs, step_down::User};

/// How a child is asked to end.
#[derive(Clone, Copy)]
pub enum Signal {
    /// Postgres: fast, in good order.
    Interrupt,
    /// Postgres: at once, nothing kept.
    Quit,
    Terminate,
}

impl Signal {
    fn name(self) -> &'static str {
        match self {
            Self::Interrupt => "INT",
            Self::Quit => "QUIT",
            Self::Terminate => "TERM",
        }
    }
}

/// A long-running child.
pub struct Process {
    child: Child,
    end: Signal,
}

/// How long a child may take to end before it is killed.
const PATIENCE: Duration = Duration::from_secs(15);

/// `program` without our environment, as `user`.
pub fn command(program: &Path, user: Option<&User>) -> Command {
    let mut command = match user {
        Some(user) => {
            let mut command = Command::new("setpriv");
            command.args(user.arguments()).arg(program);
            command
        }
        None => Command::new(program),
    };
    isolate(&mut command);
    command
}

impl Process {
    /// Starts `program`, which writes to `log`. `end` is what it gets at the end, ours or its own.
    pub fn start(
        program: &Path,
        user: Option<&User>,
        end: Signal,
        log: &Path,
        prepare: impl FnOnce(&mut Command),
    ) -> anyhow::Result<Self> {
        let mut command = if user.is_some() || programs::on_path("setpriv").is_some() {
            let mut command = Command::new("setpriv");
            command.args(user.map(User::arguments).into_iter().flatten());
            command.arg(format!("--pdeathsig={}", end.name())).arg(program);
            command
        } else {
            Command::new(program)
        };
        isolate(&mut command);
        prepare(&mut command);
        let output = OpenOptions::new().append(true).create(true).mode(0o600).open(log)?;
        command.stdout(output.try_clone()?).stderr(output).process_group(0).kill_on_drop(true);
        let child = command.spawn().with_context(|| format!("failed to run {}", program.display()))?;
        Ok(Self { child, end })
    }

    pub fn id(&self) -> Option<u32> {
        self.child.id()
    }

    /// Whether it ended by itself, and how.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().ok().flatten()
    }

    /// Until it ends by itself.
    pub async fn wait(&mut self) {
        // What can't be waited for is no more.
        let _ = self.child.wait().await;
    }

    pub async fn stop(mut self) {
        let Some(pid) = self.child.id() else { return };
        signal(pid, self.end).await;
        if timeout(PATIENCE, self.child.wait()).await.is_err() {
            tracing::warn!(pid, "a child process did not exit in time and was killed");
            let _ = self.child.kill().await;
        }
    }
}

pub async fn signal(pid: u32, signal: Signal) {
    // The shell's own `kill` is everywhere, the program is not.
    let script = format!("kill -s {} {pid}", signal.name());
    let sent = Command::new("sh").args(["-c", &script]).stderr(Stdio::null()).status().await;
    if !sent.is_ok_and(|status| status.success()) {
        tracing::debug!(pid, "no process to signal");
    }
}

/// Ends what a killed stack left: the process that `pid_file` names in its first line, if its command line still holds `mark`.
pub async fn end_leftover(pid_file: &Path, mark: &str, end: Signal) {
    let named = fs::read_to_string(pid_file).ok();
    let Some(pid) = named.and_then(|text| text.lines().next()?.trim().parse().ok()) else { return };
    for attempt in 0..100 {
        if !runs(pid, mark).await {
            return;
        }
        // The kernel has signalled it already, perhaps; a second signal does no harm.
        if attempt == 0 {
            tracing::info!(pid, "stopping a process left over from an earlier start");
            signal(pid, end).await;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// Process ids are used again, so the command line has to fit.
async fn runs(pid: u32, mark: &str) -> bool {
    let listed = Command::new("ps").args(["-o", "args=", "-p", &pid.to_string()]).output().await;
    match listed {
        Ok(listed) => String::from_utf8_lossy(&listed.stdout).contains(mark),
        // A machine without ps has /proc.
        Err(_) => {
            fs::read(format!("/proc/{pid}/cmdline")).is_ok_and(|line| String::from_utf8_lossy(&line).contains(mark))
        }
    }
}

/// Nothing of our environment may steer it (`PGOPTIONS`, `PGRST_DB_URI` ...), and it needs no directory of ours.
fn isolate(command: &mut Command) {
    let path = std::env::var_os("PATH").unwrap_or_default();
    command.env_clear().env("PATH", path).env("LC_ALL", "C").current_dir("/").stdin(Stdio::null());
}
