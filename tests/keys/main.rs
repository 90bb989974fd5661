//! What keys do: marked text + keys → marked text.

mod aiming;
mod all_the_same;
mod characters;
mod checks;
#[path = "../common/mod.rs"]
mod common;
#[path = "../common/credential.rs"]
mod credential;
mod edges;
mod ends;
mod extending;
mod facts;
mod filtering;
mod finding;
mod guessing;
mod jumping;
mod leaving;
mod marking;
mod motions;
mod naming;
mod notes;
mod offers;
mod palette;
mod pieces;
mod random;
mod rebound;
mod refusing;
mod repeating;
mod reviewing;
mod selecting;
mod sequences;
mod session;
mod sifting;
mod ties;
mod tutor;
mod undoing;
mod walking;

use ascribe::tui::App;

/// What the hint line says, with `!` before a refusal; empty where it shows hints.
fn said(app: &App) -> String {
    let message = app.message.as_ref();
    message.map_or_else(String::new, |it| format!("{}{}", if it.warns { "! " } else { "" }, it.text))
}

/// The text of the annotation in hand.
fn held(app: &App) -> String {
    let desk = app.desk().unwrap();
    let held =
        desk.in_hand().map(|it| format!("{} {}", it.label.name(), ascribe::tui::pane::quote(&desk.document, it)));
    held.unwrap_or_default()
}
