//! Filters on rows, shared by [`Select`](crate::Select), [`Change`](crate::Change) and embedded
//! tables.

use std::fmt::Display;

/// A query that is restricted to some rows. A row must satisfy all of its filters.
pub trait Filter: Sized {
    /// Only rows whose `column` satisfies `condition`: an operator of `PostgREST` and its value,
    /// such as `gt.5`.
    ///
    /// Everything behind the operator's dot is the value. Quotes, commas and parentheses in it need
    /// no escaping, and the condition is URL-encoded.
    #[must_use]
    fn filter(self, column: &'static str, condition: &str) -> Self;

    /// Only rows whose `column` equals `value`.
    #[must_use]
    fn eq(self, column: &'static str, value: impl Display) -> Self {
        self.filter(column, &format!("eq.{value}"))
    }

    /// Only rows whose `column` is set and differs from `value`.
    #[must_use]
    fn neq(self, column: &'static str, value: impl Display) -> Self {
        self.filter(column, &format!("neq.{value}"))
    }

    /// Only rows whose `column` is set and less than or equal to `value`.
    #[must_use]
    fn lte(self, column: &'static str, value: impl Display) -> Self {
        self.filter(column, &format!("lte.{value}"))
    }

    /// Only rows whose boolean `column` is `value`.
    #[must_use]
    fn is(self, column: &'static str, value: bool) -> Self {
        self.filter(column, if value { "is.true" } else { "is.false" })
    }

    /// Only rows whose `column` contains `text`, ignoring case.
    #[must_use]
    fn contains(self, column: &'static str, text: &str) -> Self {
        self.filter(column, &format!("imatch.{}", literal(text)))
    }

    /// Only rows where at least one of `columns` contains `text`, ignoring case.
    #[must_use]
    fn any_contains(self, columns: &[&'static str], text: &str) -> Self {
        let value = quote(&literal(text));
        let conditions: Vec<_> =
            columns.iter().map(|column| format!("{column}.imatch.{value}")).collect();
        self.filter("or", &format!("({})", conditions.join(",")))
    }
}

/// A regular expression that matches `text` itself.
///
/// `ilike` can't express a literal `*`, because `PostgREST` replaces it by `%`. A regular
/// expression that starts with `***=` is a literal string (`PostgreSQL` §9.7.3.4).
fn literal(text: &str) -> String {
    format!("***={text}")
}

/// A value inside of a list, such as that of `or`. Within quotes commas and parentheses are part of
/// the value; quotes and backslashes are escaped (`PostgREST`, "Reserved characters").
fn quote(value: &str) -> String {
    format!("\"{}\"", value.replace('\\', r"\\").replace('"', "\\\""))
}
