//! Pages that say what went wrong, with a way out.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::error::AppError;

/// Instead of a page that can't be shown.
#[component]
pub fn Failure(error: AppError) -> impl IntoView {
    let (href, way_out) =
        if error == AppError::SignedOut { ("/login", "Sign in") } else { ("/", "Go to the start page") };
    view! { <Dead title="That didn't work" text=error.to_string() href way_out /> }
}

/// For a path that is none of ours.
#[component]
pub fn NotFound() -> impl IntoView {
    let text = "The address may be mistyped, or the page is gone.".to_owned();
    view! { <Dead title="There is nothing here" text href="/" way_out="Go to the start page" /> }
}

#[component]
fn Dead(title: &'static str, text: String, href: &'static str, way_out: &'static str) -> impl IntoView {
    view! {
        <Title text=title />
        <section class="dead-end">
            <h1>{title}</h1>
            <p>{text}</p>
            <a class="button primary" href=href>
                {way_out}
            </a>
        </section>
    }
}
