//! Why the database did not do as asked.
//!
//! No variant carries what the database or a person wrote: status and code are logged where the refusal arrives, the rest is
//! dropped. What an [`Error`] says may be logged anywhere.

use http::StatusCode;
use supabase_rs::ApiError;

/// Why a request failed, as far as the caller can act on it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// No row that this person may see or change matches.
    #[error("no such row")]
    NotFound,
    /// The key, the token or row level security says no.
    #[error("the database refuses this request")]
    Refused,
    /// A value breaks a rule of the table.
    #[error("a value breaks a rule of the database ({code})")]
    Invalid {
        /// The SQLSTATE, such as `23514`.
        code: String,
        /// The constraint that was broken, where the database names one.
        constraint: Option<String>,
    },
    /// Not reachable, too slow, too busy or broken: the same request may succeed later.
    #[error("the database is not available")]
    Unavailable,
    /// An answer or a request that our code does not foresee.
    #[error("the database answered in an unexpected way")]
    Unexpected,
    /// The project's address or key can't be used.
    #[error("{0}")]
    Misconfigured(&'static str),
}

impl Error {
    /// Whether this is the constraint called `name` being broken.
    #[must_use]
    pub fn breaks(&self, name: &str) -> bool {
        matches!(self, Self::Invalid { constraint: Some(constraint), .. } if constraint == name)
    }

    /// What a refusal of `PostgREST`, or of the gateway before it, means to the caller.
    pub(crate) fn of(refusal: &ApiError) -> Self {
        let code = code(refusal).unwrap_or_default();
        match StatusCode::from_u16(refusal.status).unwrap_or_default() {
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => Self::Refused,
            StatusCode::NOT_ACCEPTABLE if code == NOT_ONE_ROW => Self::NotFound,
            StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS => Self::Unavailable,
            StatusCode::BAD_REQUEST | StatusCode::CONFLICT if blames_a_value(code) => {
                Self::Invalid { code: code.to_owned(), constraint: constraint(code, &refusal.message) }
            }
            status if status.is_server_error() => Self::Unavailable,
            _ => Self::Unexpected,
        }
    }
}

/// `PostgREST`: one row was asked for, and none or several match.
const NOT_ONE_ROW: &str = "PGRST116";

/// The code of a refusal, if it looks like one: whatever answered may not have been `PostgREST`.
pub(crate) fn code(refusal: &ApiError) -> Option<&str> {
    refusal
        .code
        .as_deref()
        .filter(|code| (1..=8).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// Data exceptions, broken constraints, and what a trigger of ours raises.
fn blames_a_value(code: &str) -> bool {
    code.len() == 5 && (code.starts_with("22") || code.starts_with("23") || code == "P0001")
}

/// The constraint that a class 23 message names. Messages of other classes may quote what a person wrote.
fn constraint(code: &str, message: &str) -> Option<String> {
    let (_, rest) = message.split_once("constraint \"").filter(|_| code.starts_with("23"))?;
    rest.split_once('"').map(|(name, _)| name.to_owned())
}
