//! Calls to browser APIs, for islands. Not for the server.

use js_sys::{Array, Function, Promise, Reflect};
use leptos::prelude::{document, request_animation_frame};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlElement, HtmlInputElement};

/// `target[name]`, or `undefined`.
pub fn get(target: &JsValue, name: &str) -> JsValue {
    Reflect::get(target, &name.into()).unwrap_or_default()
}

/// `target[name] = value`
pub fn set(target: &JsValue, name: &str, value: &JsValue) {
    // Fails for primitives and frozen objects only.
    let _ = Reflect::set(target, &name.into(), value);
}

/// `target[name](...arguments)`.
///
/// # Errors
/// What the function throws; a `TypeError` if it doesn't exist.
pub fn call(target: &JsValue, name: &str, arguments: &[&JsValue]) -> Result<JsValue, JsValue> {
    let function: Function = get(target, name).dyn_into()?;
    function.apply(target, &arguments.iter().collect::<Array>())
}

/// `new name(...arguments)`.
///
/// # Errors
/// What the constructor throws; `undefined` if it doesn't exist.
pub fn construct(name: &str, arguments: &[&JsValue]) -> Result<JsValue, JsValue> {
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

/// The global object.
pub fn window() -> JsValue {
    js_sys::global().into()
}

/// The text of the element with this id, if it is not empty.
pub fn text_of(id: &str) -> Option<String> {
    document().get_element_by_id(id)?.text_content().filter(|text| !text.is_empty())
}

/// Clicks the link or button with this id. It may be hidden.
pub fn click(id: &str) {
    if let Some(element) =
        document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok())
    {
        element.click();
    }
}

/// Resolves after this time.
pub async fn sleep(milliseconds: i32) {
    let elapsed = Promise::new(&mut |resolve, _| {
        let _ = call(&window(), "setTimeout", &[&resolve, &milliseconds.into()]);
    });
    let _ = JsFuture::from(elapsed).await;
}

/// The value of the input with this id.
pub fn value_of(id: &str) -> Option<String> {
    Some(document().get_element_by_id(id)?.dyn_into::<HtmlInputElement>().ok()?.value())
}

/// Focuses the element once the page shows what has just changed. The text of a field is selected,
/// ready to be replaced.
pub fn focus(element: &Element) {
    let element = element.clone();
    request_animation_frame(move || {
        if let Some(field) = element.dyn_ref::<HtmlInputElement>() {
            field.select();
        }
        if let Some(element) = element.dyn_ref::<HtmlElement>() {
            // An element that can't be focused leaves the focus where it is.
            let _ = element.focus();
        }
    });
}

/// Focuses the element with this id.
pub fn focus_id(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        focus(&element);
    }
}
