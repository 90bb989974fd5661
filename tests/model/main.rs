//! The model's rules: one door for edits, all or nothing, and everything can be taken back.

mod history;
mod invariants;
mod wrong;

use std::sync::Arc;

use ascribe::model::{
    Annotation, AnnotationSet, Change, Document, Edit, Finished, Id, Kind, Label, Place, Span, Spans, set::Refused,
};
use proptest::prelude::*;

fn document() -> Document {
    Document::new("a.txt", "“The dam is safe,” the minister said, “and it always was.” The agency denied it.").unwrap()
}

fn span(document: &Document, quote: &str) -> Span {
    let start = document.text().find(quote).unwrap();
    document.span(start..start + quote.len()).unwrap()
}

fn annotation(id: &str, label: Label, span: Span) -> Annotation {
    Annotation::new(Id::new(id), label, span)
}

fn claim_and_source() -> (Document, AnnotationSet) {
    let (document, mut set) = (document(), AnnotationSet::default());
    let claim = annotation("c", Label::Claim, span(&document, "The dam is safe"));
    let source = annotation("s", Label::Source, span(&document, "the minister"));
    set.apply(&AnnotationSet::adding(claim)).unwrap();
    set.apply(&AnnotationSet::adding(source)).unwrap();
    (document, set)
}

#[test]
fn the_kind_and_direction_of_a_relation_follow_from_the_labels() {
    let (_, mut set) = claim_and_source();
    let edit = set.tying(&Id::new("s"), &Id::new("c"), Id::new("r")).unwrap();
    set.apply(&edit).unwrap();
    let relation = set.relations().next().unwrap();
    assert_eq!((relation.kind, relation.from.as_str(), relation.to.as_str()), (Kind::AttributedTo, "c", "s"));
}

#[test]
fn tying_what_is_tied_unties_it() {
    let (_, mut set) = claim_and_source();
    for expected in [1, 0] {
        set.apply(&set.tying(&Id::new("c"), &Id::new("s"), Id::new("r")).unwrap()).unwrap();
        assert_eq!(set.relations().len(), expected);
    }
}

#[test]
fn removing_an_annotation_removes_its_relations_and_undo_brings_both_back() {
    let (_, mut set) = claim_and_source();
    set.apply(&set.tying(&Id::new("c"), &Id::new("s"), Id::new("r")).unwrap()).unwrap();
    let before = set.clone();
    let edit = set.removing(&Id::new("s"));
    set.apply(&edit).unwrap();
    assert_eq!((set.len(), set.relations().len()), (1, 0));
    set.apply(&edit.inverse()).unwrap();
    assert_eq!(set, before);
}

#[test]
fn relabelling_turns_relations_into_what_fits_and_drops_the_others() {
    let (_, mut set) = claim_and_source();
    set.apply(&set.tying(&Id::new("c"), &Id::new("s"), Id::new("r")).unwrap()).unwrap();
    set.apply(&set.changing(&Id::new("s"), |it| it.label = Label::Actor)).unwrap();
    assert_eq!(set.relations().next().unwrap().kind, Kind::About);
    set.apply(&set.changing(&Id::new("s"), |it| it.label = Label::Claim)).unwrap();
    assert_eq!(set.relations().len(), 0);
}

#[test]
fn an_edit_that_would_leave_a_relation_dangling_changes_nothing() {
    let (_, mut set) = claim_and_source();
    set.apply(&set.tying(&Id::new("c"), &Id::new("s"), Id::new("r")).unwrap()).unwrap();
    let before = set.clone();
    let source = set.get(&Id::new("s")).unwrap();
    let edit = Edit { annotations: vec![Change::remove(Arc::clone(source))], ..Edit::default() };
    assert!(matches!(set.apply(&edit), Err(Refused::Dangling { .. })));
    assert_eq!(set, before);
}

#[test]
fn an_edit_that_starts_from_another_state_changes_nothing() {
    let (_, mut set) = claim_and_source();
    let edit = set.changing(&Id::new("c"), |it| it.note = "one".into());
    set.apply(&edit).unwrap();
    let before = set.clone();
    assert_eq!(set.apply(&edit), Err(Refused::Stale(Id::new("c"))));
    assert_eq!(set, before);
}

