//! TCP ports of the loopback interface.

use std::net::{Ipv4Addr, TcpListener};

use anyhow::Context;

/// `preferred` if it is free, else another free port.
pub fn preferred_or_free(preferred: u16) -> anyhow::Result<u16> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, preferred)) {
        Ok(_) => Ok(preferred),
        Err(_) => free(),
    }
}

/// A free port. Another process may take it before its use, so the caller has to retry.
pub fn free() -> anyhow::Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("no free port found")?;
    Ok(listener.local_addr()?.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_in_use_is_not_chosen() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let used = listener.local_addr().unwrap().port();
        assert_ne!(preferred_or_free(used).unwrap(), used);
    }
}
