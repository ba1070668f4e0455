//! A local Supabase without Docker: Postgres, `PostgREST` and a gateway.
//!
//! [`Stack::start`] starts it, [`for_tests`] is the entry point for tests. The steps, in order:
//!
//! 1. `data_dir`: creates and locks the directory of the stack
//! 2. `secrets`: reads or generates passwords and keys
//! 3. `postgres`: starts the database server
//! 4. `database`: creates what hosted Supabase has before the first migration, then migrates
//! 5. `postgrest`: starts the API server
//! 6. `gateway`: serves both API keys and forwards to `PostgREST`
//!
//! `programs` finds the executables, `process` starts and stops them.
//!
//! Production builds do not contain this crate: there the same variables name a hosted project.

#![expect(clippy::disallowed_methods, reason = "variables say where the programs and a stack are")]

mod connection_info;
mod data_dir;
mod database;
mod gateway;
mod jwk;
mod port;
mod postgres;
mod postgrest;
mod process;
mod programs;
mod random;
mod secrets;
mod stack;
mod testing;
mod unprivileged_user;

pub use connection_info::ConnectionInfo;
pub use data_dir::DataDir;
pub use stack::{Options, Stack};
pub use testing::{TestStack, for_tests};
