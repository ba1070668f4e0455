//! Sends what identity's outbox holds: [`postman`] takes it there, [`letters`] words it, [`smtp`] delivers it. Without a
//! mail server, on the local stack, [`mailbox`] shows it instead.

pub mod letters;
pub mod mailbox;
pub mod postman;
pub mod smtp;

/// Text as it is written between the tags, or into a quoted attribute, of an HTML document.
fn escaped(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut html, letter| {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            other => html.push(other),
        }
        html
    })
}
