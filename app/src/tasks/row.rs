//! One task. A press shows at once and is undone with a message if the server refuses.

use leptos::{either::Either, ev::SubmitEvent, prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::board::Shared;
use crate::{
    domain::task::Name,
    error::AppError,
    ui::{
        browser::focus,
        icon::{BIN, Icon, PENCIL, TICK},
        post::post,
    },
};

/// Which task, and the page of the list it is on.
#[derive(Clone)]
pub(super) struct Fields {
    pub id: String,
    pub number: u32,
}

/// A row that the server has rendered.
#[island]
pub fn Row(
    id: String,
    name: String,
    done: bool,
    number: u32,
    editing: bool,
    typed: Option<String>,
    problem: Option<String>,
) -> impl IntoView {
    view! { <TaskRow fields=Fields { id, number } name done editing typed problem /> }
}

/// What can change about a row: what it shows, what the server has confirmed, and what the server has yet to answer.
#[derive(Clone, Copy)]
struct State {
    id: StoredValue<String>,
    name: RwSignal<String>,
    done: RwSignal<bool>,
    editing: RwSignal<bool>,
    gone: RwSignal<bool>,
    problem: RwSignal<Option<String>>,
    /// What was typed as its new name, and refused before the page came.
    typed: StoredValue<Option<String>>,
    confirmed: StoredValue<bool>,
    waiting: StoredValue<Vec<Verb>>,
    shared: Option<Shared>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Verb {
    Complete,
    Reopen,
    Delete,
}

impl Verb {
    fn path(self) -> &'static str {
        match self {
            Self::Complete => "/api/tasks/complete",
            Self::Reopen => "/api/tasks/reopen",
            Self::Delete => "/api/tasks/delete",
        }
    }
}

/// See the module.
#[component]
pub(super) fn TaskRow(
    fields: Fields,
    name: String,
    done: bool,
    editing: bool,
    /// What was typed as its new name, and refused.
    typed: Option<String>,
    problem: Option<String>,
) -> impl IntoView {
    let Fields { id, number } = fields;
    let state = State {
        id: StoredValue::new(id.clone()),
        name: RwSignal::new(name),
        done: RwSignal::new(done),
        editing: RwSignal::new(editing),
        gone: RwSignal::new(false),
        problem: RwSignal::new(problem),
        typed: StoredValue::new(typed),
        confirmed: StoredValue::new(done),
        waiting: StoredValue::new(Vec::new()),
        shared: use_context(),
    };
    let id = StoredValue::new(id);
    move || {
        (!state.gone.get()).then(|| {
            view! {
                <div role="listitem" class="task" class:done=state.done>
                    {move || {
                        if state.editing.get() {
                            Either::Left(view! { <Editor state id=id.get_value() number /> })
                        } else {
                            Either::Right(view! { <Shown state id=id.get_value() number /> })
                        }
                    }}
                </div>
            }
        })
    }
}

#[component]
fn Shown(state: State, id: String, number: u32) -> impl IntoView {
    let label = move |verb: &str| format!("{verb} {}", state.name.read());
    let toggle = move |event: SubmitEvent| {
        event.prevent_default();
        let done = !state.done.get_untracked();
        state.done.set(done);
        state.send(if done { Verb::Complete } else { Verb::Reopen });
    };
    let delete = move |event: SubmitEvent| {
        event.prevent_default();
        focus_neighbour(&event);
        state.gone.set(true);
        state.count(-1);
        state.send(Verb::Delete);
    };
    let rename = move |event: SubmitEvent| {
        event.prevent_default();
        state.editing.set(true);
        focus(&field_id(&state.id.read_value()));
    };
    let action = move || if state.done.get() { Verb::Reopen.path() } else { Verb::Complete.path() };
    view! {
        <form method="post" action=action on:submit=toggle>
            <input type="hidden" name="id" value=id.clone() />
            <button class="check" aria-label=move || label(if state.done.get() { "Reopen" } else { "Complete" })>
                <Icon path=TICK />
            </button>
        </form>
        <span class="name">{state.name}</span>
        <form method="get" action="/tasks" on:submit=rename>
            <input type="hidden" name="page" value=number />
            <input type="hidden" name="rename" value=id.clone() />
            <button class="tool" id=format!("rename-{id}") aria-label=move || label("Rename")>
                <Icon path=PENCIL />
            </button>
        </form>
        <form method="post" action=Verb::Delete.path() on:submit=delete>
            <input type="hidden" name="id" value=id />
            <button class="tool danger" aria-label=move || label("Delete")>
                <Icon path=BIN />
            </button>
        </form>
    }
}

#[component]
fn Editor(state: State, id: String, number: u32) -> impl IntoView {
    let field = NodeRef::<leptos::html::Input>::new();
    let old = state.name.get_untracked();
    let problem_id = format!("problem-{id}");
    let leave = move || {
        state.editing.set(false);
        state.problem.set(None);
        state.typed.set_value(None);
        focus(&format!("rename-{}", state.id.read_value()));
    };
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(field) = field.get_untracked() else { return };
        let wanted = field.value();
        spawn_local(async move {
            let id = state.id.get_value();
            match post("/api/tasks/rename", &[("id", &id), ("name", &wanted)]).await {
                Ok(_) => {
                    state.name.set(wanted.trim().to_owned());
                    state.say(None);
                    leave();
                }
                Err(error) if error.field().is_some() => state.problem.set(Some(error.to_string())),
                Err(error) => state.say(Some(error)),
            }
        });
    };
    let back = format!("/tasks?page={number}");
    view! {
        <form class="edit" method="post" action="/api/tasks/rename" on:submit=save>
            <input type="hidden" name="id" value=id.clone() />
            <input
                id=field_id(&id)
                name="name"
                value=state.typed.get_value().unwrap_or_else(|| old.clone())
                maxlength=Name::MAX
                required
                autocomplete="off"
                node_ref=field
                aria-label=format!("New name of {old}")
                aria-invalid=move || state.problem.read().is_some().then_some("true")
                aria-describedby=problem_id.clone()
                on:keydown=move |event| {
                    if event.key() == "Escape" {
                        leave();
                    }
                }
            />
            <button class="button primary" aria-label=format!("Save {old}")>
                "Save"
            </button>
            <a
                class="button quiet"
                href=back
                aria-label=format!("Keep {old}")
                on:click=move |event| {
                    event.prevent_default();
                    leave();
                }
            >
                "Cancel"
            </a>
            <p id=problem_id class="problem" aria-live="polite">
                {move || state.problem.get()}
            </p>
        </form>
    }
}

