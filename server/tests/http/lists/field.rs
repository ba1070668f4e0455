//! A field of the form that adds a row, with values that are valid and values that are not.

use app::model::validation::Rule;
use serde_json::{Value, json};

use crate::support::html::Control;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text { max_length: usize },
    Date,
    Checkbox,
    Select,
}

#[derive(Clone, Debug)]
pub struct Field {
    pub name: String,
    pub kind: Kind,
    pub required: bool,
    /// What a form holds that says nothing about it.
    pub default: String,
    /// Another value that is valid.
    pub valid: String,
    /// The column that it is stored in.
    pub column: String,
}

impl Field {
    pub fn of(path: &str, control: &Control) -> Self {
        let Control { name, kind, required, maxlength, .. } = control;
        let kind = match (&**kind, *maxlength) {
            ("text" | "textarea", Some(max_length)) => Kind::Text { max_length },
            ("text" | "textarea", None) => panic!("{path}: the field {name} has no maxlength"),
            ("date", _) => Kind::Date,
            ("checkbox", _) => Kind::Checkbox,
            ("select", _) => Kind::Select,
            _ => panic!("{path}: no values are known for {name}: add {kind} to {}", file!()),
        };
        let (some, other) = match kind {
            // Nothing that the tests search for.
            Kind::Text { .. } => ("§", "¶"),
            Kind::Date => ("2026-12-25", "2026-12-24"),
            Kind::Checkbox => ("", "true"),
            Kind::Select => {
                let other = control.options.iter().find(|option| **option != control.value);
                (&*control.value, other.map_or("", |option| option))
            }
        };
        let default = if *required || kind == Kind::Select { some } else { "" };
        Self {
            name: name.clone(),
            kind,
            required: *required,
            default: default.to_owned(),
            valid: other.to_owned(),
            column: String::new(),
        }
    }

    /// The most characters of a text.
    pub fn max_length(&self) -> Option<usize> {
        if let Kind::Text { max_length } = self.kind { Some(max_length) } else { None }
    }

    /// How a value is stored.
    pub fn stored(&self, value: &str) -> Value {
        match self.kind {
            Kind::Checkbox => json!(value == "true"),
            _ => json!(value),
        }
    }

    /// Values that are rejected, each with the rule that it breaks.
    pub fn invalid(&self) -> Vec<(String, Rule)> {
        let mut values = match self.kind {
            Kind::Text { max_length } => vec![
                ("ü".repeat(max_length + 1), Rule::MaxLength(max_length)),
                ("a\u{0}b".to_owned(), Rule::Printable),
            ],
            Kind::Date => {
                let dates =
                    ["tomorrow", "2026-02-30", "24.12.2026", "0000-01-01", "2026-12-24T00:00:00Z"];
                dates.map(|date| (date.to_owned(), Rule::Date)).to_vec()
            }
            // Anything but "true" is unchecked.
            Kind::Checkbox => vec![],
            Kind::Select => vec![("no such option".to_owned(), Rule::Option)],
        };
        if self.required {
            values.extend(["", " \t "].map(|blank| (blank.to_owned(), Rule::Required)));
        }
        values
    }
}
