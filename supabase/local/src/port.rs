//! TCP ports of the loopback interface.

use std::net::{Ipv4Addr, TcpListener};

use anyhow::Context;

/// `usual` if nobody has it, else one that is free.
pub fn usual_or_free(usual: u16) -> anyhow::Result<u16> {
    if TcpListener::bind((Ipv4Addr::LOCALHOST, usual)).is_ok() { Ok(usual) } else { free() }
}

/// A free one. Somebody else may take it before its use: whoever asks must be ready to ask again.
pub fn free() -> anyhow::Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("no free port found")?;
    Ok(listener.local_addr()?.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_that_is_taken_is_left_alone() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let usual = taken.local_addr().unwrap().port();
        assert_ne!(usual_or_free(usual).unwrap(), usual);
    }
}
