//! Authentication of server functions. Only [`as_member`] and [`authenticate`] create a
//! [`MemberContext`], and only a [`MemberContext`] gives access to user data.
//!
//! The middleware has checked the session before. Server functions check it again, so that none
//! depends on the layers in front of it.

use std::net::SocketAddr;

use axum::extract::ConnectInfo;
use http::{header::USER_AGENT, request::Parts};
use identity::{Device, Identity, MemberProfile};
use leptos::prelude::use_context;
use tower_sessions::Session;
use user_db::UserDb;

use super::{Services, redirect};
use crate::{
    error::AppError,
    i18n::{device_name::device_name, locale},
};

/// What a server function for members works with: the signed-in user, and the services.
pub struct MemberContext {
    pub user: identity::Member,
    /// The database, with the permissions of this user.
    pub db: UserDb,
    pub identity: Identity,
    pub session: Session,
    pub device: Device,
}

/// What a server function for everyone works with, whether the browser is signed in or not.
pub struct GuestContext {
    pub identity: Identity,
    pub session: Session,
    pub device: Device,
}

/// Runs `action` for the signed-in user of the current request.
///
/// # Errors
/// [`AppError::SignedOut`] for a guest; else the error of `action`.
pub async fn as_member<T>(
    action: impl AsyncFnOnce(MemberContext) -> Result<T, AppError>,
) -> Result<T, AppError> {
    let result = async {
        let (services, parts) = current_request()?;
        action(authenticate(services, &parts).await?).await
    };
    redirect::with_status(result.await)
}

/// Runs `action` for the browser of the current request, signed in or not.
///
/// # Errors
/// The error of `action`.
pub async fn as_guest<T>(
    action: impl AsyncFnOnce(GuestContext) -> Result<T, AppError>,
) -> Result<T, AppError> {
    let result = async {
        let (Services { identity, .. }, parts) = current_request()?;
        action(GuestContext { identity, session: session(&parts)?, device: device(&parts) }).await
    };
    redirect::with_status(result.await)
}

/// The signed-in user of a request. For handlers that are not server functions.
///
/// # Errors
/// [`AppError::SignedOut`] for a guest, [`AppError::Unavailable`].
pub async fn authenticate(services: Services, parts: &Parts) -> Result<MemberContext, AppError> {
    let Services { identity, supabase } = services;
    let session = session(parts)?;
    let user = identity.sessions().current_member(&session).await?.ok_or(AppError::SignedOut)?;
    let db = supabase.as_user(identity.tokens().access_token(&user)?);
    Ok(MemberContext { user, db, identity, session, device: device(parts) })
}

/// The profile of the signed-in user of the current request, or `None` for a guest.
///
/// # Errors
/// [`AppError::Unavailable`].
pub async fn current_member() -> Result<Option<MemberProfile>, AppError> {
    as_guest(async |GuestContext { identity, session, .. }| {
        let user = identity.sessions().current_member(&session).await?;
        Ok(user.map(|user| user.profile()))
    })
    .await
}

/// Fails closed: nothing is allowed if the server has not provided these contexts.
fn current_request() -> Result<(Services, Parts), AppError> {
    use_context().zip(use_context()).ok_or(AppError::Internal)
}

fn session(parts: &Parts) -> Result<Session, AppError> {
    parts.extensions.get().cloned().ok_or(AppError::Internal)
}

fn device(parts: &Parts) -> Device {
    let user_agent = parts.headers.get(USER_AGENT).and_then(|value| value.to_str().ok());
    let client = parts.extensions.get::<ConnectInfo<SocketAddr>>();
    Device {
        user_agent: user_agent.map(Into::into),
        ip_address: client.map(|ConnectInfo(address)| address.ip().to_string()),
        name: user_agent.map(device_name),
        language: Some(locale().code().to_owned()),
    }
}
