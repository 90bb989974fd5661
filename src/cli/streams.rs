//! The two streams of a command: data on standard output, talk on standard error.
//!
//! A line that names a file goes through [`Stream::line`] or [`Streams::say`], which keep it one line for a pipe as for a
//! terminal: a name with line ends in it can't forge another line.

use std::io::{self, BufWriter, IsTerminal, Write};

use crate::tui::display::safe;

use super::exit::{Failure, Outcome};
use super::lines::listed;

/// Both streams.
pub(super) struct Streams {
    /// What was asked for.
    pub(super) data: Stream,
    /// What there is to say about it.
    talk: Stream,
    /// The articles whose annotations, or other files, this run has changed, by their names.
    saved: Vec<String>,
}

/// One stream.
pub(super) struct Stream {
    to: Box<dyn Write>,
    /// Whether a terminal reads it.
    pub(super) is_terminal: bool,
}

impl Streams {
    /// Those of the process.
    pub(super) fn standard() -> Self {
        let (data, talk) = (io::stdout(), io::stderr());
        Self {
            data: Stream { is_terminal: data.is_terminal(), to: Box::new(BufWriter::new(data)) },
            talk: Stream { is_terminal: talk.is_terminal(), to: Box::new(talk) },
            saved: Vec::new(),
        }
    }

    /// Says something in one line to whoever runs the program; nothing can be done where nobody can hear it.
    pub(super) fn say(&mut self, text: &str) {
        // In the order in which it came about; what can't be written now is tried again at the end.
        let _ = self.data.flush();
        let _ = self.talk.line(text);
    }

    /// Says something that has lines of its own.
    pub(super) fn say_lines(&mut self, text: &str) {
        let _ = self.data.flush();
        let _ = self.talk.print(text);
    }

    /// Keeps in mind that the annotations of an article are changed, whatever becomes of what is printed about it.
    pub(super) fn saved(&mut self, name: &str) {
        self.saved.push(name.to_owned());
    }

    /// Sends on what is still held back, and returns how the command ends then: a change that is saved is said to be saved
    /// where what belongs to it can't be printed.
    pub(super) fn end(&mut self, outcome: Outcome) -> Outcome {
        // What can't be written at last was asked for too.
        let outcome = outcome.and_then(|exit| self.data.flush().map(|()| exit));
        if self.saved.is_empty() {
            return outcome;
        }
        let saved = listed(&self.saved, "article");
        outcome.map_err(|failure| failure.after_saving(&format!("{saved}: the change is saved")))
    }

    /// Says what went wrong, and who says so.
    pub(super) fn complain(&mut self, text: &str) {
        self.say(&format!("ascribe: {text}"));
    }
}

impl Stream {
    /// One to a pipe, a terminal or a device that is open for writing.
    pub(super) fn to(file: impl Write + IsTerminal + 'static) -> Self {
        Self { is_terminal: file.is_terminal(), to: Box::new(BufWriter::new(file)) }
    }

    /// Writes one line, whatever is in the text: line ends and all that a terminal would obey become pictures.
    pub(super) fn line(&mut self, text: &str) -> Outcome<()> {
        let line = safe(text.strip_suffix('\n').unwrap_or(text));
        let written = self.to.write_all(line.as_bytes()).and_then(|()| self.to.write_all(b"\n"));
        written.map_err(|error| Failure::output(&error))
    }

    /// Writes a text of one or several lines as it is, and ends the last one; a terminal gets nothing that it would obey.
    pub(super) fn print(&mut self, text: &str) -> Outcome<()> {
        self.write(text).map_err(|error| Failure::output(&error))
    }

    /// Writes a piece of a text, which may end within a line; a terminal gets nothing that it would obey.
    pub(super) fn piece(&mut self, text: &str) -> Outcome<()> {
        let written = if self.is_terminal {
            text.split('\n').enumerate().try_for_each(|(nth, line)| {
                self.to.write_all(if nth > 0 { b"\n" } else { b"" })?;
                self.to.write_all(safe(line).as_bytes())
            })
        } else {
            self.to.write_all(text.as_bytes())
        };
        written.map_err(|error| Failure::output(&error))
    }

    /// Sends on what is still held back.
    pub(super) fn flush(&mut self) -> Outcome<()> {
        self.to.flush().map_err(|error| Failure::output(&error))
    }

    fn write(&mut self, text: &str) -> io::Result<()> {
        if !self.is_terminal {
            self.to.write_all(text.as_bytes())?;
            return if text.ends_with('\n') { Ok(()) } else { self.to.write_all(b"\n") };
        }
        for line in text.strip_suffix('\n').unwrap_or(text).split('\n') {
            self.to.write_all(safe(line).as_bytes())?;
            self.to.write_all(b"\n")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    #[derive(Clone, Default)]
    struct Heard(Arc<Mutex<Vec<u8>>>);

    impl Write for Heard {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn printed(text: &str, is_terminal: bool) -> String {
        let heard = Heard::default();
        Stream { to: Box::new(heard.clone()), is_terminal }.print(text).unwrap();
        let bytes = heard.0.lock().unwrap().clone();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_terminal_gets_no_escape_sequence() {
        assert_eq!(printed("a\u{1b}[31m\nb\r\n", true), "a␛[31m\nb␍\n");
        assert_eq!(printed("user\u{202e}txt", true), "user<U+202E>txt\n");
    }

    #[test]
    fn a_line_stays_one_line_wherever_it_goes() {
        for is_terminal in [true, false] {
            let heard = Heard::default();
            let mut stream = Stream { to: Box::new(heard.clone()), is_terminal };
            stream.line("a.txt\nb.txt: no findings\r\u{2028}\u{1b}[m é").unwrap();
            let bytes = heard.0.lock().unwrap().clone();
            assert_eq!(String::from_utf8(bytes).unwrap(), "a.txt␊b.txt: no findings␍<U+2028>␛[m é\n");
        }
    }

    #[test]
    fn a_file_gets_what_there_is() {
        assert_eq!(printed("a\u{1b}[31m\r\n", false), "a\u{1b}[31m\r\n");
        assert_eq!(printed("no end", false), "no end\n");
        assert_eq!(printed("", false), "\n");
    }
}
