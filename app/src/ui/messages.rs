//! What went wrong and what is new, where it belongs to no field: read out when it appears, and to be read again afterwards.
//!
//! The server renders the place; islands of the page fill it. So the words are in the page and not in what the browser loads.

use leptos::prelude::*;
use web_sys::{Document, Element};

use super::browser::set;
use crate::{error::ErrorPayload, i18n::t};

const PROBLEM: &str = "notice";
const NEWS: &str = "news";
const EARLIER: &str = "earlier";
const COUNT: &str = "earlier-count";
const SIGN_IN: &str = "sign-in";

/// The place for messages, one a page: a `problem` and `news` that the page comes with. News may bring what can be done about them;
/// their words are in a paragraph. It takes the focus then, so that a long page shows it and it is read out.
#[component]
pub fn Notice(
    #[prop(optional_no_strip)] problem: Option<String>,
    #[prop(optional_no_strip)] news: Option<AnyView>,
    /// Where who was signed out meanwhile signs in.
    #[prop(default = "/login")]
    sign_in: &'static str,
) -> impl IntoView {
    let is_news = news.is_some() && problem.is_none();
    let is_problem = problem.is_some();
    view! {
        <div class="messages">
            <div id=PROBLEM role="alert" class="notice" tabindex="-1" autofocus=is_problem>
                {problem.map(|problem| view! { <p>{problem}</p> })}
            </div>
            <a id=SIGN_IN href=sign_in hidden>
                {t!(ui.sign_in)}
            </a>
            <div id=NEWS role="status" class="status" tabindex="-1" autofocus=is_news>
                {news}
            </div>
            <details id=EARLIER class="earlier" hidden>
                <summary>{t!(ui.messages.earlier)} " (" <span id=COUNT>"0"</span> ")"</summary>
                <ul></ul>
            </details>
        </div>
    }
}

/// Shows a failure instead of the one before; or that there is none any more.
pub fn say(report: Option<ErrorPayload>) {
    let signed_out = report.as_ref().is_some_and(|report| report.error == "signed_out");
    if let Some(link) = document().get_element_by_id(SIGN_IN) {
        set(&link, "hidden", &(!signed_out).into());
    }
    let paragraph = report.and_then(|report| {
        let paragraph = document().create_element("p").ok()?;
        paragraph.set_text_content(Some(&report.message));
        Some(paragraph.outer_html())
    });
    put(PROBLEM, &paragraph.unwrap_or_default());
}

/// Shows what another answer of the server has to say. News stay until there are others, unless they are `over`.
pub fn take(page: &Document, over: bool) {
    let html = |id| page.get_element_by_id(id).filter(|found| words(found).is_some()).map(|found| found.inner_html());
    put(PROBLEM, &html(PROBLEM).unwrap_or_default());
    match html(NEWS) {
        Some(news) => put(NEWS, &news),
        None if over => put(NEWS, ""),
        None => {}
    }
}

/// What was there can be read among the earlier messages.
fn put(id: &str, html: &str) {
    let Some(place) = document().get_element_by_id(id) else { return };
    if let (Some(said), Some(earlier)) = (words(&place), document().get_element_by_id(EARLIER)) {
        let entry = document().create_element("li").ok();
        let list = earlier.query_selector("ul").ok().flatten();
        if let (Some(entry), Some(list)) = (entry, list) {
            entry.set_text_content(Some(&said));
            let _ = list.prepend_with_node_1(&entry);
            set(&earlier, "hidden", &false.into());
            if let Some(count) = document().get_element_by_id(COUNT) {
                count.set_text_content(Some(&list.child_element_count().to_string()));
            }
        }
    }
    place.set_inner_html(html);
}

/// What a message says, without the buttons beside it.
fn words(place: &Element) -> Option<String> {
    place.query_selector("p").ok()??.text_content()
}