#[test]
fn an_id_is_taken_once() {
    let (document, mut set) = claim_and_source();
    let again = annotation("c", Label::Actor, span(&document, "dam"));
    assert_eq!(set.apply(&AnnotationSet::adding(again)), Err(Refused::Taken(Id::new("c"))));
}

#[test]
fn the_shortest_annotation_at_a_place_comes_first() {
    let (document, mut set) = claim_and_source();
    set.apply(&AnnotationSet::adding(annotation("w", Label::Actor, span(&document, "dam")))).unwrap();
    let place = span(&document, "dam").start();
    let ids: Vec<_> = set.at(place).iter().map(|it| it.id.as_str().to_owned()).collect();
    assert_eq!(ids, ["w", "c"]);
}

#[test]
fn spans_that_touch_or_overlap_become_one() {
    let document = document();
    let spans = Spans::new([span(&document, "safe"), span(&document, "dam is "), span(&document, "is safe")]).unwrap();
    assert_eq!(spans.as_slice(), [span(&document, "dam is safe")]);
}

#[test]
fn rows_of_the_label_table_stand_in_the_order_of_the_labels() {
    for (nth, row) in ascribe::model::LABELS.iter().enumerate() {
        assert_eq!(row.label as usize, nth);
        assert_eq!(Label::named(row.name), Some(row.label));
        assert!(!row.help.is_empty() && row.mark == row.key.to_ascii_uppercase());
    }
    let keys: std::collections::BTreeSet<_> = ascribe::model::LABELS.iter().map(|row| row.key).collect();
    assert_eq!(keys.len(), ascribe::model::LABELS.len(), "no key stands for two labels");
}

#[test]
fn no_two_kinds_of_relation_join_the_same_labels() {
    use ascribe::model::relation::KINDS;
    for (nth, row) in KINDS.iter().enumerate() {
        assert_eq!(row.kind as usize, nth);
        for from in row.from {
            let fits = KINDS.iter().filter(|other| {
                (other.from.contains(from) && other.to == row.to) || (other.from.contains(&row.to) && other.to == *from)
            });
            assert_eq!(fits.count(), 1, "{} from {}", row.name, from.name());
        }
    }
}

const TEXT: &str =
    "The e\u{301}lder 👩‍🔬 said “no” — twice. \u{5e9}\u{5dc}\u{5d5}\u{5dd} U.S. officials\r\n\r\ndenied it.";

/// One random step: which edit, and three numbers that say where.
fn steps() -> impl Strategy<Value = Vec<(u8, usize, usize, usize)>> {
    proptest::collection::vec((0u8..10, 0usize..200, 1usize..40, 0usize..8), 1..60)
}

fn random_edit(
    set: &AnnotationSet,
    document: &Document,
    nth: usize,
    (kind, at, len, pick): (u8, usize, usize, usize),
) -> Edit {
    let place = |byte: usize| document.offset_at_or_before(byte % (document.text().len() + 1));
    let piece = Span::between(place(at), place(at + len)).unwrap_or_else(|| document.span(0..1).unwrap());
    let picked =
        |nth: usize| set.iter().nth(nth % set.len().max(1)).map_or_else(|| Id::new("none"), |it| it.id.clone());
    let label = ascribe::model::LABELS[pick % 4].label;
    match kind {
        0 | 1 => AnnotationSet::adding(annotation(&format!("n{nth}"), label, piece)),
        2 => set.removing(&picked(pick)),
        3 => set.changing(&picked(pick), |it| it.label = label),
        4 => set.changing(&picked(pick), |it| {
            if let Place::Spans(spans) = &mut it.place {
                *spans = spans.and(piece);
            }
        }),
        5 => set.changing(&picked(pick), |it| it.note = format!("note {at}")),
        6 => {
            let fields: Vec<_> = ascribe::model::CheckField::all().collect();
            set.changing(&picked(pick), |it| fields[at % fields.len()].clear(&mut it.check))
        }
        7 => set.changing(&picked(pick), |it| {
            let check = &mut it.check;
            check.status = ascribe::model::check::STATUSES[at % 8].0;
            check.reply_waived = format!("reason {}", at % 3);
            check.evidence.push(ascribe::model::Evidence { date: "2026-11-23".into(), ..Default::default() });
        }),
        8 if set.finished().is_some() => set.unfinishing(),
        8 => set.finishing(Finished::new("jo", format!("{at}"))),
        _ => set.tying(&picked(pick), &picked(at), Id::new(format!("r{nth}"))).unwrap_or_default(),
    }
}

