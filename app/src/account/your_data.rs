//! A copy of everything, to take away.

use leptos::{either::Either, prelude::*};
use leptos_meta::Meta;
use leptos_router::hooks::use_query_map;

use super::region::Region;

const EXPORT: &str = "/account/export";

/// With `?export=1` the download starts by itself: the person has asked for it before they were asked to confirm.
#[component]
pub fn YourData() -> impl IntoView {
    let starts = use_query_map().read_untracked().get_str("export") == Some("1");
    let text = if starts {
        Either::Left(view! {
            <Meta http_equiv="refresh" content=format!("0; url={EXPORT}") />
            <p role="status">"Your download starts by itself. If it doesn't, use the link."</p>
        })
    } else {
        Either::Right(view! {
            <p class="muted">"Everything that is kept about you, in one JSON file: profile, addresses, sessions, tasks and all else."</p>
        })
    };
    view! {
        <Region id="your-data" title="Your data">
            {text}
            <a class="button" href=EXPORT>
                "Download your data"
            </a>
        </Region>
    }
}
