//! A person's rows in Supabase, read and changed as that person.
//!
//! Every request carries the publishable key as `apikey` and the person's own JWT as bearer, so row level security decides what
//! they see and change. `supabase_rs` words the queries and reads the refusals; sending is done here, because its client knows one
//! key only.
//!
//! The map:
//! - [`Supabase`]: the project, shared by everyone ([`client`])
//! - [`UserDb`]: the same project, as one person ([`user`])
//! - [`Select`], [`Page`]: rows asked for ([`select`])
//! - [`Change`]: rows updated or deleted ([`change`])
//! - [`Error`]: why not ([`error`])
//! - `filter`: which rows; `exchange`: one request and its answer; `range`: which part of how many
//!
//! ```no_run
//! # #[derive(serde::Deserialize)] struct Task { id: String, name: String }
//! # async fn example(jwt: std::sync::Arc<str>) -> Result<(), user_db::Error> {
//! let supabase = user_db::Supabase::new("http://127.0.0.1:54321", "sb_publishable_example")?;
//! let db = supabase.as_user(jwt);
//! let page = db.select::<Task>("tasks").columns("id,name").order("created_at.desc,id.desc").range(0, 50).page().await?;
//! let task: Task = db.insert("tasks", &serde_json::json!({ "name": "Water the plants" })).await?;
//! let done: Task = db.update("tasks", &serde_json::json!({ "done": true })).eq("id", &task.id).one().await?;
//! let gone: Vec<Task> = db.delete("tasks").is("done", true).all().await?;
//! let back: Vec<Task> = db.call("restore_tasks", &serde_json::json!({ "task": task.id })).await?;
//! # Ok(()) }
//! ```

pub mod change;
pub mod client;
pub mod error;
mod exchange;
mod filter;
mod range;
pub mod select;
pub mod user;

pub use change::Change;
pub use client::{Limits, Supabase};
pub use error::Error;
pub use select::{Page, Select};
pub use user::UserDb;
