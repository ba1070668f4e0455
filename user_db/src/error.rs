//! Why a request failed.
//!
//! No variant carries text that the database or a user wrote, so an [`Error`] may be logged. The
//! status and code of a response are logged where it arrives.

use http::StatusCode;
use supabase_rs::ApiError;

/// Why a request failed, as far as the caller can act on it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// No row that the user may see or change matches.
    #[error("no such row")]
    NotFound,
    /// The API key, the token or row level security does not permit the request.
    #[error("permission denied")]
    PermissionDenied,
    /// A value violates a constraint or has the wrong type.
    #[error("the database rejects a value ({code})")]
    Invalid {
        /// The SQLSTATE, such as `23514`.
        code: String,
        /// The violated constraint, if the database names one.
        constraint: Option<String>,
    },
    /// The database is not reachable, too slow, too busy or broken. A retry may succeed.
    #[error("the database is not available")]
    Unavailable,
    /// A request or response that this program does not expect.
    #[error("the database responded in an unexpected way")]
    Unexpected,
    /// The URL or key of the project is not usable.
    #[error("{0}")]
    Misconfigured(&'static str),
}

impl Error {
    /// Whether a value violates the constraint called `name`.
    #[must_use]
    pub fn violates(&self, name: &str) -> bool {
        matches!(self, Self::Invalid { constraint: Some(constraint), .. } if constraint == name)
    }
}

impl From<&ApiError> for Error {
    fn from(error: &ApiError) -> Self {
        let code = code(error).unwrap_or_default();
        match StatusCode::from_u16(error.status).unwrap_or_default() {
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => Self::PermissionDenied,
            StatusCode::NOT_ACCEPTABLE if code == NOT_ONE_ROW => Self::NotFound,
            StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS => Self::Unavailable,
            StatusCode::BAD_REQUEST | StatusCode::CONFLICT if is_about_a_value(code) => {
                let constraint = constraint(code, &error.message);
                Self::Invalid { code: code.to_owned(), constraint }
            }
            status if status.is_server_error() => Self::Unavailable,
            _ => Self::Unexpected,
        }
    }
}

/// `PostgREST`: one row was requested, and none or several match.
const NOT_ONE_ROW: &str = "PGRST116";

/// The code of an error response. Anything that does not look like one is dropped, because the
/// response may not be from `PostgREST`.
pub(crate) fn code(error: &ApiError) -> Option<&str> {
    let is_code = |code: &&str| {
        (1..=8).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    error.code.as_deref().filter(is_code)
}

/// Data exceptions, integrity constraint violations, and `raise exception` in a trigger.
fn is_about_a_value(code: &str) -> bool {
    code.len() == 5 && (code.starts_with("22") || code.starts_with("23") || code == "P0001")
}

/// The constraint in a class 23 message. Messages of other classes may quote a user's text.
fn constraint(code: &str, message: &str) -> Option<String> {
    let (_, rest) = message.split_once("constraint \"").filter(|_| code.starts_with("23"))?;
    rest.split_once('"').map(|(name, _)| name.to_owned())
}
