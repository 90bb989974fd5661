//! The real program in a real (pseudo-)terminal: what is called saved is saved, and the terminal is left as it was found.

#![allow(clippy::print_stdout, reason = "what was left out is part of the result")]

#[path = "../common/credential.rs"]
mod credential;
mod hostile;
mod pty;
mod reports;
mod state;
mod vocabulary;

use pty::{Desk, Term};

const TEXT: &str =
    "The dam is safe, the minister said. The agency denied that it had ever said so.\n\nNobody was hurt.\n";

#[test]
fn a_mark_is_saved_and_leaving_gives_the_terminal_back() {
    let desk = Desk::new(TEXT);
    let mut term = desk.open();
    term.wait_for("The dam is safe");
    term.press("wWWWc");
    term.wait_for(" saved ");
    assert!(desk.json().contains("\"quote\": \"The dam is safe\""), "{}", desk.json());
    term.press("q");
    assert_eq!(term.wait_end().exit_code(), 0);
    assert!(term.left_clean());
}

#[test]
fn what_is_called_saved_survives_a_kill() {
    let desk = Desk::new(TEXT);
    let mut term = desk.open();
    term.wait_for("The dam is safe");
    term.press("cjdjc");
    term.wait_until("three saved marks", |screen| screen.contains(" saved ") && screen.contains("C2 S0 D1"));
    term.signal("KILL");
    term.wait_end();
    let again = desk.open();
    again.wait_for("C2 S0 D1");
}

#[test]
fn a_claim_is_checked_on_its_card_and_all_of_it_is_in_the_file() {
    let desk = Desk::new(TEXT);
    let mut term = desk.open();
    // The thread beside the screen has looked through the article.
    term.wait_for("of sentences");
    term.press("c\re");
    term.wait_for("WRITE");
    term.press("the log | p. 4\r");
    term.wait_for("CHECK");
    term.press("r\rV");
    let card = term.wait_until("the verdict", |screen| screen.contains("●") && screen.contains("V ● verified"));
    assert!(card.contains("✎ evidence"), "{card}");
    term.press("\u{1b}");
    term.wait_until("the article", |screen| !screen.contains("CHECK"));
    term.press("Y");
    term.wait_until("the word that it is done", |screen| screen.contains("[finished]") && screen.contains(" saved "));
    term.press("q");
    assert_eq!(term.wait_end().exit_code(), 0);
    let json = desk.json();
    for said in
        ["\"status\": \"verified\"", "\"the log\"", "\"p. 4\"", "\"reply_asked\"", "\"checked_by\"", "\"finished\""]
    {
        assert!(json.contains(said), "{said} in {json}");
    }
}

#[test]
fn opening_and_leaving_writes_no_annotations() {
    let desk = Desk::new(TEXT);
    let mut term = desk.open();
    term.wait_for("The dam is safe");
    term.press("jjwlkq");
    assert_eq!(term.end().0.exit_code(), 0);
    assert_eq!(desk.json(), "");
}

#[test]
fn a_second_instance_may_only_read_and_says_who_writes() {
    let desk = Desk::new(TEXT);
    let mut first = desk.open();
    first.wait_for("The dam is safe");
    first.press("c");
    first.wait_for(" saved ");
    let mut second = desk.open();
    let screen = second.wait_for("read-only");
    assert!(screen.contains("The dam is safe"));
    let before = desk.json();
    second.press("jdq");
    second.end();
    assert_eq!(desk.json(), before);
}

#[test]
fn any_size_can_be_taken_and_left_again() {
    let desk = Desk::new(TEXT);
    let mut term = desk.open();
    term.wait_for("The dam is safe");
    for (columns, rows) in [(1, 1), (200, 60), (20, 5), (3, 40), (40, 12)] {
        term.resize(columns, rows);
    }
    term.resize(100, 30);
    term.wait_until("both panes again", |screen| {
        screen.contains("The dam is safe") && screen.contains("No annotations yet")
    });
    term.press("q");
    assert_eq!(term.end().0.exit_code(), 0);
}

#[test]
fn nothing_in_an_article_reaches_the_terminal_as_a_command() {
    let hostile = "Safe \u{1b}]52;c;ZXZpbA==\u{7}\u{1b}[2J\u{1b}[31mred\u{9b}31m \u{202e}evil\u{202c} \u{200b}end \u{1b}]0;title\u{7}.\n";
    let desk = Desk::new(hostile);
    let mut term = desk.open();
    term.wait_for("Safe");
    term.press("lllllc");
    term.wait_for(" saved ");
    term.press("q");
    let (_, bytes) = term.end();
    let out = String::from_utf8_lossy(&bytes);
    for forbidden in ["\u{1b}]", "\u{9b}", "\u{202e}", "\u{200b}", "\u{7}"] {
        assert!(!out.contains(forbidden), "{forbidden:?} was written");
    }
}

