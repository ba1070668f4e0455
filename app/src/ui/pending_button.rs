//! The button of an island that sends a request.

use leptos::prelude::*;

use super::hydration::hydrated;

/// A button that is disabled until its island is hydrated, and while its request is pending. It
/// submits its form, unless it has an `on_click`.
#[component]
pub fn PendingButton(
    id: &'static str,
    label: &'static str,
    pending: RwSignal<bool>,
    #[prop(optional)] on_click: Option<Callback<()>>,
) -> impl IntoView {
    let hydrated = hydrated();
    view! {
        <button
            id=id
            type=if on_click.is_some() { "button" } else { "submit" }
            class="button primary large"
            disabled=move || !hydrated.get() || pending.get()
            aria-busy=move || pending.get().then_some("true")
            on:click=move |_| {
                if let Some(on_click) = on_click {
                    on_click.run(());
                }
            }
        >
            {label}
        </button>
    }
}
