//! Panics while the screen is shown: caught and kept, never printed over it.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;

use super::UNREAD;
use super::given_back::{give_back, is_taken};

thread_local! {
    /// What the last panic of this thread said, and where.
    static LAST: RefCell<Option<String>> = const { RefCell::new(None) };
    /// Panics of this thread that nobody has caught yet.
    static UNCAUGHT: Cell<u32> = const { Cell::new(0) };
    /// Whether this thread catches what panics.
    static CATCHES: Cell<bool> = const { Cell::new(false) };
}

/// What an act comes to, or what it panicked with: a sentence without its full stop, with the place in the source.
pub fn caught<T>(act: impl FnOnce() -> T) -> Result<T, String> {
    keep();
    let (uncaught, caught) = (UNCAUGHT.get(), CATCHES.replace(true));
    // Whoever catches must not go on with what was half done, or draw it anew.
    let outcome = catch_unwind(AssertUnwindSafe(act));
    UNCAUGHT.set(uncaught);
    CATCHES.set(caught);
    outcome.map_err(|_| LAST.take().unwrap_or_else(|| "for an unknown reason".to_owned()))
}

/// From now on, what panics say while the screen is shown is kept for whoever catches them.
fn keep() {
    static KEEPING: Once = Once::new();
    KEEPING.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            let place = panic.location().map(|at| format!(" ({}:{})", at.file(), at.line())).unwrap_or_default();
            LAST.set(Some(format!("{}{place}", panic.payload_as_str().unwrap_or("no reason given"))));
            UNCAUGHT.set(UNCAUGHT.get().saturating_add(1));
            // A panic during the unwinding of another ends the program here and now.
            if UNCAUGHT.get() > 1 {
                give_back(UNREAD);
            }
            // The writer catches its own, and says them in its own way.
            if !CATCHES.get() && !is_taken() {
                before(panic);
            }
        }));
    });
}
