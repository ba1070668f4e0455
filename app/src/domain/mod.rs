//! The words of the product and their rules. No I/O, no framework: the same on the server and in the browser.

pub mod account;
pub mod agenda;
pub mod book;
pub mod code;
pub mod confirmation;
pub mod date;
pub mod device;
pub mod email;
pub mod invalid;
pub mod list;
pub mod next;
pub mod recovery;
pub mod shelf;
pub mod task;
pub mod theme;
pub mod version;
