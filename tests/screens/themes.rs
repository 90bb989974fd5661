//! Every theme on the same screen, each readable without the colours of another.

use ascribe::tui::theme::{THEMES, Theme};

use super::common::{app_of, press};
use super::rendering::screen;

const TEXT: &str = "<a>Actor</a> <c>claim <s>source</s> on</c> <d>denial</d> found found.\n\u{202e}here.\nlast.";

#[test]
fn every_theme_shows_marks_selection_matches_warnings_and_messages() {
    for theme in THEMES {
        let mut app = app_of(TEXT);
        app.theme = Theme::named(theme.name).unwrap();
        app.resize(90, 9);
        press(&mut app, "/ \"found\" enter n g g tab");
        insta::assert_snapshot!(format!("theme_{}", theme.name), screen(&app));
        press(&mut app, "z");
        insta::assert_snapshot!(format!("theme_{}_refusing", theme.name), screen(&app));
    }
}

#[test]
fn a_theme_of_few_colours_leaves_underlines_uncoloured() {
    use ascribe::model::LABELS;
    for theme in THEMES.iter().filter(|theme| matches!(theme.name, "sixteen" | "plain")) {
        assert!(LABELS.iter().all(|row| theme.outer(row.label).underline_color.is_none()), "{}", theme.name);
    }
}

#[test]
fn no_two_labels_look_the_same_in_any_theme() {
    use ascribe::model::LABELS;
    for theme in THEMES {
        for (nth, one) in LABELS.iter().enumerate() {
            for other in &LABELS[nth + 1..] {
                assert_ne!(theme.label(one.label), theme.label(other.label), "{}", theme.name);
            }
        }
    }
}
