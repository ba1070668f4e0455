//! What an operator does at a shell, with the same variables as the server.

use std::fmt::Write;

use anyhow::{bail, ensure};
use clap::{Parser, Subcommand};
use identity::{AccountSummary, Error, Identity, RECOVERY_LINK_LIFETIME, UnsentWebhook};
use url::Url;
use uuid::Uuid;

/// Latchkey. Without a command it serves the site.
#[derive(Debug, Parser)]
#[command(name = "server")]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Accounts are named by an email address, or by their id where several have it.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Print a link that signs in to an account once, within 15 minutes. Hand it to nobody but its owner.
    Recover { account: String },
    /// List, show, disable, enable or delete accounts.
    #[command(subcommand)]
    Users(Users),
    /// List or send again what endpoints haven't received.
    #[command(subcommand)]
    Webhooks(Webhooks),
}

#[derive(Clone, Debug, Subcommand)]
pub enum Webhooks {
    /// The oldest first.
    List {
        /// How many to show.
        #[arg(long, default_value_t = 50)]
        limit: i64,
    },
    /// Try one at once, and for a day again.
    Replay { id: Uuid },
}

#[derive(Clone, Debug, Subcommand)]
pub enum Users {
    /// The newest accounts first.
    List {
        /// How many to leave out.
        #[arg(long, default_value_t = 0)]
        offset: i64,
        /// How many to show.
        #[arg(long, default_value_t = 50)]
        limit: i64,
    },
    /// One account, or all that have an address.
    Show { account: String },
    /// End its sessions and let nobody sign in to it.
    Disable { account: String },
    /// Let its owner sign in again.
    Enable { account: String },
    /// Delete an account with everything in it.
    Delete {
        account: String,
        /// It can't be undone: say that you mean it.
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
                Error::AccountDisabled => anyhow::anyhow!("{} is disabled; enable it first", account.email),
                other => other.into(),
            })?;
            let mut link = public_url.join("/recover")?;
            link.query_pairs_mut().append_pair("token", &token);
            let minutes = RECOVERY_LINK_LIFETIME.as_secs() / 60;
            Ok(format!("This link signs in to {} once, within {minutes} minutes:\n{link}\n", account.email))
        }
        Command::Users(Users::List { offset, limit }) => Ok(table(&identity.accounts().list(offset, limit).await?)),
        Command::Users(Users::Show { account }) => Ok(table(&all(identity, &account).await?)),
        Command::Users(Users::Disable { account }) => {
            let account = the_one(identity, &account).await?;
            identity.accounts().disable(account.id).await?;
            Ok(format!("{} is disabled, and signed out everywhere.\n", account.email))
        }
        Command::Users(Users::Enable { account }) => {
            let account = the_one(identity, &account).await?;
            ensure!(account.disabled, "{} is not disabled", account.email);
            identity.accounts().enable(account.id).await?;
            Ok(format!("{} is enabled.\n", account.email))
        }
        Command::Users(Users::Delete { account, yes }) => {
            let account = the_one(identity, &account).await?;
            ensure!(yes, "{} and everything in it would be gone: add --yes if you mean it", account.email);
            identity.accounts().delete_by_id(account.id).await?;
            Ok(format!("{} is deleted.\n", account.email))
        }
        Command::Webhooks(Webhooks::List { limit }) => Ok(unsent(&identity.webhooks().list_unsent(limit).await?)),
        Command::Webhooks(Webhooks::Replay { id }) => match identity.webhooks().replay(id).await {
            Ok(()) => Ok(format!("{id} is tried again now.\n")),
            Err(Error::NotFound) => bail!("no webhook is called {id}: it has been received, or given up 30 days ago"),
            Err(other) => Err(other.into()),
        },
    }
}

async fn all(identity: &Identity, named: &str) -> anyhow::Result<Vec<AccountSummary>> {
    let accounts = identity.accounts().find(named).await?;
    ensure!(!accounts.is_empty(), "no account is called {named}");
    Ok(accounts)
}

/// Of those that say an address is theirs, the one that has verified it.
async fn the_one(identity: &Identity, named: &str) -> anyhow::Result<AccountSummary> {
    let mut accounts = all(identity, named).await?;
    let by_id = named.parse::<Uuid>().is_ok();
    if accounts.len() > 1 && !by_id && !accounts[0].email_verified {
        bail!(
            "several accounts say that {named} is theirs, and none has proved it; name one by its id:\n{}",
            table(&accounts)
        );
    }
    Ok(accounts.swap_remove(0))
}

fn unsent(webhooks: &[UnsentWebhook]) -> String {
    let mut table = String::new();
    for UnsentWebhook { id, endpoint, event_type, created_at, attempts, abandoned, last_error } in webhooks {
        let (created, state) = (created_at.date(), if *abandoned { "parked" } else { "waiting" });
        let failure = last_error.as_deref().unwrap_or("not tried yet");
        let _ =
            writeln!(table, "{id}  {created}  {state:<7}  {attempts:>2} attempts  {event_type:<15}  {endpoint}  {failure}");
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
