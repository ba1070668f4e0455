//! The stack that tests share.

use std::{ops::Deref, sync::Arc};

use tokio::sync::OnceCell;

use crate::{Access, Options, Place, Stack, keys};

/// How a test reaches its stack. Dropping it stops nothing.
#[derive(Clone)]
pub struct TestStack(Arc<Access>);

impl Deref for TestStack {
    type Target = Access;

    fn deref(&self) -> &Access {
        &self.0
    }
}

impl TestStack {
    /// A bearer token of this user with the claims of the app, valid for five minutes.
    ///
    /// # Panics
    /// If the signing keys of the stack are not usable.
    pub fn user_token(&self, user_id: &str) -> String {
        match keys::sign_user_token(self.signing_keys(), user_id) {
            Ok(token) => token,
            Err(error) => panic!("{error:#}"),
        }
    }
}

static SHARED: OnceCell<(TestStack, Option<Stack>)> = OnceCell::const_new();

/// The stack that `supabase-local exec` runs, else an ephemeral one for all tests of this process, gone with it.
///
/// # Panics
/// If there is none and none can be started: no test can do without.
pub async fn for_tests() -> TestStack {
    let (access, _) = SHARED.get_or_init(any_stack).await;
    access.clone()
}

async fn any_stack() -> (TestStack, Option<Stack>) {
    if let Some(access) = Access::from_env() {
        return (TestStack(Arc::new(access)), None);
    }
    match Stack::start(Options { place: Place::Ephemeral, signing_keys: None }).await {
        Ok(stack) => (TestStack(Arc::new(Access::clone(&stack))), Some(stack)),
        Err(cause) => panic!("{cause:#}"),
    }
}
