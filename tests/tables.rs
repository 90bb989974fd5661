//! Lints of the tables that keys, help, files and command line are all printed from.

use std::collections::HashMap;
use std::fmt::Debug;

use ascribe::model::check::{RANKS, REPLIES, STANCES, STATUSES};
use ascribe::model::event::EVENTS;
use ascribe::model::finding::FINDINGS;
use ascribe::model::label::LABELS;
use ascribe::model::reading::detail::DETAILS;
use ascribe::model::relation::KINDS;
use ascribe::model::{
    CHECK_TEXTS, CheckField, DetailKind, EventKind, FindingKind, Kind, Label, Rank, Reply, Stance, Status,
};
use ascribe::tui::Action;
use ascribe::tui::field::Field;
use ascribe::tui::help::GROUPS;
use ascribe::tui::key::Keys;
use ascribe::tui::keymap::{Found, Keymap, MODES, Mode, rows};
use ascribe::tui::theme::{THEMES, Theme};

/// The longest help that still fits its line of the help screen, in characters.
const LONGEST_HELP: usize = 110;
/// The longest word of the hint line, in characters.
const LONGEST_HINT: usize = 16;

/// Fails where two of the things are the same.
#[track_caller]
fn assert_all_differ<T: Debug + PartialEq>(things: impl IntoIterator<Item = T>) {
    let mut seen: Vec<T> = Vec::new();
    for thing in things {
        assert!(!seen.contains(&thing), "{thing:?} is there twice");
        seen.push(thing);
    }
    assert!(!seen.is_empty(), "the table is empty");
}

/// Fails where a name can't be written on the command line and in files.
#[track_caller]
fn assert_plain_name(name: &str) {
    let plain = name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'));
    assert!(plain && !name.is_empty(), "`{name}` is not made of a to z, digits and -");
}

#[test]
fn every_key_is_written_as_it_is_read() {
    for row in rows() {
        assert!(!row.keys.is_empty(), "{}: no key", row.help);
        for key in &row.keys {
            let parsed: Keys = key.parse().unwrap_or_else(|error| panic!("{}: {error}", row.help));
            assert_eq!(parsed.to_string(), *key, "{}", row.help);
        }
    }
}

#[test]
fn no_key_means_two_things_in_one_mode() {
    let mut meant: HashMap<(Mode, String), String> = HashMap::new();
    for row in rows() {
        for key in &row.keys {
            for mode in &row.modes {
                let before = meant.insert((*mode, key.clone()), row.help.clone());
                assert_eq!(before, None, "{key} in mode {} is also: {}", mode.name(), row.help);
            }
        }
    }
}

#[test]
fn every_key_of_the_table_does_what_its_row_says() {
    let keymap = Keymap::default();
    for row in keymap.rows() {
        for (key, mode) in row.keys.iter().flat_map(|key| row.modes.iter().map(move |mode| (key, *mode))) {
            assert_eq!(
                keymap.find(mode, &key.parse().unwrap()),
                Found::Action(row.action),
                "{key} in mode {}",
                mode.name()
            );
        }
    }
}

#[test]
fn every_row_has_help_that_fits_its_line() {
    for row in rows() {
        let length = row.help.chars().count();
        assert!((1..=LONGEST_HELP).contains(&length), "{:?}: the help `{}` has {length}", row.keys, row.help);
        assert!(!row.help.ends_with('.'), "{:?}: the help ends with a full stop", row.keys);
        assert_eq!(row.help.trim(), row.help, "{:?}", row.keys);
        assert!(row.hint.chars().count() <= LONGEST_HINT, "{:?}: the hint `{}` is long", row.keys, row.hint);
    }
}

#[test]
fn every_group_of_the_help_has_rows_and_every_row_a_group() {
    assert_all_differ(GROUPS.iter().map(|(group, _)| group));
    assert_all_differ(GROUPS.iter().map(|(_, title)| title));
    let rows = rows();
    for row in &rows {
        assert!(GROUPS.iter().any(|(group, _)| *group == row.group), "no group `{}`: {}", row.group, row.help);
    }
    for (group, title) in GROUPS {
        assert!(!title.is_empty(), "{group} has no title");
        assert!(rows.iter().any(|row| row.group == *group), "{group} has no row");
    }
}

