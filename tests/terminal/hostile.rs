//! Whatever an article, a name, a note or a file holds, nothing reaches the terminal but what is ours.

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

use super::credential::credential;
use super::pty::{Desk, Term};
use super::vocabulary::first_foreign;

/// Text that tries to be a command, with numbers that we never write.
const HOSTILE: &[&str] = &[
    "\u{1b}[7777m\u{1b}[7777;1H\u{1b}[?7777h\u{1b}[6n\u{1b}[c\u{1b}c",
    "\u{1b}]0;title\u{7}\u{1b}]8;;https://example.org\u{1b}\\link\u{1b}]8;;\u{1b}\\\u{1b}]52;c;cHduZWQ=\u{7}",
    "\u{1b}P+q544e\u{1b}\\ \u{1b}_x\u{1b}\\ \u{1b}^x\u{1b}\\ \u{1b}X\u{1b}\\ \u{18}\u{1a}\u{7}\u{8}\u{7f}\0",
    "\u{9b}7777m \u{9d}0;title\u{9c} \u{90}q\u{9c} \u{85}next \u{84} \u{8d}",
    "\u{202e}desrever\u{202c} \u{2066}isolate\u{2069} \u{200f}\u{61c} \u{e0041}\u{e007f} \u{fe0f} a\u{fe0f} \u{200b}\u{feff}",
    "\u{1b}[200~pasted\u{1b}[201~ \u{1b}[?1049l\u{1b}[?2026h \u{1b}[?1000h \u{1b}[?25l",
];

/// Every kind of character: all that may do something, each with and without a base, and some of all others.
fn all_of_unicode() -> String {
    let mut text = String::new();
    let mut before = None;
    for char in ('\0'..=char::MAX).filter(|char| *char != '\u{ffff}') {
        let category = char.general_category();
        let plain = matches!(
            category,
            GeneralCategory::OtherLetter | GeneralCategory::PrivateUse | GeneralCategory::Unassigned
        );
        // Of the great blocks the edges, and one in some hundreds.
        if plain && before == Some(category) && u32::from(char) % 499 != 0 {
            continue;
        }
        before = Some(category);
        text.push(char);
        let combines = matches!(
            category,
            GeneralCategory::NonspacingMark | GeneralCategory::EnclosingMark | GeneralCategory::Format
        );
        if combines {
            text.extend(['a', char, 'b']);
        }
        text.push(' ');
    }
    text
}

/// Goes through the whole article page by page, each of them drawn.
fn page_through(term: &mut Term) -> usize {
    let (mut frame, mut pages) = (term.frame(0), 0);
    loop {
        term.press(" ");
        frame = term.frame(frame);
        pages += 1;
        if term.shows("The end.") {
            return pages;
        }
        assert!(pages < 5000, "it has no end");
    }
}

#[track_caller]
fn leave(mut term: Term, copies: usize) -> Vec<String> {
    term.press("q");
    let (status, bytes) = term.end();
    assert_eq!(status.exit_code(), 0);
    let mut clipboard = Vec::new();
    assert_eq!(first_foreign(&bytes, copies, &mut clipboard), None);
    clipboard
}

#[test]
fn all_of_unicode_is_shown_and_nothing_of_it_is_obeyed() {
    let mut text = all_of_unicode();
    text.push_str("The end.\n");
    let desk = Desk::new(&text);
    // What is binary by its NUL bytes alone can be opened only without them.
    std::fs::write(&desk.article, text.replace('\0', "")).unwrap();
    let mut term = desk.open();
    term.wait_for(" hidden]");
    let pages = page_through(&mut term);
    let kinds = text.chars().collect::<std::collections::HashSet<_>>().len();
    assert!(pages >= 50 && kinds > 20_000, "{pages} pages, {kinds} characters");
    leave(term, 0);
}

#[test]
fn what_is_hostile_is_harmless_wherever_it_is_shown() {
    for text in HOSTILE {
        let line = format!("The mayor said “{text}” on Monday.\n").replace('\0', "");
        let desk = Desk::new(&line);
        let name = format!("\u{1b}]0;x\u{7}{}.txt", text.replace(['/', '\0'], ""));
        let article = desk.folder.path().join(name);
        std::fs::write(&article, line.repeat(3)).unwrap();
        let mut term = Term::start(&[article.to_str().unwrap()], desk.folder.path(), &[]);
        term.wait_for("hidden]");
        let pasted = &format!("\u{1b}[200~{text}\u{1b}[201~");
        for (keys, shown) in [
            ("cjd", "C1 S0 D1"),
            ("e", "WRITE"),
            (pasted, "WRITE"),
            ("\u{1b}", " saved "),
            ("t", "WRITE"),
            (pasted, "WRITE"),
            ("\r", " saved "),
            ("*", "at 9"),
            ("r", "RELATE"),
            ("\u{1b}", " saved "),
            ("?", "HELP"),
            ("\u{1b}", " saved "),
            (":", "PALETTE"),
            ("hidden", "next hidden"),
            ("\u{1b}", " saved "),
            ("Xm", "exported to"),
            ("R", " saved "),
            ("gh", "hidden]"),
        ] {
            let done = keys == "\u{1b}" || keys == "\r";
            term.press(keys);
            term.wait_until(&format!("{shown:?} after {keys:?}"), |screen| {
                let in_a_mode = ["WRITE", "RELATE", "HELP", "PALETTE"].iter().any(|mode| screen.contains(mode));
                screen.contains(shown) && !(done && in_a_mode)
            });
        }
        leave(term, 0);
    }
}

#[test]
fn what_is_copied_goes_to_the_clipboard_as_base64_and_only_by_the_key() {
    let desk = Desk::new("a\u{1b}]52;c;cHduZWQ=\u{7}b\n");
    let mut term = desk.open();
    term.wait_for("hidden]");
    term.press("v]y");
    let frame = term.written();
    term.press("y");
    term.frame(frame);
    let clipboard = leave(term, 2);
    assert!(!clipboard.is_empty() && clipboard.iter().all(|it| !it.contains("cHduZWQ")), "{clipboard:?}");
}

#[test]
fn opening_an_article_with_a_content_credential_names_it() {
    let desk = Desk::new(&format!("It rained. Twice.{}\n", credential(3000)));
    let mut term = desk.open();
    let screen = term.wait_for("not part of the text: content credential, 3 kB");
    assert!(!screen.contains("spelt out"), "nothing else is hidden: {screen}");
    assert!(screen.contains("Twice.<content credential, 3 kB>"), "{screen}");
    term.press("q");
    assert_eq!(term.wait_end().exit_code(), 0);
}