#[test]
fn keys_pressed_at_once_are_all_taken() {
    let desk = Desk::new(&format!("{TEXT}\n").repeat(100));
    let mut term = desk.open();
    term.wait_for("The dam is safe");
    term.press(&"l".repeat(999));
    term.press("vc");
    term.wait_for(" saved ");
    // Characters in code points: the 1,000th of the text is the one that is marked.
    assert!(desk.json().contains("\"start\": 998"), "{}", desk.json());
}

#[test]
fn keys_that_open_one_article_after_another_wait_for_each_of_them() {
    let desk = Desk::new(TEXT);
    std::fs::write(desk.folder.path().join("other.txt"), "Ana Vey said the other dam leaks.\n").unwrap();
    let mut term = Term::start(&["article.txt", "other.txt"], desk.folder.path(), &[]);
    term.wait_for("other.txt");
    // The list again, its second line, and there a claim.
    term.press("\r\u{f}j\rc");
    term.wait_for(" saved ");
    assert!(std::fs::read_to_string(desk.folder.path().join("other.txt.ascribe.json")).unwrap().contains("\"claim\""));
    term.press("q");
    assert_eq!(term.end().0.exit_code(), 0);
}

#[test]
fn an_article_from_standard_input_takes_its_keys_from_the_terminal() {
    let desk = Desk::new(TEXT);
    let mut term = Term::shell("cat article.txt | \"$ASCRIBE\" - --annotations piped.json", desk.folder.path());
    term.wait_for("The dam is safe");
    term.press("c");
    term.wait_for(" saved ");
    term.press("q");
    assert_eq!(term.end().0.exit_code(), 0);
    assert!(std::fs::read_to_string(desk.folder.path().join("piped.json")).unwrap().contains("\"claim\""));
}

#[test]
fn several_articles_open_as_a_list_with_their_progress() {
    let desk = Desk::new(TEXT);
    let mut term = desk.open();
    term.wait_for("The dam is safe");
    term.press("c");
    term.wait_for(" saved ");
    term.press("q");
    term.end();
    std::fs::write(desk.folder.path().join("other.txt"), "Another one.\n").unwrap();
    let mut term = Term::start(&["."], desk.folder.path(), &[]);
    term.wait_for("1 claim");
    term.press("j\r");
    term.wait_for("Another one.");
    term.press("\u{10}");
    term.wait_for("The dam is safe");
    term.press("q");
    assert_eq!(term.end().0.exit_code(), 0);
}

#[test]
fn without_colour_marks_are_told_apart_by_letters() {
    let desk = Desk::new(TEXT);
    let mut term = Term::start(&["article.txt"], desk.folder.path(), &[("NO_COLOR", "1")]);
    term.wait_for("The dam is safe");
    term.press("c");
    term.wait_until("the letter beside the row", |screen| screen.contains("C   The dam is safe"));
    term.press("q");
    let (_, bytes) = term.end();
    let out = String::from_utf8_lossy(&bytes);
    assert!(!out.contains("[38;") && !out.contains("[48;"), "a colour was written");
}

#[test]
fn drawing_anew_asks_the_terminal_nothing() {
    let desk = Desk::new(TEXT);
    let mut term = desk.open();
    term.wait_for("The dam is safe");
    // A terminal need not answer questions; this one never does.
    term.press("\u{c}c");
    term.wait_for(" saved ");
    term.signal("STOP");
    term.signal("CONT");
    term.press("jd");
    term.wait_until("a second mark", |screen| screen.contains(" saved ") && screen.contains("D1"));
    term.press("q");
    assert_eq!(term.end().0.exit_code(), 0);
}

#[test]
fn an_article_that_changes_while_it_is_open_is_said_once_and_reloaded_by_its_key() {
    let desk = Desk::new(TEXT);
    let mut term = desk.open();
    term.wait_for("The dam is safe");
    term.press("c");
    term.wait_for(" saved ");
    let hash = |json: &str| json.lines().find(|line| line.contains("\"sha256\"")).map(str::to_owned);
    let before = hash(&desk.json());
    std::fs::write(&desk.article, format!("A new first line.\n\n{TEXT}")).unwrap();
    // The terminal says that it has the focus again.
    term.press("\u{1b}[I");
    term.wait_for("article changed on disk; R reloads and re-anchors");
    term.press("jd");
    let screen = term.wait_until("a second mark", |screen| screen.contains(" saved ") && screen.contains("D1"));
    assert!(!screen.contains("A new first line.") && !screen.contains("R reloads"), "{screen}");
    assert!(screen.contains("[changed on disk]"), "{screen}");
    assert_eq!(hash(&desk.json()), before, "what is saved is about the text that was read");
    let saved = desk.json();
    term.press("R");
    let screen = term.wait_for("article changed: ");
    assert!(screen.contains("A new first line.") && !screen.contains("[changed on disk]"), "{screen}");
    assert_eq!(desk.json(), saved, "what was worked out is not written before something changes");
    term.press("ggs");
    term.wait_until("a third mark", |screen| screen.contains(" saved ") && screen.contains("C1 S1 D1"));
    assert_ne!(hash(&desk.json()), before);
    term.press("q");
    let (status, bytes) = term.end();
    assert_eq!(status.exit_code(), 0);
    let (on, off) = ("\u{1b}[?1004h", "\u{1b}[?1004l");
    let out = String::from_utf8_lossy(&bytes);
    assert!(out.rfind(off) > out.rfind(on) && out.contains(on), "the focus is asked for, and given up");
}

