//! A press of a button: shown at once, and undone with a message if the server refuses.

use std::cell::RefCell;

use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, Node};

use super::{
    island::FIELD,
    keyboard::neighbour,
    morph::{Focus, is_here, swap, swap_all},
};
use crate::{
    error::ErrorPayload,
    ui::{
        browser::{call, construct, focus},
        fetch::{Page, page, page_after},
        messages::{say, take},
    },
};

/// What is asked of the server.
pub struct Press {
    url: String,
    body: Option<JsValue>,
    button: Option<Element>,
    /// The row that it is about, or the form. Of each, one press at a time is on its way.
    pub about: String,
    /// Whether that is replaced, whatever was typed there.
    pub replaces: bool,
    /// Where the focus goes then.
    pub focus: Option<String>,
    /// Whether the news that it answers are no news any more.
    over: bool,
}

impl Press {
    pub fn submitted(form: &Element, button: Option<HtmlElement>) -> Option<Self> {
        let button: Option<Element> = button.map(JsCast::unchecked_into);
        let of_button = |name: &str| button.as_ref()?.get_attribute(name);
        let mut url = of_button("formaction").or_else(|| form.get_attribute("action"))?;
        let submitter = button.as_ref().map_or(JsValue::NULL, JsValue::from);
        let fields = construct("URLSearchParams", &[&construct("FormData", &[form, &submitter]).ok()?]).ok()?;
        let is_get = form.get_attribute("method").as_deref() == Some("get");
        if is_get {
            url = format!("{url}?{}", call(&fields, "toString", &[]).ok()?.as_string()?);
        }
        let class = form.class_name();
        let row = button.as_ref().and_then(|button| button.closest(".task").ok()?);
        let about = row.map_or_else(|| form.get_attribute("id").unwrap_or_else(|| class.clone()), |row| row.id());
        Some(Self {
            url,
            body: (!is_get).then_some(fields),
            about,
            replaces: is_get || matches!(&*class, "add" | "edit"),
            focus: form.get_attribute("data-focus"),
            over: class == "undo",
            button,
        })
    }

    /// The way out of a form in a row.
    pub fn cancelled(link: &Element) -> Self {
        let row = link.closest(".task").ok().flatten().map(|row| row.id()).unwrap_or_default();
        Self {
            url: link.get_attribute("href").unwrap_or_default(),
            body: None,
            button: None,
            focus: Some(row.replacen("task", "rename", 1)),
            about: row,
            replaces: true,
            over: false,
        }
    }

    async fn ask(&self) -> Result<Page, ErrorPayload> {
        match &self.body {
            Some(form) => page_after(&self.url, form).await,
            None => page(&self.url).await,
        }
    }

    fn is(&self, class: &str) -> bool {
        self.button.as_ref().is_some_and(|button| button.class_list().contains(class))
    }

    /// Shows what it will come to. `None` where that isn't known before the answer, else the row as it was.
    fn foresee(&self) -> Option<Node> {
        let (Some(button), Some(row)) = (&self.button, document().get_element_by_id(&self.about)) else { return None };
        let before = row.clone_node_with_deep(true).ok()?;
        if self.is("check") {
            let _ = row.class_list().toggle("done");
            exchange(button, "formaction");
            exchange(button, "aria-label");
        } else if self.is("delete") {
            let id = neighbour(button).unwrap_or_else(|| FIELD.to_owned());
            let _ = row.set_attribute("hidden", "");
            focus(&id);
        } else {
            return None;
        }
        Some(before)
    }

    fn show_busy(&self, busy: bool) {
        if let Some(button) = &self.button {
            let _ = if busy { button.set_attribute("aria-busy", "true") } else { button.remove_attribute("aria-busy") };
        }
    }
}

/// `name` becomes what `data-name` says, and that what it was.
fn exchange(element: &Element, name: &str) {
    let data = format!("data-{name}");
    if let (Some(now), Some(then)) = (element.get_attribute(name), element.get_attribute(&data)) {
        let _ = element.set_attribute(name, &then);
        let _ = element.set_attribute(&data, &now);
    }
}

/// What is on its way to the server.
#[derive(Default)]
struct Desk {
    /// What it is about, and how that was before.
    busy: Vec<(String, Option<Node>)>,
    /// What came meanwhile.
    waiting: Vec<Press>,
    /// Whether some were on their way together: then no answer knows of all.
    together: bool,
}

thread_local! {
    /// Of the one page that a browser shows; nothing is ever on it on the server.
    static DESK: RefCell<Desk> = RefCell::default();
}

fn desk<T>(work: impl FnOnce(&mut Desk) -> T) -> T {
    DESK.with_borrow_mut(work)
}

/// Sends a press once those before it that are about the same have their answers: the last one is the one that counts.
pub fn send(press: Press) {
    let before = press.foresee();
    let is_busy = desk(|desk| desk.busy.iter().any(|(about, _)| *about == press.about));
    if is_busy && before.is_some() {
        desk(|desk| desk.waiting.push(press));
    } else if !is_busy {
        press.show_busy(before.is_none());
        desk(|desk| {
            desk.together |= !desk.busy.is_empty();
            desk.busy.push((press.about.clone(), before));
        });
        spawn_local(answered(press));
    }
}

async fn answered(mut press: Press) {
    let answer = loop {
        let answer = press.ask().await;
        press.show_busy(false);
        match desk(|desk| desk.next(&press.about)).filter(|_| answer.is_ok()) {
            Some(next) => press = next,
            None => break answer,
        }
    };
    let before = desk(|desk| desk.done(&press.about));
    match answer {
        Ok(page) => show(&press, page).await,
        Err(report) => undo(&press, before, report),
    }
}

impl Desk {
    fn next(&mut self, about: &str) -> Option<Press> {
        let at = self.waiting.iter().position(|press| press.about == about)?;
        Some(self.waiting.remove(at))
    }

    fn done(&mut self, about: &str) -> Option<Node> {
        self.waiting.retain(|waiting| waiting.about != about);
        let at = self.busy.iter().position(|(busy, _)| busy == about)?;
        self.busy.swap_remove(at).1
    }
}

/// Other presses may still be on their way: their answers will say more.
fn is_quiet() -> bool {
    desk(|desk| desk.busy.is_empty())
}

async fn show(press: &Press, answer: Page) {
    let Some(mut fresh) = answer.document.filter(is_here) else {
        let _ = window().location().assign(&answer.address);
        return;
    };
    let held = Focus::now();
    take(&fresh, press.over);
    if press.replaces {
        swap(&press.about, &fresh);
    }
    if is_quiet() {
        let here = window().location().href().unwrap_or_default();
        if desk(|desk| desk.together)
            && let Ok(Page { document: Some(again), .. }) = page(&here).await
        {
            fresh = again;
        }
        if is_quiet() {
            desk(|desk| desk.together = false);
            swap_all(&fresh, press);
        }
    }
    held.restore(press);
}

fn undo(press: &Press, before: Option<Node>, report: ErrorPayload) {
    let held = Focus::now();
    if let (Some(row), Some(before)) = (document().get_element_by_id(&press.about), before) {
        let _ = row.replace_with_with_node_1(&before);
    }
    held.restore_alone();
    say(Some(report));
}
