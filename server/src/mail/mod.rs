//! Emails: [`content`] has their texts, [`email_templates`] renders them, [`smtp`] sends them.

pub mod content;
pub mod email_templates;
pub mod smtp;
