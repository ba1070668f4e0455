//! The site, the browsers that visit it, and what it answers.

mod account;
pub mod answer;
pub mod browser;
pub mod cookies;
#[path = "../../../../identity/tests/identity/support/device.rs"]
#[allow(dead_code, reason = "the tests of identity use more of it")]
pub mod device;
pub mod isolated_stack;
pub mod mail_server;
pub mod site;
#[path = "../../../../identity/tests/identity/support/tables.rs"]
pub mod tables;

pub use answer::Answer;
pub use browser::Browser;
pub use device::Deceit;
pub use isolated_stack::IsolatedStack;
pub use site::{Down, Setup, Site, WEBHOOK_SECRET};
pub use tables::tables_with;
