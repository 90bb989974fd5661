//! Bytes from the terminal become keys, pasted text, the mouse and the focus.
//!
//! The sequences of keys are a library's. Pasted text is taken out before it: a terminal brackets it, and where the
//! closing bracket never comes, every key from then on would be taken for pasted text. So silence ends it too.

mod translated;
mod unit;

use std::time::Duration;

use crossterm::event::Event;
use termina::Parser;

use translated::translated;
use unit::first_unit;

/// The longest text that is pasted at once, in bytes. Of a longer one, a little more is kept, so that it can be said.
pub const LONGEST_PASTE_BYTES: usize = 64 * 1024;

/// How long the rest of a key's sequence may take: Escape alone begins like most of them.
const REST_OF_A_KEY: Duration = Duration::from_millis(40);

/// How long pasted text may stand still before it is taken to be all there is.
const REST_OF_A_PASTE: Duration = Duration::from_secs(2);

/// What stands before pasted text.
const PASTE: &[u8] = b"\x1b[200~";

/// What stands after it.
const PASTED: &[u8] = b"\x1b[201~";

/// Escape alone: pressed to end a paste that doesn't end.
const ESCAPE: u8 = 0x1b;

/// Takes bytes as they come, however they are cut up, and gives events.
#[derive(Debug, Default)]
pub struct Input {
    /// Bytes of a key of which there may be more.
    key: Vec<u8>,
    /// Bytes that may be the beginning of a bracket.
    tail: Vec<u8>,
    /// The text that is being pasted.
    paste: Option<Vec<u8>>,
}

impl Input {
    /// The events that are complete with further bytes.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<Event> {
        let mut events = Vec::new();
        let mut rest = std::mem::take(&mut self.tail);
        rest.extend_from_slice(bytes);
        let mut rest = rest.as_slice();
        loop {
            let bracket = if self.paste.is_some() { PASTED } else { PASTE };
            let Some((before, after)) = split_at(rest, bracket) else { break };
            self.take(before, &mut events);
            // A bracket ends whatever was begun before it.
            events.extend(meaning(&std::mem::take(&mut self.key)));
            match self.paste.take() {
                Some(pasted) => events.push(text(&pasted)),
                None => self.paste = Some(Vec::new()),
            }
            rest = after;
        }
        let bracket = if self.paste.is_some() { PASTED } else { PASTE };
        let (whole, tail) = rest.split_at(rest.len().saturating_sub(begun(rest, bracket)));
        self.take(whole, &mut events);
        self.tail = tail.to_vec();
        events
    }

    /// How long to wait for further bytes before [`silence`](Self::silence); as long as it takes where that is `None`.
    pub fn patience(&self) -> Option<Duration> {
        let may_be_escape = self.tail.as_slice() == [ESCAPE];
        match self.paste {
            Some(_) if may_be_escape => Some(REST_OF_A_KEY),
            Some(_) => Some(REST_OF_A_PASTE),
            None if !self.key.is_empty() || !self.tail.is_empty() => Some(REST_OF_A_KEY),
            None => None,
        }
    }

    /// The events that are complete since nothing more came for as long as [`patience`](Self::patience) said.
    pub fn silence(&mut self) -> Vec<Event> {
        let tail = std::mem::take(&mut self.tail);
        if let Some(mut pasted) = self.paste.take() {
            if tail != [ESCAPE] {
                pasted.extend_from_slice(&tail);
            }
            return vec![text(&pasted)];
        }
        let mut events = Vec::new();
        self.take(&tail, &mut events);
        // What is still incomplete is all there is of it.
        events.extend(meaning(&std::mem::take(&mut self.key)));
        events
    }

    fn take(&mut self, bytes: &[u8], events: &mut Vec<Event>) {
        if let Some(pasted) = &mut self.paste {
            let room = LONGEST_PASTE_BYTES.saturating_add(PASTED.len()).saturating_sub(pasted.len());
            pasted.extend_from_slice(bytes.get(..room).unwrap_or(bytes));
            return;
        }
        self.key.extend_from_slice(bytes);
        let mut rest = self.key.as_slice();
        while let Some((unit, after)) = first_unit(rest).and_then(|length| rest.split_at_checked(length)) {
            events.extend(meaning(unit));
            rest = after;
        }
        self.key = rest.to_vec();
    }
}

/// The events that a whole sequence of one key stands for: none where it means nothing.
fn meaning(unit: &[u8]) -> Vec<Event> {
    let mut parser = Parser::default();
    parser.parse(unit, false);
    std::iter::from_fn(|| parser.pop()).filter_map(|event| translated(&event)).collect()
}

fn text(pasted: &[u8]) -> Event {
    Event::Paste(String::from_utf8_lossy(pasted).into_owned())
}

/// What stands before and after the first of something.
fn split_at<'a>(bytes: &'a [u8], what: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let at = memchr::memmem::find(bytes, what)?;
    Some((bytes.get(..at)?, bytes.get(at.saturating_add(what.len())..)?))
}

/// How many bytes at the end may be the beginning of something.
fn begun(bytes: &[u8], what: &[u8]) -> usize {
    (1..what.len()).rev().find(|length| what.get(..*length).is_some_and(|begun| bytes.ends_with(begun))).unwrap_or(0)
}

#[cfg(test)]
mod tests;
