//! What is said where a motion can lead no further.

use crate::model::{Motion, Unit};

use super::super::app::App;

/// Says why a motion changed nothing.
pub(super) fn say(app: &mut App, motion: Motion, unit: Unit, extends: bool) {
    let forth = matches!(motion, Motion::Next | Motion::End);
    let which = if forth { "last" } else { "first" };
    let Some(desk) = app.desk() else { return };
    let text = match unit {
        Unit::Document | Unit::Page if extends => format!("the selection goes to the {} already", end(forth)),
        Unit::Document | Unit::Page => format!("this is the {}", end(forth)),
        Unit::Row if matches!(motion, Motion::Start | Motion::End) => {
            format!("this is the {which} character of the row")
        }
        // In blank space at the end of the article, what is under the cursor is no word.
        Unit::Word | Unit::Sentence | Unit::Paragraph if !desk.document.is_in(unit, desk.selection.cursor()) => {
            format!("no {} further {}", name(unit), if forth { "on" } else { "back" })
        }
        _ if extends => format!("the {which} {} is selected already", name(unit)),
        _ => format!("this is the {which} {}", name(unit)),
    };
    app.warn(text);
}

/// The end of the article that lies that way.
fn end(forth: bool) -> &'static str {
    if forth { "end of the article" } else { "start of the article" }
}

fn name(unit: Unit) -> &'static str {
    match unit {
        Unit::Character => "character",
        Unit::Word => "word",
        Unit::Row => "row",
        Unit::Sentence => "sentence",
        Unit::Paragraph => "paragraph",
        Unit::Page => "page",
        Unit::Document => "article",
    }
}
