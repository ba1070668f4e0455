//! How far somebody is with a book, in the language of the page at hand.

use super::model::Status;
use crate::i18n::t;

impl Status {
    /// As people read it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Wishlist => t!(wishlist.status.wishlist),
            Self::Reading => t!(wishlist.status.reading),
            Self::Finished => t!(wishlist.status.finished),
        }
    }
}
