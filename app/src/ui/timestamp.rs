//! A point in time, for people and for machines.

use leptos::prelude::*;

use crate::account::model::Moment;

#[component]
pub fn Time(at: Moment) -> impl IntoView {
    view! { <time datetime=at.machine>{at.human}</time> }
}
