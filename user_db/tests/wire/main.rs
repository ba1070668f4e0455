//! What goes over the wire, byte for byte, and what each answer turns into.

mod changing;
mod database;
mod logging;
mod reading;
mod refusals;
mod settings;
mod trouble;
