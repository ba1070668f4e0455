//! The card of a list: its latest rows, or an invitation to add the first one.

use leptos::{either::Either, prelude::*};

use crate::list::{page_data::Summary, row::ListRow};

/// The texts of a card.
pub struct CardTexts {
    pub title: &'static str,
    /// The link to the list.
    pub all: &'static str,
    pub empty: &'static str,
    /// The link to the list while it is empty.
    pub add_first: &'static str,
}

/// `badge` returns the badge beside the name of a row; `lead` is the line below the title.
pub fn summary_card<R: ListRow>(
    summary: &Summary<R>,
    texts: &CardTexts,
    lead: Option<String>,
    badge: fn(&R) -> &'static str,
) -> impl IntoView + use<R> {
    let id = format!("latest-{}", R::TABLE);
    let content = if summary.latest.is_empty() {
        Either::Left(view! {
            <p class="muted">{texts.empty}</p>
            <a class="button primary" href=R::PATH>
                {texts.add_first}
            </a>
        })
    } else {
        let row = |row: &R| {
            view! {
                <li>
                    <span class="name" dir="auto">
                        {row.name()}
                    </span>
                    <span class="badge">{badge(row)}</span>
                </li>
            }
        };
        Either::Right(view! {
            {lead.map(|lead| view! { <p class="muted">{lead}</p> })}
            <ul class="latest">{summary.latest.iter().map(row).collect_view()}</ul>
            <a href=R::PATH>{texts.all}</a>
        })
    };
    view! {
        <section class="card" aria-labelledby=id.clone()>
            <h2 id=id.clone()>{texts.title}</h2>
            {content}
        </section>
    }
}
