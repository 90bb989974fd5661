//! The configuration: which keys mean what, the colours, and the other options, read from TOML.

mod bindings;
mod template;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::keymap::{Keymap, rows};
use super::theme::THEMES;

pub use template::template;

/// The name of the theme that is chosen for the user.
pub const AUTO: &str = "auto";

/// One option outside of the keys.
#[derive(Clone, Copy, Debug)]
pub struct OptionRow {
    /// Its name.
    pub name: &'static str,
    /// What it is if nothing is said, as TOML.
    pub default: &'static str,
    /// What it does.
    pub help: &'static str,
}

/// All options outside of the keys.
pub const OPTIONS: &[OptionRow] = &[
    OptionRow { name: "theme", default: "\"auto\"", help: "the colours: auto, dark, light, sixteen or plain" },
    OptionRow { name: "mouse", default: "true", help: "whether the mouse is used; false leaves it to the terminal" },
    OptionRow { name: "creator", default: "\"\"", help: "who annotates; without it the name of the user" },
];

/// What is wrong in the configuration, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{what}", line.map(|line| format!("line {line}: ")).unwrap_or_default())]
pub struct Problem {
    /// Its line, counted from 1; `None` where the file is wrong as a whole.
    pub line: Option<usize>,
    /// One sentence.
    pub what: String,
}

/// What the configuration says. Where something is wrong in it, the default holds, and the problem is told.
#[derive(Debug, Default)]
pub struct Config {
    /// The name of the theme.
    pub theme: Option<String>,
    /// Whether the mouse is used.
    pub mouse: Option<bool>,
    /// Who annotates.
    pub creator: Option<String>,
    /// The keys in force.
    pub keymap: Keymap,
    /// All that is wrong, in the order of its lines.
    pub problems: Vec<Problem>,
}

impl Config {
    /// Reads the bytes of a configuration; nothing in them stops the program. Of a file that is not UTF-8 nothing holds.
    pub fn read_bytes(bytes: &[u8]) -> Self {
        let error = match str::from_utf8(bytes) {
            Ok(text) => return Self::read(text),
            Err(error) => error,
        };
        let line = bytes.iter().take(error.valid_up_to()).filter(|byte| **byte == b'\n').count().saturating_add(1);
        let what = "it is not UTF-8; save it as UTF-8".to_owned();
        Self { problems: vec![Problem { line: Some(line), what }], ..Self::default() }
    }

    /// The defaults where the file can't be read at all, with why not.
    pub fn unread(what: String) -> Self {
        Self { problems: vec![Problem { line: None, what }], ..Self::default() }
    }

    /// Reads a configuration; nothing in it stops the program.
    pub fn read(text: &str) -> Self {
        let mut reader = Reader { text, problems: Vec::new() };
        let mut config = Self::default();
        // What is no TOML is told, and the rest holds.
        let (table, errors) = DeTable::parse_recoverable(text);
        let unread: Vec<Problem> = errors
            .iter()
            .map(|error| Problem {
                line: Some(error.span().map_or(1, |span| reader.line(span.start))),
                what: error.message().to_owned(),
            })
            .collect();
        config.take(table.get_ref(), &mut reader);
        if !unread.is_empty() {
            // What was guessed around it is not worth telling, and of a line only what comes first.
            reader.problems = unread;
            reader.problems.dedup_by_key(|problem| problem.line);
        }
        reader.problems.sort_by_key(|problem| problem.line);
        config.problems = reader.problems;
        config
    }

    fn take(&mut self, table: &DeTable, reader: &mut Reader) {
        for (name, value) in table {
            match (name.get_ref().as_ref(), value.get_ref()) {
                ("theme", DeValue::String(theme)) if themes().any(|known| known == theme.as_ref()) => {
                    self.theme = Some(theme.to_string());
                }
                ("theme", DeValue::String(theme)) => reader.unknown(value, "theme", theme, themes()),
                ("mouse", DeValue::Boolean(mouse)) => self.mouse = Some(*mouse),
                ("creator", DeValue::String(creator)) => {
                    self.creator = Some(creator.trim().to_owned()).filter(|name| !name.is_empty());
                }
                ("theme" | "creator", _) => {
                    reader.wrong(value, format!("{} is a text in quotation marks", name.get_ref()));
                }
                ("mouse", _) => reader.wrong(value, "mouse is true or false".to_owned()),
                ("keys", DeValue::Table(modes)) => self.keymap = Keymap::new(bindings::rebound(rows(), modes, reader)),
                ("keys", _) => {
                    reader.wrong(value, "keys are given in tables by mode, such as [keys.article]".to_owned());
                }
                (other, _) => {
                    let known = OPTIONS.iter().map(|option| option.name).chain(["keys"]);
                    reader.unknown(name, "option", other, known);
                }
            }
        }
    }
}

/// A name that is less like what was written was not meant.
const ALIKE: f64 = 0.7;

