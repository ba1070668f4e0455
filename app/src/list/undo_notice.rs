//! What was just deleted, with the button that restores it.

use leptos::{either::Either, prelude::*};
use leptos_i18n::td;

use super::{page_data::Deletion, view::ListView};
use crate::{
    i18n::{locale, t},
    ui::form::PostForm,
};

pub fn undo_notice<R: ListView>(deletion: &Deletion<R>, here: &str) -> impl IntoView + use<R> {
    let (id, name) = (deletion.row.id().to_string(), deletion.row.name());
    let text = if deletion.batch_size == 1 {
        Either::Left(td!(locale(), list.undo.deleted, name, <bdi> = <bdi />))
    } else {
        Either::Right(t!(list.undo.all_deleted, count = deletion.batch_size))
    };
    view! {
        <p>{text}</p>
        <PostForm class="undo" action=format!("/api/{}", R::endpoint("restore")) return_to=here>
            <input type="hidden" name="id" value=id />
            <button class="button">{t!(list.undo.undo)}</button>
        </PostForm>
    }
}
