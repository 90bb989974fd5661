//! What of an article is marked, and what is missing of its annotations.

use ascribe::model::{
    Annotation, AnnotationSet, Change, Coverage, Detail, DetailKind, Document, Edit, Evidence, FindingKind, Id, Label,
    Offset, Place, Relation, Span, Spans, Status, Subject, Tally,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

#[path = "common/credential.rs"]
mod credential;

const ARTICLE: &str = "\
“The dam is safe,” Ana Vey, the mayor, said on Monday. It cost $3 million, she told Orl Dam Ltd.

The agency denied it. In 2019 it had 14 leaks, wrote Bo Tarn. Nobody else spoke.
";

fn document() -> Document {
    Document::new("a.txt", ARTICLE).unwrap()
}

fn span(document: &Document, quote: &str) -> Span {
    let start = document.text().find(quote).unwrap_or_else(|| panic!("{quote}"));
    document.span(start..start + quote.len()).unwrap()
}

/// Annotations by their quotes, each with its label as its id's first letter.
fn marked(document: &Document, all: &[(&str, Label, &str)]) -> AnnotationSet {
    let mut set = AnnotationSet::default();
    for (id, label, quote) in all {
        set.apply(&AnnotationSet::adding(Annotation::new(Id::new(*id), *label, span(document, quote)))).unwrap();
    }
    set
}

fn tie(set: &mut AnnotationSet, one: &str, other: &str) {
    let id = Id::new(format!("{one}-{other}"));
    set.apply(&set.tying(&Id::new(one), &Id::new(other), id).unwrap()).unwrap();
}

fn change(set: &mut AnnotationSet, id: &str, change: impl FnOnce(&mut Annotation)) {
    let edit = set.changing(&Id::new(id), change);
    assert!(!edit.is_empty(), "{id} stays as it is");
    set.apply(&edit).unwrap();
}

fn quotes<'a>(document: &'a Document, details: &[Detail]) -> Vec<&'a str> {
    details.iter().map(|detail| document.quote(detail.span)).collect()
}

#[track_caller]
fn kinds(document: &Document, set: &AnnotationSet, id: &str) -> Vec<&'static str> {
    let coverage = Coverage::of(document, set);
    let found = coverage.findings_of(document, set, set.get(&Id::new(id)).unwrap());
    found.iter().map(|finding| finding.kind.name()).collect()
}

#[test]
fn what_lies_outside_of_every_mark_is_listed_in_the_order_of_the_text() {
    let document = document();
    let coverage = Coverage::of(&document, &AnnotationSet::default());
    let all = ["“The dam is safe,”", "Ana Vey", "Monday", "$3 million", "Orl Dam Ltd", "2019", "14", "Bo Tarn"];
    assert_eq!(quotes(&document, coverage.unmarked()), all);
    assert_eq!((coverage.sentences(), coverage.covered_sentences()), (5, 0));
    let set = marked(&document, &[("c", Label::Claim, "The dam is safe"), ("s", Label::Source, "Bo Tarn")]);
    let coverage = Coverage::of(&document, &set);
    assert_eq!(quotes(&document, coverage.unmarked()), &all[1..7]);
    let bare: Vec<_> = coverage.bare_sentences().iter().map(|it| document.quote(*it)).collect();
    assert_eq!(bare.len(), 3);
    assert_eq!(bare[2], "Nobody else spoke.");
}

#[test]
fn who_is_named_inside_of_a_quotation_does_not_mark_it() {
    let document = Document::new("a.txt", "“We told Ana Vey so,” he said. The “Harn Line” is shut.").unwrap();
    let set = marked(&document, &[("a", Label::Actor, "Ana Vey"), ("b", Label::Actor, "Harn Line")]);
    assert_eq!(quotes(&document, Coverage::of(&document, &set).unmarked()), ["“We told Ana Vey so,”"]);
    let set = marked(&document, &[("c", Label::Claim, "told Ana Vey")]);
    assert_eq!(quotes(&document, Coverage::of(&document, &set).unmarked()), ["“Harn Line”", "Harn Line"]);
}

#[test]
fn a_quotation_of_nothing_but_a_name_is_marked_by_it_in_every_style() {
    for quotation in ["“Harn”", "«\u{202f}Harn\u{202f}»", "'Harn,'", "“‘Harn’”", "''Harn.''"] {
        let text = format!("It is {quotation} he said.");
        let document = Document::new("a.txt", text.as_str()).unwrap();
        let set = marked(&document, &[("a", Label::Actor, "Harn")]);
        assert_eq!(quotes(&document, Coverage::of(&document, &set).unmarked()), [""; 0], "{text}");
    }
}

