//! The card of a claim: what is tied to it and everything recorded of its check, line by line.

use crate::model::{FindingKind, Id, Status};

use super::action::Action;
use super::app::App;
use super::desk::Desk;
use super::field::Field;
use super::keymap::Mode;

/// A line of the card that keys can act on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CardLine {
    /// An annotation that is tied to the claim, or to its denial.
    Tied(Id),
    /// What checking may have found.
    Status(Status),
    /// What is written down.
    Field(Field),
}

impl App {
    /// The lines of the card of the claim in hand, from top to bottom; the keys of statuses and fields are in the table.
    pub fn card_lines(&self) -> Vec<CardLine> {
        let Some((desk, claim)) = self.desk().and_then(|desk| Some((desk, desk.in_hand.clone()?))) else {
            return Vec::new();
        };
        let mut lines: Vec<CardLine> = Vec::new();
        for (id, _) in desk.on_card(&claim).into_iter().skip(1) {
            let line = CardLine::Tied(id);
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        let actions = || self.keymap.rows().iter().filter(|row| row.modes.contains(&Mode::Check)).map(|row| row.action);
        lines.extend(actions().filter_map(|action| match action {
            Action::SetStatus(status) => Some(CardLine::Status(status)),
            _ => None,
        }));
        lines.extend(actions().filter_map(|action| match action {
            Action::Write(field) => Some(CardLine::Field(field)),
            _ => None,
        }));
        lines
    }
}

impl Desk {
    /// What is still missing of an annotation, in a few words: `no-evidence, no-reply (Ana Vey)`; empty where nothing is,
    /// or where nobody knows yet.
    pub fn missing_of(&self, id: &Id) -> String {
        let Some((coverage, annotation)) = self.coverage.as_ref().zip(self.set.get(id)) else { return String::new() };
        let findings = coverage.findings_of(&self.document, &self.set, annotation);
        let said = findings.iter().filter(|finding| finding.kind != FindingKind::Open).map(|finding| {
            let people = finding.people.join(", ");
            if people.is_empty() {
                finding.kind.name().to_owned()
            } else {
                format!("{} ({people})", finding.kind.name())
            }
        });
        said.collect::<Vec<_>>().join(", ")
    }
}
