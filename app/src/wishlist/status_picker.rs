//! Saves the status of a book as soon as another one is chosen, and takes that back with a message if the server refuses.

use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::{
    error::ErrorPayload,
    list::filter_bar::count_id,
    ui::{
        browser::{get, set, text_of},
        fetch::post,
        messages::say,
    },
};

/// What a select holds that the server has confirmed.
const CONFIRMED: &str = "data-status";
const BUSY: &str = "aria-busy";

/// See the module. Its children are the list, rendered by the server; `data-live` hides the buttons that nobody needs now.
#[island]
pub fn StatusPicker(children: Children) -> impl IntoView {
    let keep = |select: HtmlElement| {
        if select.has_attribute(CONFIRMED) && !select.has_attribute(BUSY) {
            spawn_local(async move { say(save(&select).await.err()) });
        }
    };
    let list = NodeRef::<leptos::html::Div>::new();
    list.on_load(move |list| {
        let _ = list.set_attribute("data-live", "");
        // Another status may have been chosen before the script was here.
        let Ok(selects) = list.query_selector_all("select") else { return };
        (0..selects.length()).filter_map(|at| selects.get(at)?.dyn_into().ok()).for_each(keep);
    });
    view! {
        <div node_ref=list on:change=move |event| keep(event_target(&event))>
            {children()}
        </div>
    }
}

/// Until the server knows what was chosen last: that may change while it answers.
async fn save(select: &HtmlElement) -> Result<(), ErrorPayload> {
    let data = |name| select.get_attribute(name).unwrap_or_default();
    let (id, mut confirmed) = (data("data-id"), data(CONFIRMED));
    let mut answer = Ok(());
    while answer.is_ok() {
        let chosen = get(select, "value").as_string().unwrap_or_default();
        if chosen == confirmed {
            break;
        }
        let _ = select.set_attribute(BUSY, "true");
        answer = post("/api/wishlist/set-status", &[("id", &id), ("status", &chosen)]).await.map(drop);
        if answer.is_ok() {
            count(&confirmed, -1);
            count(&chosen, 1);
            confirmed = chosen;
        }
    }
    set(select, "value", &confirmed.as_str().into());
    let _ = select.set_attribute(CONFIRMED, &confirmed);
    let _ = select.remove_attribute(BUSY);
    answer
}

/// Corrects the number of books of this status.
fn count(status: &str, by: i32) {
    let id = count_id(status);
    let number = text_of(&id).and_then(|number| number.parse::<i32>().ok());
    if let (Some(number), Some(element)) = (number, document().get_element_by_id(&id)) {
        element.set_text_content(Some(&(number + by).to_string()));
    }
}
