//! A point in time, readable by users and by machines.

use leptos::prelude::*;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use crate::i18n::dates::format_timestamp;

/// A `<time>` element.
#[component]
pub fn Timestamp(at: OffsetDateTime) -> impl IntoView {
    // RFC 3339 has no years beyond 9999.
    let datetime = at.format(&Rfc3339).ok();
    view! { <time datetime=datetime>{format_timestamp(at)}</time> }
}
