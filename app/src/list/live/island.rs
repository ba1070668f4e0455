//! What improves the forms of the page. They are posted without leaving it, what a press will come to is shown at once, and then
//! what the server's next page says takes the place of what is there. So there is one description of the page, and tabs that
//! show the same tasks agree after the next action.

use leptos::{ev::SubmitEvent, prelude::*};
use web_sys::Element;

use super::{
    keyboard,
    submission::{Press, send},
};

/// Where the page says which tasks it shows.
pub const BOARD: &str = "board";
pub const LIST: &str = "tasks";
pub const ADD: &str = "add";
/// The field for the name of a new task.
pub const FIELD: &str = "new-task";

/// The element of the task with this id.
pub fn row_id(task: &str) -> String {
    format!("task-{task}")
}

/// See the module. Its children are the page, rendered by the server; `data-live` shows what only works here.
#[island]
pub fn Board(children: Children) -> impl IntoView {
    let page = NodeRef::<leptos::html::Div>::new();
    page.on_load(|page| drop(page.set_attribute("data-live", "")));
    let submit = |event: SubmitEvent| {
        let form: Element = event_target(&event);
        // The search leads to another address.
        if form.has_attribute("role") {
            return;
        }
        event.prevent_default();
        if let Some(press) = Press::submitted(&form, event.submitter()) {
            send(press);
        }
    };
    let click = |event: leptos::ev::MouseEvent| {
        let link = event_target::<Element>(&event).closest(".cancel").ok().flatten();
        if let Some(link) = link.filter(|_| !event.ctrl_key() && !event.meta_key() && !event.shift_key()) {
            event.prevent_default();
            send(Press::cancelled(&link));
        }
    };
    view! {
        <div node_ref=page on:submit=submit on:click=click on:keydown=|event| keyboard::pressed(&event)>
            {children()}
        </div>
    }
}
