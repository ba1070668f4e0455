//! One task. A press shows at once and is undone with a message if the server refuses.

use leptos::{
    ev::{MouseEvent, SubmitEvent},
    prelude::*,
    task::spawn_local,
};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::{
    domain::task::Name,
    error::Report,
    ui::{browser::focus, post::post},
};

/// A task as its row begins.
#[derive(Clone, Default)]
pub(super) struct Row {
    pub id: String,
    pub name: String,
    pub done: bool,
    /// The number of the list's page that it is on.
    pub page: String,
    /// What is being typed as its new name.
    pub draft: Option<String>,
    /// What is wrong with that.
    pub problem: Option<String>,
}

impl Row {
    /// Reads what [`Slot`] has written.
    pub fn written(slot: &HtmlElement) -> Self {
        let data = |name: &str| slot.get_attribute(&format!("data-{name}"));
        let text = |name| data(name).unwrap_or_default();
        Self {
            id: text("id"),
            name: text("name"),
            done: data("done").is_some(),
            page: text("page"),
            draft: data("draft"),
            problem: data("problem"),
        }
    }
}

/// A row rendered by the server, with all that the browser needs to go on with it. (As an island's properties the same would
/// bring a reader of JSON along, a sixth of what the browser loads.)
#[component]
pub(super) fn Slot(row: Row) -> impl IntoView {
    let Row { id, name, done, page, draft, problem } = row.clone();
    view! {
        <div
            class="slot"
            data-id=id
            data-name=name
            data-done=done
            data-page=page
            data-draft=draft
            data-problem=problem
        >
            <TaskRow row />
        </div>
    }
}

/// What can change about a row.
#[derive(Clone, Copy)]
struct State {
    place: StoredValue<Place>,
    name: RwSignal<String>,
    done: RwSignal<bool>,
    draft: RwSignal<Option<String>>,
    gone: RwSignal<bool>,
    problem: RwSignal<Option<String>>,
    presses: StoredValue<Presses>,
    notice: Option<RwSignal<Option<Report>>>,
}

/// Which task, and on which page.
struct Place {
    id: String,
    page: String,
}

/// What the server has confirmed, and what it has yet to answer.
struct Presses {
    done: bool,
    waiting: Vec<Verb>,
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
pub(super) fn TaskRow(row: Row) -> impl IntoView {
    let state = State {
        place: StoredValue::new(Place { id: row.id, page: row.page }),
        name: RwSignal::new(row.name),
        done: RwSignal::new(row.done),
        draft: RwSignal::new(row.draft),
        gone: RwSignal::new(false),
        problem: RwSignal::new(row.problem),
        presses: StoredValue::new(Presses { done: row.done, waiting: Vec::new() }),
        notice: use_context(),
    };
    view! {
        <div role="listitem" class="task" class:done=state.done hidden=state.gone>
            <Shown state />
            {move || state.draft.get().map(|draft| view! { <Editor state draft /> })}
        </div>
    }
}

#[component]
fn Shown(state: State) -> impl IntoView {
    let (id, page) = state.place.with_value(|place| (place.id.clone(), place.page.clone()));
    let label = move |verb: &str| format!("{verb} {}", state.name.read());
    let toggle = move |event: MouseEvent| {
        event.prevent_default();
        let done = !state.done.get_untracked();
        state.done.set(done);
        state.send(if done { Verb::Complete } else { Verb::Reopen });
    };
    let delete = move |event: MouseEvent| {
        event.prevent_default();
        focus_neighbour(&event);
        state.gone.set(true);
        state.send(Verb::Delete);
    };
    let rename = move |event: MouseEvent| {
        event.prevent_default();
        state.draft.set(Some(state.name.get_untracked()));
        focus(&state.with_id(field_id));
    };
    let toggled = move || if state.done.get() { Verb::Reopen } else { Verb::Complete };
    view! {
        <form method="post">
            <input type="hidden" name="id" value=id.clone() />
            <input type="hidden" name="page" value=page />
            <button
                class="check"
                formaction=move || toggled().path()
                aria-label=move || label(if state.done.get() { "Reopen" } else { "Complete" })
                on:click=toggle
            ></button>
            <span class="name">{state.name}</span>
            <button
                class="tool rename"
                id=format!("rename-{id}")
                formmethod="get"
                formaction="/tasks"
                name="rename"
                value=id
                aria-label=move || label("Rename")
                on:click=rename
            ></button>
            <button
                class="tool delete"
                formaction=Verb::Delete.path()
                aria-label=move || label("Delete")
                on:click=delete
            ></button>
        </form>
    }
}

#[component]
fn Editor(state: State, draft: String) -> impl IntoView {
    let (id, back) = state.place.with_value(|place| (place.id.clone(), format!("/tasks?page={}", place.page)));
    let field = NodeRef::<leptos::html::Input>::new();
    let old = state.name.get_untracked();
    let problem_id = format!("problem-{id}");
    let leave = move || {
        state.draft.set(None);
        state.problem.set(None);
        focus(&state.with_id(|id| format!("rename-{id}")));
    };
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(field) = field.get_untracked() else { return };
        let wanted = field.value();
        spawn_local(async move {
            let id = state.with_id(str::to_owned);
            match post("/api/tasks/rename", &[("id", &id), ("name", &wanted)]).await {
                Ok(_) => {
                    state.name.set(wanted.trim().to_owned());
                    state.say(None);
                    leave();
                }
                Err(report) if report.beside_field => state.problem.set(Some(report.message)),
                Err(report) => state.say(Some(report)),
            }
        });
    };
    view! {
        <form class="edit" method="post" action="/api/tasks/rename" on:submit=save>
            <input type="hidden" name="id" value=id.clone() />
            <input
                id=field_id(&id)
                name="name"
                value=draft
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
        let mut busy = false;
        self.presses.update_value(|presses| {
            busy = !presses.waiting.is_empty();
            presses.waiting.push(verb);
        });
        if busy {
            return;
        }
        spawn_local(async move {
            while let Some(verb) = self.presses.with_value(|presses| presses.waiting.first().copied()) {
                let id = self.with_id(str::to_owned);
                let answer = post(verb.path(), &[("id", &id)]).await;
                self.presses.update_value(|presses| {
                    presses.waiting.remove(0);
                    if answer.is_ok() && verb != Verb::Delete {
                        presses.done = verb == Verb::Complete;
                    }
                });
                if answer.is_err() && verb == Verb::Delete {
                    self.gone.set(false);
                }
                self.say(answer.err());
            }
            self.done.set(self.presses.with_value(|presses| presses.done));
        });
    }

    fn with_id(self, say: impl FnOnce(&str) -> String) -> String {
        self.place.with_value(|place| say(&place.id))
    }

    fn say(self, report: Option<Report>) {
        if let Some(notice) = self.notice {
            notice.set(report);
        }
    }
}

fn field_id(id: &str) -> String {
    format!("name-{id}")
}

/// Whoever deletes by keyboard goes on with the next task, else the one before, else the field for a new one.
fn focus_neighbour(event: &MouseEvent) {
    let Ok(buttons) = document().query_selector_all(".task:not([hidden]) .delete") else { return };
    let buttons: Vec<HtmlElement> = (0..buttons.length()).filter_map(|at| buttons.get(at)?.dyn_into().ok()).collect();
    let pressed = event.current_target();
    let at = buttons.iter().position(|button| pressed.as_ref() == Some(button.as_ref()));
    let neighbour = at.and_then(|at| buttons.get(at + 1).or_else(|| buttons.get(at.checked_sub(1)?)));
    match neighbour {
        Some(button) => drop(button.focus()),
        None => focus("new-task"),
    }
}
