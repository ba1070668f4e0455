//! Server functions that change the profile.

use leptos::server;

use crate::error::AppError;

/// A blank name removes the display name.
///
/// # Errors
/// [`AppError::Invalid`].
#[server(endpoint = "profile/set-display-name")]
pub async fn set_display_name(display_name: String) -> Result<(), AppError> {
    use serde::de::IgnoredAny;
    use serde_json::json;
    use user_db::Filter;

    use crate::{
        account::model::DisplayName,
        backend::{
            auth::{MemberContext, as_member},
            redirect,
        },
    };
    as_member(async |MemberContext { db, user, .. }| {
        let name = DisplayName::parse_optional("display_name", &display_name)?;
        let change = db.update::<IgnoredAny>("users", &json!({ "display_name": name }));
        change.columns("id").eq("id", user.user_id).one().await?;
        Ok(())
    })
    .await?;
    redirect::to("/account?done=name-saved#profile");
    Ok(())
}

/// Sets the language of the account, for pages and emails. An empty value leaves it to the browser.
///
/// # Errors
/// [`AppError::BadRequest`] for an unknown language.
#[server(endpoint = "profile/set-language")]
pub async fn set_account_language(language: String) -> Result<(), AppError> {
    use serde::de::IgnoredAny;
    use serde_json::json;
    use user_db::Filter;

    use crate::{
        backend::{
            auth::{MemberContext, as_member},
            redirect,
        },
        i18n::Locale,
        preferences::cookies,
    };
    let locale = as_member(async |MemberContext { db, user, .. }| {
        let locale = match &*language {
            "" => None,
            code => Some(Locale::from_code(code).ok_or(AppError::BadRequest)?),
        };
        let change =
            db.update::<IgnoredAny>("users", &json!({ "language": locale.map(Locale::code) }));
        change.columns("id").eq("id", user.user_id).one().await?;
        Ok(locale)
    })
    .await?;
    // The pages keep the language after signing out.
    cookies::set_language(locale);
    redirect::to("/account?done=language-saved#profile");
    Ok(())
}
