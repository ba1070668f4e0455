//! Rate limits over a sliding window of one hour, shared by all servers through the database.

use std::{
    net::{IpAddr, Ipv6Addr},
    time::Duration,
};

use sqlx::PgConnection;
use strum::IntoStaticStr;

use super::Error;

/// What is limited. Stored by its name in snake case.
#[derive(Clone, Copy, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub(super) enum RateLimit {
    /// Requested emails per recipient, by any client, whether or not the address has an account.
    EmailsPerAddress,
    /// Requested emails per client, to any address.
    EmailsPerClient,
    /// Attempted recovery codes per client.
    RecoveryCodesPerClient,
}

impl RateLimit {
    fn max_per_hour(self) -> i64 {
        match self {
            Self::EmailsPerAddress => 5,
            Self::EmailsPerClient => 100,
            Self::RecoveryCodesPerClient => 20,
        }
    }

    fn key(self, subject: &str) -> String {
        match self {
            Self::EmailsPerAddress => subject.to_owned(),
            Self::EmailsPerClient | Self::RecoveryCodesPerClient => network(subject),
        }
    }
}

/// Consumes one unit, as part of the caller's transaction: a rollback gives it back. Callers
/// consume the limit of an address before that of a client, to avoid deadlocks.
///
/// # Errors
/// [`Error::RateLimited`] until the oldest use is an hour ago.
pub(super) async fn consume(
    db: &mut PgConnection,
    limit: RateLimit,
    subject: &str,
) -> Result<(), Error> {
    let name: &str = limit.into();
    let key = limit.key(subject);
    let consumed = sqlx::query(
        "insert into identity.rate_limits as current (name, key_hash, used_at, expires_at)
         values ($1, sha256(convert_to(lower($2), 'UTF8')), array[now()], now() + interval '1 hour')
         on conflict (name, key_hash) do update set expires_at = excluded.expires_at, used_at =
             array(select at from unnest(current.used_at) at where at > now() - interval '1 hour')
                 || now()
         where $3 > (select count(*) from unnest(current.used_at) at
             where at > now() - interval '1 hour')",
    )
    .bind(name)
    .bind(&key)
    .bind(limit.max_per_hour())
    .execute(&mut *db)
    .await?;
    if consumed.rows_affected() == 1 {
        return Ok(());
    }
    let wait: Option<f64> = sqlx::query_scalar(
        "select extract(epoch from min(at) + interval '1 hour' - now())::float8
         from identity.rate_limits, unnest(used_at) at
         where name = $1 and key_hash = sha256(convert_to(lower($2), 'UTF8'))
             and at > now() - interval '1 hour'",
    )
    .bind(name)
    .bind(&key)
    .fetch_one(db)
    .await?;
    let retry_after = wait.and_then(|wait| Duration::try_from_secs_f64(wait).ok());
    Err(Error::RateLimited { retry_after: retry_after.unwrap_or_default() })
}

/// The network of one client: an IPv4 address, or the /64 that IPv6 assigns to a single subscriber.
fn network(ip_address: &str) -> String {
    match ip_address.parse().map(|address: IpAddr| address.to_canonical()) {
        Ok(IpAddr::V4(address)) => address.to_string(),
        Ok(IpAddr::V6(address)) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).to_string(),
        Err(_) => ip_address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ipv6_client_is_its_network() {
        assert_eq!(network("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
        assert_eq!(network("2001:db8:1:2:ffff::1"), "2001:db8:1:2::");
        assert_ne!(network("2001:db8:1:3::1"), "2001:db8:1:2::");
    }

    #[test]
    fn an_ipv4_client_is_its_address_in_either_notation() {
        assert_eq!(network("192.0.2.1"), "192.0.2.1");
        assert_eq!(network("::ffff:192.0.2.1"), "192.0.2.1");
    }
}
