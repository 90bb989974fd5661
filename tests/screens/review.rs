//! The review: what the annotation was, beside what stands where it may belong now.

use super::common::{app_to_review, press};
use super::rendering::{plain, screen};

const CHANGED: &str = "The council met on Monday. <c>The dam at Kellwater is perfectly sound</c>, a \u{202e}spokesman \
    of the water authority told us after the meeting. <d>He said no to that</d> twice, and left.\n";
const WAS: &[&str] = &["The dam at Kellwater is safe", "He denied\nthat\u{1b}[31m"];

#[test]
fn the_old_text_stands_beside_the_new_one_in_every_size() {
    for (columns, rows) in [(120, 16), (80, 14), (40, 12)] {
        let mut app = app_to_review(CHANGED, WAS);
        app.resize(columns, rows);
        press(&mut app, "g r");
        insta::assert_snapshot!(format!("review_{columns}"), screen(&app));
    }
}

#[test]
fn the_status_line_counts_what_is_to_be_reviewed() {
    let mut app = app_to_review(CHANGED, WAS);
    assert!(plain(&app).contains("2 to review"), "{}", plain(&app));
    press(&mut app, "g r o");
    assert!(plain(&app).contains("1 to review  1 not found"), "{}", plain(&app));
}

#[test]
fn of_a_very_long_text_both_ends_are_shown() {
    let long = "word ".repeat(400);
    let mut app = app_to_review(&format!("<c>First {long}last</c>."), &["First word"]);
    app.resize(120, 40);
    press(&mut app, "g r");
    let shown = plain(&app);
    assert!(shown.contains("review 1/1 · claim · edited · 95 %"), "{shown}");
    assert!(shown.lines().any(|line| line.trim_end().ends_with("last.")), "{shown}");
}