proptest! {
    #[test]
    fn any_edits_then_undo_of_all_is_the_set_before_and_redo_the_set_after(steps in steps()) {
        let document = Document::new("a.txt", TEXT).unwrap();
        let (mut set, mut history) = (AnnotationSet::default(), ascribe::model::History::default());
        for (nth, step) in steps.into_iter().enumerate() {
            let edit = random_edit(&set, &document, nth, step).stamped("jo", &format!("time {nth}"));
            let edit = if step.0 % 2 == 0 { edit } else { history.leading_back(edit) };
            set.apply(&edit).unwrap();
            invariants::check(&set, &document);
            if step.0 % 2 == 0 { history.record(edit) } else { history.record_step(edit) }
        }
        let after = set.clone();
        while let Some(edit) = history.undo() {
            set.apply(&edit).unwrap();
            invariants::check(&set, &document);
        }
        prop_assert_eq!(&set, &AnnotationSet::default());
        while let Some(edit) = history.redo() {
            set.apply(&edit).unwrap();
        }
        prop_assert_eq!(set, after);
    }

    #[test]
    fn code_points_and_bytes_lead_to_each_other(text in "\\PC{1,80}") {
        let document = Document::new("a.txt", text.clone()).unwrap();
        for (nth, (byte, _)) in text.char_indices().enumerate() {
            prop_assert_eq!(document.byte_of_code_point(nth), Some(byte));
            if let Some(place) = document.offset(byte) {
                prop_assert_eq!(document.code_point(place), nth);
            }
        }
        prop_assert_eq!(document.byte_of_code_point(document.characters()), Some(text.len()));
        prop_assert_eq!(document.byte_of_code_point(document.characters() + 1), None);
    }

    #[test]
    fn code_points_of_long_texts_are_counted_as_those_of_short_ones(piece in "(?s).{1,40}", times in 1usize..200) {
        let text = piece.repeat(times);
        let document = Document::new("a.txt", text.clone()).unwrap();
        let ends = [(text.chars().count(), text.len())];
        for (nth, byte) in text.char_indices().map(|(byte, _)| byte).enumerate().step_by(7).chain(ends) {
            prop_assert_eq!(document.byte_of_code_point(nth), Some(byte));
        }
        prop_assert_eq!(document.characters(), text.chars().count());
        prop_assert_eq!(document.byte_of_code_point(usize::MAX), None);
    }
}

proptest! {
    #[test]
    fn grapheme_boundaries_are_those_of_the_standard(text in "[a-c \\r\\n\u{301}\u{200d}\u{1f1fa}\u{1f469}é“\u{1100}\u{1161}\u{600}]{1,24}") {
        use unicode_segmentation::UnicodeSegmentation;
        let document = Document::new("a.txt", text.clone()).unwrap();
        let expected: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
        let found: Vec<usize> = (0..=text.len()).filter(|&byte| document.offset(byte).is_some()).collect();
        prop_assert_eq!(&found, &expected);
        for pair in expected.windows(2) {
            let (one, other) = (document.offset(pair[0]).unwrap(), document.offset(pair[1]).unwrap());
            prop_assert_eq!(document.next_grapheme(one), other);
            prop_assert_eq!(document.previous_grapheme(other), one);
        }
        let shown: Vec<usize> = ascribe::tui::display::graphemes(&text).map(|(at, _)| at).collect();
        prop_assert_eq!(&shown[..], &expected[..expected.len() - 1]);
    }
}
