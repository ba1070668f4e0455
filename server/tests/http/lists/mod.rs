//! The lists of a member: tasks and wishlist.

mod ownership;
mod tasks;
mod tasks_filter;
mod tasks_forms;
mod tasks_undo;
mod wishlist;
mod wishlist_forms;
