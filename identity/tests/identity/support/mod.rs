//! What the tests share: the library on a database, users with their authenticators, and access to
//! the rows.

mod account;
mod emails;
mod rows;
mod test_identity;
mod test_user;
mod time_travel;

pub use emails::wrong_code;
pub use rows::{RowCounts, id_hash};
pub use test_identity::{ORIGIN, TestIdentity};
pub use test_support::{
    Tampering, VirtualAuthenticator,
    base64url::{decode, encode, replace_credential_id},
    tables::tables_containing,
};
pub use test_user::{TestUser, auth_methods};
