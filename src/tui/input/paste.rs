//! Pasted text, which a terminal brackets. Where the closing bracket doesn't come, silence or Escape ends it, so that the
//! keys after it are keys.

use std::time::Duration;

use crossterm::event::Event;

use super::pauses::ESCAPE_PAUSE;
use super::shape::ESC;

/// The longest text that is pasted at once, in bytes. Of a longer one, a little more is kept, so that it can be said.
pub const LONGEST_PASTE_BYTES: usize = 64 * 1024;

/// The bracket before pasted text.
pub(super) const OPENING: &[u8] = b"\x1b[200~";

/// The bracket after it.
pub(super) const CLOSING: &[u8] = b"\x1b[201~";

/// How long pasted text may stand still before it is taken to be all there is.
pub(super) const REST_OF_A_PASTE: Duration = Duration::from_secs(2);

/// Nobody types so many bytes at once: they are the rest of a paste that stood still.
const SURELY_PASTED: usize = 16;

/// Text that is being pasted.
#[derive(Clone, Debug, Default)]
pub(super) struct Paste {
    text: Vec<u8>,
    /// How much of the closing bracket has come.
    closing: usize,
    /// Whether a part of it was given already.
    given: bool,
}

impl Paste {
    /// Takes a byte, and says whether that was the last of the closing bracket.
    pub(super) fn take(&mut self, byte: u8) -> bool {
        if CLOSING.get(self.closing) == Some(&byte) {
            self.closing = self.closing.saturating_add(1);
            return self.closing == CLOSING.len();
        }
        // What looked like the bracket is text. Only its first byte is Escape, so that no other beginning is in it.
        let text = CLOSING.get(..self.closing).unwrap_or_default();
        self.closing = usize::from(byte == ESC);
        self.keep(text);
        if byte != ESC {
            self.keep(&[byte]);
        }
        false
    }

    /// How long to wait for more of it.
    pub(super) fn patience(&self) -> Duration {
        if self.is_at_escape() { ESCAPE_PAUSE } else { REST_OF_A_PASTE }
    }

    /// Whether Escape was the last byte: pressed to end a paste that doesn't end, or the beginning of the bracket.
    pub(super) fn is_at_escape(&self) -> bool {
        self.closing == 1
    }

    /// The text since the last time; nothing where a paste went on and ended without any.
    pub(super) fn text(&mut self) -> Option<Event> {
        let text = std::mem::take(&mut self.text);
        let again = std::mem::replace(&mut self.given, true);
        (!again || !text.is_empty()).then(|| Event::Paste(String::from_utf8_lossy(&text).into_owned()))
    }

    /// Whether bytes that come late are the rest of it.
    pub(super) fn goes_on(&self, bytes: &[u8]) -> bool {
        let missing = CLOSING.get(self.closing..).unwrap_or_default();
        let closes = self.closing > 0 && bytes.starts_with(missing);
        closes || bytes.len() >= SURELY_PASTED || memchr::memmem::find(bytes, CLOSING).is_some()
    }

    fn keep(&mut self, bytes: &[u8]) {
        if self.text.len() < LONGEST_PASTE_BYTES.saturating_add(CLOSING.len()) {
            self.text.extend_from_slice(bytes);
        }
    }
}
