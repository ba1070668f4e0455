//! The list of what gives access to an account.

use std::time::Duration;

use identity::{
    AccountCounts, AccountCredentials, ActiveSession, AuthMethod, Device, Mediation, SessionLimits,
};

use crate::support::{Tampering, TestIdentity, TestUser, encode};

#[tokio::test]
async fn emails_are_listed_with_the_primary_one_first() {
    let (test, ada, work, home) =
        (TestIdentity::open().await, TestUser::new(), TestUser::new(), TestUser::new());
    let browser = test.sign_up(&ada).await;
    test.add_email(&browser, &work).await.unwrap();
    let id = test.add_verified_email(&browser, &home).await;
    assert_eq!(
        email_rows(&test.credentials(&browser).await),
        [(&ada, true, false), (&work, false, false), (&home, false, true)].map(email_row)
    );

    test.identity.emails().make_primary(&test.current_member(&browser).await, id).await.unwrap();
    assert_eq!(
        email_rows(&test.credentials(&browser).await),
        [(&home, true, true), (&ada, false, false), (&work, false, false)].map(email_row)
    );
}

#[tokio::test]
async fn passkeys_are_listed_by_age_with_their_last_use() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let laptop = ada.on_another_device();
    let browser = test.sign_up(&ada).await;
    test.add_passkey(&browser, &laptop).await.unwrap();
    test.sign_in(&laptop).await;

    let passkeys = test.credentials(&browser).await.passkeys;
    let found: Vec<_> = passkeys
        .iter()
        .map(|one| (one.id, one.credential_id.clone(), one.last_used_at.is_some()))
        .collect();
    let expected = [(&ada, false), (&laptop, true)];
    for (found, (user, used)) in found.into_iter().zip(expected) {
        let credential = user.authenticator.credential_id().unwrap();
        assert_eq!(found, (test.passkey_id(user).await, encode(&credential), used));
    }
    assert_eq!(passkeys.len(), 2);
}

#[tokio::test]
async fn a_credential_id_of_any_length_is_encoded_as_base64url() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.sign_up(&ada).await;
    // Postgres breaks base64 into lines of 76 characters. The bytes encode to `-` and `_`, which
    // differ in base64url.
    let long: Vec<u8> = [0xfb, 0xff].into_iter().cycle().take(100).collect();
    sqlx::query("update identity.passkeys set credential_id = $2 where credential_id = $1")
        .bind(ada.authenticator.credential_id())
        .bind(&long)
        .execute(&test.db)
        .await
        .unwrap();
    assert_eq!(test.credentials(&browser).await.passkeys[0].credential_id, encode(&long));
}

#[tokio::test]
async fn synced_passkeys_are_marked() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.sign_up(&ada).await;
    for synced in [true, false] {
        sqlx::query(
            "update identity.passkeys set credential =
                 jsonb_set(credential, '{cred,backup_state}', to_jsonb($2))
             where credential_id = $1",
        )
        .bind(ada.authenticator.credential_id())
        .bind(synced)
        .execute(&test.db)
        .await
        .unwrap();
        assert_eq!(test.credentials(&browser).await.passkeys[0].synced, synced);
    }
}

#[tokio::test]
async fn sessions_are_listed_by_age_with_their_device() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let phone = test.sign_up(&ada).await;
    let laptop = test.browser();
    let options = test.identity.sign_in().begin(&laptop, Mediation::Modal).await.unwrap();
    let response = ada.authenticator.get(&options, Tampering::None).await.to_string();
    let device = Device {
        user_agent: Some("Firefox".into()),
        ip_address: Some("192.0.2.7".into()),
        ..Device::default()
    };
    test.identity.sign_in().finish(&laptop, Mediation::Modal, &response, &device).await.unwrap();

    let sessions = test.credentials(&phone).await.sessions;
    let ids: Vec<_> = sessions.iter().map(|one| one.id).collect();
    assert_eq!(
        ids,
        [
            test.current_member(&phone).await.session_id,
            test.current_member(&laptop).await.session_id
        ],
        "the oldest first"
    );
    let ActiveSession { user_agent, ip_address, amr, created_at, last_used_at, .. } = &sessions[1];
    assert_eq!((user_agent, ip_address), (&device.user_agent, &device.ip_address));
    assert_eq!(amr, &[AuthMethod::Passkey]);
    assert!(created_at >= &sessions[0].created_at && last_used_at >= created_at);
}

#[tokio::test]
async fn expired_and_idle_sessions_are_neither_listed_nor_counted() {
    let minute = Duration::from_mins(1);
    let (test, ada) = (
        TestIdentity::with_limits(SessionLimits { idle: minute, absolute: 10 * minute }).await,
        TestUser::new(),
    );
    let browser = test.sign_up(&ada).await;
    let (expired, idle) = (test.sign_in(&ada).await, test.sign_in(&ada).await);
    let member = test.current_member(&browser).await;
    assert_eq!(
        (
            test.credentials(&browser).await.sessions.len(),
            test.identity.accounts().counts(&member).await
        ),
        (3, Ok(counts(1, 3)))
    );

    test.update_session(expired.id(), "expires_at = now() - interval '1 second'").await;
    test.update_session(idle.id(), "last_used_at = now() - interval '61 seconds'").await;
    let sessions = test.credentials(&browser).await.sessions;
    assert_eq!(sessions.iter().map(|one| one.id).collect::<Vec<_>>(), [member.session_id]);
    assert_eq!(test.identity.accounts().counts(&member).await, Ok(counts(1, 1)));
}

#[tokio::test]
async fn credentials_of_other_accounts_are_not_listed() {
    let (test, ada, eve) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    let browser = test.sign_up(&ada).await;
    test.identity.recovery().generate_codes(&test.current_member(&browser).await).await.unwrap();
    let browser = test.sign_up(&eve).await;

    let credentials = test.credentials(&browser).await;
    assert_eq!(email_rows(&credentials), [email_row((&eve, true, false))]);
    assert_eq!(
        (credentials.passkeys.len(), credentials.sessions.len(), credentials.recovery_codes),
        (1, 1, 0)
    );
    assert_eq!(
        test.identity.accounts().counts(&test.current_member(&browser).await).await,
        Ok(counts(1, 1))
    );
}

fn counts(passkeys: i64, sessions: i64) -> AccountCounts {
    AccountCounts { passkeys, sessions }
}

type EmailRow = (String, bool, bool);

fn email_row((user, primary, verified): (&TestUser, bool, bool)) -> EmailRow {
    (user.email.clone(), primary, verified)
}

fn email_rows(credentials: &AccountCredentials) -> Vec<EmailRow> {
    credentials.emails.iter().map(|one| (one.email.clone(), one.primary, one.verified)).collect()
}
