//! What Latchkey is, for those who haven't an account yet; the way in for those who have.

use leptos::prelude::*;

use crate::ui::{about::About, layout::CurrentAccount};

const PROMISES: [(&str, &str); 4] = [
    ("No password, ever", "A passkey from your phone, laptop or security key. One press, and you are in."),
    ("Nobody else's rows", "The database itself decides what you see. Every query runs as you, and as you alone."),
    ("No token in the browser", "One opaque cookie that no script can read. End a session, and it is over at once."),
    ("Works without JavaScript", "Plain forms, made quicker where scripts run. On any phone, with any reader."),
];

/// See the module.
#[component]
pub fn HomePage(account: CurrentAccount) -> impl IntoView {
    let ways_in = move || {
        Suspend::new(async move {
            if let Ok(Some(_)) = account.await {
                view! {
                    <a class="button primary large" href="/dashboard">
                        "Open your dashboard"
                    </a>
                }
                .into_any()
            } else {
                view! {
                    <a class="button primary large" href="/signup">
                        "Get started"
                    </a>
                    <a class="button large" href="/login">
                        "I have a passkey"
                    </a>
                }
                .into_any()
            }
        })
    };
    let promises = PROMISES.map(|(title, text)| {
        view! {
            <li class="card">
                <h2>{title}</h2>
                <p>{text}</p>
            </li>
        }
    });
    view! {
        <About title="" text="Latchkey keeps your tasks behind a passkey: no password, and nobody else can read them." />
        <section class="hero">
            <p class="eyebrow">"Passkeys · Row level security · One binary"</p>
            <h1>"Your day, behind your own key"</h1>
            <p class="lead">
                "Latchkey keeps what you want to get done. You sign in with a passkey, and nobody else can read a line of it."
            </p>
            <p class="actions">
                <Suspense>{ways_in}</Suspense>
            </p>
        </section>
        <ul class="promises">{promises.collect_view()}</ul>
    }
}
