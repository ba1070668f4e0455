//! What went wrong, where it belongs to no field. It is read out when it appears.

use leptos::prelude::*;

use crate::error::AppError;

/// Shows `error`, if there is one; to who was signed out meanwhile it offers `sign_in`.
#[component]
pub fn Notice(error: RwSignal<Option<AppError>>, sign_in: &'static str) -> impl IntoView {
    let way_in = move || {
        error.get().filter(|error| *error == AppError::SignedOut).map(|_| view! { <a href=sign_in>"Sign in"</a> })
    };
    view! {
        <div role="alert" class="notice">
            {move || error.get().map(|error| error.to_string())}
            {way_in}
        </div>
    }
}
