//! The stack that tests share.

use std::{ops::Deref, sync::Arc};

use tokio::sync::OnceCell;

use crate::{ConnectionInfo, DataDir, Options, Stack, jwk::JwkSet};

/// The connection of a test to the shared stack. Dropping it does not stop the stack.
#[derive(Clone)]
pub struct TestStack(Arc<ConnectionInfo>);

impl Deref for TestStack {
    type Target = ConnectionInfo;

    fn deref(&self) -> &ConnectionInfo {
        &self.0
    }
}

impl TestStack {
    /// A bearer token of this user, valid for five minutes and signed as the app does.
    ///
    /// # Panics
    /// If the signing keys of the stack are invalid.
    pub fn user_token(&self, user_id: &str) -> String {
        let token = JwkSet::parse(self.signing_keys()).and_then(|keys| keys.user_token(user_id));
        match token {
            Ok(token) => token,
            Err(error) => panic!("{error:#}"),
        }
    }
}

static SHARED: OnceCell<(TestStack, Option<Stack>)> = OnceCell::const_new();

/// The stack of `supabase-local exec`, else an ephemeral one for all tests of this process.
///
/// # Panics
/// If there is no stack and none can be started.
pub async fn for_tests() -> TestStack {
    let (stack, _) = SHARED.get_or_init(find_or_start).await;
    stack.clone()
}

async fn find_or_start() -> (TestStack, Option<Stack>) {
    if let Some(connection) = ConnectionInfo::from_env() {
        return (TestStack(Arc::new(connection)), None);
    }
    let options = Options { data_dir: DataDir::Ephemeral, signing_keys: None };
    match Stack::start(options).await {
        Ok(stack) => (TestStack(Arc::new(ConnectionInfo::clone(&stack))), Some(stack)),
        Err(error) => panic!("{error:#}"),
    }
}
