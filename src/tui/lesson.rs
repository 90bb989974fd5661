//! The lessons of the tutor, each of which is done once the article looks as it asks.

use crate::model::{Annotation, Kind, Label, Motion, Status, Unit};

use super::action::Action;
use super::app::App;
use super::field::Field;
use super::keymap::Mode;
use super::pane::{self, fold};
use super::tutor::Tutor;

/// One lesson.
pub struct Lesson {
    /// What it is about.
    pub title: &'static str,
    /// What to do; each `{}` stands for the key of the next of `actions`.
    say: &'static str,
    actions: &'static [Action],
    /// Whether it is done.
    done: fn(&App) -> bool,
}

/// The lessons, in their order.
pub const LESSONS: &[Lesson] = &[
    Lesson {
        title: "Read",
        say: "An article is read by sentences. Press {} until the sentence “She had climbed it …” is selected; {} goes back.",
        actions: &[Action::Move(Motion::Next, Unit::Sentence), Action::Move(Motion::Previous, Unit::Sentence)],
        done: |app| selects(app, "She had climbed it twice that week."),
    },
    Lesson {
        title: "Mark a claim",
        say: "Go back one sentence with {}. Where it is sure, the program underlines what a key would mark, with the key before it. {} marks the likeliest claim.",
        actions: &[Action::Move(Motion::Previous, Unit::Sentence), Action::Annotate(Label::Claim)],
        done: |app| has(app, Label::Claim, "“The tower is safe,”"),
    },
    Lesson {
        title: "Tie it to its source",
        say: "The bottom line offers a source for the claim. {} takes it: it is marked and tied to the claim at once. The pane shows both.",
        actions: &[Action::TakeOffer],
        done: |app| is_tied(app, "“The tower is safe,”", Kind::AttributedTo),
    },
    Lesson {
        title: "Not that one: the next",
        say: "Go on with {} to “The bell weighs …”. {} marks the likeliest actor, and pressed again the next likely one. Stop at “the parish council”.",
        actions: &[Action::Move(Motion::Next, Unit::Sentence), Action::Annotate(Label::Actor)],
        done: |app| has(app, Label::Actor, "the parish council"),
    },
    Lesson {
        title: "Aim",
        say: "Any text in view can be marked. Press {}: letters appear before the words. Type the one before “the frame had been repaired”, then the one after “March”. Where a word has no letter, type the capital of its row first.",
        actions: &[Action::Aim(Label::Claim)],
        done: |app| has(app, Label::Claim, "the frame had been repaired in March"),
    },
    Lesson {
        title: "Move an edge",
        say: "Take “in March” out of it: {} picks its end, then type the letter after “repaired”, or go back by words with {} and press {}.",
        actions: &[Action::PickEnd, Action::Move(Motion::Previous, Unit::Word), Action::Finish],
        done: |app| has(app, Label::Claim, "the frame had been repaired"),
    },
    Lesson {
        title: "Take it back",
        say: "Everything can be undone, without limit: {}. ({} does it again.) Undo until the claim about the frame is gone.",
        actions: &[Action::Undo, Action::Redo],
        done: |app| !annotations(app).any(|(_, text)| text.starts_with("the frame had been repaired")),
    },
    Lesson {
        title: "Select by hand",
        say: "Go to “Tobin” with {} and {} (or {} and its letter), extend by a word with {}, and mark it as an actor with {}.",
        actions: &[
            Action::Move(Motion::Next, Unit::Sentence),
            Action::Move(Motion::Next, Unit::Word),
            Action::Jump,
            Action::Extend(Motion::Next, Unit::Word),
            Action::Annotate(Label::Actor),
        ],
        done: |app| has(app, Label::Actor, "Tobin Reave"),
    },
    Lesson {
        title: "A quotation in two pieces",
        say: "“I told them,” Reave said, “and they wrote it down.” is one claim in two pieces. Aim at the first one with {}; then {} aims a further piece. (Or: {} until both are marked.)",
        actions: &[Action::Aim(Label::Claim), Action::AddSpan, Action::Annotate(Label::Claim)],
        done: |app| {
            annotations(app)
                .any(|(it, text)| it.label == Label::Claim && it.spans().len() == 2 && text.contains("wrote it down"))
        },
    },
    Lesson {
        title: "A denial",
        say: "Go on to “A spokeswoman …” and mark the denial with {} (again for the next likely place, or aim with {}).",
        actions: &[Action::Annotate(Label::Denial), Action::Aim(Label::Denial)],
        done: |app| {
            annotations(app).any(|(it, text)| it.label == Label::Denial && text.contains("anybody had been warned"))
        },
    },
    Lesson {
        title: "Check a claim",
        say: "{} goes back to the claim before, mark by mark. On a claim, {} says that it is verified, {} that it is \
              false; {} opens its card, where everything about it is recorded.",
        actions: &[
            Action::PreviousAnnotation,
            Action::SetStatus(Status::Verified),
            Action::SetStatus(Status::False),
            Action::OpenCheck,
        ],
        done: |app| annotations(app).any(|(it, _)| !it.check.is_blank()),
    },
    Lesson {
        title: "Write a note",
        say: "{} writes a note to the annotation in hand. Every letter is saved as you type; {} ends it.",
        actions: &[Action::Write(Field::Note), Action::Finish],
        done: |app| app.mode != Mode::Write && annotations(app).any(|(it, _)| !it.note.is_empty()),
    },
    Lesson {
        title: "All keys",
        say: "{} shows every key, by what it is for. Open it, and leave it again.",
        actions: &[Action::Help],
        done: |app| app.mode == Mode::Help,
    },
];

