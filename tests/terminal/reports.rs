//! What a terminal sends that is no key: in pieces, it changes nothing.

use std::time::Duration;

use super::TEXT;
use super::pty::{Desk, Term};

/// Reports as they are cut by a slow line.
const PIECES: &[&[&str]] = &[
    &["\x1b[<", "35;40;12M"],
    &["\x1b", "[<35;40;12M"],
    &["\x1bP>|Wez", "Term 20240203-110809-5046fc22\x1b\\"],
    &["\x1bP", ">|WezTerm 20240203-110809-5046fc22\x1b\\"],
    &["\x1b]11;rgb:1e1e", "/1e1e/2e2e\x1b", "\\"],
    &["\x1b", "]11;rgb:1e1e/1e1e/2e2e\x1b\\"],
    &["\x1b[?1;", "2c"],
    &["\x1b", "[I"],
    &["\x1b_Gi=31;", "OK\x1b\\"],
];

#[test]
fn reports_in_pieces_mark_nothing_and_keys_after_them_work() {
    let desk = Desk::new(TEXT);
    let mut term = desk.open();
    term.wait_for("The dam is safe");
    term.press("c");
    term.wait_until("the mark", |screen| screen.contains(" saved ") && screen.contains("C1 S0 D0"));
    let before = desk.json();
    for pieces in PIECES {
        for piece in *pieces {
            term.press(piece);
            // The pause is what is tried: longer than that after which Escape is a key.
            std::thread::sleep(Duration::from_millis(80));
        }
    }
    // Whatever a piece had been taken for would be done before this key.
    term.press("jd");
    term.wait_until("a second mark", |screen| screen.contains(" saved ") && screen.contains("C1 S0 D1"));
    term.press("u");
    term.wait_until("the first mark alone", |screen| screen.contains(" saved ") && screen.contains("C1 S0 D0"));
    assert_eq!(desk.json(), before);
    term.press("q");
    assert_eq!(term.end().0.exit_code(), 0);
}

#[test]
fn keys_after_an_alt_key_that_looks_like_a_beginning_count() {
    let desk = Desk::new(TEXT);
    let mut term = desk.open();
    term.wait_for("The dam is safe");
    for alt in ["\x1b]", "\x1bP", "\x1b_"] {
        term.press(alt);
        std::thread::sleep(Duration::from_millis(100));
    }
    term.press("c");
    term.wait_until("the mark", |screen| screen.contains(" saved ") && screen.contains("C1 S0 D0"));
    term.press("q");
    assert_eq!(term.end().0.exit_code(), 0);
}

#[test]
fn colours_of_underlines_are_sent_only_to_terminals_that_are_known_to_have_them() {
    for (term, wanted) in [("xterm-256color", false), ("xterm-kitty", true)] {
        let desk = Desk::new(TEXT);
        let article = desk.article.to_str().unwrap();
        let mut term = Term::start(&[article], desk.folder.path(), &[("TERM", term)]);
        term.wait_for("The dam is safe");
        // A claim, and a source in it.
        term.press("wWWWcggwsj");
        term.wait_until("two marks", |screen| screen.contains("C1 S1"));
        term.press("q");
        let out = String::from_utf8_lossy(&term.end().1).into_owned();
        assert!(!out.contains("\x1b[58;"), "with semicolons");
        assert_eq!(out.contains("\x1b[58:2::"), wanted);
    }
}
