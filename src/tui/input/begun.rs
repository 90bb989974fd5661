//! A sequence that is begun: Escape, the letter that introduces it, and what came of the rest.

use std::time::Duration;

use super::pauses::{REST_PAUSE, TOGETHER};
use super::shape::{
    ESC, Sure, is_control_sequence, is_free, is_introducer, is_string, is_surely_control, may_follow, sureness,
};

/// So many bytes are kept of a sequence: enough to know it by. Nothing longer means anything here.
const KEPT: usize = 64;

/// Nobody types so many bytes at once.
const AT_ONCE: usize = 3;

/// More bytes than these that came one by one were typed.
const SURELY_TYPED: usize = 64;

/// What ends strings beside ST, and what cancels every sequence.
const BEL: u8 = 0x07;
const CANCELS: [u8; 2] = [0x18, 0x1a];
/// ST as one byte.
const ST: u8 = 0x9c;

/// A sequence of which the end has not come yet.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that was seen of the bytes so far")]
pub(super) struct Begun {
    /// The letter after Escape.
    letter: u8,
    /// What came after it, the first of it.
    body: Vec<u8>,
    /// Whether Escape was given as a key already.
    given: bool,
    /// Whether it began with a control of eight bits, and may end with one.
    eight_bits: bool,
    /// Whether anything in it came apart from what was before it.
    in_pieces: bool,
    /// How many bytes came together at the end, and how many came each by itself.
    together: usize,
    alone: usize,
    /// Of a string: whether nobody could have typed it.
    sure: bool,
    /// Of a string: whether Escape came, which begins its end or something else.
    escape: bool,
}

/// The key that the beginning of what is no sequence was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FirstKey {
    /// Escape was a key, and the letter after it is another.
    Plain(u8),
    /// The letter with Alt.
    Alt(u8),
    /// None.
    None,
}

/// What a further byte comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Taken {
    /// More is to come.
    More,
    /// The sequence is whole with it.
    Whole,
    /// It is no sequence: all of it was typed, and the byte is the next key.
    Typed,
    /// The sequence is cut off, and the byte begins something else.
    CutOff,
    /// The sequence is cut off by Escape, and this is the byte after that.
    Escaped,
}

impl Begun {
    /// The beginning that Escape and a letter are, if they are one. `given`: Escape was taken for the key.
    pub(super) fn new(letter: u8, given: bool) -> Option<Self> {
        is_introducer(letter).then(|| Self {
            letter,
            body: Vec::new(),
            given,
            eight_bits: false,
            in_pieces: given,
            together: 0,
            alone: 0,
            sure: false,
            escape: false,
        })
    }

    /// The same, begun by one byte that is no key.
    #[must_use]
    pub(super) fn in_eight_bits(self) -> Self {
        Self { eight_bits: true, sure: is_string(self.letter), ..self }
    }

    /// Takes a byte, and whether it came apart from the one before.
    pub(super) fn take(&mut self, byte: u8, apart: bool) -> Taken {
        self.in_pieces |= apart;
        self.alone = if apart { self.alone.saturating_add(1) } else { 0 };
        self.together = if apart { 1 } else { self.together.saturating_add(1) };
        if is_string(self.letter) { self.take_of_string(byte, apart) } else { self.take_of_control(byte, apart) }
    }

    /// The same with one of several bytes that come long after those before: only what is known is whole then.
    pub(super) fn take_late(&mut self, byte: u8) -> Taken {
        self.take(byte, !is_string(self.letter))
    }

    /// How long to wait for more.
    pub(super) fn patience(&self) -> Duration {
        // Where a string of any text is begun by a key after Escape, the next byte shows at once which it is.
        let is_told_at_once = self.given && !self.sure && is_string(self.letter) && is_free(self.letter, &self.body);
        if is_told_at_once { TOGETHER.saturating_mul(2) } else { REST_PAUSE }
    }

    /// Whether it may have been typed, now that nothing more comes.
    pub(super) fn may_be_typed(&self) -> bool {
        if is_string(self.letter) {
            let came_at_once = !self.in_pieces && !self.body.is_empty();
            return !self.sure && !came_at_once && self.together < AT_ONCE;
        }
        let is_alt_key = self.in_pieces && self.body == b"[";
        (self.given || is_alt_key) && !is_surely_control(&self.body)
    }

    /// Its bytes, as Escape introduces it.
    pub(super) fn sequence(&self) -> Vec<u8> {
        // A sequence that was too long to be kept means nothing.
        if self.body.len() > KEPT || is_string(self.letter) {
            return Vec::new();
        }
        [&[ESC, self.letter], self.body.as_slice()].concat()
    }

