//! Where a row of a worksheet says that its annotation stands: each clue is believed only where the article bears it out.

use ascribe::formats::{Article, Format, Mapping, Merged, Policy, merge};
use ascribe::model::{AnnotationSet, Document, Id, Label};

use super::common::{annotation, document, set};

/// What taking a worksheet over does.
fn merged(sheet: &str, document: &Document, set: &AnnotationSet) -> Merged {
    let article = Article { document, path: document.name(), encoding: "UTF-8", set };
    let mut made = 0;
    let mut new_id = || {
        made += 1;
        Id::new(format!("n{made}"))
    };
    let arrived = (Format::named("csv").unwrap().import.unwrap().read)(sheet, &article).unwrap();
    let records = arrived.settled(document, &Mapping::default(), &mut new_id);
    merge(set, records, Policy::Amend, new_id).unwrap()
}

/// The words of what a worksheet adds to an article without annotations, piece by piece, and what is said.
fn added(text: &str, sheet: &str) -> (Vec<String>, Vec<String>) {
    let (document, none) = (document(text), AnnotationSet::default());
    let merged = merged(sheet, &document, &none);
    let made = merged.edit.annotations.iter().filter_map(|it| it.after.as_ref());
    let words = made.flat_map(|it| it.spans().iter().map(|span| document.quote(*span).to_owned()).collect::<Vec<_>>());
    (words.collect(), merged.refused.iter().chain(&merged.remarks).map(ToString::to_string).collect())
}

const DAM: &str = "The dam is safe. It leaks.";

#[test]
fn words_that_are_not_where_the_row_says_are_looked_for() {
    let (words, said) = added(DAM, "id,label,start,end,text\n,claim,0,7,It leaks\n");
    assert_eq!(words, ["It leaks"]);
    assert_eq!(said, ["line 2: `row 2` was found by its text, not where the file says"]);
    let (words, said) = added(DAM, "id,label,start,end,text\n,claim,0,7,The sea\n");
    assert_eq!(
        (words.len(), said.as_slice()),
        (0, &["line 2: `row 2` (claim): the article has no “The sea”".to_owned()][..])
    );
}

#[test]
fn line_ends_in_a_row_are_those_of_the_article() {
    for text in ["The dam\r\nis safe.", "The dam\nis safe."] {
        let (words, said) = added(text, "id,label,text\n,claim,\"dam\nis\"\n");
        assert_eq!((words.concat(), said.len()), (text[4..text.len() - 6].to_owned(), 0), "{text:?} {said:?}");
        let placed = format!("id,label,start,end,text\n,claim,4,{},\"dam\nis\"\n", text.len() - 6);
        assert_eq!(added(text, &placed), (words, said));
    }
}

#[test]
fn a_context_decides_only_where_the_words_stand_in_it_once() {
    let text = "A dam, a dam. The dam is safe.";
    let row = |context: &str| added(text, &format!("id,label,text,context\n,claim,dam,\"{context}\"\n"));
    let several = "line 2: `row 2` (claim): “dam” stands in several places";
    assert_eq!(row("A dam, a dam."), (vec![], vec![several.to_owned()]));
    assert_eq!(row("The dam is"), (vec!["dam".to_owned()], vec![]));
    assert_eq!(row("a sentence without it"), (vec![], vec![several.to_owned()]));
}

#[test]
fn pieces_have_to_be_what_the_article_has_from_start_to_end() {
    let row = |text: &str, pieces: &str| {
        added(DAM, &format!("id,label,start,end,text,pieces\n,claim,0,15,{text},\"{pieces}\"\n"))
    };
    assert_eq!(row("The dam is safe", "0-7 The dam\n11-15 safe").0, ["The dam", "safe"]);
    let why = "line 2: `row 2`: its text “The dam was” is not what the article has from its start to its end";
    assert_eq!(row("The dam was", "0-7 The dam\n11-15 safe"), (vec![], vec![why.to_owned()]));
    assert_eq!(row("It leaks", "0-8 It leaks").0, ["It leaks"], "none of its numbers is right");
    // Words that don't stand at their numbers are looked for.
    let (words, said) = row("The dam is safe", "0-7 It leaks\n11-15 safe");
    assert_eq!(words, ["safe", "It leaks"]);
    assert_eq!(said, ["line 2: `row 2` was found by its text, not where the file says"]);
    assert!(
        row("The dam is safe", "0:7 The dam").1[0]
            .ends_with("pieces: “0:7 The dam” is not like 12-40 and the words there")
    );
    assert!(row("The dam is safe", "0-x The dam").1[0].contains("is not like 12-40"));
}

#[test]
fn a_row_of_what_is_here_stays_where_it_is_unless_one_of_its_clues_was_changed() {
    let document = document("‘'Tis safe,’ she said. 'Tis safe.");
    let start = document.text().find("'Tis").unwrap();
    let mut claim = annotation(&document, "c", Label::Claim, &["'Tis safe"]);
    let end = document.text().rfind('.').unwrap();
    let second = document.span(document.text().rfind("'Tis").unwrap()..end).unwrap();
    claim.place = ascribe::model::Place::Spans(second.into());
    let (at, set) = (document.characters() - 10, set([claim], []));
    assert!(start < at);
    // Gnumeric takes the apostrophe away.
    for text in ["'Tis safe", "Tis safe"] {
        for place in [format!("{at},{}", at + 9), format!(" {at} ,{} ", at + 9)] {
            let same = merged(&format!("id,label,start,end,text\nc,claim,{place},{text}\n"), &document, &set);
            assert!(same.edit.is_empty() && same.refused.is_empty() && same.remarks.is_empty(), "{text}: {same:#?}");
        }
    }
    for (cells, what) in [
        (format!("1,{},'Tis safe,", at + 9), "stands in several places"),
        (format!("{at},{},'Tis safe,", at + 8), "stands in several places"),
        (format!("{at},{},'Tis safe,1-10 'Tis safe", at + 9), "`c` is another annotation here"),
        (format!("{at},{},she said,", at + 9), "`c` is another annotation here"),
    ] {
        let changed = merged(&format!("id,label,start,end,text,pieces\nc,claim,{cells}\n"), &document, &set);
        assert!(changed.edit.is_empty(), "{cells}: {changed:#?}");
        assert!(changed.refused.iter().any(|it| it.what.contains(what)), "{cells}: {what} is not in {changed:#?}");
    }
}
