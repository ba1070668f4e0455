//! A field for text, with its label and the reason why it was refused.

use leptos::prelude::*;
use leptos_i18n::td;

use crate::{error::Refusal, i18n::locale, model::validation::Field};

/// What a plain form says about one of its fields when the page comes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    pub value: String,
    pub problem: Option<String>,
}

impl Said {
    /// After a refusal of `form` (its server function), what was typed and what is wrong with it; else `value`.
    #[must_use]
    pub fn by(form: &str, name: &str, value: &str) -> Self {
        let Some(refusal) = Refusal::of(form) else { return Self { value: value.to_owned(), problem: None } };
        let problem = refusal.error.field().map(|_| refusal.error.to_string());
        Self { value: refusal.typed(name).to_owned(), problem }
    }

    /// The same in a form with several fields: `refusal` of it, if any, may be about another one than `field`.
    #[must_use]
    pub fn of(refusal: Option<&Refusal>, field: Field, name: &str, value: &str) -> Self {
        let Some(refusal) = refusal else { return Self { value: value.to_owned(), problem: None } };
        let problem = (refusal.error.field() == Some(field)).then(|| refusal.error.to_string());
        // What was typed may have been too much to come back.
        let value = if refusal.typed.is_empty() { value } else { refusal.typed(name) };
        Self { value: value.to_owned(), problem }
    }
}

/// See the module. The focus goes to it where there is a problem. What it is a part of, where pages have several such fields, is
/// told to those alone who don't see it.
#[component]
pub fn TextField(
    #[prop(into)] id: String,
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional, into)] of: Option<String>,
    said: Said,
    #[prop(default = "text")] kind: &'static str,
    #[prop(default = "off")] autocomplete: &'static str,
    #[prop(optional)] maxlength: Option<usize>,
    #[prop(optional)] required: bool,
    #[prop(optional)] autofocus: bool,
) -> impl IntoView {
    let Said { value, problem } = said;
    let refused = problem.is_some();
    let problem_id = format!("{id}-problem");
    view! {
        <label for=id.clone()>
            {label}
            {of.map(|of| view! { <span class="sr-only">" " {td!(locale(), ui.field.of_item, name = of, <bdi> = <bdi />)}</span> })}
        </label>
        <input
            id=id
            type=kind
            name=name
            value=value
            autocomplete=autocomplete
            maxlength=maxlength
            required=required
            autofocus=autofocus || refused
            dir="auto"
            aria-invalid=refused.then_some("true")
            aria-describedby=problem_id.clone()
        />
        <p id=problem_id class="problem">
            {problem}
        </p>
    }
}