impl Lesson {
    /// What to do, with the keys in force.
    fn text(&self, app: &App) -> String {
        let mut actions = self.actions.iter();
        let mut text = String::new();
        for (nth, piece) in self.say.split("{}").enumerate() {
            if nth > 0
                && let Some(action) = actions.next()
            {
                text.push_str(app.keymap.any_key_of(*action).unwrap_or("(no key)"));
            }
            text.push_str(piece);
        }
        text
    }
}

/// The lesson that is on, with its text; `None` once all are done, and where nobody is taught.
pub fn now(app: &App) -> Option<(&'static Lesson, String)> {
    let lesson = LESSONS.get(app.tutor?.lesson)?;
    Some((lesson, lesson.text(app)))
}

/// A lesson takes at most one in so many rows of the screen.
const PART: u16 = 2;

/// How many rows the lesson takes on a screen of so many columns and rows.
pub(super) fn rows(app: &App, columns: u16, rows: u16) -> u16 {
    if app.tutor.is_none() {
        return 0;
    }
    let text = now(app).map_or_else(|| ending(app), |(_, text)| text);
    let wanted = (fold(&text, columns.saturating_sub(2), usize::from(rows)).len() as u16).saturating_add(1);
    wanted.min(rows / PART)
}

/// What is said once all lessons are done.
pub(super) fn ending(app: &App) -> String {
    let key = |action| app.keymap.any_key_of(action).unwrap_or("(no key)").to_owned();
    let quit = key(Action::Quit);
    format!(
        "That is all there is to know; the rest is in the help. Try what you like, or leave with {quit}. Nothing of this is saved."
    )
}

/// Goes on to the next lesson if this one is done, and tells if it was.
pub(super) fn follow(app: &mut App) -> bool {
    let Some(tutor) = app.tutor else { return false };
    let done = LESSONS.get(tutor.lesson).is_some_and(|lesson| (lesson.done)(app));
    if done {
        app.tutor = Some(Tutor { lesson: tutor.lesson.saturating_add(1) });
    }
    done
}

fn annotations(app: &App) -> impl Iterator<Item = (&Annotation, String)> {
    let desk = app.desk();
    desk.into_iter().flat_map(|desk| desk.set.iter().map(|it| (&**it, pane::quote(&desk.document, it))))
}

fn has(app: &App, label: Label, quote: &str) -> bool {
    annotations(app).any(|(it, text)| it.label == label && text == quote)
}

fn selects(app: &App, text: &str) -> bool {
    app.desk().is_some_and(|desk| desk.document.quote(desk.selected()) == text)
}

fn is_tied(app: &App, quote: &str, kind: Kind) -> bool {
    let Some(desk) = app.desk() else { return false };
    annotations(app).any(|(it, text)| text == quote && desk.set.relations_of(&it.id).any(|tie| tie.kind == kind))
}
