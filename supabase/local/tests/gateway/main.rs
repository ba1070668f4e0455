//! The gateway follows the rules of hosted Supabase.

#![allow(clippy::unwrap_used, reason = "a failing helper fails the test that uses it")]

mod api_keys;
mod cors;
mod forwarding;

use reqwest::{Client, Method, RequestBuilder};
use supabase_local::{TestStack, for_tests};

/// An HTTP client of the shared stack.
struct Gateway {
    stack: TestStack,
    http: Client,
}

impl Gateway {
    async fn connect() -> Self {
        let http = Client::builder().no_proxy().build().unwrap();
        Self { stack: for_tests().await, http }
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("{}{path}", self.stack.url()))
    }

    fn get(&self, path: &str) -> RequestBuilder {
        self.request(Method::GET, path)
    }

    fn get_tasks(&self) -> RequestBuilder {
        self.get("/rest/v1/tasks")
    }
}
