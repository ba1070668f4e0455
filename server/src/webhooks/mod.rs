//! Webhooks: [`signature`] signs and verifies them, [`user_event`] reads those that arrive.

pub mod signature;
pub mod user_event;