/// The names of all themes, that of the choice among them.
fn themes() -> impl Iterator<Item = &'static str> {
    std::iter::once(AUTO).chain(THEMES.iter().map(|theme| theme.name))
}

/// What is read, and what was wrong in it so far.
struct Reader<'a> {
    text: &'a str,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    /// The line that a byte of the text is in, counted from 1.
    fn line(&self, byte: usize) -> usize {
        self.text.bytes().take(byte).filter(|byte| *byte == b'\n').count().saturating_add(1)
    }

    fn wrong<T>(&mut self, at: &Spanned<T>, what: String) {
        let line = Some(self.line(at.span().start));
        self.problems.push(Problem { line, what });
    }

    /// There is no such thing of that name; says which one comes nearest.
    fn unknown<N: AsRef<str>, T>(&mut self, at: &Spanned<T>, what: &str, name: &str, known: impl Iterator<Item = N>) {
        let likeness = |known: &N| strsim::jaro_winkler(known.as_ref(), name);
        let near = known.max_by(|one, other| likeness(one).total_cmp(&likeness(other)));
        let near = near.filter(|near| likeness(near) > ALIKE);
        let near = near.map(|near| format!("; did you mean `{}`?", near.as_ref())).unwrap_or_default();
        self.wrong(at, format!("there is no {what} `{name}`{near}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Motion, Unit};
    use crate::tui::action::Action;
    use crate::tui::keymap::Mode;

    fn problems(text: &str) -> Vec<String> {
        Config::read(text).problems.iter().map(ToString::to_string).collect()
    }

    fn key(config: &Config, mode: Mode, action: Action) -> String {
        config.keymap.key_of(mode, action).unwrap_or_default().to_owned()
    }

    const NEXT: Action = Action::Move(Motion::Next, Unit::Sentence);

    #[test]
    fn options_are_read() {
        let config = Config::read("theme = \"light\"\nmouse = false\ncreator = \" Vey \"\n");
        assert_eq!(config.problems, []);
        assert_eq!(
            (config.theme.as_deref(), config.mouse, config.creator.as_deref()),
            (Some("light"), Some(false), Some("Vey"))
        );
    }

    #[test]
    fn an_action_gets_other_keys_in_one_mode() {
        let config =
            Config::read("[keys.article]\nnext-sentence = [\"J\", \"z j\"]\nextend-next-sentence = \"ctrl-j\"\n");
        assert_eq!(config.problems, []);
        assert_eq!(key(&config, Mode::Read, NEXT), "J");
        assert_eq!(config.keymap.action(Mode::Read, "j".parse().unwrap()), None, "the default keys are replaced");
        assert_eq!(key(&config, Mode::Relate, NEXT), "j", "other modes keep theirs");
        assert_eq!(key(&config, Mode::Read, Action::Extend(Motion::Next, Unit::Sentence)), "ctrl-j");
    }

    #[test]
    fn a_key_hides_the_default_that_had_it() {
        let config = Config::read("[keys.article]\nundo = \"w\"\n");
        assert_eq!(config.problems, []);
        assert_eq!(config.keymap.action(Mode::Read, "w".parse().unwrap()), Some(Action::Undo));
        assert_eq!(key(&config, Mode::Read, Action::Move(Motion::Next, Unit::Word)), "");
        assert_eq!(key(&config, Mode::Pane, Action::Undo), "u");
        let config = Config::read("[keys.article]\nundo = \"g\"\n");
        assert_eq!(key(&config, Mode::Read, Action::Move(Motion::Start, Unit::Document)), "ctrl-home");
    }

    #[test]
    fn an_empty_list_takes_all_keys_away() {
        let config = Config::read("[keys.article]\nsuspend = []\n");
        assert_eq!(config.problems, []);
        assert_eq!(key(&config, Mode::Read, Action::Suspend), "");
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once_with_its_line_and_what_comes_nearest() {
        let text = "theme = \"drak\"\nmose = true\nmouse = \"no\"\n\n[keys.artikel]\nundo = \"z\"\n\n[keys.article]\nnext-sentense = \"z\"\nundo = [\"z\", \"ctrl-\"]\nredo = \"z\"\ndelete = 3\n";
        assert_eq!(
            problems(text),
            [
                "line 1: there is no theme `drak`; did you mean `dark`?",
                "line 2: there is no option `mose`; did you mean `mouse`?",
                "line 3: mouse is true or false",
                "line 5: there is no mode `artikel`; did you mean `article`?",
                "line 9: there is no action in mode article that is called `next-sentense`; did you mean `next-sentence`?",
                "line 10: `ctrl-` is no key; keys are written like j, ctrl-n, shift-left, esc",
                "line 11: `z` has a meaning in mode article already, on line 10",
                "line 12: keys are a text in quotation marks, or a list of such",
            ]
        );
        let config = Config::read(text);
        assert_eq!(key(&config, Mode::Read, Action::Undo), "z", "what is right holds all the same");
        assert_eq!(key(&config, Mode::Read, Action::Redo), "U");
    }

    #[test]
    fn what_is_no_toml_is_told_with_its_line() {
        let found = problems("theme = \"dark\"\n\nmouse = = true\n");
        assert!(found.len() == 1 && found[0].starts_with("line 3: "), "{found:?}");
    }

    #[test]
    fn no_mode_loses_its_way_out() {
        let why = "mode check would have no way out: its keys stay as they are";
        assert_eq!(problems("[keys.check]\nback = []\n"), [format!("line 1: {why}")]);
        assert_eq!(problems("[keys.check]\nback = \"z\"\n"), [""; 0]);
        let all = "\"esc\", \"enter\", \"ctrl-c\"";
        assert_eq!(problems(&format!("[keys.check]\nstatus-false = [{all}]\nback = \"z\"\n")), [""; 0]);
        assert_eq!(problems(&format!("[keys.check]\nback = \"z\"\nstatus-false = [{all}]\n")), [""; 0]);
        let article = problems("[keys.article]\nquit = []\n");
        assert_eq!(article, ["line 1: mode article would have no way out: its keys stay as they are"]);
        assert_eq!(
            problems("[keys.help]\nnext-row = [\"esc\", \"q\", \"?\", \"f1\", \"enter\", \"ctrl-c\"]\n"),
            ["line 1: mode help would have no way out: its keys stay as they are"]
        );
    }

    #[test]
    fn where_text_is_written_letters_stay_letters() {
        assert_eq!(problems("[keys.write]\nfinish = \"x\"\n"), ["line 2: in mode write `x` writes itself"]);
    }

    #[test]
    fn the_keys_of_one_entry_are_compared_too_and_each_has_its_own_line() {
        let text = "[keys.article]\nundo = [\n  \"z\",\n  \"z r\",\n  \"z\",\n  \"ctrl-\",\n]\n";
        assert_eq!(
            problems(text),
            [
                "line 4: `z r` and `z` of line 3 can't both have a meaning in mode article",
                "line 5: `z` has a meaning in mode article already, on line 3",
                "line 6: `ctrl-` is no key; keys are written like j, ctrl-n, shift-left, esc",
            ]
        );
    }

    #[test]
    fn esc_and_counts_stay_what_they_are() {
        let text = "[keys.article]\nundo = \"z esc\"\nredo = \"3\"\ndelete = \"0\"\n";
        assert_eq!(
            problems(text),
            [
                "line 2: `z esc`: esc gives a sequence up and can't be in one",
                "line 3: in mode article `3` begins a count",
            ]
        );
    }

    #[test]
    fn a_key_that_no_terminal_sends_is_told_with_the_one_that_is_sent() {
        let text = "[keys.article]\nundo = \"shift-z\"\nredo = \"ctrl-i\"\ndelete = \"f5\"\n";
        assert_eq!(
            problems(text),
            ["line 2: terminals send `shift-z` as `Z`", "line 3: terminals send `ctrl-i` as `tab`",]
        );
    }

    #[test]
    fn what_is_nothing_like_any_name_gets_no_suggestion() {
        assert_eq!(problems("qqqq = 1"), ["line 1: there is no option `qqqq`"]);
    }

    #[test]
    fn what_is_right_holds_beside_what_is_no_toml() {
        let config = Config::read("theme = = 3\nmouse = false\n");
        assert_eq!((config.problems.len(), config.mouse), (1, Some(false)));
    }

    #[test]
    fn a_sequence_that_begins_with_another_key_of_the_file_is_refused() {
        assert_eq!(
            problems("[keys.article]\nundo = \"z\"\nredo = \"z r\"\n"),
            ["line 3: `z r` and `z` of line 2 can't both have a meaning in mode article"]
        );
    }

    #[test]
    fn the_template_says_what_holds_without_it() {
        let text = template();
        assert!(text.lines().all(|line| line.is_empty() || line.starts_with(['#', '['])), "all is commented out");
        let lines =
            text.lines().map(|line| line.strip_prefix("# ").filter(|rest| rest.contains(" = ")).unwrap_or(line));
        let config = Config::read(&lines.collect::<Vec<_>>().join("\n"));
        assert_eq!(config.problems, []);
        for row in Keymap::default().rows() {
            for (keys, mode) in row.keys.iter().flat_map(|keys| row.modes.iter().map(move |mode| (keys, *mode))) {
                let (before, after) = (
                    Keymap::default().find(mode, &keys.parse().unwrap()),
                    config.keymap.find(mode, &keys.parse().unwrap()),
                );
                assert_eq!(before, after, "{keys} in mode {}", mode.name());
            }
        }
        assert_eq!(config.theme.as_deref(), Some("auto"));
    }
}
