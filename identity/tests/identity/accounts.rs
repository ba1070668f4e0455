//! The account as a whole: deleted without a trace, exported without a secret, shut out and let in, found by its operator.

use identity::{Device, Error, accounts::Account};
use serde_json::Value;
use time::OffsetDateTime;
use tower_sessions::Session;
use uuid::Uuid;

use crate::support::{Installation, Person, Traces};

#[tokio::test]
async fn nothing_of_a_deleted_account_remains_but_that_one_went() {
    let (here, ada, work) = (Installation::new().await, Person::new(), Person::new());
    let browser = here.furnished(&ada, &work).await;
    let member = here.member(&browser).await;
    let sessions = here.access(&browser).await.sessions;
    let mut traces = vec![member.user_id.to_string(), ada.email.clone(), work.email.clone()];
    traces.extend(sessions.iter().map(|one| one.id.to_string()));
    traces.push(here.passkey_id(&ada).await.to_string());
    for trace in &traces {
        assert_ne!(tables_with(&here, trace).await, [""; 0], "{trace}: this is how it is found");
    }
    here.identity.delete_account(&browser, &member).await.unwrap();

    for trace in &traces {
        let expected: &[&str] = if *trace == ada.email { &["identity.outbox"] } else { &[] };
        assert_eq!(tables_with(&here, trace).await, expected, "{trace}");
    }
    assert!(here.letters(&ada).await[..] == [identity::Letter::AccountDeleted], "all else that was under way is gone");
    let at: OffsetDateTime = sqlx::query_scalar("select created_at from identity.outbox where recipient = $1")
        .bind(&ada.email)
        .fetch_one(&here.db)
        .await
        .unwrap();
    // One transaction has one time.
    let noted: Vec<(Option<Uuid>, String)> = sqlx::query_as("select user_id, kind from identity.events where at = $1")
        .bind(at)
        .fetch_all(&here.db)
        .await
        .unwrap();
    assert_eq!(noted, [(None, "account_deleted".to_owned())]);
}

#[tokio::test]
async fn what_others_have_is_untouched_by_it() {
    let (here, ada, bob) = (Installation::new().await, Person::new(), Person::new());
    let neighbour = here.furnished(&bob, &Person::new()).await;
    let before = here.all_of(here.member(&neighbour).await.user_id).await;
    let browser = here.furnished(&ada, &Person::new()).await;
    here.identity.delete_account(&browser, &here.member(&browser).await).await.unwrap();
    assert_eq!(here.all_of(here.member(&neighbour).await.user_id).await, before);
}

#[tokio::test]
async fn nobody_comes_in_with_what_a_deleted_account_left() {
    let (here, ada) = (Installation::new().await, Person::new());
    let (browser, phone) = (here.sign_up(&ada).await, here.sign_in(&ada).await);
    let (cookie, member) = (browser.id(), here.member(&browser).await);
    let codes = here.identity.make_recovery_codes(&member).await.unwrap();
    let link = here.identity.recovery_link(member.user_id).await.unwrap();
    let token = here.identity.tokens().of(&member).unwrap();
    here.identity.delete_account(&browser, &member).await.unwrap();

    assert_eq!(browser.id(), None);
    assert!(here.who(cookie).await.is_none() && here.who(phone.id()).await.is_none());
    assert!(here.identity.validate(&token).await.unwrap().is_none());
    assert_ne!(here.identity.tokens().of(&member).unwrap(), token, "it was cached");
    let (guest, device) = (here.browser(), Device::default());
    assert_eq!(here.try_sign_in(&guest, &ada).await, Err(Error::Unknown));
    assert_eq!(here.identity.use_recovery_code(&guest, &codes[0], &device).await, Err(Error::Refused));
    assert_eq!(here.identity.use_recovery_link(&guest, &link, &device).await, Err(Error::Refused));
    assert!(here.who(guest.id()).await.is_none());
}

