//! What is kept, what is given up, and that a look-up tells what working it out would.

use proptest::prelude::*;

use super::*;
use crate::model::reading::ranked::best_ends;

fn readings(text: &str) -> Readings {
    Readings::new(Arc::new(Document::new("a.txt", text).unwrap()))
}

#[test]
fn a_stretch_is_read_once_and_kept() {
    let readings = readings("One. Two.\n\nThree.");
    let start = readings.document().start();
    assert!(readings.kept(start).is_none());
    let first = readings.at(start);
    assert!(Arc::ptr_eq(&first, &readings.at(readings.document().offset(6).unwrap())));
    assert_eq!(first.bytes(), 0..11);
    assert!(readings.kept(readings.document().end()).is_none());
    assert_eq!(readings.at(readings.document().end()).bytes(), 11..17);
}

#[test]
fn a_sentence_is_found_over_blank_lines_and_none_after_the_last() {
    let readings = readings("One. Two.\n\n\nThree.  ");
    let at = |byte: usize| {
        let sentence = readings.sentence_at(readings.document().offset(byte).unwrap());
        sentence.map(|it| readings.document().quote(it.span).to_owned())
    };
    assert_eq!(
        [0, 4, 5, 9, 11, 12].map(at).map(Option::unwrap),
        ["One.", "Two.", "Two.", "Three.", "Three.", "Three."]
    );
    assert_eq!([18, 20].map(at), [None, None]);
}

#[test]
fn the_whole_of_an_article_is_read_from_where_reading_is() {
    let text = "He said no.\n\n".repeat(50);
    let readings = readings(&text);
    let middle = readings.document().offset_at_or_before(text.len() / 2);
    assert!(readings.read_on(middle));
    assert!(readings.kept(middle).is_some());
    let mut count = 1;
    while readings.read_on(middle) {
        count += 1;
    }
    assert_eq!(count, 50);
    assert!((0..text.len()).all(|byte| readings.kept(readings.document().offset_at_or_before(byte)).is_some()));
}

#[test]
fn readings_of_a_long_text_are_kept_around_the_place_where_reading_is() {
    let text = "He said on Tuesday that the eastern span had been closed “as a precaution”.\n\n".repeat(8_000);
    let readings = readings(&text);
    let document = readings.document();
    while readings.read_on(document.start()) {}
    assert!(readings.memory() <= MOST_BYTES && readings.memory() > MOST_BYTES / 2, "{}", readings.memory());
    let mut far = document.offset_at_or_before(text.len() - 1);
    for _ in 0..8_000 {
        far = document.offset_at_or_before(readings.at(far).bytes().start.saturating_sub(1));
        assert!(readings.memory() <= MOST_BYTES, "{}", readings.memory());
    }
    // What was read last is there.
    assert!(readings.kept(document.start()).is_some());
}

#[test]
fn of_too_many_readings_the_farthest_are_given_up() {
    let text = "He said on Tuesday that the eastern span had been closed “as a precaution”.\n\n".repeat(8_000);
    let readings = readings(&text);
    let document = readings.document();
    while readings.read_on(document.start()) {}
    // There is room for a few more, and then no longer.
    let far = |nth: usize| document.offset_at_or_before(text.len() - 1 - nth * 80);
    for nth in 0..2_000 {
        readings.at(far(nth));
    }
    assert!(readings.kept(document.end()).is_some() && readings.kept(far(1_999)).is_some());
    assert!(readings.kept(document.start()).is_none());
}

#[test]
fn a_stretch_that_was_read_twice_counts_once() {
    let readings = readings("He said no.\n\nShe did.");
    let reading = readings.at(readings.document().start());
    let memory = readings.memory();
    readings.lock().keep(reading);
    assert_eq!(readings.memory(), memory);
}

proptest! {
    #[test]
    fn the_best_ends_are_those_that_all_of_them_begin_with(
        text in "((Vey|The mayor|“It leaks,”|“no”|who|denied it|said|that the dam|, | of Harn|, he added|\\.|-|’s) ?){2,60}",
        start in 0_usize..80,
    ) {
        let readings = readings(&text);
        let reading = readings.at(readings.document().start());
        let outlook = Outlook::on(&reading, &[]);
        for row in LABELS {
            let all = best_ends(&outlook, Some(row.label), start, 1_000);
            let best = best_ends(&outlook, Some(row.label), start, 3);
            prop_assert_eq!(&best, &all[..all.len().min(3)]);
        }
    }

    #[test]
    fn what_is_marked_is_in_no_list_of_its_label(
        pieces in prop::collection::vec("(Vey said |“It leaks,” |said Ana Vey|, who denied it|\\. |the dam )", 1..12),
        nth in 0_usize..8,
    ) {
        let readings = readings(&pieces.concat());
        let document = readings.document();
        let Some(sentence) = readings.sentence_at(document.start()) else { return Ok(()) };
        for row in LABELS {
            let offered = readings.candidates(row.label, sentence.span, &[]);
            let Some(&[mark]) = offered.get(nth).map(|it| it.place.as_slice()) else { continue };
            let others = readings.candidates(row.label, sentence.span, &[(row.label, mark)]);
            let again = others.iter().filter(|it| it.place.as_slice() == [mark]).count();
            // Where there is nothing else, the whole sentence is offered, marked or not.
            prop_assert!(again == 0 || others.len() == 1);
        }
    }

    #[test]
    fn the_likeliest_is_the_first_candidate_whatever_is_marked(
        pieces in prop::collection::vec(
            "(Vey said |“It leaks,” |said Ana Vey|, who denied it|\\. |the dam |\n\n|according to police|\\? |he told her that |Orlan )",
            1..40,
        ),
        marks in prop::collection::vec((0_usize..4, 0_usize..400, 1_usize..60), 0..5),
    ) {
        let readings = readings(&pieces.concat());
        let document = Arc::clone(readings.document());
        let marked = |bytes: &Range<usize>| -> Vec<(Label, Span)> {
            let span = |(label, from, long): &(usize, usize, usize)| {
                let (start, end) = (document.offset_at_or_before(*from), document.offset_at_or_before(from + long));
                Some((LABELS[*label].label, Span::between(start, end)?))
            };
            let all = marks.iter().filter_map(span);
            all.filter(|(_, it)| it.start().byte() < bytes.end && bytes.start < it.end().byte()).collect()
        };
        let mut place = document.start();
        while let Some(sentence) = readings.sentence_at(place) {
            let marked = marked(&sentence.stretch());
            for row in LABELS {
                let all = readings.candidates(row.label, sentence.span, &marked);
                let likeliest = readings.likeliest(row.label, &sentence, &marked);
                prop_assert_eq!(likeliest.as_ref(), all.first());
            }
            place = sentence.span.end();
        }
    }
}
