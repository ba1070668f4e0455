//! Names that members choose.

use crate::model::text::Text;

/// The name that the app greets a member with.
pub type DisplayName = Text<100>;

/// The name of a passkey in the member's list.
pub type PasskeyName = Text<100>;
