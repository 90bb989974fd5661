//! Bytes from the terminal become keys, pasted text, the mouse and the focus.
//!
//! The input of a terminal is keys and, between them, reports: of the mouse, of the focus, answers to questions that some
//! program asked. Both begin with Escape, and both may arrive in pieces, with any pause between. [`Input`] takes the bytes
//! with the time they came at, and promises that
//!
//! - a report never becomes a key, wherever it is cut and however long its rest takes;
//! - a key is that key, wherever it is cut;
//! - a key that only looks like the beginning of a report (Alt-], Escape and then `[`) counts after at most a moment, and
//!   so do the keys after it.
//!
//! Nothing tells a lone Escape from a beginning but time. So it is Escape after a short pause, and if what follows
//! completes a report, that is dropped all the same:
//!
//! ```text
//! ESC            …40 ms…  → Escape, and the beginning is remembered
//! [              …        → may be the key or the report's second byte: it waits
//! <35;40;12M              → only a report has that shape: dropped
//! ```

mod begun;
mod paste;
mod pauses;
mod shape;
mod translated;

use std::time::Duration;

use crossterm::event::Event;

use begun::{Begun, FirstKey, Taken};
pub use paste::LONGEST_PASTE_BYTES;
use paste::Paste;
use pauses::{ESCAPE_PAUSE, REST_PAUSE, TOGETHER};
use shape::{ESC, introducer};
use translated::{meaning, with_alt};

/// Takes bytes as they come, however they are cut up, and gives events.
#[derive(Clone, Debug, Default)]
pub struct Input {
    state: State,
    /// Whether the rest was waited for in vain. It is still known when it comes.
    aged: bool,
    /// When the last bytes came.
    last: Duration,
    /// The events that nobody took yet.
    events: Vec<Event>,
}

#[derive(Clone, Debug, Default)]
enum State {
    /// Between two keys.
    #[default]
    Between,
    /// The beginning of a character of several bytes, after Escape where it is an Alt key. No key can follow that would be
    /// mistaken for its rest, so it may take as long as it likes.
    Character(Vec<u8>),
    /// Escape, and whether it was given as a key already.
    Escape { given: bool },
    /// Escape and what makes it the beginning of a sequence.
    Begun(Begun),
    /// Pasted text.
    Paste(Paste),
}

impl Input {
    /// The events that are complete with further bytes, which came `now`, counted from any moment.
    pub fn feed(&mut self, bytes: &[u8], now: Duration) -> Vec<Event> {
        let late = std::mem::take(&mut self.aged);
        let is_rest = late && self.is_rest(bytes);
        if late && !is_rest {
            self.state = State::Between;
        }
        let apart = !is_rest && now.saturating_sub(self.last) > TOGETHER;
        self.last = now;
        for (nth, byte) in bytes.iter().enumerate() {
            self.take(*byte, apart && nth == 0);
        }
        std::mem::take(&mut self.events)
    }

    /// How long to wait for further bytes before [`silence`](Self::silence); as long as it takes where that is `None`.
    pub fn patience(&self) -> Option<Duration> {
        match &self.state {
            _ if self.aged => None,
            State::Between | State::Character(_) => None,
            State::Escape { given: false } => Some(ESCAPE_PAUSE),
            State::Escape { given: true } => Some(REST_PAUSE),
            State::Begun(begun) => Some(begun.patience()),
            State::Paste(paste) => Some(paste.patience()),
        }
    }

    /// The events that are complete since nothing more came for as long as [`patience`](Self::patience) said.
    pub fn silence(&mut self) -> Vec<Event> {
        match std::mem::take(&mut self.state) {
            State::Escape { given: false } => {
                self.mean(&[ESC]);
                self.state = State::Escape { given: true };
            }
            State::Begun(begun) if begun.may_be_typed() => {
                self.release(&begun);
                // After the first two bytes alone the rest of a report is still known.
                if let (State::Between, Some(begun)) = (&self.state, begun.remembered()) {
                    self.aged = true;
                    self.state = State::Begun(begun);
                }
            }
            State::Paste(mut paste) => {
                let escape = paste.is_at_escape();
                self.events.extend(paste.text());
                self.aged = !escape;
                self.state = if escape { State::Escape { given: true } } else { State::Paste(paste) };
            }
            state => {
                self.aged = !matches!(state, State::Between | State::Character(_));
                self.state = state;
            }
        }
        std::mem::take(&mut self.events)
    }

