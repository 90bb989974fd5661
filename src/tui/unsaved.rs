//! What is said of changes that are not in the annotation file: above all where a copy of them is.

use std::path::Path;

use crate::store::Unsaved;

/// `1 change` or `12 changes`.
pub(super) fn changes(count: u64) -> String {
    match count {
        // What could not be saved then is saved again before anything is changed now.
        0 => "changes of an earlier session".to_owned(),
        1 => "1 change".to_owned(),
        _ => format!("{count} changes"),
    }
}

/// The one line that stays on the screen: what matters most, and the reason, which may be cut off.
pub(super) fn in_short(count: u64, unsaved: &Unsaved) -> (String, String) {
    let kept = match unsaved.copy.as_deref().and_then(Path::file_name) {
        Some(name) => format!("copy in {}", name.to_string_lossy()),
        None => "only in memory".to_owned(),
    };
    (format!("{}{kept}", not_saved(count)), format!("; {}", unsaved.why))
}

/// The same where there is no room for the name of the copy: the key says the whole of it.
pub(super) fn in_shorter(count: u64, key: &str) -> String {
    format!("{}{key} says where the copy is", not_saved(count))
}

fn not_saved(count: u64) -> String {
    format!("NOT SAVED: {}; ", changes(count))
}

/// The whole of it, for a message or for whoever has left the screen.
pub(super) fn in_full(count: u64, unsaved: &Unsaved) -> String {
    let (changes, why) = (changes(count), &unsaved.why);
    match &unsaved.copy {
        Some(copy) => format!("{changes}; a copy of everything is in {}; {why}", copy.display()),
        None => format!("{changes}, and there is no copy; {why}"),
    }
}