#[tokio::test]
async fn a_code_that_was_under_way_to_a_deleted_account_is_over_and_the_address_is_free() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up_by_code(&ada).await;
    let (guest, code) = here.asked(&ada).await;
    let (other, shouted) = (here.browser(), ada.email.to_uppercase());
    here.identity.send_sign_in_code(&other, &shouted, &Device::default()).await.unwrap();
    let user_id = here.member(&browser).await.user_id;
    here.identity.delete_account(&browser, &here.member(&browser).await).await.unwrap();
    assert!(here.kept_code(&guest).await.is_none() && here.kept_code(&other).await.is_none());
    assert_eq!(here.identity.use_code(&guest, &code, &Device::default()).await, Err(Error::Expired));

    let browser = here.sign_up_by_code(&ada).await;
    assert_ne!(here.member(&browser).await.user_id, user_id);
}

#[tokio::test]
async fn codes_to_an_address_that_an_account_never_proved_stay_somebody_else_s() {
    let (here, ada, eve) = (Installation::new().await, Person::new(), Person::new());
    let guest = here.browser();
    here.identity.send_sign_up_code(&guest, &ada.email, &Device::default()).await.unwrap();
    let code = here.code_for(&ada).await;
    let browser = here.sign_up_by_code(&eve).await;
    here.add_email(&browser, &ada).await.unwrap();
    here.identity.delete_account(&browser, &here.member(&browser).await).await.unwrap();
    assert_eq!(here.identity.use_code(&guest, &code, &Device::default()).await.unwrap().email, ada.email);
}

#[tokio::test]
async fn the_operator_removes_an_account_once() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up(&ada).await;
    let user_id = here.member(&browser).await.user_id;
    here.identity.remove(user_id).await.unwrap();
    assert!(here.who(browser.id()).await.is_none());
    assert_eq!(here.traces(&ada).await, Traces::NONE);
    for id in [user_id, Uuid::new_v4()] {
        assert_eq!(here.identity.remove(id).await, Err(Error::NotFound));
    }
}

#[tokio::test]
async fn the_export_holds_everything_and_no_secret() {
    let (here, ada, work) = (Installation::new().await, Person::new(), Person::new());
    let browser = here.furnished(&ada, &work).await;
    let member = here.member(&browser).await;
    let export = here.identity.export(&member).await.unwrap();

    assert_eq!(export["profile"]["id"], member.user_id.to_string());
    assert_eq!(
        (&export["profile"]["email"], &export["profile"]["display_name"]),
        (&ada.email.clone().into(), &"Ada".into())
    );
    let all = |what: &str, which: &str| -> Vec<Value> {
        export[what].as_array().unwrap().iter().map(|one| one[which].clone()).collect()
    };
    let access = here.access(&browser).await;
    assert_eq!(all("emails", "email"), [ada.email.as_str(), &work.email]);
    assert_eq!(all("emails", "primary"), [true, false]);
    assert!(all("emails", "verified_at").iter().all(Value::is_string));
    assert_eq!(all("passkeys", "id"), [access.passkeys[0].id.to_string()]);
    assert_eq!(all("passkeys", "name"), [access.passkeys[0].name.as_str()]);
    assert_eq!(all("sessions", "id"), access.sessions.iter().map(|one| one.id.to_string()).collect::<Vec<_>>());
    assert_eq!(all("recovery_codes", "used_at"), [const { Value::Null }; 10]);
    assert_eq!(all("events", "kind"), here.events(member.user_id).await);

    let text = export.to_string();
    for secret in secrets(&here, member.user_id).await {
        assert!(!text.contains(&secret), "{secret}");
    }
}

#[tokio::test]
async fn the_export_is_of_one_person_alone() {
    let (here, ada, bob) = (Installation::new().await, Person::new(), Person::new());
    let neighbour = here.furnished(&bob, &Person::new()).await;
    let browser = here.sign_up(&ada).await;
    let export = here.identity.export(&here.member(&browser).await).await.unwrap();
    let counted = |what: &str| export[what].as_array().unwrap().len();
    let counts = ["emails", "passkeys", "sessions", "recovery_codes", "events"].map(counted);
    assert_eq!(counts, [1, 1, 1, 0, 1]);
    let strange = here.member(&neighbour).await;
    assert!(!export.to_string().contains(&strange.user_id.to_string()) && !export.to_string().contains(&bob.email));
}

