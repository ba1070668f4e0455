//! Background jobs.

mod mail_worker;
mod webhook_worker;
