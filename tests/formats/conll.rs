//! Columns with IOB2 tags: every token once and in order, and the tags of pieces that share no text.

use ascribe::formats::feature::EVERYTHING;
use ascribe::formats::{Article, Exported, Format};
use ascribe::model::{AnnotationSet, Document, Label};
use proptest::prelude::*;

use super::arbitrary::annotated;
use super::common::{annotation, document, set};
use super::golden::{assert_golden, everything};

fn export(document: &Document, set: &AnnotationSet) -> Exported {
    let article = Article { document, path: document.name(), encoding: "UTF-8", set };
    let [exported] = Format::named("conll").unwrap().write(&[article], None).try_into().unwrap();
    exported
}

fn lost(exported: &Exported) -> Vec<String> {
    exported.losses.iter().map(ToString::to_string).collect()
}

#[test]
fn columns_with_everything_are_written_as_they_were_checked() {
    let (document, set) = everything();
    let exported = export(&document, &set);
    assert_golden("everything.conll", &exported.text);
}

#[test]
fn a_sentence_ends_with_a_blank_line_but_not_inside_of_a_piece() {
    let document = document("It is safe. So he\u{a0}says,\r\nVey. “No. Never.” He left.");
    let annotations = [
        annotation(&document, "a", Label::Claim, &["It is safe"]),
        annotation(&document, "b", Label::Denial, &["No. Never."]),
        annotation(&document, "c", Label::Actor, &["ver"]),
    ];
    let exported = export(&document, &set(annotations, []));
    let expected = "It\tB-claim\nis\tI-claim\nsafe\tI-claim\n.\tO\n\nSo\tO\nhe\tO\nsays\tO\n,\tO\n\nVey\tO\n.\tO\n\n“\tO\n\
        No\tB-denial\n.\tI-denial\nNever\tI-denial\n.\tI-denial\n”\tO\n\nHe\tO\nleft\tO\n.\tO\n";
    assert_eq!(exported.text, expected);
    assert_eq!(lost(&exported), ["1 piece that shares text with a longer one", "1 overlap"]);
}

#[test]
fn tokens_are_cut_where_a_piece_begins_or_ends() {
    let document = document("A counter\u{301}claim");
    let inside = annotation(&document, "a", Label::Claim, &["claim"]);
    assert_eq!(export(&document, &set([inside], [])).text, "A\tO\ncounter\u{301}\tO\nclaim\tB-claim\n");
}

proptest! {
    #[test]
    fn tokens_are_the_whole_text_in_order_and_tags_are_valid_iob2((document, set) in annotated(EVERYTHING)) {
        let exported = export(&document, &set);
        let (mut rest, mut before) = (document.text(), "O".to_owned());
        for line in exported.text.split('\n') {
            let Some((token, tag)) = line.split_once('\t') else {
                prop_assert_eq!(line, "");
                before = "O".to_owned();
                continue;
            };
            let is_space = |c: char| c.is_whitespace() || matches!(c, '\u{1c}'..='\u{1f}');
            prop_assert!(!token.is_empty() && !token.contains(is_space), "{:?}", token);
            rest = rest.trim_start_matches(is_space);
            prop_assert!(rest.starts_with(token), "{:?} is not next in {:?}", token, rest);
            rest = &rest[token.len()..];
            if let Some(label) = tag.strip_prefix("I-") {
                prop_assert!(before.ends_with(label) && before != "O", "{} after {}", tag, before);
            }
            before = tag.to_owned();
        }
        prop_assert_eq!(rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{1c}'..='\u{1f}')), "");
        // As many pieces begin as are not left out.
        let pieces: usize = set.iter().map(|it| it.spans().len()).sum();
        let left_out: usize = exported.losses.iter().filter(|loss| loss.many.contains("longer") || loss.many.contains("white")).map(|loss| loss.count).sum();
        prop_assert_eq!(exported.text.matches("\tB-").count(), pieces - left_out);
    }
}
