//! The site under test, the browsers that visit it, and their responses.

mod account;
pub mod browser;
pub mod cookies;
pub mod mail;
pub mod response;
mod rows;
pub mod server_functions;
pub mod site;

pub use browser::Browser;
pub use mail::insert_queued_email;
pub use response::TestResponse;
pub use site::{Down, Setup, Site, WEBHOOK_SECRET};
pub use test_support::{
    Tampering, VirtualAuthenticator, base64url::encode, tables::tables_containing,
};