#[test]
fn the_next_and_the_previous_unmarked_detail_are_found_from_any_byte() {
    let document = document();
    let coverage = Coverage::of(&document, &AnnotationSet::default());
    let at = |quote| span(&document, quote).start().byte();
    let quote = |detail: Option<Detail>| detail.map(|it| document.quote(it.span));
    assert_eq!(quote(coverage.next_after(at("Ana Vey"))), Some("Monday"));
    assert_eq!(quote(coverage.before(at("Ana Vey"))), Some("“The dam is safe,”"));
    assert_eq!(quote(coverage.next_after(at("Bo Tarn"))), None);
    assert_eq!(quote(coverage.before(0)), None);
    let view = at("Monday")..at("Orl");
    assert_eq!(quotes(&document, coverage.unmarked_in(view)), ["Monday", "$3 million"]);
}

#[test]
fn a_claim_misses_its_check_and_source_until_it_has_them() {
    let document = document();
    let all = [("c", Label::Claim, "it had 14 leaks"), ("s", Label::Source, "Bo Tarn")];
    let mut set = marked(&document, &all);
    assert_eq!(kinds(&document, &set, "c"), ["open", "no-source"]);
    tie(&mut set, "c", "s");
    change(&mut set, "c", |it| it.check.status = Status::Corrected);
    assert_eq!(kinds(&document, &set, "c"), ["no-evidence", "no-correction"]);
    change(&mut set, "c", |it| {
        it.check.evidence.push(Evidence { source: "log".into(), ..Evidence::default() });
        it.check.correction = "13 leaks".to_owned();
    });
    assert_eq!(kinds(&document, &set, "c"), [""; 0]);
    assert_eq!(kinds(&document, &set, "s"), [""; 0]);
}

#[test]
fn a_claim_that_is_said_to_have_no_source_misses_none() {
    let document = document();
    let mut set = marked(&document, &[("c", Label::Claim, "it had 14 leaks")]);
    change(&mut set, "c", |it| it.tags.push(ascribe::model::NO_SOURCE.to_owned()));
    assert_eq!(kinds(&document, &set, "c"), ["open"]);
}

#[test]
fn a_denial_misses_the_claim_that_it_denies() {
    let document = document();
    let mut set = marked(&document, &[("c", Label::Claim, "The dam is safe"), ("d", Label::Denial, "denied it")]);
    assert_eq!(kinds(&document, &set, "d"), ["no-claim"]);
    tie(&mut set, "d", "c");
    assert_eq!(kinds(&document, &set, "d"), [""; 0]);
}

#[test]
fn whoever_a_claim_is_about_has_to_be_asked_unless_the_article_lets_them_speak() {
    let document = document();
    let all = [
        ("c", Label::Claim, "It cost $3 million, she told Orl Dam Ltd"),
        ("a", Label::Actor, "The agency"),
        ("d", Label::Denial, "denied it"),
    ];
    let mut set = marked(&document, &all);
    let people =
        |set: &AnnotationSet| Coverage::of(&document, set).unasked(&document, set, set.get(&Id::new("c")).unwrap());
    assert_eq!(people(&set), ["Orl Dam Ltd"]);
    tie(&mut set, "c", "a");
    assert_eq!(people(&set), ["The agency"]);
    tie(&mut set, "d", "a");
    tie(&mut set, "d", "c");
    assert_eq!(people(&set), [""; 0]);
    tie(&mut set, "d", "c");
    assert!(kinds(&document, &set, "c").contains(&"no-reply"));
    change(&mut set, "c", |it| it.check.reply_asked = "2026-11-23".to_owned());
    assert_eq!(people(&set), [""; 0]);
}

#[test]
fn who_says_it_need_not_be_asked_and_a_short_form_is_nobody_else() {
    let text = "Ana Vey spoke. She said Ana Vey and Vey of Harn Port were right. Bo Tarn and Mr Tarn came.";
    let document = Document::new("a.txt", text).unwrap();
    let all = [
        ("c", Label::Claim, "Ana Vey and Vey of Harn Port were right. Bo Tarn and Mr Tarn"),
        ("s", Label::Source, "Ana Vey"),
    ];
    let mut set = marked(&document, &all);
    let people =
        |set: &AnnotationSet| Coverage::of(&document, set).unasked(&document, set, set.get(&Id::new("c")).unwrap());
    assert_eq!(people(&set), ["Ana Vey", "Vey of Harn Port", "Bo Tarn", "Mr Tarn"]);
    tie(&mut set, "c", "s");
    assert_eq!(people(&set), ["Vey of Harn Port", "Bo Tarn", "Mr Tarn"]);
}

