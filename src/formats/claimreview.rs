//! Drafts of schema.org's `ClaimReview`: what publishers put into the page of a fact-check, one for each claim with a verdict.
//!
//! A list of JSON-LD objects, each whole by itself. Only what is known is in them: the page's own address and its
//! publisher are for whoever publishes it to add, and an author of a claim, which schema.org has as a person or an
//! organization, is a draft's person.

use super::feature::Feature;
use super::json::{List, Tree};
use super::page::{in_one_line, words};
use super::{Article, Collection, Export, Exported, Format, Loss, Unit};
use crate::model::{Annotation, CHECK_TEXTS, Check, CheckText, Evidence, Kind, Label, Status, canonical};

/// Drafts of claim reviews as a format among the others.
pub(super) const FORMAT: Format = Format {
    name: "claimreview",
    key: 'r',
    extension: "claimreview.json",
    help: "schema.org drafts for the page of a fact-check, one a claim with a verdict",
    unit: Unit::None,
    holds: &[Feature::Pieces, Feature::Overlaps, Feature::Checks],
    readers: "extruct, schema-dts, Fact Check Explorer",
    dialects: &[],
    export: Export::Together(|_| Box::<Drafts>::default()),
    import: None,
};

/// What a verdict is called in a rating; `None` for a status that is none.
fn verdict(status: Status) -> Option<&'static str> {
    match status {
        Status::Unchecked | Status::InProgress | Status::NotCheckable => None,
        Status::Verified => Some("Verified"),
        Status::Corrected => Some("Corrected"),
        Status::Disputed => Some("Disputed"),
        Status::False => Some("False"),
        Status::Unverifiable => Some("Unverifiable"),
    }
}

/// The drafts of all articles as one list.
#[derive(Default)]
struct Drafts {
    list: List,
}

impl Collection for Drafts {
    fn add(&mut self, article: &Article<'_>) -> Exported {
        let mut text = String::new();
        let [mut open, mut others, mut unsaid, mut stances] = [0; 4];
        for annotation in article.set.iter() {
            match verdict(annotation.check.status) {
                _ if annotation.label != Label::Claim => others += usize::from(!is_named(annotation, article)),
                None => open += 1,
                Some(verdict) => {
                    self.list.push(&mut text, &draft(annotation, verdict, article));
                    unsaid += unsaid_of(&annotation.check);
                    stances += annotation.check.evidence.iter().filter(|it| it.stance.is_some()).count();
                }
            }
        }
        let losses = [
            Loss::of(open, "claim without a verdict", "claims without a verdict"),
            Loss::of(
                others,
                "annotation that is no author of such a claim",
                "annotations that are no authors of such claims",
            ),
            Loss::of(unsaid, "question, answer or reply", "questions, answers or replies"),
            Loss::of(stances, "stance of evidence", "stances of evidence"),
        ];
        // As a script in a page it would end at the first `</`, and hide what follows a `<!--`.
        let text = text.replace("</", "<\\/").replace("<!--", "\\u003c!--");
        Exported { text, companions: Vec::new(), losses: losses.into_iter().flatten().collect() }
    }

    fn end(&mut self) -> String {
        let mut text = String::new();
        self.list.end(&mut text);
        text + "\n"
    }
}

/// Whether a draft names an annotation as the author of a claim.
fn is_named(annotation: &Annotation, article: &Article<'_>) -> bool {
    let set = article.set;
    let claims = set.relations_of(&annotation.id).filter(|it| it.kind == Kind::AttributedTo && it.to == annotation.id);
    let claims = claims.filter_map(|it| set.get(&it.from)).filter(|from| !from.spans().is_empty());
    claims.into_iter().any(|from| from.label == Label::Claim && verdict(from.check.status).is_some())
}

/// How much a check says of how it went, for which a draft has no place.
fn unsaid_of(check: &Check) -> usize {
    let is_held = |text| text == CheckText::Correction;
    let texts = CHECK_TEXTS.iter().filter(|row| row.is_typed() && row.date_of.is_none() && !is_held(row.text));
    texts.filter(|row| !check.text(row.text).is_empty()).count()
}

fn draft<'a>(claim: &'a Annotation, verdict: &'static str, article: &Article<'a>) -> Tree<'a> {
    let check = &claim.check;
    let mut rating = vec![("alternateName", Tree::text(verdict))];
    if !check.correction.trim().is_empty() {
        rating.push(("ratingExplanation", line(&check.correction)));
    }
    let mut draft = vec![
        ("claimReviewed", Tree::Text(words(claim, article.document).into())),
        ("reviewRating", thing("Rating", rating)),
        ("itemReviewed", reviewed(claim, article)),
    ];
    if !check.checked_by.trim().is_empty() {
        draft.push(("author", person(line(&check.checked_by))));
    }
    if let Some(date) = canonical(&check.checked_on) {
        draft.push(("dateCreated", Tree::Text(date.into())));
    }
    let citations: Vec<_> = check.evidence.iter().map(citation).filter(|citation| !citation.is_empty()).collect();
    if !citations.is_empty() {
        let citations = citations.into_iter().map(|citation| Tree::Text(citation.into()));
        draft.push(("citation", Tree::List(citations.collect())));
    }
    let mut draft = thing("ClaimReview", draft);
    if let Tree::Object(fields) = &mut draft {
        fields.insert(0, ("@context".into(), Tree::text("https://schema.org")));
    }
    draft
}

/// The claim itself: whom the article has it from, and in which article it stands.
fn reviewed<'a>(claim: &Annotation, article: &Article<'a>) -> Tree<'a> {
    let set = article.set;
    let sources = set.relations_of(&claim.id).filter(|it| it.kind == Kind::AttributedTo && it.from == claim.id);
    let mut sources: Vec<_> = sources.filter_map(|it| set.get(&it.to)).collect();
    sources.sort_by_key(|source| (source.start().is_none(), source.start(), &source.id));
    let authors = sources.into_iter().map(|source| person(Tree::Text(words(source, article.document).into())));
    let mut authors: Vec<_> = authors.collect();
    let author = if authors.len() > 1 { Some(Tree::List(authors)) } else { authors.pop() };
    let appearance = thing("CreativeWork", vec![("name", Tree::text(article.document.name()))]);
    thing("Claim", author.map(|author| ("author", author)).into_iter().chain([("appearance", appearance)]).collect())
}

/// What evidence there is, in one line.
fn citation(evidence: &Evidence) -> String {
    let parts = [&evidence.source, &evidence.locator, &evidence.note, &evidence.date].map(|part| in_one_line(part));
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn person(name: Tree<'_>) -> Tree<'_> {
    thing("Person", vec![("name", name)])
}

fn line(text: &str) -> Tree<'static> {
    Tree::Text(in_one_line(text).into())
}

fn thing<'a>(r#type: &'static str, fields: Vec<(&'static str, Tree<'a>)>) -> Tree<'a> {
    Tree::object([("@type", Tree::text(r#type))].into_iter().chain(fields))
}
