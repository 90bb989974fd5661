//! What somebody who watched the screen can say of it, and what of that is on the disk.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use ascribe::store::{Options, Session, Source};

use crate::pty::{Desk, Record, Term};

/// What is on the screen for so long is on the disk.
pub(crate) const PROMISED: Duration = Duration::from_millis(250);

/// What ends each frame: the terminal may show it now.
const END_OF_FRAME: &[u8] = b"\x1b[?2026l";

/// The key that goes to the next sentence without a mark, and the one that marks it as a claim.
pub(crate) const MARK: &str = ")c";

/// What the status line of one frame says.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame {
    pub(crate) at: Instant,
    pub(crate) claims: usize,
    pub(crate) is_saved: bool,
}

/// A folder with an article of so many sentences, of which all but the first are marked one after the other.
pub(crate) fn desk(sentences: usize) -> Desk {
    let lines = (1..sentences).map(|nth| format!("\n{}.\n", sentence(nth)));
    Desk::new(&format!("Nobody was hurt.\n{}", lines.collect::<String>()))
}

fn sentence(nth: usize) -> String {
    format!("Witness number {nth} is sure that the dam holds")
}

/// Every frame that came whole, with the time when the last of it came.
pub(crate) fn frames((bytes, arrivals): &Record) -> Vec<Frame> {
    let mut screen = vt100::Parser::new(30, 100, 0);
    let (mut frames, mut from) = (Vec::new(), 0);
    for end in memchr::memmem::find_iter(bytes, END_OF_FRAME).map(|start| start + END_OF_FRAME.len()) {
        screen.process(&bytes[from..end]);
        from = end;
        let at = arrivals.iter().find(|(come, _)| *come >= end).unwrap().1;
        let shown = screen.screen().contents();
        let Some((claims, line)) = shown.lines().rev().find_map(|line| Some((claims_in(line)?, line))) else {
            continue;
        };
        frames.push(Frame { at, claims, is_saved: line.starts_with(" saved ") });
    }
    frames
}

/// The number of claims that a status line tells.
fn claims_in(line: &str) -> Option<usize> {
    let (_, after) = line.split_once(" C")?;
    let (number, _) = after.split_once(" S")?;
    number.parse().ok()
}

/// Waits until so many claims are called saved.
#[track_caller]
pub(crate) fn wait_for_saved(term: &Term, claims: usize) {
    term.wait_until(&format!("{claims} claims saved"), |screen| {
        screen.lines().any(|line| line.starts_with(" saved ") && claims_in(line) == Some(claims))
    });
}

/// What had to survive the end of a program, and what did.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    pub(crate) kills: usize,
    /// Marks that the bar had called saved in sessions that were killed.
    pub(crate) acknowledged: usize,
    /// Marks that had stood on the screen for [`PROMISED`] when it was killed.
    pub(crate) shown: usize,
    pub(crate) lost: usize,
}

impl Tally {
    /// Holds a program's last screen against the file that it left; `before` claims were there when it was opened.
    #[track_caller]
    pub(crate) fn count(&mut self, desk: &Desk, record: &Record, killed: Instant, before: usize) -> usize {
        let frames = frames(record);
        let most = |of: &dyn Fn(&&Frame) -> bool| frames.iter().filter(of).map(|it| it.claims).max().unwrap_or(0);
        let acknowledged = most(&|frame| frame.is_saved);
        let shown = most(&|frame| frame.at + PROMISED <= killed);
        let on_disk = whole(desk);
        self.kills += 1;
        self.acknowledged += acknowledged.saturating_sub(before);
        self.shown += shown.saturating_sub(before);
        let lost = before.max(acknowledged).max(shown).saturating_sub(on_disk);
        if lost > 0 {
            println!("{before} there, {acknowledged} called saved, {shown} shown for long, {on_disk} left");
        }
        self.lost += lost;
        on_disk
    }
}

/// How many marks there are on the disk, after seeing to it that the file is valid and holds the first ones whole.
#[track_caller]
pub(crate) fn whole(desk: &Desk) -> usize {
    let json = desk.json();
    if json.is_empty() {
        assert!(!desk.folder.path().join("article.txt.ascribe.json").exists(), "the file is empty");
        return 0;
    }
    serde_json::from_str::<serde_json::Value>(&json).unwrap_or_else(|error| panic!("{error}:\n{json}"));
    let source = Source::File(desk.article.clone());
    let session = Session::open(&source, Options { read_only: true, ..Options::default() }).unwrap();
    let document = &session.article.document;
    let quotes: Vec<_> = session.set.iter().map(|it| document.quote(it.spans()[0]).to_owned()).collect();
    let expected: Vec<_> = (1..=quotes.len()).map(sentence).collect();
    assert_eq!(quotes, expected, "marks are missing between others");
    verify(&desk.article);
    quotes.len()
}

/// Has the program itself look at the file.
#[track_caller]
pub(crate) fn verify(article: &Path) {
    let ran = Command::new(env!("CARGO_BIN_EXE_ascribe")).arg("verify").arg(article).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stdout));
}
