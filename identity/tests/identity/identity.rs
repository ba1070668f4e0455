//! The handle itself.

use crate::support::TestIdentity;

#[tokio::test]
async fn readiness_queries_the_database() {
    TestIdentity::open().await.identity.ready().await.unwrap();
}
