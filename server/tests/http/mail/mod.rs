//! Mails on their way to an SMTP server.

mod smtp;
