//! What an operator does at a shell, with the same variables as the server.

use std::fmt::Write;

use anyhow::{bail, ensure};
use clap::{Parser, Subcommand};
use identity::{Error, Identity, accounts::Account, recovery, webhooks::Unsent};
use url::Url;
use uuid::Uuid;

/// The Latchkey server. Without a command, it serves the site.
#[derive(Debug, Parser)]
#[command(name = "server")]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// `account` is an email address, or an account id if several accounts share the address.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Print a single-use recovery link for an account, valid for 15 minutes. Send it only to the account owner.
    Recover { account: String },
    /// List, show, disable, enable or delete accounts.
    #[command(subcommand)]
    Users(Users),
    /// List or retry webhooks that have not been delivered.
    #[command(subcommand)]
    Webhooks(Webhooks),
}

#[derive(Clone, Debug, Subcommand)]
pub enum Webhooks {
    /// List undelivered webhooks, oldest first.
    List {
        /// Maximum number of rows.
        #[arg(long, default_value_t = 50)]
        limit: i64,
    },
    /// Retry a webhook now, then on the normal schedule for another day.
    Replay { id: Uuid },
}

#[derive(Clone, Debug, Subcommand)]
pub enum Users {
    /// List accounts, newest first.
    List {
        /// Number of rows to skip.
        #[arg(long, default_value_t = 0)]
        offset: i64,
        /// Maximum number of rows.
        #[arg(long, default_value_t = 50)]
        limit: i64,
    },
    /// Show the accounts with an email address, or the account with an id.
    Show { account: String },
    /// Disable an account: end its sessions and block sign-in.
    Disable { account: String },
    /// Enable a disabled account.
    Enable { account: String },
    /// Delete an account and all its data. This can't be undone.
    Delete {
        account: String,
        /// Confirm the deletion.
        #[arg(long)]
        yes: bool,
    },
}

/// Does it, and says what there is to print.
///
/// # Errors
/// A sentence for the operator.
pub async fn run(command: Command, identity: &Identity, public_url: &Url) -> anyhow::Result<String> {
    match command {
        Command::Recover { account } => {
            let account = the_one(identity, &account).await?;
            let token = identity.recovery_link(account.id).await.map_err(|error| match error {
                Error::Disabled => anyhow::anyhow!("{} is disabled. Enable it first.", account.email),
                other => other.into(),
            })?;
            let mut link = public_url.join("/recover")?;
            link.query_pairs_mut().append_pair("token", &token);
            let minutes = recovery::LIFETIME.as_secs() / 60;
            Ok(format!("Recovery link for {}. It works once and expires in {minutes} \
                minutes:\n{link}\n", account.email))
        }
        Command::Users(Users::List { offset, limit }) => Ok(table(&identity.accounts(offset, limit).await?)),
        Command::Users(Users::Show { account }) => Ok(table(&all(identity, &account).await?)),
        Command::Users(Users::Disable { account }) => {
            let account = the_one(identity, &account).await?;
            identity.disable(account.id).await?;
            Ok(format!("Disabled {} and ended all its sessions.\n", account.email))
        }
        Command::Users(Users::Enable { account }) => {
            let account = the_one(identity, &account).await?;
            ensure!(account.disabled, "{} is not disabled.", account.email);
            identity.enable(account.id).await?;
            Ok(format!("Enabled {}.\n", account.email))
        }
        Command::Users(Users::Delete { account, yes }) => {
            let account = the_one(identity, &account).await?;
            ensure!(yes, "This permanently deletes {} and all its data. Run the command again \
                with --yes to confirm.", account.email);
            identity.remove(account.id).await?;
            Ok(format!("Deleted {} and all its data.\n", account.email))
        }
        Command::Webhooks(Webhooks::List { limit }) => Ok(unsent(&identity.unsent_webhooks(limit).await?)),
        Command::Webhooks(Webhooks::Replay { id }) => match identity.replay_webhook(id).await {
            Ok(()) => Ok(format!("Retrying webhook {id} now.\n")),
            Err(Error::NotFound) => bail!("No undelivered webhook with id {id}. It was \
                delivered, or deleted after 30 days."),
            Err(other) => Err(other.into()),
        },
    }
}

async fn all(identity: &Identity, named: &str) -> anyhow::Result<Vec<Account>> {
    let accounts = identity.find_accounts(named).await?;
    ensure!(!accounts.is_empty(), "No account with the email address or id {named}.");
    Ok(accounts)
}

/// Of those that say an address is theirs, the one that has verified it.
async fn the_one(identity: &Identity, named: &str) -> anyhow::Result<Account> {
    let mut accounts = all(identity, named).await?;
    let by_id = named.parse::<Uuid>().is_ok();
    if accounts.len() > 1 && !by_id && !accounts[0].email_verified {
        bail!(
            "Several accounts have the unverified email address {named}. Use an account id \
                instead:\n{}",
            table(&accounts)
        );
    }
    Ok(accounts.swap_remove(0))
}

fn unsent(webhooks: &[Unsent]) -> String {
    let mut table = String::new();
    for Unsent { id, endpoint, kind, created_at, attempts, parked, failure } in webhooks {
        let (created, state) = (created_at.date(), if *parked { "parked" } else { "waiting" });
        let failure = failure.as_deref().unwrap_or("not attempted yet");
        let _ =
            writeln!(table, "{id}  {created}  {state:<7}  {attempts:>2} attempts  {kind:<15}  {endpoint}  {failure}");
    }
    table
}

fn table(accounts: &[Account]) -> String {
    let mut table = String::new();
    for Account { id, email, email_verified, created_at, passkeys, sessions, disabled } in accounts {
        let created = created_at.date();
        let verified = if *email_verified { "verified" } else { "unverified" };
        let state = if *disabled { "disabled" } else { "active" };
        // Writing to a string doesn't fail.
        let _ = writeln!(
            table,
            "{id}  {created}  {state:<8}  {verified:<10}  passkeys {passkeys:>2}  sessions {sessions:>2}  {email}"
        );
    }
    table
}
