//! The few things that islands ask of the browser directly. Never called on the server.

use js_sys::{Array, Function, Promise, Reflect};
use leptos::prelude::{document, request_animation_frame};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlElement, HtmlInputElement};

/// `target[name]`, or `undefined`.
pub fn get(target: &JsValue, name: &str) -> JsValue {
    Reflect::get(target, &name.into()).unwrap_or_default()
}

/// `target[name] = value`
pub fn set(target: &JsValue, name: &str, value: &JsValue) {
    // Only what is no object, or frozen, refuses.
    let _ = Reflect::set(target, &name.into(), value);
}

/// `target[name](...arguments)`.
///
/// # Errors
/// What it throws; a `TypeError` where there is no such function.
pub fn call(target: &JsValue, name: &str, arguments: &[&JsValue]) -> Result<JsValue, JsValue> {
    let function: Function = get(target, name).dyn_into()?;
    function.apply(target, &arguments.iter().collect::<Array>())
}

/// `new name(...arguments)`.
///
/// # Errors
/// What it throws; `undefined` where there is nothing of that name.
pub fn make(name: &str, arguments: &[&JsValue]) -> Result<JsValue, JsValue> {
    let class: Function = get(&window(), name).dyn_into()?;
    Reflect::construct(&class, &arguments.iter().collect::<Array>())
}

/// `{ name: value, ... }`
pub fn object(entries: &[(&str, &JsValue)]) -> JsValue {
    let object = js_sys::Object::new();
    for (name, value) in entries {
        set(&object, name, value);
    }
    object.into()
}

/// The global object of the page.
pub fn window() -> JsValue {
    js_sys::global().into()
}

/// The text that the server wrote into the element with this id.
pub fn written(id: &str) -> Option<String> {
    document().get_element_by_id(id)?.text_content().filter(|text| !text.is_empty())
}

/// Follows the link, or presses the button, with this id: they may be hidden.
pub fn press(id: &str) {
    if let Some(element) = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        element.click();
    }
}

/// Lets that much time pass.
pub async fn pause(milliseconds: i32) {
    let elapsed = Promise::new(&mut |resolve, _| {
        let _ = call(&window(), "setTimeout", &[&resolve, &milliseconds.into()]);
    });
    let _ = JsFuture::from(elapsed).await;
}

/// Moves the focus to the element with this id once the page shows what has just changed; text in a field is selected, ready
/// to be replaced.
pub fn focus(id: &str) {
    let id = id.to_owned();
    request_animation_frame(move || {
        let Some(element) = document().get_element_by_id(&id) else { return };
        if let Some(field) = element.dyn_ref::<HtmlInputElement>() {
            field.select();
        }
        if let Some(element) = element.dyn_ref::<HtmlElement>() {
            // What can't be focused keeps the focus where it was.
            let _ = element.focus();
        }
    });
}
