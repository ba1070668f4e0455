//! `server users`: lists and administers accounts.

use std::fmt::Write;

use anyhow::{bail, ensure};
use clap::Subcommand;
use identity::{AccountSummary, Identity};
use uuid::Uuid;

#[derive(Clone, Debug, Subcommand)]
pub enum UsersCommand {
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

/// # Errors
/// A message for the operator.
pub async fn run(command: UsersCommand, identity: &Identity) -> anyhow::Result<String> {
    let accounts = identity.accounts();
    match command {
        UsersCommand::List { offset, limit } => Ok(table(&accounts.list(offset, limit).await?)),
        UsersCommand::Show { account } => Ok(table(&find(identity, &account).await?)),
        UsersCommand::Disable { account } => {
            let account = find_unique(identity, &account).await?;
            accounts.disable(account.id).await?;
            Ok(format!("Disabled {} and ended all its sessions.\n", account.email))
        }
        UsersCommand::Enable { account } => {
            let account = find_unique(identity, &account).await?;
            ensure!(account.disabled, "{} is not disabled.", account.email);
            accounts.enable(account.id).await?;
            Ok(format!("Enabled {}.\n", account.email))
        }
        UsersCommand::Delete { account, yes } => {
            let account = find_unique(identity, &account).await?;
            ensure!(
                yes,
                "This permanently deletes {} and all its data. Run the command again with --yes \
                    to confirm.",
                account.email
            );
            accounts.delete_by_id(account.id).await?;
            Ok(format!("Deleted {} and all its data.\n", account.email))
        }
    }
}

async fn find(identity: &Identity, account: &str) -> anyhow::Result<Vec<AccountSummary>> {
    let accounts = identity.accounts().find(account).await?;
    ensure!(!accounts.is_empty(), "No account with the email address or id {account}.");
    Ok(accounts)
}

/// The account with an id, or the one that has verified an email address; an unverified address
/// only if a single account has it.
///
/// # Errors
/// A message for the operator.
pub async fn find_unique(identity: &Identity, account: &str) -> anyhow::Result<AccountSummary> {
    let mut accounts = find(identity, account).await?;
    let is_id = account.parse::<Uuid>().is_ok();
    if accounts.len() > 1 && !is_id && !accounts[0].email_verified {
        bail!(
            "Several accounts have the unverified email address {account}. \
             Use an account id instead:\n{}",
            table(&accounts)
        );
    }
    Ok(accounts.swap_remove(0))
}

fn table(accounts: &[AccountSummary]) -> String {
    let mut table = String::new();
    for account in accounts {
        let AccountSummary { id, email, passkeys, sessions, .. } = account;
        let created = account.created_at.date();
        let verified = if account.email_verified { "verified" } else { "unverified" };
        let state = if account.disabled { "disabled" } else { "active" };
        // Writing to a string doesn't fail.
        let _ = writeln!(
            table,
            "{id}  {created}  {state:<8}  {verified:<10}  \
             passkeys {passkeys:>2}  sessions {sessions:>2}  {email}"
        );
    }
    table
}
