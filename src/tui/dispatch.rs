//! What comes in from keys, mouse and clipboard, carried out: each key becomes an action, and that changes the state.

use crossterm::event::{KeyEvent, MouseEvent};

use super::action::{Action, Effect};
use super::app::App;
use super::areas::Areas;
use super::key::{Key, Keys};
use super::keymap::Found;
use super::lesson;
use super::message::Message;
use super::update;

impl App {
    /// One key press. What is in view is brought up to date by [`settle`](Self::settle), once for all keys that wait.
    pub fn press(&mut self, event: KeyEvent) -> Effect {
        let key = Key::from(event);
        self.message = None;
        let effect = self.take_key(key, event);
        self.take_up();
        effect
    }

    /// The first of several keys that came at once, and how many that were: all that write text are written together.
    pub fn press_first(&mut self, keys: &[KeyEvent]) -> (usize, Effect) {
        let text: String = keys.iter().map_while(|key| self.character(*key)).collect();
        let count = text.chars().count();
        if count > 1 {
            self.message = None;
            let effect = update::writing::insert(self, text);
            self.take_up();
            return (count, effect);
        }
        keys.first().map_or((0, Effect::None), |key| (1, self.press(*key)))
    }

    /// The character that a key writes where text is written.
    fn character(&self, event: KeyEvent) -> Option<char> {
        let key = Key::from(event);
        let writes = self.mode.writes() && self.pending.is_empty() && key.writes_itself();
        let is_free = || self.keymap.find(self.mode, &Keys::from(key)) == Found::Nothing;
        event.code.as_char().filter(|_| writes && is_free())
    }

    fn take_key(&mut self, key: Key, event: KeyEvent) -> Effect {
        update::leave_fresh_for(self, key);
        let before = std::mem::take(&mut self.pending);
        if before.is_empty() {
            if let Some(effect) = update::aiming::letter(self, key) {
                return effect;
            }
            let counted = self.count.is_some() && key.digit().is_some() && self.mode.counts();
            if counted {
                self.count_or_say(key);
                return Effect::None;
            }
        }
        let keys = before.clone().and(key);
        if update::aiming::is_marked(self) && self.keymap.find(self.mode, &keys) == Found::Nothing {
            // The mark is as wanted: the key goes on from it.
            update::aiming::go_on(self);
        }
        match self.keymap.find(self.mode, &keys) {
            // A count that was typed is given up first.
            Found::Action(Action::Back) if self.count.take().is_some() => Effect::None,
            Found::Action(action) => self.act(action),
            Found::Begins => {
                self.pending = keys;
                Effect::None
            }
            Found::Nothing if !before.is_empty() => {
                self.count = None;
                // Who presses Ctrl-C leaves, whatever was begun.
                if key.is_control() && self.keymap.action(self.mode, key) == Some(Action::Quit) {
                    return self.act(Action::Quit);
                }
                // What gives up where there is no sequence gives up this one.
                if key.is_escape() || matches!(self.keymap.action(self.mode, key), Some(Action::Back)) {
                    self.say(format!("{before} is given up"));
                } else {
                    self.say_nothing_here(&keys);
                }
                Effect::None
            }
            Found::Nothing if self.mode.writes() => update::writing::type_key(self, event),
            Found::Nothing => {
                self.count_or_say(key);
                Effect::None
            }
        }
    }

    /// One event of the mouse.
    pub fn point(&mut self, event: MouseEvent) {
        self.pending = Keys::default();
        // What was pointed at is what is on the screen.
        self.settle();
        update::point(self, event);
        self.take_up();
    }

    /// Text that was pasted.
    pub fn paste(&mut self, text: &str) -> Effect {
        self.message = None;
        self.pending = Keys::default();
        update::writing::paste(self, text)
    }

    /// One action.
    pub fn act(&mut self, action: Action) -> Effect {
        // A count is for the motion right after it.
        let count = self.count.take().unwrap_or(1);
        let left = update::jumping::before(self, action);
        let effect = update::update(self, action, count);
        update::jumping::remember(self, left);
        update::repeating::remember(self, action, &effect);
        self.take_up();
        effect
    }

    fn take_up(&mut self) {
        if let Some(desk) = self.desk_mut() {
            desk.take_up_if_moved();
        }
        if lesson::follow(self) {
            // The next one may need more rows, or fewer.
            self.resize(self.areas.screen.width, self.areas.screen.height);
        }
    }

    /// The terminal has another size, in columns and rows.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        let lesson = lesson::rows(self, columns, rows);
        self.areas = Areas::new(columns, rows).with_lesson(lesson);
        self.settle();
    }

    /// Brings what is in view up to date, before it is drawn: the width of rows, the first row, the pane's place.
    pub fn settle(&mut self) {
        self.areas = self.areas.with_message(self.message_rows());
        let areas = self.areas;
        if let Some(desk) = self.desk_mut() {
            desk.settle(&areas);
        }
        update::aiming::refresh(self);
    }

    /// How many rows the message takes, if nothing is cut off; 1 without one.
    fn message_rows(&self) -> u16 {
        let message = self.message.as_ref().filter(|_| !self.mode.prompts());
        let rows = |it: &Message| it.rows(self.areas.hints.width, self.areas.screen.height).len() as u16;
        message.map_or(1, rows).max(1)
    }

    fn count_or_say(&mut self, key: Key) {
        match key.digit().filter(|_| self.mode.counts()) {
            Some(digit) if digit > 0 || self.count.is_some() => {
                let count = self.count.unwrap_or(0).saturating_mul(10).saturating_add(digit as usize);
                self.count = Some(count.min(9999));
            }
            _ => {
                self.count = None;
                self.say_nothing_here(&Keys::from(key));
            }
        }
    }

    fn say_nothing_here(&mut self, keys: &Keys) {
        let shows = |action, what: &str| Some(format!("{} {what}", self.keymap.key_of(self.mode, action)?));
        let way = shows(Action::Help, "shows all keys")
            .or_else(|| shows(Action::Back, "leaves"))
            .or_else(|| shows(Action::Finish, "leaves"));
        self.warn(format!("{keys} does nothing here; {}", way.unwrap_or_default()));
    }
}
