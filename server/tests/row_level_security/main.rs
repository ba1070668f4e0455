//! Row level security under attack: over HTTP, against the real stack, every request that an
//! attacker who knows everything but a secret can send for the rows of others. Nothing leaks,
//! nothing changes.
//!
//! The tables are those of the database: a new one is attacked without being listed here.
//!
//! A token that our own key signs for `service_role` bypasses row level security: Supabase defines
//! it so. The app never signs one (`identity::tokens::Claims` has one role only), and an owner of
//! the key needs no forgery. Tokens for any other role are rejected, which `tokens` tests.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod new_table;
mod own_rows;
mod rows_of_others;
mod support;
mod tokens;
