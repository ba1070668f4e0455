//! What was deleted, and the way back.

use leptos::{either::Either, prelude::*};

use crate::domain::agenda::Deletion;

#[component]
pub(super) fn Deleted(deletion: Deletion) -> impl IntoView {
    let Deletion { id, name, together } = deletion;
    let what = if together == 1 {
        Either::Left(view! { <p>"“" <bdi>{name}</bdi> "” was deleted."</p> })
    } else {
        Either::Right(view! { <p>{format!("{together} tasks were deleted.")}</p> })
    };
    view! {
        {what}
        <form method="post" action="/api/tasks/restore" class="undo" data-focus=format!("check-{id}")>
            <input type="hidden" name="id" value=id.to_string() />
            <button class="button">"Undo"</button>
        </form>
    }
}
