//! Form fields: label, control and error.

use std::cell::Cell;

use leptos::prelude::*;
use leptos_i18n::td;

use crate::{error::FormError, i18n::locale};

/// The fields of one form on the page, and the error that it was rejected with, if it was.
#[derive(Clone, Debug, Default)]
pub struct FormState {
    error: Option<FormError>,
    /// Makes the ids of the fields unique where a page has several such forms.
    id_suffix: String,
    /// The row that the form belongs to, which screen readers read after each label.
    of: Option<String>,
    /// Whether the first field takes the focus, unless another one has an error.
    focuses_first: Cell<bool>,
}

impl FormState {
    /// The only form on the page that posts to `endpoint`.
    #[must_use]
    pub fn of(endpoint: &str) -> Self {
        let id_suffix = format!("-{}", endpoint.replace('/', "-"));
        Self { error: FormError::of(endpoint), id_suffix, ..Self::default() }
    }

    /// One of several forms that post to the same endpoint: that of the row `id`, whose name is
    /// `of`.
    #[must_use]
    pub fn of_row(error: Option<FormError>, id: &str, of: &str) -> Self {
        let error = error.filter(|error| error.typed("id") == id);
        let focuses_first =
            Cell::new(error.as_ref().is_none_or(|form| form.error.field().is_none()));
        Self { error, id_suffix: format!("-{id}"), of: Some(of.to_owned()), focuses_first }
    }

    /// The field called `name`, with what was typed into it, else with `value`.
    #[must_use]
    pub fn field(&self, name: &'static str, label: &str, value: &str) -> Field {
        let typed = self.error.as_ref().map(|error| error.typed(name));
        let error = self.error.as_ref().map(|form| &form.error);
        let error = error.filter(|error| error.field() == Some(name));
        Field {
            id: format!("{name}{}", self.id_suffix),
            name,
            label: label.to_owned(),
            of: self.of.clone(),
            value: typed.unwrap_or(value).to_owned(),
            autofocus: self.focuses_first.take() || error.is_some(),
            error: error.map(|error| error.message_for(label)),
        }
    }
}

/// What label, control and error of a field share.
#[derive(Clone, Debug)]
pub struct Field {
    pub id: String,
    pub name: &'static str,
    pub label: String,
    pub of: Option<String>,
    pub value: String,
    pub error: Option<String>,
    pub autofocus: bool,
}

impl Field {
    fn error_id(&self) -> String {
        format!("{}-error", self.id)
    }

    fn invalid(&self) -> Option<&'static str> {
        self.error.is_some().then_some("true")
    }

    fn label(&self) -> impl IntoView + use<> {
        let of = self.of.clone().map(|of| {
            let name = td!(locale(), ui.field.of_item, name = of, <bdi> = <bdi />);
            view! { <span class="sr-only">" " {name}</span> }
        });
        view! { <label for=self.id.clone()>{self.label.clone()} {of}</label> }
    }

    fn error(self) -> impl IntoView + use<> {
        let error_id = self.error_id();
        view! {
            <p id=error_id class="problem">
                {self.error}
            </p>
        }
    }
}

/// A field of one line. It takes the focus when it has an error.
#[component]
pub fn TextField(
    field: Field,
    #[prop(default = "text")] kind: &'static str,
    #[prop(default = "off")] autocomplete: &'static str,
    #[prop(optional)] maxlength: Option<usize>,
    #[prop(optional)] placeholder: Option<&'static str>,
    #[prop(optional)] inputmode: Option<&'static str>,
    #[prop(optional)] required: bool,
    /// A code rather than text: monospaced, without autocorrection.
    #[prop(optional)]
    is_code: bool,
) -> impl IntoView {
    // Years of four digits (HTML, "valid date string").
    let is_date = kind == "date";
    view! {
        {field.label()}
        <input
            id=field.id.clone()
            type=kind
            name=field.name
            value=field.value.clone()
            autocomplete=autocomplete
            maxlength=maxlength
            min=is_date.then_some("1000-01-01")
            max=is_date.then_some("9999-12-31")
            placeholder=placeholder
            required=required
            autofocus=field.autofocus
            inputmode=inputmode
            class=is_code.then_some("code")
            autocapitalize=is_code.then_some("none")
            spellcheck=is_code.then_some("false")
            dir=(kind == "text").then_some("auto")
            aria-invalid=field.invalid()
            aria-describedby=field.error_id()
        />
        {field.error()}
    }
}

