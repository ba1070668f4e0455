//! Sending mail.

mod smtp;
