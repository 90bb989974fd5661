//! The terminal as the program takes it over, and gives it back however it ends.

mod given_back;
pub mod panics;
mod placed;
mod underline;

use std::io::{self, Write};
use std::time::Duration;

use crossterm::clipboard::CopyToClipboard;
use crossterm::event::{EnableBracketedPaste, EnableFocusChange, EnableMouseCapture};
use crossterm::terminal::{self, BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen};
use crossterm::{execute, queue};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Paragraph, Wrap};
use ratatui::{Frame, Terminal};
use signal_hook::consts::SIGTSTP;

use super::display::safe;

pub use given_back::give_back;
pub(super) use given_back::is_taken;
use given_back::{Out, give_back_raw_mode, taken};
use placed::Placed;

/// How long a terminal that isn't read may keep the program from giving it back as it should be.
const UNREAD: Duration = Duration::from_secs(1);

/// The terminal while the program has it. It is given back when this is dropped.
pub struct Screen {
    terminal: Terminal<Placed<CrosstermBackend<Out>>>,
    mouse: bool,
}

impl Screen {
    /// Takes the terminal over: raw mode, alternate screen, pasting as text, and the mouse if wanted.
    pub fn take(mouse: bool) -> io::Result<Self> {
        // Under NO_COLOR crossterm would leave out bold and underline too. The plain theme has no colour anyway.
        crossterm::style::force_color_output(true);
        let mut out = Out::open()?;
        let entered = enter(&mut out, mouse).and_then(|()| Terminal::new(Placed(CrosstermBackend::new(out))));
        if entered.is_err() {
            give_back(UNREAD);
        }
        Ok(Self { terminal: entered?, mouse })
    }

    /// Its size in columns and rows.
    pub fn size(&self) -> io::Result<(u16, u16)> {
        terminal::size()
    }

    /// Draws a frame; the terminal shows it all at once. A frame that can't be drawn is said instead.
    pub fn draw(&mut self, frame: impl FnMut(&mut Frame)) -> io::Result<()> {
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        draw(&mut self.terminal, frame)?;
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)
    }

    /// Forgets what is on the screen, so that the next draw writes all of it.
    pub fn clear(&mut self) -> io::Result<()> {
        let (columns, rows) = self.size()?;
        // `Terminal::clear` asks the terminal where its cursor is, and the answer would be taken for keys.
        self.terminal.resize(Rect::new(0, 0, columns, rows))
    }

    /// Gives a text to the terminal's clipboard. It goes there encoded, so nothing in it is a command to the terminal.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        execute!(self.terminal.backend_mut(), CopyToClipboard::to_clipboard_from(text))
    }

    /// Gives the terminal back, stops the process until it is continued, and takes the terminal again.
    pub fn suspend(&mut self) -> io::Result<()> {
        give_back(UNREAD);
        signal_hook::low_level::emulate_default_handler(SIGTSTP)?;
        self.take_again()
    }

    /// Takes the terminal again after somebody else had it: a shell, while the process was stopped.
    pub fn take_again(&mut self) -> io::Result<()> {
        // What raw mode is left to is asked for anew only when it was left.
        give_back_raw_mode();
        enter(self.terminal.backend_mut(), self.mouse)?;
        self.clear()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back(UNREAD);
    }
}

fn enter(out: &mut impl Write, mouse: bool) -> io::Result<()> {
    terminal::enable_raw_mode()?;
    taken();
    queue!(out, EnterAlternateScreen, EnableBracketedPaste, EnableFocusChange)?;
    if mouse {
        queue!(out, EnableMouseCapture)?;
    }
    out.flush()
}

/// Draws a frame. Should that panic, what went wrong is drawn instead: nothing that was marked is lost by it, and all keys
/// go on to work.
fn draw<B: Backend>(terminal: &mut Terminal<B>, mut draw: impl FnMut(&mut Frame)) -> Result<(), B::Error> {
    let mut broken = None;
    terminal.draw(|frame| {
        broken = panics::caught(|| draw(frame)).err();
        if let Some(why) = &broken {
            let text = format!(
                "This can’t be drawn: {}.\n\nAll keys work, and what is marked is kept and saved. Moving on may help; \
                 leaving and opening the article again does no harm. Please report it.",
                safe(why)
            );
            frame.render_widget(Clear, frame.area());
            frame.render_widget(Paragraph::new(text).wrap(Wrap { trim: false }), frame.area());
        }
    })?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use ratatui::backend::TestBackend;

    use super::*;

    fn shown(terminal: &Terminal<TestBackend>) -> String {
        terminal.backend().buffer().content().iter().map(ratatui::buffer::Cell::symbol).collect()
    }

    #[test]
    fn what_can_t_be_drawn_is_said_and_the_next_frame_is_whole_again() {
        let mut terminal = Terminal::new(TestBackend::new(60, 6)).unwrap();
        let fine = |frame: &mut Frame| frame.render_widget(Paragraph::new("fine"), frame.area());
        draw(&mut terminal, fine).unwrap();
        draw(&mut terminal, |frame| {
            frame.render_widget(Paragraph::new("half a frame ".repeat(30)), frame.area());
            panic!("row \u{1b}[31m");
        })
        .unwrap();
        let screen = shown(&terminal);
        assert!(screen.starts_with("This can’t be drawn: row ␛[31m (src/tui/terminal.rs:"), "{screen}");
        assert!(!screen.contains("half a frame"), "{screen}");
        draw(&mut terminal, fine).unwrap();
        assert_eq!(shown(&terminal).trim_end(), "fine");
    }
}
