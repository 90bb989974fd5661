//! Keys that the configuration gives to actions, put into the table.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::super::action::Action;
use super::super::key::{Key, Keys};
use super::super::keymap::{MODES, Mode, Row};
use super::Reader;

/// A key that the configuration has given a meaning, and on which line.
struct Given {
    mode: Mode,
    keys: Keys,
    line: usize,
}

/// The rows with what the tables of keys say.
pub(super) fn rebound(mut rows: Vec<Row>, modes: &DeTable, reader: &mut Reader) -> Vec<Row> {
    let mut given = Vec::new();
    let mut tables: Vec<_> = modes.iter().collect();
    tables.sort_by_key(|(name, _)| name.span().start);
    for (name, table) in tables {
        let Some((mode, _)) = MODES.iter().find(|(_, known)| known == name.get_ref()) else {
            reader.unknown(name, "mode", name.get_ref(), MODES.iter().map(|(_, name)| *name));
            continue;
        };
        let DeValue::Table(entries) = table.get_ref() else {
            reader.wrong(table, format!("the keys of a mode are a table: [keys.{}]", mode.name()));
            continue;
        };
        let mut entries: Vec<_> = entries.iter().collect();
        entries.sort_by_key(|(name, _)| name.span().start);
        let mut changed = rows.clone();
        for (action, keys) in entries {
            changed = entry(changed, *mode, (action.span(), action.get_ref()), keys, &mut given, reader);
        }
        let leads_out = |row: &Row| row.modes.contains(mode) && !row.keys.is_empty() && leads_out(*mode, row.action);
        if changed.iter().any(leads_out) {
            rows = changed;
        } else {
            reader.wrong(name, format!("mode {} would have no way out: its keys stay as they are", mode.name()));
        }
    }
    rows
}

/// Whether an action is a way out of a mode: from where all others lead back to, that is leaving.
fn leads_out(mode: Mode, action: Action) -> bool {
    match mode {
        Mode::Read | Mode::Pane | Mode::List => action == Action::Quit,
        _ => matches!(action, Action::Back | Action::Finish | Action::Quit),
    }
}

/// The rows with one entry of a table: `undo = ["u", "ctrl-z"]`.
fn entry(
    rows: Vec<Row>,
    mode: Mode,
    (span, name): (Range<usize>, &str),
    value: &Spanned<DeValue>,
    given: &mut Vec<Given>,
    reader: &mut Reader,
) -> Vec<Row> {
    let at = Spanned::new(span, ());
    let in_mode = || rows.iter().filter(|row| row.modes.contains(&mode));
    let Some(row) = in_mode().find(|row| row.action.name() == name) else {
        let what = format!("action in mode {} that is called", mode.name());
        reader.unknown(&at, &what, name, in_mode().map(|row| row.action.name()));
        return rows;
    };
    let action = row.action;
    let Some(texts) = texts(value) else {
        reader.wrong(value, "keys are a text in quotation marks, or a list of such".to_owned());
        return rows;
    };
    let wanted = texts.len();
    let mut keys = Vec::new();
    for text in texts {
        keys.extend(one(&text, mode, given, reader));
    }
    // Where none of them can be had, the default ones are better than none.
    if keys.is_empty() && wanted > 0 { rows } else { with(rows, mode, action, &keys) }
}

/// The texts of a value that is one or a list of them.
fn texts<'a>(value: &'a Spanned<DeValue<'a>>) -> Option<Vec<Spanned<&'a str>>> {
    let text = |value: &'a Spanned<DeValue<'a>>| match value.get_ref() {
        DeValue::String(text) => Some(Spanned::new(value.span(), text.as_ref())),
        _ => None,
    };
    match value.get_ref() {
        DeValue::Array(values) => values.iter().map(text).collect(),
        _ => text(value).map(|text| vec![text]),
    }
}

/// The keys of a text, unless something keeps them from having a meaning.
fn one(text: &Spanned<&str>, mode: Mode, given: &mut Vec<Given>, reader: &mut Reader) -> Option<Keys> {
    let line = reader.line(text.span().start);
    match text.get_ref().parse::<Keys>().map_err(|error| error.to_string()).and_then(|keys| free(keys, mode, given)) {
        Ok(keys) => {
            given.push(Given { mode, keys: keys.clone(), line });
            Some(keys)
        }
        Err(why) => {
            reader.wrong(text, why);
            None
        }
    }
}

/// The keys, unless they can't have a meaning in a mode.
fn free(keys: Keys, mode: Mode, given: &[Given]) -> Result<Keys, String> {
    let (name, first) = (mode.name(), keys.each().next());
    if mode.writes() && first.is_some_and(Key::writes_itself) {
        return Err(format!("in mode {name} `{keys}` writes itself"));
    }
    if mode.counts() && first.and_then(Key::digit).is_some_and(|digit| digit > 0) {
        return Err(format!("in mode {name} `{keys}` begins a count"));
    }
    if let Some((key, sent)) = keys.each().find_map(|key| Some((key, key.is_sent_as()?))) {
        return Err(format!("terminals send `{key}` as `{sent}`"));
    }
    if keys.each().count() > 1 && keys.each().any(Key::is_escape) {
        return Err(format!("`{keys}`: esc gives a sequence up and can't be in one"));
    }
    for before in given.iter().filter(|before| before.mode == mode) {
        let (other, line) = (&before.keys, before.line);
        if *other == keys {
            return Err(format!("`{keys}` has a meaning in mode {name} already, on line {line}"));
        }
        if begins(other, &keys) {
            return Err(format!("`{keys}` and `{other}` of line {line} can't both have a meaning in mode {name}"));
        }
    }
    Ok(keys)
}

/// Whether one of the two is the beginning of the other.
fn begins(one: &Keys, other: &Keys) -> bool {
    one.after(other).is_some() || other.after(one).is_some()
}

/// The rows with an action's keys in a mode replaced, and taken from all others.
fn with(rows: Vec<Row>, mode: Mode, action: Action, keys: &[Keys]) -> Vec<Row> {
    let mut changed = Vec::with_capacity(rows.len().saturating_add(1));
    for mut row in rows {
        let hides = |text: &String| {
            text.parse::<Keys>().is_ok_and(|old| keys.iter().any(|new| *new == old || begins(new, &old)))
        };
        let is_it = row.action == action;
        if row.modes.contains(&mode) && (is_it || row.keys.iter().any(hides)) {
            let mut alone = Row { modes: vec![mode], ..row.clone() };
            if is_it {
                alone.keys = keys.iter().map(ToString::to_string).collect();
            } else {
                alone.keys.retain(|text| !hides(text));
            }
            row.modes.retain(|other| *other != mode);
            changed.push(alone);
        }
        if !row.modes.is_empty() {
            changed.push(row);
        }
    }
    changed
}
