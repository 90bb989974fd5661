//! A configuration to start from: everything that can be said, commented out, as it holds without it.

use std::fmt::Write;

use super::super::keymap::{MODES, rows};
use super::OPTIONS;

const HEAD: &str = "\
# The configuration of ascribe. Everything here is as it holds without this file: take the `# ` away before a line, and
# change what stands behind the `=`.
";

const KEYS: &str = "
# Keys, by mode. A key is written like j, J, ctrl-n, alt-left, esc, space or f1; keys that are pressed one after the other
# have blanks between: \"g g\". What is given here replaces all keys of that action in that mode, and hides what the key
# meant before; [] leaves an action without a key.
";

/// The text of the file.
pub fn template() -> String {
    let mut text = HEAD.to_owned();
    for option in OPTIONS {
        // Writing to a string can't fail.
        let _ = write!(text, "\n# {}\n# {} = {}\n", option.help, option.name, option.default);
    }
    text.push_str(KEYS);
    let rows = rows();
    for (mode, name) in MODES {
        let _ = write!(text, "\n[keys.{name}]\n");
        for row in rows.iter().filter(|row| row.modes.contains(mode)) {
            let keys: Vec<String> = row.keys.iter().map(|key| quoted(key)).collect();
            let keys = if let [key] = keys.as_slice() { key.clone() } else { format!("[{}]", keys.join(", ")) };
            let _ = write!(text, "# {}\n# {} = {keys}\n", row.help, row.action.name());
        }
    }
    text
}

/// A key as a TOML text.
fn quoted(key: &str) -> String {
    if key.contains(['"', '\\']) { format!("'{key}'") } else { format!("\"{key}\"") }
}
