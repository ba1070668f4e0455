//! What Latchkey is, for those who haven't an account yet; the way in for those who have.

use leptos::prelude::*;

use crate::{i18n::t, layout::CurrentAccount, ui::page_meta::PageMeta};

/// See the module.
#[component]
pub fn HomePage(account: CurrentAccount) -> impl IntoView {
    let ways_in = move || {
        Suspend::new(async move {
            if let Ok(Some(_)) = account.await {
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
    let promises = promises().map(|(title, text)| {
        view! {
            <li class="card">
                <h2>{title}</h2>
                <p>{text}</p>
            </li>
        }
    });
    view! {
        <PageMeta title="" text=t!(home.description) />
        <section class="hero">
            <p class="eyebrow">{t!(home.eyebrow)}</p>
            <h1>{t!(home.title)}</h1>
            <p class="lead">{t!(home.lead)}</p>
            <p class="actions">
                <Suspense>{ways_in}</Suspense>
            </p>
        </section>
        <ul class="features">{promises.collect_view()}</ul>
    }
}

/// Each with its title.
fn promises() -> [(&'static str, &'static str); 4] {
    [
        (t!(home.no_passwords.title), t!(home.no_passwords.text)),
        (t!(home.your_data.title), t!(home.your_data.text)),
        (t!(home.no_tokens.title), t!(home.no_tokens.text)),
        (t!(home.no_javascript.title), t!(home.no_javascript.text)),
    ]
}
