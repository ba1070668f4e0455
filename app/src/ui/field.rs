//! A field for text, with its label and the reason why it was refused.

use leptos::prelude::*;

use crate::error::Refusal;

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
}

/// See the module. The focus goes to it where there is a problem.
#[component]
pub fn TextField(
    id: &'static str,
    name: &'static str,
    #[prop(into)] label: String,
    said: Said,
    #[prop(default = "text")] kind: &'static str,
    #[prop(default = "off")] autocomplete: &'static str,
    #[prop(optional)] maxlength: Option<usize>,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let Said { value, problem } = said;
    let refused = problem.is_some();
    let problem_id = format!("{id}-problem");
    view! {
        <label for=id>{label}</label>
        <input
            id=id
            type=kind
            name=name
            value=value
            autocomplete=autocomplete
            maxlength=maxlength
            required=required
            autofocus=refused
            aria-invalid=refused.then_some("true")
            aria-describedby=problem_id.clone()
        />
        <p id=problem_id class="problem">
            {problem}
        </p>
    }
}
