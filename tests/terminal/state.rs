//! The terminal is as it was before, however the program ends or stops, and whatever the terminal does.

use std::io::Write;
use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

use ascribe::model::Id;
use ascribe::store::Source;
use ascribe::store::Stamps;
use ascribe::tui::config::Config;
use ascribe::tui::ended::Ended;
use ascribe::tui::run::{self, Options};
use ascribe::tui::theme::THEMES;

use super::TEXT;
use super::pty::{Desk, Term};

#[test]
fn what_is_typed_is_treated_as_before_however_the_program_ends() {
    for (end, code) in [("q", 0), ("TERM", 143), ("HUP", 129), ("INT", 130), ("QUIT", 131)] {
        let desk = Desk::new(TEXT);
        let mut term = desk.open();
        let before = term.termios_at_start();
        term.wait_for("The dam is safe");
        assert_ne!(term.termios(), before, "keys come one by one");
        term.press("c");
        term.wait_for("C1");
        if end == "q" {
            term.press("q");
        } else {
            term.signal(end);
        }
        assert_eq!(term.wait_end().exit_code(), code, "{end}");
        assert_eq!(term.termios(), before, "{end}");
        assert!(term.left_clean(), "{end}");
        assert!(desk.json().contains("\"claim\""), "{end}");
    }
}

#[test]
fn a_terminal_that_nobody_reads_keeps_no_signal_from_ending_the_program() {
    for (signal, code) in [("TERM", 143), ("HUP", 129)] {
        let desk = Desk::new(TEXT);
        let mut term = desk.open();
        let before = term.termios_at_start();
        term.wait_for("The dam is safe");
        term.press("c");
        term.wait_for(" saved ");
        term.stop_reading("\u{c}");
        term.signal(signal);
        assert_eq!(term.wait_exit().exit_code(), code, "{signal}");
        assert_eq!(term.termios(), before, "{signal}");
        assert!(desk.json().contains("\"claim\""), "{signal}");
    }
}

#[test]
fn a_terminal_that_is_gone_ends_the_program_with_everything_saved() {
    for line in ["exec \"$ASCRIBE\" article.txt", "trap '' HUP; exec \"$ASCRIBE\" article.txt"] {
        let desk = Desk::new(TEXT);
        let mut term = Term::shell(line, desk.folder.path());
        term.wait_for("The dam is safe");
        term.press("c");
        term.wait_for("C1");
        term.hang_up();
        assert!(desk.json().contains("\"claim\""), "{line}");
    }
}

#[test]
fn a_pause_gives_the_terminal_to_the_shell_and_going_on_takes_it_again() {
    let desk = Desk::new(TEXT);
    let mut term = Term::job("\"$ASCRIBE\" article.txt", desk.folder.path());
    term.wait_for("The dam is safe");
    term.press("c");
    term.wait_for("C1 S0 D0");
    for (nth, (stop, keys, counts)) in
        [("", "jd", "C1 S0 D1"), ("TSTP", "u", "C1 S0 D0"), ("STOP", "U", "C1 S0 D1")].into_iter().enumerate()
    {
        if stop.is_empty() {
            term.press("\u{1a}");
        } else {
            term.signal_job(stop);
        }
        term.wait_stopped();
        if stop == "STOP" {
            // Nobody asked us: it is the shell that sees to the terminal.
            term.press("stty sane; printf '\\033[?1049l\\033[?2004l\\033[?1004l\\033[?25h\\033[?1003l%s%s' tidi ed\n");
            term.wait_for("tidied");
        } else {
            term.wait_until("the shell", |screen| screen.matches("topped").count() == nth + 1);
        }
        assert!(term.left_clean(), "{stop}");
        assert!(desk.json().contains("\"claim\""), "{stop}");
        let rows = 30 - u16::try_from(nth).unwrap();
        term.resize(100, rows);
        term.press("fg\n");
        term.wait_for("The dam is safe");
        assert!(!term.left_clean(), "{stop}");
        term.press(keys);
        term.wait_until("the next state, at the bottom of the new size", |screen| {
            let filled = screen.lines().filter(|line| !line.trim().is_empty()).count();
            screen.contains(" saved ") && screen.contains(counts) && filled <= usize::from(rows)
        });
    }
    term.press("q");
    term.wait_until("the shell", |screen| screen.trim_end().ends_with("ready>"));
    assert!(term.left_clean());
    term.press("exit\n");
    term.wait_end();
}

#[test]
fn without_a_shell_there_is_no_pause() {
    let desk = Desk::new(TEXT);
    let mut term = desk.open();
    term.wait_for("The dam is safe");
    term.press("\u{1a}");
    term.wait_for("there is no shell to return to");
    term.press("q");
    assert_eq!(term.wait_end().exit_code(), 0);
}

#[test]
fn a_mistake_in_the_program_loses_no_mark_and_leaves_the_terminal_as_it_was() {
    let desk = Desk::new(TEXT);
    let mut term = Term::subject("state::subject_with_a_mistake", desk.folder.path());
    let before = term.termios_at_start();
    term.wait_for("The dam is safe");
    term.press("c");
    term.wait_for("C1");
    // The second mark is the one that fails.
    term.press("jd");
    let screen = term.wait_for("ended with: ");
    assert!(screen.contains("internal error: no more ids (tests/terminal/state.rs:"), "{screen}");
    term.wait_end();
    assert_eq!(term.termios(), before);
    assert!(term.left_clean());
    assert!(desk.json().contains("\"claim\""));
}

