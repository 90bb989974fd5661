//! Reading standoff, as brat writes it and as corpora have it.

use std::collections::{BTreeMap, HashMap};
use std::iter::Peekable;

use super::super::damaged::{Damaged, shown};
use super::super::foreign::{Foreign, ForeignAnnotation, ForeignRelation, Group, Remark};
use super::super::unit::Unit;
use super::super::{Arrived, Article};
use super::line::{Line, line};
use super::texts::Texts;

/// Whether the first line that isn't empty is one of standoff.
pub(super) fn is_standoff(text: &str) -> bool {
    text.lines().find(|it| !it.trim().is_empty()).is_some_and(|first| line(first).is_ok())
}

/// Reads what is about the article; a file in which no line is one of standoff is none.
pub(super) fn read(text: &str, article: &Article<'_>) -> Result<Arrived, Damaged> {
    let mut reading = Reading::new(article);
    let mut lines = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).zip(1..).peekable();
    let mut is_any = false;
    while let Some((content, number)) = lines.next() {
        if content.trim().is_empty() {
            continue;
        }
        match line(content).and_then(|line| reading.line(line, number, &mut lines)) {
            Ok(()) => is_any = true,
            Err(why) => reading.refuse(number, why),
        }
    }
    match reading.foreign.refused.first() {
        Some(Remark { line, what }) if !is_any => {
            Err(Damaged { line: *line, column: 1, field: String::new(), why: what.clone() })
        }
        _ => Ok(Arrived::Foreign(vec![reading.finish()])),
    }
}

/// What was read so far.
struct Reading<'a> {
    texts: Texts<'a>,
    foreign: Foreign,
    /// Which annotation each id is.
    known: HashMap<&'a str, usize>,
    /// The trigger of each event.
    triggers: HashMap<&'a str, &'a str>,
    /// Lines of relations and events, whose ends may stand further below.
    ties: Vec<(usize, Tie<'a>)>,
    /// Notes: their lines, what they are of, and their texts.
    notes: Vec<(usize, &'a str, &'a str)>,
    /// What has no place here, with its first line and how often.
    unheld: BTreeMap<&'static str, (usize, usize)>,
}

enum Tie<'a> {
    Relation { kind: &'a str, from: &'a str, to: &'a str },
    Event { id: &'a str, arguments: Vec<&'a str> },
}

impl<'a> Reading<'a> {
    fn new(article: &Article<'a>) -> Self {
        Self {
            texts: Texts::of(article.document),
            foreign: Foreign::new(Unit::CodePoints),
            known: HashMap::new(),
            triggers: HashMap::new(),
            ties: Vec::new(),
            notes: Vec::new(),
            unheld: BTreeMap::new(),
        }
    }

    fn line(
        &mut self,
        line: Line<'a>,
        number: usize,
        lines: &mut Peekable<impl Iterator<Item = (&'a str, usize)>>,
    ) -> Result<(), String> {
        match line {
            Line::Text { id, label, places, text } => {
                let text = self.texts.going_on(&places, text, lines);
                let pieces = self.texts.pieces(&places, &text).map_err(|why| format!("`{}`: {why}", shown(id)))?;
                self.known.entry(id).or_insert(self.foreign.annotations.len());
                let (key, label) = (id.to_owned(), label.to_owned());
                let annotation = ForeignAnnotation { line: number, key, label, pieces, ..ForeignAnnotation::default() };
                self.foreign.annotations.push(annotation);
            }
            Line::Relation { kind, from, to } => self.ties.push((number, Tie::Relation { kind, from, to })),
            Line::Event { id, arguments } => {
                if let Some(trigger) = arguments.first() {
                    self.triggers.entry(id).or_insert(trigger);
                }
                self.ties.push((number, Tie::Event { id, arguments }));
            }
            Line::Note { of, text } => self.notes.push((number, of, text)),
            Line::Unheld(what) => self.unheld(what, number),
        }
        Ok(())
    }

    fn unheld(&mut self, what: &'static str, line: usize) {
        self.unheld.entry(what).or_insert((line, 0)).1 += 1;
    }

    fn refuse(&mut self, line: usize, why: String) {
        self.foreign.refused.push(Remark::new(line, why));
    }

    /// Brings everything to the annotations that it is about.
    fn finish(mut self) -> Foreign {
        for (line, of, text) in std::mem::take(&mut self.notes) {
            self.note(line, of, text);
        }
        for (line, tie) in std::mem::take(&mut self.ties) {
            match tie {
                Tie::Relation { kind, from, to } => {
                    let (from, to) = (self.end(from).to_owned(), self.end(to).to_owned());
                    let relation = ForeignRelation { line, id: None, kind: kind.to_owned(), from, to };
                    self.foreign.relations.push(relation);
                }
                Tie::Event { id, arguments } => self.event(line, id, &arguments),
            }
        }
        for (what, (line, count)) in self.unheld {
            self.foreign.unheld.push(Remark::new(line, format!("{what} have no place here: {count}")));
        }
        self.foreign
    }

    fn note(&mut self, line: usize, of: &str, text: &str) {
        let known = self.known.get(of).and_then(|nth| self.foreign.annotations.get_mut(*nth));
        match known {
            Some(annotation) if annotation.note.is_empty() => text.clone_into(&mut annotation.note),
            Some(annotation) => annotation.note = format!("{}\n{text}", annotation.note),
            None if of.starts_with('T') => {
                self.refuse(line, format!("a note is of `{}`, which the file doesn’t have", shown(of)));
            }
            None => self.unheld("notes on relations, events and attributes", line),
        }
    }

    /// Where an event stands, which is its trigger; anything else is what it is.
    fn end(&self, id: &'a str) -> &'a str {
        self.triggers.get(id).copied().unwrap_or(id)
    }

    /// Ties the arguments of an event, the first of which is its trigger.
    fn event(&mut self, line: usize, id: &str, arguments: &[&'a str]) {
        let members: Vec<_> = arguments.iter().map(|argument| self.end(argument)).collect();
        if let Some(missing) = members.iter().find(|member| !self.known.contains_key(**member)) {
            self.refuse(line, format!("`{}` leads to `{}`, which the file doesn’t have", shown(id), shown(missing)));
        }
        let trigger = members.first().and_then(|trigger| self.known.get(trigger));
        if let Some(annotation) = trigger.and_then(|nth| self.foreign.annotations.get_mut(*nth)) {
            annotation.is_trigger = true;
        }
        let members = members.into_iter().map(str::to_owned).collect();
        self.foreign.groups.push(Group { line, members });
    }
}
