//! What an island does once the browser has hydrated it.

use leptos::prelude::*;

/// Runs `action` once the island is hydrated. Does nothing on the server.
pub fn on_hydration(action: impl FnOnce() + 'static) {
    run_once(Box::new(action));
}

// Every effect of another type adds a kilobyte to the bundle: islands share this one.
fn run_once(action: Box<dyn FnOnce()>) {
    let mut action = Some(action);
    Effect::new(move || {
        if let Some(action) = action.take() {
            action();
        }
    });
}

/// Whether the island is hydrated.
pub fn hydrated() -> RwSignal<bool> {
    let hydrated = RwSignal::new(false);
    on_hydration(move || hydrated.set(true));
    hydrated
}
