//! The form that adds a task, and the list it adds to.

use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

use super::row::{Row, TaskRow};
use crate::{
    domain::task::Name,
    error::Report,
    ui::{
        browser::{focus, get, written},
        notice::Notice,
        post::post,
    },
};

/// What the page says when it comes, after a form that was refused without JavaScript.
#[derive(Clone, Default)]
pub(super) struct Said {
    /// What was typed as a new task.
    pub typed: String,
    /// What is wrong with that.
    pub problem: Option<String>,
    /// What went wrong otherwise.
    pub notice: Option<String>,
}

const FIELD: &str = "new-task";
const PROBLEM: &str = "new-task-problem";

/// See the module. The server gives it [`Said`] as context, and as children the rows that it has rendered: see [`Row`].
#[island]
pub fn Board(children: Children) -> impl IntoView {
    let said = use_context::<Said>().unwrap_or_else(|| Said {
        typed: String::new(),
        problem: written(PROBLEM),
        notice: written("notice"),
    });
    let notice = RwSignal::new(said.notice.map(Report::saying));
    provide_context(notice);
    let problem = RwSignal::new(said.problem);
    let busy = RwSignal::new(false);
    let field = NodeRef::<leptos::html::Input>::new();
    let list = NodeRef::<leptos::html::Div>::new();
    let owner = StoredValue::new(Owner::current().unwrap_or_default());
    list.on_load(move |list| adopt(&list, &owner.get_value()));

    let add = move |event: SubmitEvent| {
        event.prevent_default();
        let (Some(field), false) = (field.get_untracked(), busy.get_untracked()) else { return };
        busy.set(true);
        problem.set(None);
        spawn_local(async move {
            match post("/api/tasks/add", &[("name", &field.value())]).await {
                Ok(task) => {
                    let shown = list.get_untracked().is_some_and(|list| prepend(&list, &task, &owner.get_value()));
                    if !shown {
                        let _ = window().location().assign("/tasks");
                        return;
                    }
                    field.set_value("");
                    notice.set(None);
                }
                Err(report) if report.beside_field => problem.set(Some(report.message)),
                Err(report) => notice.set(Some(report)),
            }
            busy.set(false);
            focus(FIELD);
        });
    };

    view! {
        <form class="add" method="post" action="/api/tasks/add" on:submit=add>
            <label for=FIELD>"New task"</label>
            <div class="joined">
                <input
                    id=FIELD
                    name="name"
                    placeholder="What needs doing?"
                    value=said.typed
                    maxlength=Name::MAX
                    required
                    autocomplete="off"
                    node_ref=field
                    aria-invalid=move || problem.read().is_some().then_some("true")
                    aria-describedby=PROBLEM
                />
                <button class="button primary" aria-busy=move || busy.get().then_some("true")>
                    "Add"
                </button>
            </div>
            <p id=PROBLEM class="problem" aria-live="polite">
                {move || problem.get()}
            </p>
        </form>
        <Notice error=notice sign_in="/login?next=/tasks" />
        <div role="list" aria-label="Tasks" class="tasks" node_ref=list>
            {children()}
        </div>
    }
}

/// Brings the rows that the server rendered to life.
fn adopt(list: &HtmlElement, owner: &Owner) {
    let Ok(slots) = list.query_selector_all(".slot") else { return };
    for at in 0..slots.length() {
        if let Some(slot) = slots.get(at).and_then(|slot| slot.dyn_into::<HtmlElement>().ok()) {
            let row = Row::written(&slot);
            let state = owner.with(|| view! { <TaskRow row /> }.hydrate_from::<true>(&slot));
            // It lives as long as the page.
            std::mem::forget(state);
        }
    }
}

/// Shows a new task before all others. Only the first page of the list can.
fn prepend(list: &HtmlElement, task: &JsValue, owner: &Owner) -> bool {
    let is_first = window().location().search().is_ok_and(|query| !query.contains("page="));
    let slot = document().create_element("div").ok().filter(|slot| is_first && list.prepend_with_node_1(slot).is_ok());
    let Some(slot) = slot else { return false };
    slot.set_class_name("slot");
    let text = |column| get(task, column).as_string().unwrap_or_default();
    let row = Row { id: text("id"), name: text("name"), page: "1".to_owned(), ..Row::default() };
    let mut state = owner.with(|| view! { <TaskRow row /> }.build());
    state.mount(&slot, None);
    std::mem::forget(state);
    true
}
