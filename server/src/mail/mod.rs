//! [`email_templates`] renders mails, [`smtp`] sends them.

pub mod email_templates;
pub mod smtp;

/// Text as it is written between the tags, or into a quoted attribute, of an HTML document.
pub(crate) fn escaped(text: &str) -> String {
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
