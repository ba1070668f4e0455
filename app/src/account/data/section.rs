//! The section "Your data".

use leptos::{either::Either, prelude::*};
use leptos_meta::Meta;
use leptos_router::hooks::use_query_map;

use crate::{i18n::t, ui::region::Region};

const EXPORT: &str = "/account/export";

/// With `?export=1` the download starts automatically: the member requested it before
/// reauthentication.
#[component]
pub fn DataSection() -> impl IntoView {
    let starts_download = use_query_map().read_untracked().get_str("export") == Some("1");
    let text = if starts_download {
        Either::Left(view! {
            <Meta http_equiv="refresh" content=format!("0; url={EXPORT}") />
            <p role="status">{t!(account.data.download_started)}</p>
        })
    } else {
        Either::Right(view! {
            <p class="muted">{t!(account.data.intro)}</p>
        })
    };
    view! {
        <Region id="your-data" title=t!(account.data.title)>
            {text}
            <a class="button" href=EXPORT>
                {t!(account.data.download)}
            </a>
        </Region>
    }
}