#[test]
fn every_mode_has_its_own_row_and_keys_and_a_way_out() {
    assert_all_differ(MODES.iter().map(|(_, name)| name));
    let rows = rows();
    for (nth, (mode, name)) in MODES.iter().enumerate() {
        // `Mode::name` finds the row by the number of the variant.
        assert_eq!((*mode as usize, mode.name()), (nth, *name));
        assert_plain_name(name);
        assert!(rows.iter().any(|row| row.modes.contains(mode)), "mode {name} has no keys");
        let way_out = |action| matches!(action, Action::Back | Action::Finish | Action::Quit);
        assert!(rows.iter().any(|row| row.modes.contains(mode) && way_out(row.action)), "no way out of mode {name}");
    }
}

#[test]
fn escape_never_quits() {
    let keymap = Keymap::default();
    for (mode, name) in MODES {
        let action = keymap.action(*mode, "esc".parse().unwrap());
        assert!(!matches!(action, Some(Action::Quit)), "esc quits in mode {name}");
    }
}

#[test]
fn every_mode_that_takes_no_text_has_hints() {
    for (mode, name) in MODES {
        let hints = rows().iter().filter(|row| row.modes.contains(mode) && !row.hint.is_empty()).count();
        assert!(hints >= 1, "mode {name} has no hint");
    }
    let reading: Vec<String> =
        rows().into_iter().filter(|row| row.modes.contains(&Mode::Read)).map(|row| row.hint).collect();
    for label in LABELS {
        assert!(
            reading.iter().any(|hint| hint == label.name),
            "the hint line doesn't say how to mark a {}",
            label.name
        );
    }
    for hint in ["help", "quit", "undo"] {
        assert!(reading.iter().any(|it| it == hint), "the hint line of the article doesn't say {hint}");
    }
}

#[test]
fn every_label_has_its_own_name_key_letter_and_colour() {
    assert_all_differ(LABELS.iter().map(|row| row.name));
    assert_all_differ(LABELS.iter().map(|row| row.key));
    assert_all_differ(LABELS.iter().map(|row| row.mark));
    assert_all_differ(LABELS.iter().map(|row| row.colour));
    for (nth, row) in LABELS.iter().enumerate() {
        assert_eq!(row.label as usize, nth, "{} stands in another row than its variant", row.name);
        assert_eq!(Label::named(row.name), Some(row.label));
        assert_plain_name(row.name);
        assert!(row.key.is_ascii_lowercase(), "{}: the key {} is no small letter", row.name, row.key);
        assert_eq!(row.mark, row.key.to_ascii_uppercase(), "{}: letter and key are two to learn", row.name);
        assert!(!row.help.is_empty(), "{} has no help", row.name);
    }
    assert_eq!(Label::named("gossip"), None);
}

#[test]
fn every_theme_has_a_look_for_every_label() {
    assert_all_differ(THEMES.iter().map(|theme| theme.name));
    for theme in THEMES {
        assert_plain_name(theme.name);
        assert_eq!(Theme::named(theme.name).map(|it| it.name), Some(theme.name));
        assert_all_differ(LABELS.iter().map(|row| theme.label(row.label)));
    }
}

#[test]
fn every_kind_of_relation_follows_from_its_labels() {
    assert_all_differ(KINDS.iter().map(|row| row.name));
    for (nth, row) in KINDS.iter().enumerate() {
        assert_eq!((row.kind as usize, Kind::named(row.name)), (nth, Some(row.kind)));
        assert_plain_name(row.name);
        for from in row.from {
            assert_eq!(Kind::between(*from, row.to), Some(row.kind), "{} to {}", from.name(), row.to.name());
            assert_eq!(Kind::between(row.to, *from), None, "the labels don't say which way {} leads", row.name);
        }
    }
    assert_all_differ(KINDS.iter().flat_map(|row| row.from.iter().map(|from| (*from, row.to))));
}

