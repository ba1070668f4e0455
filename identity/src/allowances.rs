//! How often something may be done in an hour, counted in the database for all servers together.

use std::{
    net::{IpAddr, Ipv6Addr},
    time::Duration,
};

use sqlx::PgConnection;

use crate::Error;

/// So many in any 60 minutes.
#[derive(Clone, Copy)]
pub(crate) enum Allowance {
    /// Mails to one address that somebody asked for, whoever it was, whether or not it has an account.
    Address,
    /// Mails that one client asked for, to whichever address.
    Client,
    /// Recovery codes tried by one client.
    Recovery,
}

impl Allowance {
    fn name(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Client => "client",
            Self::Recovery => "recovery",
        }
    }

    fn most(self) -> i64 {
        match self {
            Self::Address => 5,
            Self::Client => 100,
            Self::Recovery => 20,
        }
    }

    fn key(self, of: &str) -> String {
        match self {
            Self::Address => of.to_owned(),
            Self::Client | Self::Recovery => network(of),
        }
    }
}

/// Counts one, as part of the caller's transaction: what fails later isn't counted. Callers take an address before a client,
/// so that none waits for another in a circle.
///
/// # Errors
/// [`Error::TooMany`] until the oldest one is an hour ago.
pub(crate) async fn take(db: &mut PgConnection, allowance: Allowance, of: &str) -> Result<(), Error> {
    let key = allowance.key(of);
    let counted = sqlx::query(
        "insert into identity.allowances as had (kind, key, taken, expires_at)
         values ($1, sha256(convert_to(lower($2), 'UTF8')), array[now()], now() + interval '1 hour')
         on conflict (kind, key) do update set expires_at = excluded.expires_at,
             taken = array(select at from unnest(had.taken) at where at > now() - interval '1 hour') || now()
         where (select count(*) from unnest(had.taken) at where at > now() - interval '1 hour') < $3",
    )
    .bind(allowance.name())
    .bind(&key)
    .bind(allowance.most())
    .execute(&mut *db)
    .await?;
    if counted.rows_affected() == 1 {
        return Ok(());
    }
    let wait: Option<f64> = sqlx::query_scalar(
        "select extract(epoch from min(at) + interval '1 hour' - now())::float8
         from identity.allowances, unnest(taken) at
         where kind = $1 and key = sha256(convert_to(lower($2), 'UTF8')) and at > now() - interval '1 hour'",
    )
    .bind(allowance.name())
    .bind(&key)
    .fetch_one(db)
    .await?;
    let retry_after = wait.and_then(|wait| Duration::try_from_secs_f64(wait).ok()).unwrap_or_default();
    Err(Error::TooMany { retry_after })
}

/// What one client has to itself: an IPv4 address, or the /64 that IPv6 gives to a single subscriber.
fn network(address: &str) -> String {
    match address.parse().map(|address: IpAddr| address.to_canonical()) {
        Ok(IpAddr::V4(address)) => address.to_string(),
        Ok(IpAddr::V6(address)) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).to_string(),
        Err(_) => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_of_ipv6_is_its_network() {
        assert_eq!(network("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
        assert_eq!(network("2001:db8:1:2:ffff::1"), "2001:db8:1:2::");
        assert_ne!(network("2001:db8:1:3::1"), "2001:db8:1:2::");
    }

    #[test]
    fn a_client_of_ipv4_is_its_address_however_it_is_written() {
        assert_eq!(network("192.0.2.1"), "192.0.2.1");
        assert_eq!(network("::ffff:192.0.2.1"), "192.0.2.1");
    }
}
