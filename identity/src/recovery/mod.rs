//! Ways back in for who has lost their passkeys: codes that they keep themselves, and a link from the operator.

mod codes;
mod links;
mod secret;

pub use links::LIFETIME;
