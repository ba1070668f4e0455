//! The authenticator's storage: one passkey.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use passkey::{
    authenticator::{CredentialStore, DiscoverabilitySupport, StoreInfo},
    types::{
        Passkey,
        ctap2::{
            StatusCode,
            make_credential::{
                Options, PublicKeyCredentialRpEntity, PublicKeyCredentialUserEntity,
            },
        },
        webauthn::PublicKeyCredentialDescriptor,
    },
};

#[derive(Clone, Default)]
pub struct SinglePasskey(Arc<Mutex<Option<Passkey>>>);

impl SinglePasskey {
    pub fn get(&self) -> Option<Passkey> {
        self.0.lock().unwrap().clone()
    }

    pub fn update(&self, change: impl FnOnce(&mut Passkey)) {
        if let Some(passkey) = self.0.lock().unwrap().as_mut() {
            change(passkey);
        }
    }
}

#[async_trait]
impl CredentialStore for SinglePasskey {
    type PasskeyItem = Passkey;

    async fn find_credentials(
        &self,
        _: Option<&[PublicKeyCredentialDescriptor]>,
        _: &str,
        _: Option<&[u8]>,
    ) -> Result<Vec<Passkey>, StatusCode> {
        Ok(self.get().into_iter().collect())
    }

    async fn save_credential(
        &mut self,
        passkey: Passkey,
        _: PublicKeyCredentialUserEntity,
        _: PublicKeyCredentialRpEntity,
        _: Options,
    ) -> Result<(), StatusCode> {
        *self.0.lock().unwrap() = Some(passkey);
        Ok(())
    }

    async fn update_credential(&mut self, passkey: &Passkey) -> Result<(), StatusCode> {
        *self.0.lock().unwrap() = Some(passkey.clone());
        Ok(())
    }

    async fn get_info(&self) -> StoreInfo {
        StoreInfo { discoverability: DiscoverabilitySupport::Full }
    }
}
