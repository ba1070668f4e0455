//! Export of personal data: everything about one user, and no secrets.

use serde_json::Value;
use uuid::Uuid;

use crate::support::{TestIdentity, TestUser};

#[tokio::test]
async fn the_export_contains_everything_and_no_secrets() {
    let (test, ada, work) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    let browser = test.sign_up_with_everything(&ada, &work).await;
    let member = test.current_member(&browser).await;
    let export = test.identity.accounts().export(&member).await.unwrap();

    assert_eq!(export["profile"]["id"], member.user_id.to_string());
    assert_eq!(
        (&export["profile"]["email"], &export["profile"]["display_name"]),
        (&ada.email.clone().into(), &"Ada".into())
    );
    let all = |what: &str, which: &str| -> Vec<Value> {
        export[what].as_array().unwrap().iter().map(|one| one[which].clone()).collect()
    };
    let credentials = test.credentials(&browser).await;
    assert_eq!(all("emails", "email"), [ada.email.as_str(), &work.email]);
    assert_eq!(all("emails", "primary"), [true, false]);
    assert!(all("emails", "verified_at").iter().all(Value::is_string));
    assert_eq!(all("passkeys", "id"), [credentials.passkeys[0].id.to_string()]);
    assert_eq!(all("passkeys", "name"), [credentials.passkeys[0].name.as_str()]);
    assert_eq!(
        all("sessions", "id"),
        credentials.sessions.iter().map(|one| one.id.to_string()).collect::<Vec<_>>()
    );
    assert_eq!(all("recovery_codes", "used_at"), [const { Value::Null }; 10]);
    assert_eq!(all("audit_log", "event"), test.audit_log(member.user_id).await);

    let exported = export.to_string();
    for secret in secrets(&test, member.user_id).await {
        assert!(!exported.contains(&secret), "{secret}");
    }
}

#[tokio::test]
async fn the_export_contains_nothing_of_other_users() {
    let (test, ada, bob) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    let other_browser = test.sign_up_with_everything(&bob, &TestUser::new()).await;
    let browser = test.sign_up(&ada).await;
    let export =
        test.identity.accounts().export(&test.current_member(&browser).await).await.unwrap();
    let counted = |what: &str| export[what].as_array().unwrap().len();
    let counts = ["emails", "passkeys", "sessions", "recovery_codes", "audit_log"].map(counted);
    assert_eq!(counts, [1, 1, 1, 0, 1]);
    let other_member = test.current_member(&other_browser).await;
    assert!(
        !export.to_string().contains(&other_member.user_id.to_string())
            && !export.to_string().contains(&bob.email)
    );
}

/// Every secret and every hash of the account, in each encoding.
async fn secrets(test: &TestIdentity, user_id: Uuid) -> Vec<String> {
    let secrets: Vec<String> = sqlx::query_scalar(
        "with bytes as (
             select id_hash as value from identity.sessions where user_id = $1
             union all select token_hash from identity.recovery_links where user_id = $1
             union all select credential_id from identity.passkeys where user_id = $1
         )
         select encode(value, 'hex') from bytes
         union all select rtrim(encode(value, 'base64'), '=') from bytes
         union all select translate(rtrim(encode(value, 'base64'), '='), '+/', '-_') from bytes
         union all select hash from identity.recovery_codes where user_id = $1
         union all select selector from identity.recovery_codes where user_id = $1
         union all select credential #>> '{cred,cred,key,EC_EC2,x}'
             from identity.passkeys where user_id = $1
         union all select 'EC_EC2'",
    )
    .bind(user_id)
    .fetch_all(&test.db)
    .await
    .unwrap();
    assert!(
        secrets.iter().all(|secret| secret.len() > 4) && secrets.len() >= 3 * 3 + 10 + 10 + 2,
        "{secrets:?}"
    );
    secrets
}
