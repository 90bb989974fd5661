//! Findings: what is still missing before an article can be called checked.

use std::collections::BTreeSet;

use super::annotation::{Annotation, Id};
use super::check::{Reply, Status};
use super::coverage::Coverage;
use super::document::Document;
use super::label::Label;
use super::named::named;
use super::relation::Kind;
use super::set::AnnotationSet;
use super::span::Span;

named! {
    /// What is missing.
    FindingKind FINDINGS {
        Open "open" "a claim whose check is not done";
        NoSource "no-source" "a claim tied to no source, and not said to have none";
        NoReply "no-reply" "a claim about somebody who was not asked for a reply";
        NoEvidence "no-evidence" "a verdict on a claim that rests on no evidence";
        NoCorrection "no-correction" "a claim to be corrected that doesn't say how";
        NoClaim "no-claim" "a denial tied to no claim that it denies";
        NoPlace "no-place" "an annotation whose text was not found, or not for certain";
        Unmarked "unmarked" "a quotation, figure, date or name outside of every mark";
        NoMark "no-mark" "a sentence that holds no mark";
    }
}

/// Something that is missing, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What is missing.
    pub kind: FindingKind,
    /// Of what.
    pub subject: Subject,
    /// Whom nobody has asked for a reply, where that is what is missing.
    pub people: Vec<String>,
}

/// What a finding is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The annotation with that id.
    Annotation(Id),
    /// A piece of the text that no annotation is about.
    Text(Span),
}

impl Coverage {
    /// All that is missing: annotation by annotation in text order, those without a place after them; then the details
    /// outside of every mark and the sentences without one. The coverage has to be up to date with the set.
    pub fn findings(&self, document: &Document, set: &AnnotationSet) -> Vec<Finding> {
        let all = set.iter().chain(set.orphans());
        let mut findings: Vec<Finding> = all.flat_map(|it| self.findings_of(document, set, it)).collect();
        let of_text = |kind, span| Finding { kind, subject: Subject::Text(span), people: Vec::new() };
        findings.extend(self.unmarked().iter().map(|detail| of_text(FindingKind::Unmarked, detail.span)));
        findings.extend(self.bare_sentences().iter().map(|sentence| of_text(FindingKind::NoMark, *sentence)));
        findings
    }

    /// What is missing of one annotation, in the order of [`FINDINGS`].
    pub fn findings_of(&self, document: &Document, set: &AnnotationSet, annotation: &Annotation) -> Vec<Finding> {
        let people = self.unasked(document, set, annotation);
        let missing = |kind: &FindingKind| match kind {
            FindingKind::NoReply => !people.is_empty(),
            kind => is_missing(*kind, set, annotation),
        };
        let kinds = FINDINGS.iter().map(|row| row.0).filter(missing);
        kinds
            .map(|kind| Finding {
                kind,
                subject: Subject::Annotation(annotation.id.clone()),
                people: if kind == FindingKind::NoReply { people.clone() } else { Vec::new() },
            })
            .collect()
    }

    /// Whom a claim is about, if nobody has asked them for a reply: the actors that it is tied to or, of a claim tied to
    /// none, whoever is named in it. Left out are its own sources and those whose denial of it is in the article.
    pub fn unasked(&self, document: &Document, set: &AnnotationSet, claim: &Annotation) -> Vec<String> {
        let check = &claim.check;
        if claim.label != Label::Claim || check.reply() != Reply::Unasked || check.status == Status::NotCheckable {
            return Vec::new();
        }
        let quote = |it: &Annotation| quote(document, it);
        let mut people: Vec<String> = tied(set, claim, Kind::About).map(quote).collect();
        if people.is_empty() {
            let named = self.names_in(claim).map(|name| on_one_line(document.quote(name)));
            people.extend(named.filter(|name| self.material().is_full_name(name)));
        }
        let heard: Vec<String> = heard(set, claim).map(quote).collect();
        let mut seen = BTreeSet::new();
        people.retain(|name| !heard.iter().any(|other| is_same(name, other)) && seen.insert(name.clone()));
        without_short_forms(&people)
    }
}

/// Whether something is missing that the annotations alone tell.
fn is_missing(kind: FindingKind, set: &AnnotationSet, it: &Annotation) -> bool {
    let is_claim = it.label == Label::Claim;
    let untied = |kind| tied(set, it, kind).next().is_none();
    match kind {
        FindingKind::Open => is_claim && it.check.is_open(),
        FindingKind::NoSource => is_claim && !it.has_no_source() && untied(Kind::AttributedTo),
        FindingKind::NoEvidence => is_claim && it.check.is_verdict() && it.check.evidence.is_empty(),
        FindingKind::NoCorrection => {
            is_claim && it.check.status == Status::Corrected && it.check.correction.trim().is_empty()
        }
        FindingKind::NoClaim => it.label == Label::Denial && untied(Kind::Denies),
        FindingKind::NoPlace => it.spans().is_empty(),
        FindingKind::NoReply | FindingKind::Unmarked | FindingKind::NoMark => false,
    }
}

/// The annotations that relations of a kind lead to from one.
fn tied<'a>(set: &'a AnnotationSet, from: &Annotation, kind: Kind) -> impl Iterator<Item = &'a Annotation> {
    let id = from.id.clone();
    let ties = set.relations_of(&id).filter(move |it| it.kind == kind && it.from == id);
    ties.filter_map(|it| set.get(&it.to).map(AsRef::as_ref))
}

/// Who has a say in the article itself: the sources of a claim, and who denies it.
fn heard<'a>(set: &'a AnnotationSet, claim: &Annotation) -> impl Iterator<Item = &'a Annotation> {
    let id = claim.id.clone();
    let denials = set.relations_of(&id).filter(move |it| it.kind == Kind::Denies && it.to == id);
    let denials = denials.filter_map(|it| set.get(&it.from));
    let deniers = denials.flat_map(|it| tied(set, it, Kind::By).chain(tied(set, it, Kind::AttributedTo)));
    tied(set, claim, Kind::AttributedTo).chain(deniers)
}

/// The text of an annotation on one line.
fn quote(document: &Document, annotation: &Annotation) -> String {
    let placed = annotation.spans().iter().map(|span| document.quote(*span));
    let lost = annotation.selectors().iter().map(|selector| selector.quote.as_str());
    on_one_line(&placed.chain(lost).collect::<Vec<_>>().join(" "))
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether one name holds all words of the other: `Vey` is `Ana Vey`, and so is `Ana Vey, the mayor`.
fn is_same(one: &str, other: &str) -> bool {
    let words = |name: &str| {
        let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
        name.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect::<BTreeSet<_>>()
    };
    let (one, other) = (words(one), words(other));
    !one.is_empty() && !other.is_empty() && (one.is_subset(&other) || other.is_subset(&one))
}

/// The names without those that are a shorter form of another, or the same.
fn without_short_forms(people: &[String]) -> Vec<String> {
    let is_shorter = |nth: usize, name: &str| {
        let mut others = people.iter().enumerate().filter(|(other, _)| *other != nth);
        others.any(|(at, other)| is_same(name, other) && (name.len(), at) < (other.len(), nth))
    };
    people.iter().enumerate().filter(|(nth, name)| !is_shorter(*nth, name)).map(|(_, name)| name.clone()).collect()
}
