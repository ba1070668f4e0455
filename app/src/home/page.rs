//! The page `/`: introduces the product, and links to sign-up or to the dashboard.

use leptos::prelude::*;

use crate::{current_member::CurrentMember, i18n::t, ui::page_meta::PageMeta};

#[component]
pub fn HomePage(member: CurrentMember) -> impl IntoView {
    let actions = move || {
        Suspend::new(async move {
            if let Ok(Some(_)) = member.await {
                view! {
                    <a class="button primary large" href="/dashboard">
                        {t!(home.open_dashboard)}
                    </a>
                }
                .into_any()
            } else {
                view! {
                    <a class="button primary large" href="/signup">
                        {t!(home.get_started)}
                    </a>
                    <a class="button large" href="/login">
                        {t!(home.have_account)}
                    </a>
                }
                .into_any()
            }
        })
    };
    let features = features().map(|(title, text)| {
        view! {
            <li class="card">
                <h2>{title}</h2>
                <p>{text}</p>
            </li>
        }
    });
    view! {
        <PageMeta title="" description=t!(home.description) />
        <section class="hero">
            <p class="eyebrow">{t!(home.eyebrow)}</p>
            <h1>{t!(home.title)}</h1>
            <p class="lead">{t!(home.lead)}</p>
            <p class="actions">
                <Suspense>{actions}</Suspense>
            </p>
        </section>
        <ul class="features">{features.collect_view()}</ul>
    }
}

/// Title and text of each feature.
fn features() -> [(&'static str, &'static str); 4] {
    [
        (t!(home.no_passwords.title), t!(home.no_passwords.text)),
        (t!(home.your_data.title), t!(home.your_data.text)),
        (t!(home.sessions.title), t!(home.sessions.text)),
        (t!(home.no_javascript.title), t!(home.no_javascript.text)),
    ]
}
