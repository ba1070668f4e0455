//! What went wrong, where it belongs to no field. It is read out when it appears.

use leptos::prelude::*;

use crate::{error::Report, words::t};

/// Shows `error`, if there is one; to who was signed out meanwhile it offers `sign_in`.
#[component]
pub fn Notice(error: RwSignal<Option<Report>>, sign_in: &'static str) -> impl IntoView {
    let way_in = move || {
        let signed_out = error.read().as_ref().is_some_and(|report| report.error == "signed_out");
        signed_out.then(|| view! { <a href=sign_in>{t!(ui.sign_in)}</a> })
    };
    view! {
        <div id="notice" role="alert" class="notice">
            {move || error.get().map(|report| report.message)}
            {way_in}
        </div>
    }
}