    /// The key that its first bytes were, if they were one.
    pub(super) fn first_key(&self) -> FirstKey {
        match self.letter {
            letter if self.given => FirstKey::Plain(letter),
            // Every function key begins so, and no terminal tells it from the Alt key.
            b'[' | b'O' => FirstKey::None,
            letter => FirstKey::Alt(letter),
        }
    }

    /// What came after its letter.
    pub(super) fn body(&self) -> &[u8] {
        &self.body
    }

    /// The same once its first bytes were given as keys, as long as there are no more of them.
    pub(super) fn remembered(self) -> Option<Self> {
        self.body.is_empty().then_some(Self { given: true, in_pieces: true, ..self })
    }

    fn keep(&mut self, byte: u8) {
        if self.body.len() <= KEPT {
            self.body.push(byte);
        }
    }

    /// `ESC [` with figures and a letter, or `ESC O` and a letter.
    fn take_of_control(&mut self, byte: u8, apart: bool) -> Taken {
        if self.is_mouse_in_bytes() {
            // The mouse of old terminals: button, column and row, a byte each.
            if byte < b' ' {
                return Taken::CutOff;
            }
            self.keep(byte);
            return if self.body.len() < 4 { Taken::More } else { Taken::Whole };
        }
        let is_last = matches!(byte, b'@'..=b'~') && !self.opens_console_key(byte);
        if !is_last && !matches!(byte, b' '..=b'?' | b'[') {
            return self.cut_off();
        }
        if !is_last && self.given && self.body.is_empty() && !matches!(byte, b'0'..=b'9' | b'<'..=b'?') {
            return Taken::Typed;
        }
        self.keep(byte);
        if !is_last || self.is_mouse_in_bytes() {
            return Taken::More;
        }
        let known = if self.letter == b'O' { self.is_function_key() } else { is_control_sequence(&self.body) };
        if known || !self.in_pieces {
            return Taken::Whole;
        }
        self.body.pop();
        if apart || self.given { self.cut_off() } else { Taken::Whole }
    }

    /// A byte came that doesn't belong to the sequence.
    fn cut_off(&self) -> Taken {
        if self.may_be_typed() { Taken::Typed } else { Taken::CutOff }
    }

    fn is_mouse_in_bytes(&self) -> bool {
        self.letter == b'[' && self.body.first() == Some(&b'M')
    }

    /// Whether a byte goes on with `ESC [ [ A`, a function key of the Linux console.
    fn opens_console_key(&self, byte: u8) -> bool {
        self.letter == b'[' && byte == b'[' && self.body.is_empty() && !self.given
    }

    fn is_function_key(&self) -> bool {
        matches!(self.body.last(), Some(b'A'..=b'D' | b'F' | b'H' | b'M' | b'P'..=b'S'))
    }

    /// A string, up to ST or BEL.
    fn take_of_string(&mut self, byte: u8, apart: bool) -> Taken {
        if self.escape {
            return match byte {
                b'\\' => Taken::Whole,
                _ if self.sure => Taken::Escaped,
                _ => Taken::Typed,
            };
        }
        if byte == BEL || (byte == ST && self.eight_bits) {
            return Taken::Whole;
        }
        if self.sure { self.take_of_sure_string(byte, apart) } else { self.take_of_doubtful_string(byte, apart) }
    }

    /// Nothing in it is a key, but for one that is pressed while its rest doesn't come.
    fn take_of_sure_string(&mut self, byte: u8, apart: bool) -> Taken {
        if byte == ESC {
            self.escape = true;
            return Taken::More;
        }
        let is_typed = apart && (self.alone > SURELY_TYPED || !may_follow(self.letter, &self.body, byte));
        if is_typed {
            return Taken::CutOff;
        }
        if CANCELS.contains(&byte) {
            return Taken::Whole;
        }
        self.keep(byte);
        Taken::More
    }

    fn take_of_doubtful_string(&mut self, byte: u8, apart: bool) -> Taken {
        let is_typed = byte < b' ' && (byte != ESC || self.body.is_empty());
        if is_typed || self.alone > SURELY_TYPED {
            return Taken::Typed;
        }
        self.body.push(byte);
        if byte == ESC {
            self.escape = true;
            return Taken::More;
        }
        match sureness(self.letter, &self.body) {
            Sure::Yes => self.sure = true,
            Sure::Perhaps if !is_free(self.letter, &self.body) => {}
            // Any text may follow, so that only coming at once tells it from keys.
            Sure::Perhaps if self.given && apart => return self.give_back(),
            Sure::Perhaps if self.given => self.sure = self.together >= AT_ONCE,
            Sure::Perhaps => self.sure = !self.in_pieces || self.together > 1,
            Sure::No => return self.give_back(),
        }
        Taken::More
    }

    /// All of it was typed; the last byte is what comes after it.
    fn give_back(&mut self) -> Taken {
        self.body.pop();
        Taken::Typed
    }
}
