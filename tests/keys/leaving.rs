//! Every mode is left by the key that the footer says, and the program by Ctrl-C.

use ascribe::tui::keymap::Mode;
use ascribe::tui::{App, Effect};
use proptest::prelude::*;

use super::common::{app_of, press};

const TEXT: &str =
    "⟦I⟧t was so. <c>“We knew,”</c> said <s>Ana Vey</s>. On Monday 48 people left <a>Orl</a> and 3 came.\n\nOrl held.";

/// Keys that lead into modes, and letters that are hints there.
const KEYS: &str =
    "c C s A f ] [ m = r e t enter / \\ : ? ! p ctrl-o g X i 3 q j k l a d n o ; 0 T u y tab space backspace";

/// A state that some keys lead to.
fn state() -> impl Strategy<Value = Vec<&'static str>> {
    proptest::collection::vec(proptest::sample::select(KEYS.split(' ').collect::<Vec<_>>()), 0..14)
}

fn quits(app: &mut App, key: &str) -> bool {
    press(app, key).contains(&Effect::Quit)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn ctrl_c_leaves_from_everywhere(keys in state()) {
        let mut app = app_of(TEXT);
        for key in &keys {
            press(&mut app, key);
        }
        // Out of a field on a card, out of the card, out of the program.
        let left = (0..4).any(|_| quits(&mut app, "ctrl-c"));
        prop_assert!(left, "{:?} after {keys:?}", app.mode);
    }

    #[test]
    fn what_the_footer_says_leads_out_does(keys in state()) {
        let mut app = app_of(TEXT);
        for key in &keys {
            press(&mut app, key);
        }
        prop_assume!(app.pending.is_empty() && app.count.is_none());
        let ways = ["quit", "back", "done", "leave", "article", "all"];
        let rows = app.keymap.rows().iter().filter(|row| row.modes.contains(&app.mode));
        let out: Vec<String> = rows.filter(|row| ways.contains(&row.hint.as_str())).map(|row| row.keys[0].clone()).collect();
        prop_assert!(!out.is_empty() || matches!(app.mode, Mode::Search), "{:?} says no way out", app.mode);
        if let Some(out) = out.last() {
            let state = |app: &App| (app.mode, app.help_filter.clone(), app.aim.as_ref().and_then(|aim| aim.picked));
            let before = state(&app);
            prop_assert!(quits(&mut app, out) || state(&app) != before, "{out} in {before:?} after {keys:?}");
        }
    }
}

#[test]
fn ctrl_c_leaves_in_the_middle_of_keys_that_are_a_sequence() {
    for begun in ["g", "X", "i", "3", "3 g"] {
        let mut app = app_of(TEXT);
        press(&mut app, begun);
        assert!(quits(&mut app, "ctrl-c"), "{begun} ctrl-c");
    }
}
