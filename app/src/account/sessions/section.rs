//! The part of the account page about sessions.

use leptos::{either::Either, prelude::*};

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
            <ul class="things" aria-label="Sessions">
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
    let end = if current {
        Either::Left(view! { <span class="badge">"This device"</span> })
    } else {
        Either::Right(view! {
            <form method="post" action="/api/sessions/end">
                <input type="hidden" name="id" value=id.to_string() />
                <button class="button quiet" aria-label=label>
                    "End session"
                </button>
            </form>
        })
    };
    let facts = [method, address.unwrap_or_default()].into_iter().filter(|fact| !fact.is_empty());
    view! {
        <li>
            <div class="thing">
                <p class="name">{device}</p>
                <p class="facts">{facts.collect::<Vec<_>>().join(" · ")}</p>
                <p class="facts">"Signed in " <Time at=created /></p>
                <p class="facts">"Last used " <Time at=last_used /></p>
            </div>
            {end}
        </li>
    }
}