/// A field of several lines.
#[component]
pub fn TextArea(
    field: Field,
    #[prop(optional)] maxlength: Option<usize>,
    #[prop(optional)] required: bool,
    #[prop(default = 4)] rows: u8,
) -> impl IntoView {
    view! {
        {field.label()}
        <textarea
            id=field.id.clone()
            name=field.name
            rows=rows
            maxlength=maxlength
            required=required
            autofocus=field.autofocus
            dir="auto"
            aria-invalid=field.invalid()
            aria-describedby=field.error_id()
            inner_html=textarea_html(&field.value)
        ></textarea>
        {field.error()}
    }
}

/// Leptos writes the children of a textarea unescaped, so this is written as HTML that is escaped
/// here. The parser drops the first line break (HTML, "in body" insertion mode).
fn textarea_html(text: &str) -> String {
    format!("\n{}", text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"))
}

/// A checkbox; checked, its value is `true`.
#[component]
pub fn Checkbox(field: Field) -> impl IntoView {
    let id = field.id.clone();
    view! {
        <input id=id type="checkbox" name=field.name value="true" checked=field.value == "true" />
        {field.label()}
    }
}

/// A choice among `options`: value and label of each.
#[component]
pub fn Select(field: Field, options: Vec<(&'static str, &'static str)>) -> impl IntoView {
    let options = options.into_iter().map(|(value, label)| {
        let selected = value == field.value;
        view! {
            <option value=value selected=selected>
                {label}
            </option>
        }
    });
    let options = options.collect_view();
    view! {
        {field.label()}
        <select
            id=field.id.clone()
            name=field.name
            autocomplete="off"
            aria-invalid=field.invalid()
            aria-describedby=field.error_id()
        >
            {options}
        </select>
        {field.error()}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        error::AppError,
        model::validation::{Rule, ValidationError},
    };

    fn rejected(field: &'static str) -> FormState {
        let error = AppError::Invalid(ValidationError::new(field, Rule::Required));
        let typed = vec![("id".into(), "7".into()), ("title".into(), "</textarea>".into())];
        FormState::of_row(Some(FormError { endpoint: String::new(), error, typed }), "7", "Emma")
    }

    #[test]
    fn a_rejected_form_keeps_what_was_typed() {
        let field = rejected("title").field("title", "Title", "old");
        assert_eq!((&*field.id, &*field.value), ("title-7", "</textarea>"));
        assert_eq!(field.error.as_deref(), Some("Title can't be blank."));
    }

    #[test]
    fn an_error_is_shown_beside_its_own_field_only() {
        assert_eq!(rejected("author").field("title", "Title", "old").error, None);
    }

    #[test]
    fn the_form_of_another_row_is_not_rejected() {
        let error = rejected("title").error;
        let field = FormState::of_row(error, "8", "Persuasion").field("title", "Title", "old");
        assert_eq!((&*field.value, field.error), ("old", None));
    }

    #[test]
    fn a_text_area_escapes_its_text() {
        let text = "</textarea><img src=x> & more";
        let field = FormState::default().field("body", "Body", text);
        let html = Owner::new().with(|| view! { <TextArea field /> }.to_html());
        assert!(html.contains("&lt;/textarea&gt;&lt;img src=x&gt; &amp; more"), "{html}");
        assert!(!html.contains("<img"), "{html}");
    }
}