#[tokio::test]
async fn a_disabled_account_lets_nobody_in_until_it_is_enabled() {
    let (here, ada, bob) = (Installation::new().await, Person::new(), Person::new());
    let (browser, neighbour) = (here.furnished(&ada, &Person::new()).await, here.sign_up(&bob).await);
    let member = here.member(&browser).await;
    let token = here.identity.tokens().of(&member).unwrap();
    let (guest, code) = here.asked(&ada).await;
    for _ in 0..2 {
        here.identity.disable(member.user_id).await.unwrap();
    }
    assert!(here.who(browser.id()).await.is_none());
    assert_eq!(here.traces(&ada).await.sessions, 0, "its sessions are over for good");
    assert!(here.identity.validate(&token).await.unwrap().is_none());
    assert_ne!(here.identity.tokens().of(&member).unwrap(), token, "it was cached");
    assert_eq!(here.try_sign_in(&here.browser(), &ada).await, Err(Error::Disabled));
    assert_eq!(here.identity.use_code(&guest, &code, &Device::default()).await, Err(Error::Disabled));
    assert!(here.who(guest.id()).await.is_none());
    assert!(here.who(neighbour.id()).await.is_some());

    here.identity.enable(member.user_id).await.unwrap();
    assert!(here.who(browser.id()).await.is_none());
    here.sign_in(&ada).await;
    here.identity.use_code(&guest, &code, &Device::default()).await.unwrap();
    let events = here.events(member.user_id).await;
    let told: Vec<_> = events.iter().filter(|event| event.starts_with("account_")).collect();
    assert_eq!(told, ["account_disabled", "account_disabled", "account_enabled"]);
}

#[tokio::test]
async fn only_what_is_there_is_disabled_and_only_what_is_disabled_is_enabled() {
    let (here, ada) = (Installation::new().await, Person::new());
    let user_id = here.member(&here.sign_up(&ada).await).await.user_id;
    assert_eq!(here.identity.disable(Uuid::new_v4()).await, Err(Error::NotFound));
    assert_eq!(here.identity.enable(user_id).await, Err(Error::NotFound));
    assert_eq!(here.identity.enable(Uuid::new_v4()).await, Err(Error::NotFound));
    assert_eq!(here.events(user_id).await, ["signed_up"]);
}

#[tokio::test]
async fn the_operator_sees_accounts_by_age() {
    let (here, ada, bob) = (Installation::new().await, Person::new(), Person::new());
    let (one, other) = (here.sign_up(&ada).await, here.sign_up_by_code(&bob).await);
    let (older, newer) = (here.member(&one).await.user_id, here.member(&other).await.user_id);
    let accounts = here.identity.accounts(0, 100_000).await.unwrap();
    let place = |id: Uuid| accounts.iter().position(|one| one.id == id).unwrap();
    assert!(place(newer) < place(older), "the newest first");
    assert!(accounts.is_sorted_by(|one, next| one.created_at >= next.created_at));
    let Account { email, email_verified, passkeys, sessions, disabled, .. } = &accounts[place(older)];
    assert_eq!((email, email_verified, passkeys, sessions, disabled), (&ada.email, &false, &1, &1, &false));

    assert_eq!(here.identity.accounts(0, 1).await.unwrap().len(), 1);
    assert!(here.identity.accounts(100_000_000, 5).await.unwrap().is_empty());
}