#[test]
fn what_a_check_can_say_is_named_once_and_found_by_its_name() {
    macro_rules! lint {
        ($table:expr, $type:ty) => {
            assert_all_differ($table.iter().map(|row| row.1));
            for (nth, (value, name, help)) in $table.iter().enumerate() {
                assert_eq!((*value as usize, value.name()), (nth, *name));
                assert_eq!(<$type>::named(name), Some(*value));
                assert_plain_name(name);
                assert!(!help.is_empty(), "{name} has no help");
            }
        };
    }
    assert_eq!(Status::default(), STATUSES[0].0, "the first one is what there is before anybody chose");
    lint!(STATUSES, Status);
    lint!(STANCES, Stance);
    lint!(RANKS, Rank);
    lint!(REPLIES, Reply);
    lint!(DETAILS, DetailKind);
    lint!(FINDINGS, FindingKind);
    lint!(EVENTS, EventKind);
    assert_all_differ(CheckField::all().map(CheckField::name));
    for field in CheckField::all() {
        assert_plain_name(field.name());
        assert!(!field.help().is_empty(), "{} has no help", field.name());
        assert_eq!(CheckField::named(field.name()), Some(field));
    }
}

#[test]
fn every_text_of_a_check_that_is_typed_has_a_key_on_the_card() {
    for row in CHECK_TEXTS {
        let write = Action::Write(Field::Check(row.text));
        let has_key = rows().iter().any(|it| it.action == write && it.modes.contains(&Mode::Check));
        assert_eq!(has_key, row.is_typed(), "{}", row.name);
    }
}

#[test]
fn the_help_of_a_finding_goes_on_after_its_name() {
    for (_, name, help) in FINDINGS {
        let starts_small = help.starts_with(|c: char| c.is_ascii_lowercase());
        assert!(starts_small && !help.ends_with('.') && help.chars().count() <= LONGEST_HELP, "{name}: {help}");
        assert!(!help.contains(name), "{name} is explained by itself");
    }
}

#[test]
fn every_status_of_a_check_has_a_key() {
    let rows = rows();
    for (status, name, _) in STATUSES {
        assert!(rows.iter().any(|row| row.action == Action::SetStatus(*status)), "no key says {name}");
    }
}

#[test]
fn no_sequence_begins_with_what_means_something_by_itself() {
    let rows = rows();
    for row in &rows {
        for keys in row.keys.iter().map(|keys| keys.parse::<Keys>().unwrap()) {
            for (begin, mode) in
                keys.beginnings().flat_map(|begin| row.modes.iter().map(move |mode| (begin.clone(), mode)))
            {
                let found = Keymap::default().find(*mode, &begin);
                assert_eq!(found, Found::Begins, "{begin} of {keys} in mode {}", mode.name());
            }
            let length = keys.each().count();
            assert!(length == 1 || keys.each().all(|key| key.to_string() != "esc"), "{keys}: esc gives a sequence up");
        }
    }
}

#[test]
fn every_action_has_one_name_and_no_two_share_one() {
    let mut named: HashMap<String, Action> = HashMap::new();
    for row in rows() {
        let name = row.action.name();
        assert_plain_name(&name);
        let other = named.insert(name.clone(), row.action);
        assert!(other.is_none_or(|other| other == row.action), "{name} names {other:?} and {:?}", row.action);
    }
}

#[test]
fn an_action_has_one_row_in_a_mode() {
    let mut seen: HashMap<(Mode, String), String> = HashMap::new();
    for row in rows() {
        for mode in &row.modes {
            let before = seen.insert((*mode, row.action.name()), row.help.clone());
            assert_eq!(before, None, "{} in mode {}: {}", row.action.name(), mode.name(), row.help);
        }
    }
}