#[test]
fn the_tally_of_several_articles_is_the_sum_of_theirs() {
    let document = document();
    let set = marked(&document, &[("c", Label::Claim, "The dam is safe"), ("d", Label::Denial, "denied it")]);
    let one = Tally::of(&document, &set, &Coverage::of(&document, &set));
    assert_eq!((one.claims(), one.covered_sentences(), one.sentences.all), (1, 2, 5));
    assert_eq!(one.count(FindingKind::Open) + one.count(FindingKind::NoClaim), 2);
    assert_eq!((one.details[DetailKind::Name as usize].all, one.count(FindingKind::Unmarked)), (3, 7));
    let mut both = one;
    both += one;
    assert_eq!((both.articles, both.claims(), both.count(FindingKind::NoMark)), (2, 2, 6));
    assert_eq!(both.details.map(|it| it.unmarked), one.details.map(|it| 2 * it.unmarked));
}

/// What articles are made of: enough of everything that is a detail, and what tells one from the other.
const PARTS: &[&str] = &[
    "Ana Vey", "Harn", "Vey’s", "said", "the", "mayor", "of", "12", "$3", "million", "per cent", "2019", "March", "in",
    "“", "”", "\"", "'", "‘", "’", "«", "»", ",", ".", ". ", "? ", " ", " ", " ", "\n", "\n\n", "é", "🦊", "سد", "-",
    "Monday", "14:30", "5.3.2024", "two", "thirds",
];

fn any_article() -> impl Strategy<Value = Document> {
    let parts = vec(prop::sample::select(PARTS), 1..80);
    parts.prop_map(|parts| Document::new("a.txt", format!("A{}", parts.concat())).unwrap())
}

/// What happens to an annotation: which one, its label, its spans; without these it goes.
type Step = (u8, Index, Vec<(Index, Index)>);

fn edit(document: &Document, set: &AnnotationSet, (id, label, places): &Step) -> Edit {
    let id = Id::new(format!("n{}", id % 6));
    let place = |at: &Index| document.offset_at_or_before(at.index(document.text().len() + 1));
    let spans = Spans::new(places.iter().filter_map(|(one, other)| Span::between(place(one), place(other))));
    let label = label.get(ascribe::model::LABELS).label;
    match (set.get(&id), spans) {
        (None, Some(spans)) => AnnotationSet::adding(Annotation::new(id, label, spans)),
        (Some(_), Some(spans)) => set.changing(&id, |it| (it.label, it.place) = (label, Place::Spans(spans))),
        (_, None) => set.removing(&id),
    }
}

/// Whether a detail is marked, found by looking at every annotation.
fn is_marked(document: &Document, set: &AnnotationSet, detail: &Detail) -> bool {
    let (start, end) = (detail.span.start(), detail.span.end());
    set.iter().flat_map(|it| it.spans().iter().map(move |span| (it.label, *span))).any(|(label, mark)| {
        let meets = mark.start() < end && start < mark.end();
        let name = matches!(label, Label::Actor | Label::Source) && detail.kind == DetailKind::Quotation;
        let inside = start < mark.start() && mark.end() < end;
        let word = |from: Offset, to: Offset| {
            Span::between(from, to).is_some_and(|it| document.quote(it).contains(char::is_alphanumeric))
        };
        meets && !(name && inside && (word(start, mark.start()) || word(mark.end(), end)))
    })
}

proptest! {
    #[test]
    fn coverage_is_what_looking_at_every_annotation_finds(
        document in any_article(),
        steps in vec((0..6u8, any::<Index>(), vec(any::<(Index, Index)>(), 0..3)), 0..12),
        at in any::<Index>(),
    ) {
        let mut set = AnnotationSet::default();
        let mut coverage = Coverage::of(&document, &set);
        let mut done = Vec::new();
        for step in &steps {
            let edit = edit(&document, &set, step);
            set.apply(&edit).unwrap();
            coverage.follow(&set, &edit);
            done.push(edit);
            let material = document.material();
            let unmarked: Vec<_> = material.details.iter().copied().filter(|it| !is_marked(&document, &set, it)).collect();
            prop_assert_eq!(coverage.unmarked(), &unmarked[..]);
            let meets = |one: Span| set.iter().any(|it| it.spans().iter().any(|other| one.overlaps(*other)));
            let bare: Vec<_> = document.sentences_from(document.start()).filter(|it| !meets(*it)).collect();
            prop_assert_eq!(coverage.bare_sentences(), &bare[..]);
            let byte = at.index(document.text().len() + 1);
            let next = unmarked.iter().find(|it| it.span.start().byte() > byte).copied();
            let before = unmarked.iter().rev().find(|it| it.span.start().byte() < byte).copied();
            prop_assert_eq!((coverage.next_after(byte), coverage.before(byte)), (next, before));
            let findings = coverage.findings(&document, &set);
            let of_text = findings.iter().filter(|it| matches!(it.subject, Subject::Text(_))).count();
            prop_assert_eq!(of_text, unmarked.len() + bare.len());
        }
        let fresh = Coverage::of(&document, &AnnotationSet::default());
        for edit in done.iter().rev() {
            set.apply(&edit.inverse()).unwrap();
            coverage.follow(&set, &edit.inverse());
        }
        prop_assert_eq!(coverage.unmarked(), fresh.unmarked());
    }

    #[test]
    fn details_are_in_order_and_only_quotations_hold_others(document in any_article()) {
        let material = document.material();
        for pair in material.details.windows(2) {
            let (one, next) = (pair[0], pair[1]);
            prop_assert!(one.span.start() < next.span.start(), "{one:?} {next:?}");
        }
        for kind in [DetailKind::Quotation, DetailKind::Figure] {
            let same = |it: &&Detail| (it.kind == DetailKind::Quotation) == (kind == DetailKind::Quotation);
            let spans: Vec<Span> = material.details.iter().filter(same).map(|it| it.span).collect();
            prop_assert!(spans.windows(2).all(|pair| pair[0].end() <= pair[1].start()), "{spans:?}");
        }
        for detail in &material.details {
            prop_assert!(document.quote(detail.span).chars().any(char::is_alphanumeric), "{detail:?}");
        }
    }
}

