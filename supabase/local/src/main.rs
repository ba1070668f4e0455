//! The stack as a command, for shells and for the runners of tests.

use std::{
    env,
    ffi::OsString,
    path::PathBuf,
    process::{ExitCode, ExitStatus},
};

use anyhow::{Context, bail};
use supabase_local::{Options, Place, Stack};
use tokio::{
    process::{Child, Command},
    signal::unix::{SignalKind, signal},
};
use tracing_subscriber::EnvFilter;

const USAGE: &str = "\
usage: supabase-local start [--dir DIRECTORY | --ephemeral]
       supabase-local exec [--dir DIRECTORY | --ephemeral] -- COMMAND [ARGUMENT ...]

start  starts the stack, prints its connection settings and runs until Ctrl-C
exec   runs COMMAND with the connection settings as environment variables,
       then stops the stack and exits with the status of COMMAND

Data is kept in DIRECTORY (default: .latchkey), or deleted on exit with --ephemeral.";

enum Order {
    Start,
    Exec(OsString, Vec<OsString>),
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn,supabase_local=info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let Ok((order, place)) = parse(env::args_os().skip(1)) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match run(order, place).await {
        Ok(code) => code,
        Err(cause) => {
            eprintln!("supabase-local: {cause:#}");
            ExitCode::FAILURE
        }
    }
}

fn parse(mut arguments: impl Iterator<Item = OsString>) -> anyhow::Result<(Order, Place)> {
    let order = arguments.next().context("no order")?;
    let mut place = Place::Kept(".latchkey".into());
    loop {
        let argument = arguments.next();
        match argument.as_ref().and_then(|argument| argument.to_str()) {
            Some("--dir") => place = Place::Kept(PathBuf::from(arguments.next().context("no directory")?)),
            Some("--ephemeral") => place = Place::Ephemeral,
            Some("--") if order == "exec" => {
                return Ok((Order::Exec(arguments.next().context("no command")?, arguments.collect()), place));
            }
            None if argument.is_none() && order == "start" => return Ok((Order::Start, place)),
            _ => bail!("unknown argument"),
        }
    }
}

async fn run(order: Order, place: Place) -> anyhow::Result<ExitCode> {
    let mut interrupted = signal(SignalKind::interrupt())?;
    let mut terminated = signal(SignalKind::terminate())?;
    let stack = tokio::select! {
        stack = Stack::start(Options { place, signing_keys: None }) => stack?,
        _ = interrupted.recv() => return Ok(ExitCode::from(130)),
        _ = terminated.recv() => return Ok(ExitCode::from(143)),
    };
    let code = match order {
        Order::Start => {
            for (name, value) in stack.variables() {
                println!("{name}='{value}'");
            }
            tokio::select! {
                _ = interrupted.recv() => {}
                _ = terminated.recv() => {}
            }
            ExitCode::SUCCESS
        }
        Order::Exec(program, arguments) => {
            let mut command = Command::new(&program);
            let mut child = command
                .args(arguments)
                .envs(stack.variables())
                .kill_on_drop(true)
                .spawn()
                .with_context(|| format!("failed to run {}", program.display()))?;
            let status = loop {
                tokio::select! {
                    status = child.wait() => break status?,
                    // The terminal has told the command, too: it ends in its own time.
                    _ = interrupted.recv() => {}
                    _ = terminated.recv() => terminate(&child).await?,
                }
            };
            code_of(status)
        }
    };
    stack.stop().await?;
    Ok(code)
}

/// Passed on, so that the command ends in good order, too.
async fn terminate(child: &Child) -> std::io::Result<()> {
    if let Some(pid) = child.id() {
        Command::new("sh").args(["-c", &format!("kill -s TERM {pid}")]).status().await?;
    }
    Ok(())
}

/// As shells have it: 128 and the signal for what a signal ended.
fn code_of(status: ExitStatus) -> ExitCode {
    use std::os::unix::process::ExitStatusExt;
    let code = status.code().unwrap_or_else(|| 128 + status.signal().unwrap_or_default());
    ExitCode::from(u8::try_from(code).unwrap_or(1))
}
