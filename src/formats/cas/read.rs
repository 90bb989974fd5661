//! Reading a CAS, as this program writes it and as `INCEpTION` and dkpro-cassis do.

use std::collections::{BTreeMap, HashMap};

use memchr::memmem;

use super::super::damaged::{Damaged, shown};
use super::super::foreign::{Foreign, ForeignAnnotation, ForeignRelation, Piece, Remark};
use super::super::json::{Flaw, Step, Tree, item_lines, mended, parse};
use super::super::unit::{Ruler, Unit};
use super::super::{Arrived, Article};
use super::{CONTINUES, DOCUMENT, SOFA, STRUCTURES, VIEW};
use crate::model::Document;
use crate::model::selector::CONTEXT_CODE_POINTS;

/// Whether a text looks like a CAS: a name of a field as it stands nowhere within a string.
pub(super) fn is_cas(json: &str) -> bool {
    let field = format!("\"{STRUCTURES}\"");
    json.trim_start().starts_with('{') && memmem::find(json.as_bytes(), field.as_bytes()).is_some()
}

/// Reads the annotations of the text in a CAS.
pub(super) fn read(json: &str, article: &Article<'_>) -> Result<Arrived, Damaged> {
    let (json, halves) = mended(json);
    let tree = parse(&json).map_err(|flaw: Flaw| flaw.in_text(&json))?;
    let Some(Tree::List(structures)) = tree.get(STRUCTURES) else {
        return Err(Damaged::whole(format!("it has no list of `{STRUCTURES}`")));
    };
    let (sofa, text) = text_of(structures)?;
    let mut reading = Reading {
        ruler: Ruler::of(&text, Unit::Utf16),
        text: &text,
        sofa,
        is_same: text.text() == article.document.text(),
        foreign: Foreign { refused: halves, ..Foreign::new(Unit::Utf16) },
        known: HashMap::new(),
        further: Vec::new(),
        unheld: BTreeMap::new(),
    };
    if !reading.is_same {
        let what = "the text in the file is not this article’s, so quotes decide";
        reading.foreign.unheld.push(Remark::new(0, what));
    }
    let lines = item_lines(&json, &[Step::from(STRUCTURES)]);
    for (structure, line) in structures.iter().zip(lines.into_iter().chain(std::iter::repeat(0))) {
        if let Err(why) = reading.structure(structure, line) {
            reading.foreign.refused.push(Remark::new(line, why));
        }
    }
    Ok(Arrived::Foreign(vec![reading.finish()]))
}

/// The text of the first view, or of the only one, with the number by which it is meant.
fn text_of(structures: &[Tree<'_>]) -> Result<(Option<usize>, Document), Damaged> {
    let is_sofa = |it: &&Tree<'_>| it.text_of("%TYPE") == Some(SOFA) && it.text_of("sofaString").is_some();
    let first = structures.iter().filter(is_sofa).find(|it| it.text_of("sofaID") == Some(VIEW));
    let sofa = first.or_else(|| structures.iter().find(is_sofa));
    let text = sofa.and_then(|sofa| Document::new("", sofa.text_of("sofaString")?).ok());
    let text =
        text.ok_or_else(|| Damaged::whole(format!("it holds no text: there is no `{SOFA}` with a `sofaString`")))?;
    Ok((sofa.and_then(|sofa| sofa.number_of("%ID")), text))
}

/// What was read so far.
struct Reading<'a> {
    text: &'a Document,
    ruler: Ruler<'a>,
    /// By which number the text is meant.
    sofa: Option<usize>,
    /// Whether the text is the article's.
    is_same: bool,
    foreign: Foreign,
    /// Which annotation each number is.
    known: HashMap<usize, usize>,
    /// Further pieces, with their lines and the numbers of what they continue.
    further: Vec<(usize, usize, Piece)>,
    /// What has no place here, with its first line and how often.
    unheld: BTreeMap<String, (usize, usize)>,
}