#[tokio::test]
async fn the_operator_finds_an_account_by_any_of_its_addresses_and_by_its_id() {
    let (here, ada, work) = (Installation::new().await, Person::new(), Person::new());
    let browser = here.furnished(&ada, &work).await;
    here.sign_in(&ada).await;
    let user_id = here.member(&browser).await.user_id;
    here.identity.disable(user_id).await.unwrap();
    here.identity.enable(user_id).await.unwrap();
    here.sign_in(&ada).await;
    for words in [ada.email.clone(), work.email.to_uppercase(), user_id.to_string()] {
        let found = here.identity.find_accounts(&words).await.unwrap();
        let [Account { id, email, email_verified: true, passkeys: 1, sessions: 1, disabled: false, .. }] = &found[..]
        else {
            panic!("{found:?}")
        };
        assert_eq!((id, email), (&user_id, &ada.email));
    }
    here.identity.disable(user_id).await.unwrap();
    let found = here.identity.find_accounts(&ada.email).await.unwrap();
    assert_eq!((found[0].disabled, found[0].sessions), (true, 0));
    for nobody in [Person::new().email, Uuid::new_v4().to_string(), String::new(), "%".into()] {
        assert!(here.identity.find_accounts(&nobody).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn the_account_that_has_verified_an_address_is_found_before_those_that_only_say_it_is_theirs() {
    let (here, ada) = (Installation::new().await, Person::new());
    let pretender = here.member(&here.sign_up(&ada.elsewhere()).await).await.user_id;
    let owner = here.member(&here.sign_up_by_code(&ada).await).await.user_id;
    let found = here.identity.find_accounts(&ada.email).await.unwrap();
    assert_eq!(
        found.iter().map(|one| (one.id, one.email_verified)).collect::<Vec<_>>(),
        [(owner, true), (pretender, false)]
    );
}

impl Installation {
    /// Somebody who has one of everything, and something under way; where they signed in first.
    async fn furnished(&self, person: &Person, work: &Person) -> Session {
        let browser = self.sign_up_by_code(person).await;
        self.add_passkey(&browser, person).await.unwrap();
        self.add_verified(&browser, work).await;
        let member = self.member(&browser).await;
        self.identity.make_recovery_codes(&member).await.unwrap();
        self.identity.recovery_link(member.user_id).await.unwrap();
        self.identity.begin_confirmation(&browser, &member).await.unwrap();
        for guest in [person, work] {
            self.identity.send_sign_in_code(&self.browser(), &guest.email, &Device::default()).await.unwrap();
        }
        for furnish in [
            "update public.users set display_name = 'Ada' where id = $1",
            "insert into public.tasks (user_id, name) values ($1, 'Water the plants')",
            "insert into public.books (user_id, title) values ($1, 'Middlemarch')",
        ] {
            sqlx::query(furnish).bind(member.user_id).execute(&self.db).await.unwrap();
        }
        browser
    }
}

/// The tables that have this text somewhere.
async fn tables_with(here: &Installation, text: &str) -> Vec<String> {
    let tables: Vec<String> = sqlx::query_scalar(
        "select schemaname || '.' || tablename from pg_tables where schemaname in ('identity', 'public') order by 1",
    )
    .fetch_all(&here.db)
    .await
    .unwrap();
    assert!(tables.len() >= 14, "{tables:?}");
    let mut found = Vec::new();
    for table in tables {
        let sql =
            sqlx::AssertSqlSafe(format!("select exists (select from {table} t where strpos(lower(t::text), $1) > 0)"));
        if sqlx::query_scalar::<_, bool>(sql).bind(text.to_lowercase()).fetch_one(&here.db).await.unwrap() {
            found.push(table);
        }
    }
    found
}

/// Whatever would let somebody in, or be compared with what does, in each form it may be written in.
async fn secrets(here: &Installation, user_id: Uuid) -> Vec<String> {
    let secrets: Vec<String> = sqlx::query_scalar(
        "with bytes as (
             select id_hash as value from identity.sessions where user_id = $1
             union all select hash from identity.recovery_links where user_id = $1
             union all select credential_id from identity.passkeys where user_id = $1
         )
         select encode(value, 'hex') from bytes
         union all select rtrim(encode(value, 'base64'), '=') from bytes
         union all select translate(rtrim(encode(value, 'base64'), '='), '+/', '-_') from bytes
         union all select hash from identity.recovery_codes where user_id = $1
         union all select selector from identity.recovery_codes where user_id = $1
         union all select credential #>> '{cred,cred,key,EC_EC2,x}' from identity.passkeys where user_id = $1
         union all select 'EC_EC2'",
    )
    .bind(user_id)
    .fetch_all(&here.db)
    .await
    .unwrap();
    assert!(secrets.iter().all(|secret| secret.len() > 4) && secrets.len() >= 3 * 3 + 10 + 10 + 2, "{secrets:?}");
    secrets
}
