//! Types that the models of several features share. No framework, no I/O.

pub mod date;
pub mod email;
pub mod id;
pub mod next_path;
pub mod text;
pub mod user_agent;
pub mod validation;
pub mod version;