/// The real loop with a mistake in it, as a program of its own.
#[test]
#[ignore = "runs in the terminal of another test"]
fn subject_with_a_mistake() {
    struct OneId(bool);
    impl Stamps for OneId {
        fn id(&mut self) -> Id {
            assert!(!std::mem::replace(&mut self.0, true), "no more ids");
            Id::new("one")
        }
        fn now(&mut self) -> String {
            "2026-01-01T00:00:00Z".to_owned()
        }
        fn creator(&self) -> String {
            "tester".to_owned()
        }
    }
    let keymap = Config::default().keymap;
    let options =
        Options { theme: &THEMES[0], keymap, notice: None, mouse: true, store: ascribe::store::Options::default() };
    let ended = run::run(&[Source::named("article.txt")], &options, Box::new(OneId(false)));
    assert!(matches!(ended, Err(Ended::Broken(_))), "{ended:?}");
    writeln!(std::io::stdout(), "ended with: {}", ended.unwrap_err()).unwrap();
}

#[test]
fn pasted_text_that_never_ends_holds_nothing_up() {
    let desk = Desk::new(TEXT);
    let mut term = desk.open();
    term.wait_for("The dam is safe");
    term.press("ce");
    term.press("\u{1b}[200~half of");
    // Escape is what a hand does first.
    term.press("\u{1b}");
    term.wait_for("half of");
    term.press(" it\u{1b}");
    term.wait_until("the note", |screen| {
        screen.contains("half of it") && screen.contains(" saved ") && !screen.contains("WRITE")
    });
    term.press("jd");
    term.wait_for("D1");
    term.press("q");
    assert_eq!(term.wait_end().exit_code(), 0);
    assert!(desk.json().contains("half of it"));
}

#[test]
fn a_question_before_leaving_holds_for_the_next_key_only_and_a_file_size_limit_kills_nobody() {
    let desk = Desk::new(TEXT);
    let mut term = Term::shell("ulimit -f 0; exec \"$ASCRIBE\" article.txt", desk.folder.path());
    term.wait_for("The dam is safe");
    term.press("c");
    let screen = term.wait_for("NOT SAVED: 1 change");
    assert!(screen.contains("File too large"), "{screen}");
    term.press("q");
    term.wait_for("q again leaves and LOSES 1 change");
    term.press("\u{1b}");
    term.wait_until("no question", |screen| !screen.contains("again leaves"));
    term.press("jd");
    term.wait_for("NOT SAVED: 2 changes");
    term.press("q");
    term.wait_for("q again leaves and LOSES 2 changes");
    term.press("q");
    let screen = term.wait_for("NOT SAVED: article.txt: 2 changes, and there is no copy");
    assert!(screen.contains("File too large"), "{screen}");
    assert_eq!(term.wait_end().exit_code(), 1);
}

#[test]
fn where_a_copy_holds_what_is_not_saved_nobody_is_told_that_it_is_lost() {
    let desk = Desk::new(TEXT);
    let mut term = desk.open();
    term.wait_for("The dam is safe");
    term.press("c");
    term.wait_for(" saved ");
    // Another program wrote it, and it can't be read.
    std::fs::write(desk.folder.path().join("article.txt.ascribe.json"), "{ half a fi").unwrap();
    term.press("jd");
    term.wait_for("NOT SAVED: 1 change; copy in article.txt.ascribe.json.conflict-");
    term.press("q");
    let screen = term.wait_for("q again leaves without saving 1 change; a copy of everything is in ");
    assert!(!screen.contains("LOSE"), "{screen}");
    let copy = copy_in(&screen);
    assert!(std::fs::read_to_string(&copy).unwrap().contains("\"denial\""), "{screen}");
    term.press("q");
    let screen = term.wait_for("NOT SAVED: ");
    assert!(copy_in(&screen) == copy && screen.contains("put the right one of the two in its place"), "{screen}");
    assert_eq!(term.wait_end().exit_code(), 1);
}

#[test]
fn a_system_that_starts_no_more_threads_is_an_error_that_leaves_the_terminal_as_it_was() {
    let has = |tool: &str| Command::new(tool).arg("--version").output().is_ok_and(|ran| ran.status.success());
    if !rustix::process::getuid().is_root() || !has("setpriv") || !has("prlimit") {
        println!("left out: a limit of threads holds only for somebody who isn't root, which takes root to become");
        return;
    }
    let desk = Desk::new(TEXT);
    let folder = desk.folder.path();
    std::fs::write(folder.join("another.txt"), TEXT).unwrap();
    // Where the program was built, nobody else may look.
    std::fs::copy(env!("CARGO_BIN_EXE_ascribe"), folder.join("program")).unwrap();
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o777)).unwrap();
    // The thread that counts what is in a list may have ended before those start that wait for keys and signals: then three
    // are enough.
    for (articles, too_few) in [("article.txt", 1..=3), ("article.txt another.txt", 1..=2)] {
        for threads in too_few {
            let line = format!(
                "exec setpriv --reuid=54321 --regid=54321 --clear-groups prlimit --nproc={threads} ./program {articles}"
            );
            let mut term = Term::shell(&line, folder);
            let before = term.termios_at_start();
            let screen = term.wait_for("starts no more threads (Resource temporarily unavailable); end other programs");
            assert_eq!(term.wait_end().exit_code(), 71, "{threads}, {articles}: {screen}");
            assert_eq!(term.termios(), before, "{threads}, {articles}");
            assert!(term.left_clean(), "{threads}, {articles}");
        }
    }
}

/// The copy that a screen names, over as many rows as its path takes.
fn copy_in(screen: &str) -> String {
    let rows: String = screen.lines().map(|row| row.trim_end().trim_start_matches(' ')).collect();
    let (_, copy) = rows.rsplit_once("everything is in").unwrap_or_else(|| panic!("no copy is named: {screen}"));
    copy.split(';').next().unwrap().trim().to_owned()
}