impl Reading<'_> {
    fn structure(&mut self, structure: &Tree<'_>, line: usize) -> Result<(), String> {
        let r#type = structure.text_of("%TYPE").ok_or("expected an object with a `%TYPE`")?;
        let is_about_the_text = r#type == DOCUMENT || r#type.ends_with(".DocumentMetaData");
        if r#type.starts_with("uima.cas.") || is_about_the_text {
            return Ok(());
        }
        let label = structure.text_of("label").or_else(|| structure.text_of("value"));
        let ends = structure.number_of("@Governor").zip(structure.number_of("@Dependent"));
        let elsewhere = structure.number_of("@sofa").zip(self.sofa).is_some_and(|(of, sofa)| of != sofa);
        match (ends, label) {
            _ if elsewhere => self.leave_out("annotations of another view".to_owned(), line),
            (Some((from, to)), _) => {
                let kind = label.or_else(|| r#type.rsplit('.').next()).unwrap_or_default().to_owned();
                let (from, to) = (from.to_string(), to.to_string());
                self.foreign.relations.push(ForeignRelation { line, id: None, kind, from, to });
            }
            (None, Some(label)) if structure.get("begin").is_some() => self.annotation(structure, label, line)?,
            _ => self.leave_out(format!("structures of the type `{}`", shown(r#type)), line),
        }
        Ok(())
    }

    fn annotation(&mut self, structure: &Tree<'_>, label: &str, line: usize) -> Result<(), String> {
        let number = structure.number_of("%ID").ok_or("expected a number as its `%ID`")?;
        let place = structure.number_of("begin").zip(structure.number_of("end"));
        let (begin, end) = place.ok_or_else(|| format!("`{number}`: expected numbers as its `begin` and `end`"))?;
        let piece = self.piece(begin, end).map_err(|why| format!("`{number}`: {why}"))?;
        if let Some(first) = structure.number_of(&format!("@{CONTINUES}")) {
            self.further.push((line, first, piece));
            return Ok(());
        }
        self.known.entry(number).or_insert(self.foreign.annotations.len());
        self.foreign.annotations.push(ForeignAnnotation {
            line,
            key: number.to_string(),
            label: label.to_owned(),
            pieces: vec![piece],
            note: structure.text_of("note").unwrap_or_default().to_owned(),
            ..ForeignAnnotation::default()
        });
        Ok(())
    }

    /// A piece, which has no text in the file but that of the whole.
    fn piece(&self, begin: usize, end: usize) -> Result<Piece, String> {
        if begin >= end {
            return Err(format!("its end {end} is not after its begin {begin}"));
        }
        let (text, bytes) = (self.text.text(), self.ruler.byte(begin).zip(self.ruler.byte(end)));
        let whole = || {
            let length = self.ruler.position(text.len());
            format!("{begin} to {end} is no piece of the file’s text of {length} UTF-16 units")
        };
        let (start, stop) = bytes.ok_or_else(whole)?;
        let (before, quote, after) = (&text.get(..start), &text.get(start..stop), &text.get(stop..));
        let mut piece = Piece { at: Some((begin, end)), quote: quote.map(str::to_owned), ..Piece::default() };
        if let (false, Some(before), Some(after)) = (self.is_same, before, after) {
            let from = before.char_indices().rev().nth(CONTEXT_CODE_POINTS - 1).map_or(0, |(byte, _)| byte);
            before.get(from..).unwrap_or_default().clone_into(&mut piece.prefix);
            piece.suffix = after.chars().take(CONTEXT_CODE_POINTS).collect();
        }
        Ok(piece)
    }

    fn leave_out(&mut self, what: String, line: usize) {
        self.unheld.entry(what).or_insert((line, 0)).1 += 1;
    }

    /// Brings further pieces to what they continue.
    fn finish(mut self) -> Foreign {
        for (line, first, piece) in self.further {
            if let Some(annotation) = self.known.get(&first).and_then(|nth| self.foreign.annotations.get_mut(*nth)) {
                annotation.pieces.push(piece);
            } else {
                let why = format!("it continues `{first}`, which the file doesn’t have as a first piece");
                self.foreign.refused.push(Remark::new(line, why));
            }
        }
        for (what, (line, count)) in self.unheld {
            self.foreign.unheld.push(Remark::new(line, format!("{what} have no place here: {count}")));
        }
        self.foreign
    }
}
