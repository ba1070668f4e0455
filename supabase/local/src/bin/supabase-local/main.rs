//! Runs the local stack as a command, for shells and test runners.

mod exec;

use std::{ffi::OsString, path::PathBuf, process::ExitCode};

use clap::{Args, Parser, Subcommand};
use supabase_local::{DataDir, Options, Stack};
use tokio::signal::unix::{Signal, SignalKind, signal};
use tracing_subscriber::EnvFilter;

/// A local Supabase without Docker.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Start the stack, print its connection settings and run until Ctrl-C.
    Start {
        #[command(flatten)]
        data: DataArguments,
    },
    /// Run a command with the connection settings as environment variables, then stop the stack
    /// and exit with the status of the command.
    Exec {
        #[command(flatten)]
        data: DataArguments,
        /// The command and its arguments.
        #[arg(last = true, required = true)]
        command: Vec<OsString>,
    },
}

#[derive(Args)]
struct DataArguments {
    /// Where the data is kept.
    #[arg(
        long,
        value_name = "DIRECTORY",
        default_value = ".local-stack",
        conflicts_with = "ephemeral"
    )]
    dir: PathBuf,
    /// Delete the data on exit.
    #[arg(long)]
    ephemeral: bool,
}

/// The signals that end this program.
struct Signals {
    interrupt: Signal,
    terminate: Signal,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let filter = EnvFilter::try_from_default_env();
    let filter = filter.unwrap_or_else(|_| EnvFilter::new("warn,supabase_local=info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    match run(Arguments::parse().command).await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("supabase-local: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> anyhow::Result<ExitCode> {
    let mut signals = Signals {
        interrupt: signal(SignalKind::interrupt())?,
        terminate: signal(SignalKind::terminate())?,
    };
    let (Command::Start { data } | Command::Exec { data, .. }) = &command;
    let options = Options { data_dir: data.data_dir(), signing_keys: None };
    let stack = tokio::select! {
        stack = Stack::start(options) => stack?,
        _ = signals.interrupt.recv() => return Ok(ExitCode::from(130)),
        _ = signals.terminate.recv() => return Ok(ExitCode::from(143)),
    };
    let code = match &command {
        Command::Start { .. } => {
            for (name, value) in stack.variables() {
                println!("{name}='{value}'");
            }
            tokio::select! {
                _ = signals.interrupt.recv() => {}
                _ = signals.terminate.recv() => {}
            }
            ExitCode::SUCCESS
        }
        Command::Exec { command, .. } => exec::run(command, &stack, &mut signals).await?,
    };
    stack.stop().await?;
    Ok(code)
}

impl DataArguments {
    fn data_dir(&self) -> DataDir {
        if self.ephemeral { DataDir::Ephemeral } else { DataDir::Persistent(self.dir.clone()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Command, clap::Error> {
        let words = line.split_whitespace();
        Arguments::try_parse_from(["supabase-local"].into_iter().chain(words))
            .map(|arguments| arguments.command)
    }

    #[test]
    fn data_is_kept_in_the_default_directory_unless_another_is_named() {
        for (line, directory) in [("start", ".local-stack"), ("start --dir elsewhere", "elsewhere")]
        {
            let Ok(Command::Start { data }) = parse(line) else { panic!("{line}") };
            assert!(
                matches!(data.data_dir(), DataDir::Persistent(dir) if dir.ends_with(directory))
            );
        }
        let Ok(Command::Start { data }) = parse("start --ephemeral") else { panic!() };
        assert!(matches!(data.data_dir(), DataDir::Ephemeral));
    }

    #[test]
    fn the_arguments_of_a_command_are_its_own() {
        let Ok(Command::Exec { data, command }) = parse("exec -- psql --ephemeral -c x") else {
            panic!()
        };
        assert!(!data.ephemeral);
        assert_eq!(command, ["psql", "--ephemeral", "-c", "x"]);
    }

    #[test]
    fn other_arguments_are_errors() {
        for line in [
            "",
            "stop",
            "start extra",
            "start --dir",
            "start --dir a --ephemeral",
            "start -- psql",
            "exec",
            "exec --",
            "exec psql",
        ] {
            assert!(parse(line).is_err(), "{line}");
        }
    }
}
