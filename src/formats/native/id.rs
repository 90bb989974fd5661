//! Reading the id of an annotation or a relation of the save file.

use std::collections::HashSet;

use crate::formats::damaged::shown;
use crate::formats::json::{Flaw, Tree, text};
use crate::model::Id;

/// An id that is none of `ids` yet, and is then.
pub(super) fn unused_id(tree: Tree<'_>, ids: &mut HashSet<Id>) -> Result<Id, Flaw> {
    let id = text(tree)?;
    let id = Id::checked(&id).ok_or_else(|| {
        let most = Id::MAX_CHARACTERS;
        Flaw::new(format!("expected 1 to {most} characters without white space, not “{}”", shown(&id)))
    })?;
    if !ids.insert(id.clone()) {
        return Err(Flaw::new(format!("the id “{}” is used twice", shown(id.as_str()))));
    }
    Ok(id)
}
