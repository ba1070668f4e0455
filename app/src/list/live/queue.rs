//! The submissions in flight. Those of one row are sent one after the other, so the last one wins.

use std::cell::RefCell;

use leptos::{prelude::*, task::spawn_local};
use web_sys::{Document, Node};

use super::{
    focus::SavedFocus,
    morph::{is_same_list, morph_element, morph_list},
    optimistic::{apply_optimistically, revert},
    submission::FormSubmission,
};
use crate::{
    error::ErrorPayload,
    list::element_ids::CONTAINER,
    ui::{
        fetch::{self, FetchedPage, fetch_page},
        message_page::message_of,
        messages::{announce, show_error, show_messages_of},
    },
};

#[derive(Default)]
struct SubmissionQueue {
    in_flight: Vec<InFlight>,
    waiting: Vec<FormSubmission>,
    /// Whether several were in flight at a time: then no response shows the result of all.
    overlapped: bool,
}

struct InFlight {
    target: String,
    /// The target before the expected result was shown.
    before: Option<Node>,
}

thread_local! {
    /// The queue of the page in this browser tab. Unused on the server.
    static QUEUE: RefCell<SubmissionQueue> = RefCell::default();
}

fn queue<T>(work: impl FnOnce(&mut SubmissionQueue) -> T) -> T {
    QUEUE.with_borrow_mut(work)
}

impl SubmissionQueue {
    fn is_busy(&self, target: &str) -> bool {
        self.in_flight.iter().any(|sent| sent.target == target)
    }

    fn next(&mut self, target: &str) -> Option<FormSubmission> {
        let index = self.waiting.iter().position(|waiting| waiting.target == target)?;
        Some(self.waiting.remove(index))
    }

    fn finish(&mut self, target: &str) -> Option<Node> {
        self.waiting.retain(|waiting| waiting.target != target);
        let index = self.in_flight.iter().position(|sent| sent.target == target)?;
        self.in_flight.swap_remove(index).before
    }
}

/// Sends a form, after those of the same target. Without an optimistic result a second submission
/// of the same target is a double click, and ignored.
pub fn submit(submission: FormSubmission) {
    let before = apply_optimistically(&submission);
    let is_busy = queue(|queue| queue.is_busy(&submission.target));
    if is_busy && before.is_some() {
        queue(|queue| queue.waiting.push(submission));
    } else if !is_busy {
        submission.set_busy(before.is_none());
        queue(|queue| {
            queue.overlapped |= !queue.in_flight.is_empty();
            queue.in_flight.push(InFlight { target: submission.target.clone(), before });
        });
        spawn_local(send_all(submission));
    }
}

/// Sends a submission and those of the same target that wait behind it.
async fn send_all(mut submission: FormSubmission) {
    let result = loop {
        let result = submission.send().await;
        submission.set_busy(false);
        let next = queue(|queue| queue.next(&submission.target));
        match next.filter(|_| result.is_ok()) {
            Some(next) => submission = next,
            None => break result,
        }
    };
    let before = queue(|queue| queue.finish(&submission.target));
    match result {
        Ok(page) => show(&submission, before, page).await,
        Err(error) => show_failure(&submission, before, error),
    }
}

/// Whether no other submission is in flight, whose response would show more.
fn is_idle() -> bool {
    queue(|queue| queue.in_flight.is_empty())
}

async fn show(submission: &FormSubmission, before: Option<Node>, page: FetchedPage) {
    let is_rejected = page.is_rejected();
    let mut next = match page.document {
        Some(document) if is_same_list(&document) => document,
        document if is_rejected => {
            // The error page: the form keeps what was typed.
            let error = error_of(document.as_ref(), page.status);
            return show_failure(submission, before, error);
        }
        _ => {
            let _ = window().location().assign(&page.url);
            return;
        }
    };
    let focus = SavedFocus::save();
    if is_rejected {
        revert(submission, before);
    }
    show_messages_of(&next, submission.clears_status);
    if submission.replaces_target {
        morph_element(&submission.target, &next);
    }
    if is_idle() {
        let here = window().location().href().unwrap_or_default();
        if queue(|queue| queue.overlapped)
            && let Ok(FetchedPage { document: Some(latest), .. }) = fetch_page(&here).await
        {
            next = latest;
        }
        if is_idle() {
            queue(|queue| queue.overlapped = false);
            morph_list(&next, Some(&submission.target));
        }
    }
    let container = document().get_element_by_id(CONTAINER).filter(|_| !is_rejected);
    let announcement = container.zip(submission.announcement);
    if let Some(text) = announcement.and_then(|(element, name)| element.get_attribute(name)) {
        announce(&text);
    }
    let replaced = submission.replaces_target.then_some(&*submission.target);
    focus.restore_after(replaced, submission.focus.as_deref());
}

fn show_failure(submission: &FormSubmission, before: Option<Node>, error: ErrorPayload) {
    let focus = SavedFocus::save();
    revert(submission, before);
    focus.restore();
    show_error(Some(error));
}

/// The error that an error page shows.
fn error_of(page: Option<&Document>, status: u16) -> ErrorPayload {
    let error = fetch::error(status, "");
    ErrorPayload { message: page.and_then(message_of).unwrap_or(error.message), ..error }
}
