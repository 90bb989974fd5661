//! What a newer program has written and this one keeps without knowing it.

/// Fields that a newer program wrote and this one doesn't know, as the text of their object, so that a save keeps them.
///
/// Empty where there are none. The model never looks inside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extra(pub String);
