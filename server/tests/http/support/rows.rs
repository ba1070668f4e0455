//! Rows of lists, read directly from the database.

use serde_json::Value;
use uuid::Uuid;

use super::{Browser, Site};

impl Site {
    /// The id of this user's account.
    pub async fn id_of(&self, user: &Browser) -> Uuid {
        sqlx::query_scalar("select id from public.users where email = $1")
            .bind(&user.email)
            .fetch_one(&self.db)
            .await
            .unwrap()
    }

    /// The row with this id, of any user.
    pub async fn task(&self, id: &str) -> Option<Value> {
        sqlx::query_scalar("select to_jsonb(t) from public.tasks t where id = $1::uuid")
            .bind(id)
            .fetch_optional(&self.db)
            .await
            .unwrap()
    }

    /// The names of this user's tasks, sorted.
    pub async fn tasks_of(&self, user: &Browser) -> Vec<String> {
        sqlx::query_scalar(
            "select t.name from public.tasks t join public.users u on u.id = t.user_id
             where u.email = $1 order by 1",
        )
        .bind(&user.email)
        .fetch_all(&self.db)
        .await
        .unwrap()
    }

    /// The row with this id, of any user.
    pub async fn book(&self, id: &str) -> Option<Value> {
        sqlx::query_scalar("select to_jsonb(b) from public.books b where id = $1::uuid")
            .bind(id)
            .fetch_optional(&self.db)
            .await
            .unwrap()
    }

    /// The titles of this user's books, sorted.
    pub async fn books_of(&self, user: &Browser) -> Vec<String> {
        sqlx::query_scalar("select title from public.books where user_id = $1 order by 1")
            .bind(self.id_of(user).await)
            .fetch_all(&self.db)
            .await
            .unwrap()
    }
}
