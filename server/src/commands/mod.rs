//! What an operator does at a shell, with the same variables as the server.

use std::fmt::Write;

use anyhow::{bail, ensure};
use clap::{Parser, Subcommand};
use identity::{AccountSummary, Error, Identity, RECOVERY_LINK_LIFETIME, UnsentWebhook};
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
            let token = identity.recovery().create_link(account.id).await.map_err(|error| match error {
                Error::AccountDisabled => anyhow::anyhow!("{} is disabled. Enable it first.", account.email),
                other => other.into(),
            })?;
            let mut link = public_url.join("/recover")?;
            link.query_pairs_mut().append_pair("token", &token);
            let minutes = RECOVERY_LINK_LIFETIME.as_secs() / 60;
            Ok(format!(
                "Recovery link for {}. It works once and expires in {minutes} \
                minutes:\n{link}\n",
                account.email
            ))
        }
        Command::Users(Users::List { offset, limit }) => Ok(table(&identity.accounts().list(offset, limit).await?)),
        Command::Users(Users::Show { account }) => Ok(table(&all(identity, &account).await?)),
        Command::Users(Users::Disable { account }) => {
            let account = the_one(identity, &account).await?;
            identity.accounts().disable(account.id).await?;
            Ok(format!("Disabled {} and ended all its sessions.\n", account.email))
        }
        Command::Users(Users::Enable { account }) => {
            let account = the_one(identity, &account).await?;
            ensure!(account.disabled, "{} is not disabled.", account.email);
            identity.accounts().enable(account.id).await?;
            Ok(format!("Enabled {}.\n", account.email))
        }
        Command::Users(Users::Delete { account, yes }) => {
            let account = the_one(identity, &account).await?;
            ensure!(
                yes,
                "This permanently deletes {} and all its data. Run the command again \
                with --yes to confirm.",
                account.email
            );
            identity.accounts().delete_by_id(account.id).await?;
            Ok(format!("Deleted {} and all its data.\n", account.email))
        }
        Command::Webhooks(Webhooks::List { limit }) => Ok(unsent(&identity.webhooks().list_unsent(limit).await?)),
        Command::Webhooks(Webhooks::Replay { id }) => match identity.webhooks().replay(id).await {
            Ok(()) => Ok(format!("Retrying webhook {id} now.\n")),
            Err(Error::NotFound) => bail!(
                "No undelivered webhook with id {id}. It was \
                delivered, or deleted after 30 days."
            ),
            Err(other) => Err(other.into()),
        },
    }
}

async fn all(identity: &Identity, named: &str) -> anyhow::Result<Vec<AccountSummary>> {
    let accounts = identity.accounts().find(named).await?;
    ensure!(!accounts.is_empty(), "No account with the email address or id {named}.");
    Ok(accounts)
}

/// Of those that say an address is theirs, the one that has verified it.
async fn the_one(identity: &Identity, named: &str) -> anyhow::Result<AccountSummary> {
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

fn unsent(webhooks: &[UnsentWebhook]) -> String {
    let mut table = String::new();
    for UnsentWebhook { id, endpoint, event_type, created_at, attempts, abandoned, last_error } in webhooks {
        let (created, state) = (created_at.date(), if *abandoned { "parked" } else { "waiting" });
        let failure = last_error.as_deref().unwrap_or("not attempted yet");
        let _ = writeln!(
            table,
            "{id}  {created}  {state:<7}  {attempts:>2} attempts  {event_type:<15}  {endpoint}  {failure}"
        );
    }
    table
}

fn table(accounts: &[AccountSummary]) -> String {
    let mut table = String::new();
    for AccountSummary { id, email, email_verified, created_at, passkeys, sessions, disabled } in accounts {
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