#[test]
fn an_article_that_is_gone_stays_on_the_screen_and_is_not_reloaded() {
    let desk = Desk::new(TEXT);
    let mut term = desk.open();
    term.wait_for("The dam is safe");
    std::fs::remove_file(&desk.article).unwrap();
    term.press("c");
    term.wait_for("article changed on disk");
    term.press("R");
    term.wait_for("not reloaded");
    term.press("jd");
    term.wait_until("both marks", |screen| screen.contains(" saved ") && screen.contains("C1 S0 D1"));
    term.press("q");
    assert_eq!(term.end().0.exit_code(), 0);
}

#[test]
fn an_export_is_written_beside_the_article_and_over_another_only_when_asked_again() {
    let desk = Desk::new(TEXT);
    let mut term = desk.open();
    term.wait_for("The dam is safe");
    term.press("cXm");
    term.wait_for("exported to");
    let report = desk.folder.path().join("article.txt.md");
    let written = std::fs::read_to_string(&report).unwrap();
    assert!(written.contains("The dam is safe"), "{written}");
    std::fs::write(&report, "precious").unwrap();
    term.press("Xm");
    term.wait_for("is there already");
    assert_eq!(std::fs::read_to_string(&report).unwrap(), "precious");
    term.press("Xm");
    term.wait_for("exported to");
    assert_eq!(std::fs::read_to_string(&report).unwrap(), written);
    term.press("q");
    assert_eq!(term.end().0.exit_code(), 0);
}

/// An annotation file of ours that breaks off.
const HALF: &str = "{\n  \"format\": \"ascribe\",\n  \"version\": ";

#[test]
fn a_damaged_annotation_file_stays_as_it_is_until_the_first_mark_sets_it_aside() {
    let desk = Desk::new(TEXT);
    let sidecar = desk.folder.path().join("article.txt.ascribe.json");
    std::fs::write(&sidecar, HALF).unwrap();
    let mut term = desk.open();
    term.wait_for("DAMAGED: line 3");
    term.press("q");
    assert_eq!(term.end().0.exit_code(), 0);
    assert_eq!(desk.json(), HALF);
    assert_eq!(desk.folder.path().read_dir().unwrap().count(), 3, "the article, its annotations, and a state folder");
    let mut term = desk.open();
    term.wait_for("DAMAGED: line 3");
    term.press("c");
    term.wait_for(" saved ");
    term.press("q");
    assert_eq!(term.end().0.exit_code(), 0);
    let names = desk.folder.path().read_dir().unwrap().map(|entry| entry.unwrap().path());
    let aside: Vec<_> = names.filter(|path| path.to_string_lossy().contains(".bad-")).collect();
    assert_eq!(aside.len(), 1);
    assert_eq!(std::fs::read_to_string(&aside[0]).unwrap(), HALF);
    assert!(desk.json().contains("\"claim\""));
}

#[test]
fn a_copy_next_to_the_annotations_is_said_on_opening_with_the_way_out() {
    let desk = Desk::new(TEXT);
    let said = [
        (
            "article.txt.ascribe (1).json",
            "ascribe import joins these annotations with a copy: article.txt.ascribe (1).json",
        ),
        ("article.txt.ascribe.json.bad-0badf00d", "ascribe verify says what to do about 2 copies"),
    ];
    for (name, said) in said {
        std::fs::write(desk.folder.path().join(name), "{\"format\": \"ascribe\"}").unwrap();
        let mut term = desk.open();
        term.wait_for(said);
        term.press("q");
        assert_eq!(term.end().0.exit_code(), 0);
    }
}

#[test]
fn what_is_no_file_of_ours_or_has_a_conflict_in_it_is_never_touched() {
    let conflict = "{\n<<<<<<< HEAD\n  \"format\": \"ascribe\",\n";
    for (text, said, code) in
        [("no copy of this", "not an ascribe file", 65), (conflict, "line 2: git left a conflict", 0)]
    {
        let desk = Desk::new(TEXT);
        std::fs::write(desk.folder.path().join("other.txt"), text).unwrap();
        std::os::unix::fs::symlink("other.txt", desk.folder.path().join("article.txt.ascribe.json")).unwrap();
        let mut term = desk.open();
        term.wait_for(said);
        term.press("cq");
        assert_eq!(term.end().0.exit_code(), code, "{said}");
        assert_eq!(std::fs::read_to_string(desk.folder.path().join("other.txt")).unwrap(), text);
        assert_eq!(desk.json(), text);
        let hidden = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with('.');
        assert!(!desk.folder.path().read_dir().unwrap().any(|it| hidden(&it.unwrap().file_name())), "no lock is left");
    }
}
