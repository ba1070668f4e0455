//! The part of the account page about sessions.

use leptos::prelude::*;

use crate::{account::region::Region, domain::account::Session, ui::time::Time};

#[component]
pub fn Sessions(sessions: Vec<Session>) -> impl IntoView {
    let has_others = sessions.iter().any(|session| !session.current);
    let end_others = has_others.then(|| {
        view! {
            <form method="post" action="/api/sessions/end-others">
                <button class="button">"End all other sessions"</button>
            </form>
        }
    });
    view! {
        <Region id="sessions" title="Sessions" forms=&["sessions/end", "sessions/end-others"]>
            <p class="muted">"Where you are signed in. End what you don't know, or don't use any more."</p>
            <ul role="list" class="entries" aria-label="Sessions">
                {sessions.into_iter().map(|session| view! { <Item session /> }).collect_view()}
            </ul>
            {end_others}
        </Region>
    }
}

#[component]
fn Item(session: Session) -> impl IntoView {
    let Session { id, device, address, method, created, last_used, current } = session;
    let label = format!("End session: {device}, signed in {}", created.human);
    let (badge, end) = if current {
        (Some(view! { <span class="badge">"This device"</span> }), None)
    } else {
        (None, Some(view! { <End id=id.to_string() label /> }))
    };
    let facts = [method, address.unwrap_or_default()].into_iter().filter(|fact| !fact.is_empty());
    view! {
        <li>
            <p class="head">
                <b>{device}</b>
                " "
                {badge}
            </p>
            <p class="muted">{facts.collect::<Vec<_>>().join(" · ")}</p>
            <p class="muted">"Signed in " <Time at=created /> ". Last used " <Time at=last_used /> "."</p>
            {end}
        </li>
    }
}

#[component]
fn End(id: String, label: String) -> impl IntoView {
    view! {
        <form class="tools" method="post" action="/api/sessions/end">
            <input type="hidden" name="id" value=id />
            <button class="button" aria-label=label>
                "End session"
            </button>
        </form>
    }
}
