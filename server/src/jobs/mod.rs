//! Background jobs: they run beside the requests until the server shuts down.

pub mod cleanup;
pub mod mail_worker;
pub mod webhook_worker;
