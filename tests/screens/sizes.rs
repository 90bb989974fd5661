//! The same article at every size: both panes, one pane, hardly anything, nothing.

use super::article;
use super::common::press;
use super::rendering::{drawn, plain, screen};

#[test]
fn both_panes_stand_side_by_side_from_ninety_columns_on() {
    for (columns, rows) in [(120, 40), (90, 24)] {
        let mut app = article(columns, rows);
        press(&mut app, "j tab");
        insta::assert_snapshot!(format!("both_panes_{columns}x{rows}"), screen(&app));
    }
}

#[test]
fn below_ninety_columns_the_panes_take_turns() {
    for (columns, rows) in [(80, 24), (40, 12)] {
        let mut app = article(columns, rows);
        press(&mut app, "j tab");
        insta::assert_snapshot!(format!("text_alone_{columns}x{rows}"), screen(&app));
        press(&mut app, "p j");
        insta::assert_snapshot!(format!("pane_alone_{columns}x{rows}"), screen(&app));
    }
}

#[test]
fn on_a_wide_screen_the_text_stays_readable_and_the_pane_takes_the_rest() {
    insta::assert_snapshot!("wide_200x8", plain(&article(200, 8)));
}

#[test]
fn twenty_by_five_is_the_smallest_screen() {
    let mut app = article(20, 5);
    press(&mut app, "j tab");
    insta::assert_snapshot!("smallest_20x5", screen(&app));
    press(&mut app, "p");
    insta::assert_snapshot!("smallest_pane_20x5", screen(&app));
}

#[test]
fn below_that_a_notice_says_what_is_needed() {
    for (columns, rows) in [(19, 5), (60, 4), (1, 1)] {
        insta::assert_snapshot!(format!("too_small_{columns}x{rows}"), screen(&article(columns, rows)));
    }
}

#[test]
fn a_screen_without_cells_is_drawn_too() {
    for (columns, rows) in [(0, 0), (0, 10), (10, 0)] {
        assert!(!drawn(&article(columns, rows)).cursor_visible());
    }
}
