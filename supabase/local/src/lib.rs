//! A Supabase of one's own, without Docker and without an account: Postgres, `PostgREST` and the gateway before it.
//!
//! [`Stack::start`] is the way in, [`for_tests`] the one for tests. What happens, in order:
//! [`place`] (where everything is kept, and that nobody else uses it), [`secrets`] (passwords and keys), [`postgres`],
//! [`database`] (what hosted Supabase has before the first migration, then the migrations), [`postgrest`], [`gateway`].
//! [`programs`] finds what is run, [`process`] runs and ends it.
//!
//! Production builds leave this crate out: the same variables then name a hosted project.

#![expect(clippy::disallowed_methods, reason = "variables say where the programs and a stack are")]

mod access;
mod database;
mod gateway;
mod keys;
mod place;
mod port;
mod postgres;
mod postgrest;
mod process;
mod programs;
mod secrets;
mod stack;
mod step_down;
mod testing;

pub use access::Access;
pub use place::Place;
pub use stack::{Options, Stack};
pub use testing::{TestStack, for_tests};