#[test]
fn what_was_not_found_misses_its_place_and_keeps_its_ties() {
    let document = document();
    let relation = Relation {
        id: Id::new("r"),
        kind: ascribe::model::Kind::Denies,
        from: Id::new("d"),
        to: Id::new("c"),
        extra: ascribe::model::Extra::default(),
    };
    let orphan = |id: &str, label| {
        let selector = ascribe::model::Selector::of(span(&document, "denied it"), &document);
        Annotation::at(Id::new(id), label, Place::Orphan(vec![selector]))
    };
    let mut set = AnnotationSet::default();
    let annotations = vec![Change::make(orphan("c", Label::Claim)), Change::make(orphan("d", Label::Denial))];
    set.apply(&Edit { annotations, relations: vec![Change::make(relation)], ..Edit::default() }).unwrap();
    assert_eq!(kinds(&document, &set, "c"), ["open", "no-source", "no-place"]);
    assert_eq!(kinds(&document, &set, "d"), ["no-place"]);
}

#[test]
fn a_content_credential_is_nothing_to_check_wherever_it_stands() {
    let expected = quotes_of(ARTICLE);
    let credential = credential::credential(700);
    for (place, with) in [
        ("at the end", format!("{}{credential}\n", ARTICLE.trim_end())),
        ("in a paragraph of its own", format!("{ARTICLE}\n{credential}\n")),
        ("at the start", format!("{credential}{ARTICLE}")),
        ("between paragraphs", ARTICLE.replace("Ltd.\n", &format!("Ltd.{credential}\n"))),
        ("between sentences", ARTICLE.replace("Monday. ", &format!("Monday.{credential} "))),
        ("after a name", ARTICLE.replace("Ana Vey,", &format!("Ana Vey{credential},"))),
    ] {
        let found = quotes_of(&with);
        let without = |all: &[String]| all.iter().map(|it| it.replace(&credential, "")).collect::<Vec<_>>();
        assert_eq!(without(&found), expected, "{place}");
        let carrying = found.iter().filter(|it| it.contains(&credential)).count();
        // Within a sentence it is part of that, as a blank would be.
        assert_eq!(carrying, usize::from(place == "after a name"), "{place}");
        let document = Document::new("a.txt", with.as_str()).unwrap();
        assert_eq!(document.all_read_characters(), with.chars().count() - credential.chars().count(), "{place}");
    }
}

/// The sentences and the details of a text.
fn quotes_of(text: &str) -> Vec<String> {
    let document = Document::new("a.txt", text).unwrap();
    let material = document.material();
    let details = material.details.iter().map(|it| it.span);
    material.sentences.iter().copied().chain(details).map(|span| document.quote(span).to_owned()).collect()
}

#[test]
fn a_run_of_flags_costs_what_it_is_long() {
    // Counting the letters from the start of the run at each place would take minutes.
    let flags = "\u{1F1E9}".repeat(400_000);
    let document = Document::new("a.txt", format!("The mayor {flags} said so.")).unwrap();
    assert_eq!(document.material().sentences.last().map(|it| it.end()), Some(document.end()));
    let (mut at, mut steps) = (document.end(), 0);
    while at > document.start() {
        at = document.previous_grapheme(at);
        steps += 1;
    }
    assert_eq!(steps, "The mayor  said so.".len() + 200_000);
}
