//! Runs a command while the stack is running.

use std::{
    ffi::OsString,
    os::unix::process::ExitStatusExt,
    process::{ExitCode, ExitStatus},
};

use anyhow::Context;
use supabase_local::Stack;
use tokio::process::{Child, Command};

use crate::Signals;

/// Runs `command` with the variables of `stack` until it exits.
pub async fn run(
    command: &[OsString],
    stack: &Stack,
    signals: &mut Signals,
) -> anyhow::Result<ExitCode> {
    let (program, arguments) = command.split_first().context("the command is missing")?;
    let mut child = Command::new(program)
        .args(arguments)
        .envs(stack.variables())
        .kill_on_drop(true)
        .spawn()
        .with_context(|| format!("failed to run {}", program.display()))?;
    let status = loop {
        tokio::select! {
            status = child.wait() => break status?,
            // The terminal sends Ctrl-C to the child, too.
            _ = signals.interrupt.recv() => {}
            _ = signals.terminate.recv() => terminate(&child).await?,
        }
    };
    Ok(exit_code(status))
}

async fn terminate(child: &Child) -> std::io::Result<()> {
    if let Some(pid) = child.id() {
        Command::new("sh").args(["-c", &format!("kill -s TERM {pid}")]).status().await?;
    }
    Ok(())
}

/// As in shells: 128 plus the signal if a signal ended the child.
fn exit_code(status: ExitStatus) -> ExitCode {
    let code = status.code().unwrap_or_else(|| 128 + status.signal().unwrap_or_default());
    ExitCode::from(u8::try_from(code).unwrap_or(1))
}
