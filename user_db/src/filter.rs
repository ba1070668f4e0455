//! Which rows: the filters that reading and changing share.
//!
//! A value is everything behind the operator's dot, so quotes, commas and parentheses in it need no escaping of `PostgREST`'s own;
//! `Query::build` encodes it for the URL. Only in a list, as `or` takes one, a value needs quotes.

use std::fmt::Display;

use supabase_rs::query::{Filter, Operator, Query};

/// The rows whose `column` equals `value`.
pub(crate) fn eq(query: &mut Query, column: &'static str, value: &impl Display) {
    query.add_filter(Filter::new(column.to_owned(), Operator::Equals, value.to_string()));
}

/// The rows whose `column` is set and differs from `value`.
pub(crate) fn neq(query: &mut Query, column: &'static str, value: &impl Display) {
    query.add_filter(Filter::new(column.to_owned(), Operator::NotEquals, value.to_string()));
}

/// The rows whose `column` is set and at most `value`.
pub(crate) fn at_most(query: &mut Query, column: &'static str, value: &impl Display) {
    query.add_filter(Filter::new(column.to_owned(), Operator::LessThanOrEquals, value.to_string()));
}

/// The rows whose boolean `column` is `value`.
pub(crate) fn is(query: &mut Query, column: &'static str, value: bool) {
    query.add_param(column, if value { "is.true" } else { "is.false" });
}

/// The rows whose `column` contains `text`, in any case.
// `ilike` can't say a literal `*`, which PostgREST turns into `%`. A regular expression that starts with `***=` is literal
// throughout (PostgreSQL §9.7.3.4), so that nothing in `text` needs escaping.
pub(crate) fn contains(query: &mut Query, column: &'static str, text: &str) {
    query.add_param(column, &format!("imatch.***={text}"));
}

/// The rows where one of `columns` at least contains `text`, in any case.
pub(crate) fn any_contains(query: &mut Query, columns: &[&'static str], text: &str) {
    let value = quoted(&format!("***={text}"));
    let terms: Vec<_> = columns.iter().map(|column| format!("{column}.imatch.{value}")).collect();
    query.add_param("or", &format!("({})", terms.join(",")));
}

/// Between quotes commas and parentheses are text; quotes and backslashes are behind a backslash (`PostgREST`, "Reserved
/// characters").
fn quoted(value: &str) -> String {
    format!("\"{}\"", value.replace('\\', r"\\").replace('"', "\\\""))
}
