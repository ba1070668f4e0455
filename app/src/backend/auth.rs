//! The only doors to anything that belongs to somebody. The middleware has looked at the session before; here it is asked again,
//! because a server function can be called without its page.

use std::net::SocketAddr;

use axum::extract::ConnectInfo;
use http::{header::USER_AGENT, request::Parts};
use identity::{Device, Error, Identity, MemberProfile};
use leptos::prelude::use_context;
use tower_sessions::Session;
use user_db::UserDb;

use super::{Services, device_name::described, redirect};
use crate::{error::AppError, i18n};

/// Who is signed in, with the database as this person sees it.
pub struct Member {
    /// As `identity` knows them.
    pub who: identity::Member,
    pub db: UserDb,
    pub identity: Identity,
    pub session: Session,
    pub device: Device,
}

/// A browser, signed in or not, for what precedes or ends a sign-in.
pub struct Guest {
    pub identity: Identity,
    pub session: Session,
    pub device: Device,
}

impl Guest {
    /// # Errors
    /// [`AppError::Unavailable`]: the session then still lives.
    pub async fn sign_out(&self) -> Result<(), AppError> {
        self.identity.sessions().sign_out(&self.session).await.map_err(AppError::from)
    }
}

/// Runs `work` for the member who asks; the status of the answer follows from what it comes to.
///
/// # Errors
/// [`AppError::SignedOut`] without a session that lives; else what `work` fails with.
pub async fn as_member<T>(work: impl AsyncFnOnce(Member) -> Result<T, AppError>) -> Result<T, AppError> {
    let result = async {
        let (services, session, parts) = request()?;
        let who = services.identity.sessions().current_member(&session).await?.ok_or(AppError::SignedOut)?;
        let db = services.supabase.as_user(services.identity.tokens().access_token(&who)?);
        work(Member { who, db, identity: services.identity, session, device: device(&parts) }).await
    };
    redirect::with_status(result.await)
}

/// Runs `work` for whoever asks.
///
/// # Errors
/// What `work` fails with.
pub async fn as_guest<T>(work: impl AsyncFnOnce(Guest) -> Result<T, AppError>) -> Result<T, AppError> {
    let result = async {
        let (services, session, parts) = request()?;
        work(Guest { identity: services.identity, session, device: device(&parts) }).await
    };
    redirect::with_status(result.await)
}

/// Who is signed in, if anyone is.
///
/// # Errors
/// [`AppError::Unavailable`].
pub async fn current_account() -> Result<Option<MemberProfile>, AppError> {
    let result = async {
        let (services, session, _) = request()?;
        Ok(services.identity.sessions().current_member(&session).await?.map(|member| member.profile()))
    };
    redirect::with_status(result.await)
}

/// Fails closed: without these contexts nothing is known about the request.
fn request() -> Result<(Services, Session, Parts), AppError> {
    let services = use_context::<Services>().ok_or(AppError::Internal)?;
    let parts = use_context::<Parts>().ok_or(AppError::Internal)?;
    let session = parts.extensions.get::<Session>().cloned().ok_or(AppError::Internal)?;
    Ok((services, session, parts))
}

fn device(parts: &Parts) -> Device {
    let user_agent = parts.headers.get(USER_AGENT).and_then(|value| value.to_str().ok());
    let name = user_agent.map(described);
    let language = Some(i18n::locale().code().to_owned());
    let ip_address = parts
        .extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map(|ConnectInfo(peer)| peer.ip().to_string());
    Device { user_agent: user_agent.map(Into::into), ip_address, name, language }
}

impl From<Error> for AppError {
    fn from(error: Error) -> Self {
        match error {
            Error::ChallengeExpired => Self::ChallengeExpired,
            Error::CodeExpired => Self::CodeExpired,
            Error::PasskeyRejected => Self::PasskeyRejected,
            Error::RecoveryRejected => Self::RecoveryRejected,
            Error::UnknownPasskey => Self::UnknownPasskey,
            Error::MalformedResponse => Self::BadRequest,
            Error::Unavailable => Self::Unavailable,
            Error::IncorrectCode { attempts_left } => Self::WrongCode(attempts_left),
            Error::RateLimited { retry_after } => Self::TooManyRequests(retry_after.as_secs().max(1)),
            Error::ReauthenticationRequired => Self::ReauthenticationRequired,
            Error::NotFound => Self::NotFound,
            Error::EmailTaken => Self::EmailTaken,
            Error::LastCredential => Self::LastCredential,
            Error::LimitReached => Self::LimitReached(identity::MAX_PER_ACCOUNT),
            Error::AccountDisabled => Self::AccountDisabled,
            Error::Internal => Self::Internal,
        }
    }
}

impl From<tower_sessions::session::Error> for AppError {
    fn from(cause: tower_sessions::session::Error) -> Self {
        Error::from(cause).into()
    }
}

impl From<user_db::Error> for AppError {
    fn from(error: user_db::Error) -> Self {
        match error {
            user_db::Error::NotFound => Self::NotFound,
            user_db::Error::Unavailable => Self::Unavailable,
            // The gate vouched for the person and the domain for the values: a refusal here is a fault of ours.
            user_db::Error::PermissionDenied
            | user_db::Error::Invalid { .. }
            | user_db::Error::Unexpected
            | user_db::Error::Misconfigured(_) => Self::Internal,
        }
    }
}
