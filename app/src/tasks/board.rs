//! The form that adds a task, and the list it adds to.

use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;

use super::row::{Fields, TaskRow};
use crate::{
    domain::task::{Name, Task},
    error::AppError,
    ui::{browser::focus, notice::Notice, post::post},
};

/// What the rows share with the list they are in.
#[derive(Clone, Copy)]
pub(super) struct Shared {
    /// Tasks that there are, on this page or another.
    pub total: RwSignal<u64>,
    /// What went wrong last.
    pub notice: RwSignal<Option<AppError>>,
}

const FIELD: &str = "new-task";

/// See the module. The rows that the server rendered are its children; `number` is the page's.
#[island]
pub fn Board(
    number: u32,
    total: u64,
    typed: String,
    problem: Option<String>,
    notice: Option<AppError>,
    children: Children,
) -> impl IntoView {
    let shared = Shared { total: RwSignal::new(total), notice: RwSignal::new(notice) };
    provide_context(shared);
    let problem = RwSignal::new(problem);
    let busy = RwSignal::new(false);
    let field = NodeRef::<leptos::html::Input>::new();
    let list = NodeRef::<leptos::html::Div>::new();

    let add = move |event: SubmitEvent| {
        event.prevent_default();
        let (Some(field), false) = (field.get_untracked(), busy.get_untracked()) else { return };
        busy.set(true);
        problem.set(None);
        spawn_local(async move {
            let answer = post("/api/tasks/add", &[("name", &field.value())]).await;
            match answer.map(|text| serde_json::from_str::<Task>(&text)) {
                Ok(Ok(task)) if number == 1 => {
                    field.set_value("");
                    shared.notice.set(None);
                    shared.total.update(|total| *total += 1);
                    if let Some(list) = list.get_untracked() {
                        prepend(&list, task, number, shared);
                    }
                }
                // It was added, and can be seen on the first page.
                Ok(_) => return show_newest(),
                Err(error) if error.field().is_some() => problem.set(Some(error.to_string())),
                Err(error) => shared.notice.set(Some(error)),
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
                    value=typed
                    maxlength=Name::MAX
                    required
                    autocomplete="off"
                    node_ref=field
                    aria-invalid=move || problem.read().is_some().then_some("true")
                    aria-describedby="new-task-problem"
                />
                <button class="button primary" aria-busy=move || busy.get().then_some("true")>
                    "Add"
                </button>
            </div>
            <p id="new-task-problem" class="problem" aria-live="polite">
                {move || problem.get()}
            </p>
        </form>
        <Notice error=shared.notice sign_in="/login?next=/tasks" />
        <div role="list" aria-label="Tasks" class="tasks" node_ref=list>
            {children()}
        </div>
        <p class="empty" hidden=move || shared.total.get() != 0>
            <b>"No tasks yet"</b>
            " Write down the first thing that comes to mind."
        </p>
    }
}

/// Mounts a row before all others.
fn prepend(list: &web_sys::HtmlDivElement, task: Task, number: u32, shared: Shared) {
    let Ok(slot) = document().create_element("div") else { return show_newest() };
    let Ok(slot) = slot.dyn_into::<web_sys::HtmlElement>() else { return show_newest() };
    slot.set_class_name("slot");
    if list.prepend_with_node_1(&slot).is_err() {
        return show_newest();
    }
    let fields = Fields { id: task.id.to_string(), number };
    leptos::mount::mount_to(slot, move || {
        provide_context(shared);
        view! { <TaskRow fields name=task.name.to_string() done=task.done editing=false typed=None problem=None /> }
    })
    .forget();
}

fn show_newest() {
    let _ = window().location().assign("/tasks");
}
