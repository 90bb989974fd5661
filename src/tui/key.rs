//! One key press, and how it is written: `j`, `ctrl-n`, `shift-left`, `esc`.

use std::fmt;
use std::str::FromStr;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// A key with its modifiers. A letter carries its own case, so it never has Shift beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    code: KeyCode,
    modifiers: KeyModifiers,
}

/// Keys that have a name.
const NAMED: &[(&str, KeyCode)] = &[
    ("esc", KeyCode::Esc),
    ("enter", KeyCode::Enter),
    ("tab", KeyCode::Tab),
    ("backtab", KeyCode::BackTab),
    ("backspace", KeyCode::Backspace),
    ("delete", KeyCode::Delete),
    ("insert", KeyCode::Insert),
    ("space", KeyCode::Char(' ')),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("pageup", KeyCode::PageUp),
    ("pagedown", KeyCode::PageDown),
    ("f1", KeyCode::F(1)),
    ("f2", KeyCode::F(2)),
    ("f3", KeyCode::F(3)),
    ("f4", KeyCode::F(4)),
    ("f5", KeyCode::F(5)),
    ("f6", KeyCode::F(6)),
    ("f7", KeyCode::F(7)),
    ("f8", KeyCode::F(8)),
    ("f9", KeyCode::F(9)),
    ("f10", KeyCode::F(10)),
    ("f11", KeyCode::F(11)),
    ("f12", KeyCode::F(12)),
];

/// Modifiers in the order in which they are written.
const MODIFIERS: &[(&str, KeyModifiers)] =
    &[("ctrl-", KeyModifiers::CONTROL), ("alt-", KeyModifiers::ALT), ("shift-", KeyModifiers::SHIFT)];

impl Key {
    /// The letter from a to z or A to Z it is, where it is one without modifiers.
    pub fn letter(self) -> Option<char> {
        match self.code {
            KeyCode::Char(letter @ ('a'..='z' | 'A'..='Z')) if self.modifiers.is_empty() => Some(letter),
            _ => None,
        }
    }

    /// The digit it is, where it is one without modifiers.
    pub fn digit(self) -> Option<u32> {
        match self.code {
            KeyCode::Char(character) if self.modifiers.is_empty() => character.to_digit(10),
            _ => None,
        }
    }
}

impl Key {
    /// How else it must be written to be one that a terminal sends, if so.
    pub fn is_sent_as(self) -> Option<String> {
        let control = self.modifiers.contains(KeyModifiers::CONTROL);
        match self.code {
            KeyCode::Char(letter) if self.modifiers == KeyModifiers::SHIFT => Some(letter.to_uppercase().to_string()),
            KeyCode::Tab if self.modifiers.contains(KeyModifiers::SHIFT) => Some("backtab".to_owned()),
            KeyCode::Char('i') if control => Some("tab".to_owned()),
            KeyCode::Char('m') if control => Some("enter".to_owned()),
            KeyCode::Char('[') if control => Some("esc".to_owned()),
            KeyCode::Char(letter) if control && letter.is_uppercase() => {
                Some(format!("ctrl-{}", letter.to_lowercase()))
            }
            _ => None,
        }
    }

    /// Whether it was pressed with Ctrl.
    pub fn is_control(self) -> bool {
        self.modifiers.contains(KeyModifiers::CONTROL)
    }

    /// Whether it gives up what was begun.
    pub fn is_escape(self) -> bool {
        self.code == KeyCode::Esc
    }

    /// Whether it writes a character where text is written.
    pub fn writes_itself(self) -> bool {
        matches!(self.code, KeyCode::Char(_)) && self.modifiers.difference(KeyModifiers::SHIFT).is_empty()
    }
}

impl From<char> for Key {
    fn from(character: char) -> Self {
        Self { code: KeyCode::Char(character), modifiers: KeyModifiers::empty() }
    }
}

impl From<KeyEvent> for Key {
    fn from(event: KeyEvent) -> Self {
        let known = KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT;
        let mut modifiers = event.modifiers & known;
        // Terminals differ in whether they report Shift with what it has already changed.
        if matches!(event.code, KeyCode::Char(_) | KeyCode::BackTab) {
            modifiers.remove(KeyModifiers::SHIFT);
        }
        Self { code: event.code, modifiers }
    }
}

impl From<Key> for KeyEvent {
    fn from(key: Key) -> Self {
        Self::new(key.code, key.modifiers)
    }
}

/// One or more keys, pressed one after the other: `j`, `g g`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Keys(Vec<Key>);

impl Keys {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// These and one more.
    #[must_use]
    pub fn and(mut self, key: Key) -> Self {
        self.0.push(key);
        self
    }

    /// The keys themselves.
    pub fn each(&self) -> impl Iterator<Item = Key> {
        self.0.iter().copied()
    }

    /// What they begin with, without themselves: of `g g` that is `g`.
    pub fn beginnings(&self) -> impl Iterator<Item = Self> {
        (1..self.0.len()).filter_map(|many| self.0.get(..many)).map(|keys| Self(keys.to_vec()))
    }

    /// What follows `keys` in them, if they begin so and there is more.
    pub fn after(&self, keys: &Self) -> Option<Self> {
        let rest = self.0.strip_prefix(keys.0.as_slice())?;
        (!rest.is_empty()).then(|| Self(rest.to_vec()))
    }
}

impl From<Key> for Keys {
    fn from(key: Key) -> Self {
        Self(vec![key])
    }
}

impl FromStr for Keys {
    type Err = NoKey;

    fn from_str(text: &str) -> Result<Self, NoKey> {
        let keys: Vec<Key> = text.split_whitespace().map(str::parse).collect::<Result<_, _>>()?;
        if keys.is_empty() { Err(NoKey(text.to_owned())) } else { Ok(Self(keys)) }
    }
}

impl fmt::Display for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, key) in self.0.iter().enumerate() {
            write!(f, "{}{key}", if nth > 0 { " " } else { "" })?;
        }
        Ok(())
    }
}

/// That is no key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no key; keys are written like j, ctrl-n, shift-left, esc")]
pub struct NoKey(String);

impl FromStr for Key {
    type Err = NoKey;

    fn from_str(text: &str) -> Result<Self, NoKey> {
        let (mut rest, mut modifiers) = (text, KeyModifiers::empty());
        for (name, modifier) in MODIFIERS {
            if let Some(after) = rest.strip_prefix(name) {
                (rest, modifiers) = (after, modifiers | *modifier);
            }
        }
        let named = NAMED.iter().find(|(name, _)| *name == rest).map(|(_, code)| *code);
        let mut characters = rest.chars();
        let code = match (named, characters.next(), characters.next()) {
            (Some(code), ..) => code,
            (None, Some(character), None) => KeyCode::Char(character),
            _ => return Err(NoKey(text.to_owned())),
        };
        Ok(Self { code, modifiers })
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, modifier) in MODIFIERS {
            if self.modifiers.contains(*modifier) {
                f.write_str(name)?;
            }
        }
        match (NAMED.iter().find(|(_, code)| *code == self.code), self.code) {
            (Some((name, _)), _) => f.write_str(name),
            (None, KeyCode::Char(character)) => write!(f, "{character}"),
            (None, code) => write!(f, "{code}"),
        }
    }
}
