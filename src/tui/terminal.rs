//! The terminal as the program takes it over, and gives it back however it ends.

use std::io::{self, BufWriter, Stdout, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::clipboard::CopyToClipboard;
use crossterm::event::{
    DisableBracketedPaste, DisableFocusChange, DisableMouseCapture, EnableBracketedPaste, EnableFocusChange,
    EnableMouseCapture,
};
use crossterm::terminal::{
    self, BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
};
use crossterm::{cursor, execute, queue};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;

use super::app::App;
use super::view;

/// Whether the terminal is ours, so that giving it back twice does nothing.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Where the screen is written: whole frames at once.
type Out = BufWriter<Stdout>;

/// The terminal while the program has it. It is given back when this is dropped, and when the program panics.
pub struct Screen {
    terminal: Terminal<CrosstermBackend<Out>>,
    mouse: bool,
}

impl Screen {
    /// Takes the terminal over: raw mode, alternate screen, pasting as text, and the mouse if wanted.
    pub fn take(mouse: bool) -> io::Result<Self> {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            give_back();
            before(panic);
        }));
        // Under NO_COLOR crossterm would leave out bold and underline too. The plain theme has no colour anyway.
        crossterm::style::force_color_output(true);
        enter(mouse)?;
        // A frame is at most some ten kilobytes; it is written in one piece.
        let out = BufWriter::with_capacity(1 << 16, io::stdout());
        Ok(Self { terminal: Terminal::new(CrosstermBackend::new(out))?, mouse })
    }

    /// Its size in columns and rows.
    pub fn size(&self) -> io::Result<(u16, u16)> {
        terminal::size()
    }

    /// Draws the state; the terminal shows it all at once.
    pub fn draw(&mut self, app: &App) -> io::Result<()> {
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        self.terminal.draw(|frame| view::draw(frame, app))?;
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
        give_back();
        signal_hook::low_level::raise(signal_hook::consts::SIGTSTP)?;
        enter(self.mouse)?;
        self.clear()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

fn enter(mouse: bool) -> io::Result<()> {
    terminal::enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    let mut out = io::stdout();
    execute!(out, EnterAlternateScreen, EnableBracketedPaste, EnableFocusChange)?;
    if mouse {
        execute!(out, EnableMouseCapture)?;
    }
    Ok(())
}

/// Leaves the terminal as it was found; does nothing where it is not ours.
pub fn give_back() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout();
    // Each step matters by itself, so one that fails doesn't keep the others from being tried.
    let _ = execute!(out, EndSynchronizedUpdate, DisableMouseCapture, DisableBracketedPaste, DisableFocusChange);
    let _ = execute!(out, LeaveAlternateScreen, cursor::Show);
    let _ = terminal::disable_raw_mode();
    let _ = out.flush();
}