    /// Whether bytes that come late are the rest of what was begun: they complete it, and nobody types them at once.
    fn is_rest(&self, bytes: &[u8]) -> bool {
        if let State::Paste(paste) = &self.state {
            return paste.goes_on(bytes);
        }
        let mut begun = match &self.state {
            State::Begun(begun) => begun.clone(),
            State::Escape { .. } => match bytes.first().and_then(|byte| Begun::new(*byte, true)) {
                Some(begun) => begun,
                None => return false,
            },
            _ => return false,
        };
        let rest = if matches!(self.state, State::Begun(_)) { bytes } else { bytes.get(1..).unwrap_or_default() };
        let mut taken = rest.iter().map(|byte| begun.take_late(*byte));
        bytes.len() > 1 && matches!(taken.find(|taken| *taken != Taken::More), Some(Taken::Whole))
    }

    /// One byte, and whether it came apart from the one before.
    fn take(&mut self, byte: u8, apart: bool) {
        match std::mem::take(&mut self.state) {
            State::Between => self.begin(byte),
            State::Character(held) => self.go_on_with_character(held, byte),
            State::Escape { given } => self.after_escape(given, byte),
            State::Begun(mut begun) => match begun.take(byte, apart) {
                Taken::More => self.state = State::Begun(begun),
                Taken::Whole => self.complete(&begun),
                Taken::Typed => {
                    self.release(&begun);
                    self.take(byte, apart);
                }
                Taken::CutOff => self.begin(byte),
                Taken::Escaped => self.after_escape(apart, byte),
            },
            State::Paste(mut paste) => {
                if paste.take(byte) {
                    self.events.extend(paste.text());
                } else {
                    self.state = State::Paste(paste);
                }
            }
        }
    }

    /// The first byte of something.
    fn begin(&mut self, byte: u8) {
        match byte {
            ESC => self.state = State::Escape { given: false },
            ..0x80 => self.mean(&[byte]),
            // What Escape and a letter introduce has one byte of its own. It is inside of letters of UTF-8, but begins none.
            0x80..=0x9f => self.introduce(byte),
            0xc2..=0xf4 => self.state = State::Character(vec![byte]),
            _ => {}
        }
    }

    fn introduce(&mut self, byte: u8) {
        if let Some(begun) = introducer(byte).and_then(|letter| Begun::new(letter, false)) {
            self.state = State::Begun(begun.in_eight_bits());
        }
    }

    fn after_escape(&mut self, given: bool, byte: u8) {
        match byte {
            ESC => {
                if !given {
                    self.mean(&[ESC]);
                }
                self.state = State::Escape { given: false };
            }
            _ => match Begun::new(byte, given) {
                Some(begun) => self.state = State::Begun(begun),
                None if given || matches!(byte, 0x80..=0xc1 | 0xf5..) => self.begin(byte),
                None if byte.is_ascii() => self.mean(&[ESC, byte]),
                None => self.state = State::Character(vec![ESC, byte]),
            },
        }
    }

    fn go_on_with_character(&mut self, mut held: Vec<u8>, byte: u8) {
        if !matches!(byte, 0x80..=0xbf) {
            return self.begin(byte);
        }
        held.push(byte);
        let letter = held.strip_prefix(&[ESC]).unwrap_or(&held);
        match (std::str::from_utf8(letter), letter) {
            (Ok(_), [0xc2, control @ 0x80..=0x9f]) => self.introduce(*control),
            (Ok(_), _) => self.mean(&held),
            (Err(why), _) if why.error_len().is_none() => self.state = State::Character(held),
            (Err(_), _) => {}
        }
    }

    fn complete(&mut self, begun: &Begun) {
        let sequence = begun.sequence();
        if sequence == paste::OPENING {
            self.state = State::Paste(Paste::default());
        } else {
            self.mean(&sequence);
        }
    }

    /// What only looked like the beginning of a sequence was typed.
    fn release(&mut self, begun: &Begun) {
        match begun.first_key() {
            FirstKey::Plain(letter) => self.begin(letter),
            FirstKey::Alt(letter) => self.events.extend(meaning(&[letter]).map(with_alt)),
            FirstKey::None => {}
        }
        for byte in begun.body() {
            self.take(*byte, true);
        }
    }

    fn mean(&mut self, bytes: &[u8]) {
        self.events.extend(meaning(bytes));
    }
}

#[cfg(test)]
mod tests;
