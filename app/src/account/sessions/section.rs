//! The part of the account page about sessions.

use leptos::prelude::*;

use crate::{
    account::model::Session,
    i18n::{dates::format_timestamp, locale, t},
    ui::{region::Region, timestamp::Timestamp},
};

#[component]
pub fn Sessions(sessions: Vec<Session>) -> impl IntoView {
    let has_others = sessions.iter().any(|session| !session.current);
    let end_others = has_others.then(|| {
        view! {
            <form method="post" action="/api/sessions/end-others">
                <button class="button">{t!(account.sessions.end_others)}</button>
            </form>
        }
    });
    view! {
        <Region id="sessions" title=t!(account.sessions.title) forms=&["sessions/end", "sessions/end-others"]>
            <p class="muted">{t!(account.sessions.intro)}</p>
            <ul role="list" class="entries" aria-label=t!(account.sessions.list)>
                {sessions.into_iter().map(|session| view! { <Item session /> }).collect_view()}
            </ul>
            {end_others}
        </Region>
    }
}

#[component]
fn Item(session: Session) -> impl IntoView {
    let Session { id, device, address, method, created, last_used, current } = session;
    let label = t!(account.sessions.end_label, device = &device, at = format_timestamp(created));
    let (badge, end) = if current {
        (Some(view! { <span class="badge">{t!(account.sessions.this_device)}</span> }), None)
    } else {
        (None, Some(view! { <End id=id.to_string() label /> }))
    };
    let facts = [method, address.unwrap_or_default()].into_iter().filter(|fact| !fact.is_empty());
    let signed_in =
        leptos_i18n::td!(locale(), account.sessions.signed_in, at = move || view! { <Timestamp at=created /> });
    let last_used =
        leptos_i18n::td!(locale(), account.sessions.last_used, at = move || view! { <Timestamp at=last_used /> });
    view! {
        <li>
            <p class="head">
                <b>{device}</b>
                " "
                {badge}
            </p>
            <p class="muted">{facts.collect::<Vec<_>>().join(" · ")}</p>
            <p class="muted">{signed_in} " " {last_used}</p>
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
                {t!(account.sessions.end)}
            </button>
        </form>
    }
}