impl State {
    /// Posts this task to a verb once the presses before have their answers: the last press is the one that counts. What is
    /// refused is undone.
    fn send(self, verb: Verb) {
        let busy = self.waiting.with_value(|waiting| !waiting.is_empty());
        self.waiting.update_value(|waiting| waiting.push(verb));
        if busy {
            return;
        }
        spawn_local(async move {
            while let Some(verb) = self.waiting.with_value(|waiting| waiting.first().copied()) {
                let id = self.id.get_value();
                let answer = post(verb.path(), &[("id", &id)]).await;
                match (verb, &answer) {
                    (Verb::Delete, Ok(_)) => {}
                    (Verb::Delete, Err(_)) => {
                        self.gone.set(false);
                        self.count(1);
                    }
                    (_, Ok(_)) => self.confirmed.set_value(verb == Verb::Complete),
                    (_, Err(_)) => {}
                }
                self.say(answer.err());
                self.waiting.update_value(|waiting| {
                    waiting.remove(0);
                });
            }
            self.done.set(self.confirmed.get_value());
        });
    }

    fn say(self, error: Option<AppError>) {
        if let Some(shared) = self.shared {
            shared.notice.set(error);
        }
    }

    fn count(self, by: i64) {
        if let Some(shared) = self.shared {
            shared.total.update(|total| *total = total.saturating_add_signed(by));
        }
    }
}

fn field_id(id: &str) -> String {
    format!("name-{id}")
}

/// Whoever deletes by keyboard goes on with the next task, else the one before, else the field for a new one.
fn focus_neighbour(event: &SubmitEvent) {
    let Ok(buttons) = document().query_selector_all(".tasks .danger") else { return };
    let buttons: Vec<HtmlElement> = (0..buttons.length()).filter_map(|at| buttons.get(at)?.dyn_into().ok()).collect();
    let form = event.target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
    let at = buttons.iter().position(|button| form.as_ref().is_some_and(|form| form.contains(Some(button))));
    let neighbour = at.and_then(|at| buttons.get(at + 1).or_else(|| buttons.get(at.checked_sub(1)?)));
    match neighbour {
        Some(button) => drop(button.focus()),
        None => focus("new-task"),
    }
}
