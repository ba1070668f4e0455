//! The section "Sessions".

use identity::{ActiveSession, AuthMethod};
use leptos::prelude::*;
use leptos_i18n::td;
use uuid::Uuid;

use crate::{
    i18n::{dates::format_timestamp, device_name::device_name, locale, t},
    ui::{form::PostForm, region::Region, timestamp::Timestamp},
};

const FORMS: &[&str] = &["sessions/end", "sessions/end-others"];

#[component]
pub fn SessionsSection(sessions: Vec<ActiveSession>, current_session: Uuid) -> impl IntoView {
    let has_others = sessions.iter().any(|session| session.id != current_session);
    let items = sessions.into_iter().map(|session| {
        let is_current = session.id == current_session;
        view! { <SessionItem session is_current /> }
    });
    let items = items.collect_view();
    let end_others = has_others.then(|| {
        view! {
            <PostForm action="/api/sessions/end-others">
                <button class="button">{t!(account.sessions.end_others)}</button>
            </PostForm>
        }
    });
    view! {
        <Region id="sessions" title=t!(account.sessions.title) forms=FORMS>
            <p class="muted">{t!(account.sessions.intro)}</p>
            <ul role="list" class="entries" aria-label=t!(account.sessions.list)>
                {items}
            </ul>
            {end_others}
        </Region>
    }
}

#[component]
fn SessionItem(session: ActiveSession, is_current: bool) -> impl IntoView {
    let ActiveSession { id, user_agent, ip_address, amr, created_at, last_used_at } = session;
    let device = device_name(&user_agent.unwrap_or_default());
    let details: Vec<_> = auth_methods(&amr).map(str::to_owned).chain(ip_address).collect();
    let signed_in = td!(
        locale(),
        account.sessions.signed_in,
        at = move || view! { <Timestamp at=created_at /> }
    );
    let last_used = td!(
        locale(),
        account.sessions.last_used,
        at = move || view! { <Timestamp at=last_used_at /> }
    );
    let badge =
        is_current.then(|| view! { <span class="badge">{t!(account.sessions.this_device)}</span> });
    let end = (!is_current).then(|| {
        let at = format_timestamp(created_at);
        let label = t!(account.sessions.end_label, device = &device, at = at);
        view! {
            <PostForm class="tools" action="/api/sessions/end">
                <input type="hidden" name="id" value=id.to_string() />
                <button class="button" aria-label=label>
                    {t!(account.sessions.end)}
                </button>
            </PostForm>
        }
    });
    view! {
        <li>
            <p class="head">
                <b>{device.clone()}</b>
                " "
                {badge}
            </p>
            <p class="muted">{details.join(" · ")}</p>
            <p class="muted">{signed_in} " " {last_used}</p>
            {end}
        </li>
    }
}

fn auth_methods(amr: &[AuthMethod]) -> impl Iterator<Item = &'static str> {
    amr.iter().map(|method| match method {
        AuthMethod::Passkey => t!(account.sessions.by_passkey),
        AuthMethod::EmailCode => t!(account.sessions.by_code),
        AuthMethod::Recovery => t!(account.sessions.by_recovery),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn authentication_methods_have_names() {
        let amr = [AuthMethod::EmailCode, AuthMethod::Passkey];
        assert_eq!(auth_methods(&amr).collect::<Vec<_>>(), ["Email code", "Passkey"]);
    }
}
