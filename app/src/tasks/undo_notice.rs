//! What was deleted, and the way back.

use leptos::{either::Either, prelude::*};
use leptos_i18n::td;

use super::page_model::Deletion;
use crate::i18n::{locale, t};

#[component]
pub fn Deleted(deletion: Deletion) -> impl IntoView {
    let Deletion { id, name, together } = deletion;
    let what = if together == 1 {
        Either::Left(view! { <p>{td!(locale(), tasks.news.deleted, name, <bdi> = <bdi />)}</p> })
    } else {
        Either::Right(view! { <p>{t!(tasks.news.all_deleted, count = together)}</p> })
    };
    view! {
        {what}
        <form method="post" action="/api/tasks/restore" class="undo" data-focus=format!("check-{id}")>
            <input type="hidden" name="id" value=id.to_string() />
            <button class="button">{t!(tasks.news.undo)}</button>
        </form>
    }
}
