//! The operator's commands. They use the same variables as the server.

pub mod recover;
pub mod users;
pub mod webhooks;

use clap::{Parser, Subcommand};
use identity::Identity;
use url::Url;

use users::UsersCommand;
use webhooks::WebhooksCommand;

/// The arguments of the server. Without a command, it serves the site.
#[derive(Debug, Parser)]
#[command(
    name = "server",
    about = format!("The {} server. Without a command, it serves the site.", brand::NAME)
)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// `account` is an email address, or an account id if several accounts share the address.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Print a single-use recovery link for an account, valid for 15 minutes. Send it only to the
    /// account owner.
    Recover { account: String },
    /// List, show, disable, enable or delete accounts.
    #[command(subcommand)]
    Users(UsersCommand),
    /// List or retry webhooks that have not been delivered.
    #[command(subcommand)]
    Webhooks(WebhooksCommand),
}

/// Runs `command` and returns its output.
///
/// # Errors
/// A message for the operator.
pub async fn run(
    command: Command,
    identity: &Identity,
    public_url: &Url,
) -> anyhow::Result<String> {
    match command {
        Command::Recover { account } => recover::run(&account, identity, public_url).await,
        Command::Users(command) => users::run(command, identity).await,
        Command::Webhooks(command) => webhooks::run(command, identity).await,
    }
}
