//! Rate limits of requested mail, per address and per client.

use std::time::Duration;

use identity::{Device, Error};
use uuid::Uuid;

use crate::support::{TestIdentity, TestUser};

#[tokio::test]
async fn an_address_gets_five_codes_per_hour_with_or_without_an_account() {
    let test = TestIdentity::open().await;
    let (known, unknown) = (TestUser::new(), TestUser::new());
    test.sign_up_with_code(&known).await;
    test.age_rate_limit(&known.email, 60 * 60).await;
    for user in [&known, &unknown] {
        for _ in 0..5 {
            request_code_from(&test, &user.email, None).await.unwrap();
        }
        let before = test.emails_to(user).await.len();
        for email in [user.email.clone(), user.email.to_uppercase()] {
            assert_rate_limited_for_an_hour(request_code_from(&test, &email, None).await);
        }
        assert_eq!(test.emails_to(user).await.len(), before, "nothing is sent");
        test.age_rate_limit(&user.email, 60 * 60).await;
        request_code_from(&test, &user.email, None).await.unwrap();
    }
}

#[tokio::test]
async fn five_of_many_concurrent_requests_for_one_address_succeed() {
    let (test, other_server, ada) =
        (TestIdentity::open().await, TestIdentity::open().await, TestUser::new());
    let requests: Vec<_> = (0..12)
        .map(|n| {
            let server = if n % 2 == 0 { &test } else { &other_server };
            let (identity, browser, email) =
                (server.identity.clone(), server.browser(), ada.email.clone());
            tokio::spawn(async move {
                identity.codes().send_for_sign_in(&browser, &email, &Device::default()).await
            })
        })
        .collect();
    let mut succeeded = 0;
    for request in requests {
        succeeded += usize::from(request.await.unwrap().is_ok());
    }
    assert_eq!((succeeded, test.emails_to(&ada).await.len()), (5, 5));
}

#[tokio::test]
async fn a_client_gets_a_hundred_codes_per_hour_over_all_addresses() {
    let test = TestIdentity::open().await;
    let network = Uuid::new_v4().as_u128();
    let address = |host: u32| {
        let (a, b, c) = ((network >> 32) & 0xffff, (network >> 16) & 0xffff, network & 0xffff);
        format!("fd00:{a:x}:{b:x}:{c:x}::{host:x}")
    };
    for host in 1..=100 {
        request_code_from(&test, &TestUser::new().email, Some(address(host))).await.unwrap();
    }
    let ada = TestUser::new();
    assert_rate_limited_for_an_hour(request_code_from(&test, &ada.email, Some(address(101))).await);
    assert!(test.emails_to(&ada).await.is_empty());
    for _ in 0..5 {
        request_code_from(&test, &ada.email, None)
            .await
            .expect("a request above the client's limit doesn't count for the address");
    }
}

async fn request_code_from(
    test: &TestIdentity,
    email: &str,
    address: Option<String>,
) -> Result<(), Error> {
    test.identity
        .codes()
        .send_for_sign_in(
            &test.browser(),
            email,
            &Device { ip_address: address, ..Device::default() },
        )
        .await
}

fn assert_rate_limited_for_an_hour(result: Result<(), Error>) {
    let Err(Error::RateLimited { retry_after }) = result else { panic!("{result:?}") };
    assert!(
        (Duration::from_mins(59)..=Duration::from_hours(1)).contains(&retry_after),
        "{retry_after:?}"
    );
}
