//! The form in an open row.

use leptos::prelude::*;

use super::view::ListView;
use crate::{
    error::{AppError, FormError},
    i18n::t,
    model::date::Date,
    ui::{field::FormState, form::PostForm},
};

/// The error of the edit form that was posted. Its row is opened again, unless there is none.
pub fn edit_error<R: ListView>() -> Option<FormError> {
    FormError::of(&R::endpoint("edit")).filter(|form| form.error != AppError::NotFound)
}

/// Whether the form of the row shows the error itself.
pub fn is_shown_in_row(error: &AppError) -> bool {
    error.field().is_some() || *error == AppError::Stale
}

/// If the row has changed since the member opened it, both versions are shown: the member's in the
/// fields, the stored one above them.
pub fn edit_form<R: ListView>(row: &R, today: &Date, here: &str) -> impl IntoView + use<R> {
    let (id, name) = (row.id().to_string(), row.name());
    let error = edit_error::<R>();
    let is_stale = error.as_ref().is_some_and(|form| form.error == AppError::Stale);
    // A row that changed before an invalid form was sent is noticed with the next one: the form
    // keeps the version that the member has seen.
    let seen = error.as_ref().filter(|form| !is_stale && form.typed("id") == id);
    let seen = seen.map(|form| form.typed("version").to_owned()).filter(|seen| !seen.is_empty());
    let version = seen.unwrap_or_else(|| row.version().to_string());
    let fields = R::fields(&FormState::of_row(error, &id, &name), Some(row));
    let (save, save_label, cancel, cancel_label) = if is_stale {
        (t!(list.conflict.save_mine), None, t!(list.conflict.keep_theirs), None)
    } else {
        let save_label = Some(t!(list.edit.save_row, name = &name));
        let cancel_label = Some(t!(list.edit.cancel_row, name = &name));
        (t!(list.edit.save), save_label, t!(list.edit.cancel), cancel_label)
    };
    let conflict = is_stale.then(|| conflict(row, today));
    let action = format!("/api/{}", R::endpoint("edit"));
    let here = here.to_owned();
    view! {
        <PostForm class="row-edit" action=action return_to=here.clone()>
            <input type="hidden" name="id" value=id />
            <input type="hidden" name="version" value=version />
            {conflict}
            {fields}
            <div class="buttons">
                <button class="button primary" aria-label=save_label>
                    {save}
                </button>
                <a class="button quiet cancel" href=here aria-label=cancel_label>
                    {cancel}
                </a>
            </div>
        </PostForm>
    }
}

fn conflict<R: ListView>(row: &R, today: &Date) -> impl IntoView + use<R> {
    view! {
        <div class="conflict" role="alert">
            <p class="problem">{AppError::Stale.to_string()}</p>
            <p>{t!(list.conflict.stored)} " " {row.details(today)}</p>
        </div>
    }
}
