//! The dashboard: all lists at a glance.

pub mod api;
mod banners;
mod books_card;
pub mod page;
mod summary_card;
mod tasks_cards;
