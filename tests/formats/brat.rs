//! brat's standoff: what is written is what brat's reader takes, and what it can't hold is said.

use ascribe::formats::{Article, CompanionName, Exported, Format};
use ascribe::model::{AnnotationSet, Document, Kind, Label};

use super::common::{annotation, document, relation, set};
use super::golden::{assert_golden, everything};

fn export(document: &Document, set: &AnnotationSet) -> Exported {
    let article = Article { document, path: document.name(), encoding: "UTF-8", set };
    let [exported] = Format::named("brat").unwrap().write(&[article], None).try_into().unwrap();
    exported
}

fn lost(exported: &Exported) -> Vec<String> {
    exported.losses.iter().map(ToString::to_string).collect()
}

#[test]
fn standoff_with_everything_is_written_as_it_was_checked() {
    let (document, set) = everything();
    let exported = export(&document, &set);
    assert_golden("everything.ann", &exported.text);
    assert_golden("annotation.conf", &exported.companions[1].text);
    let names: Vec<_> = exported.companions.iter().map(|it| it.name).collect();
    assert_eq!(names, [CompanionName::Ending("txt"), CompanionName::Always("annotation.conf")]);
    assert_eq!(exported.companions[0].text, document.text());
    assert_eq!(
        lost(&exported),
        [
            "1 note’s line ends and wide spaces",
            "2 tags",
            "2 checks",
            "1 creator",
            "3 orphans",
            "1 last change",
            "1 finish mark"
        ]
    );
}

#[test]
fn standoff_has_the_lines_that_brat_takes() {
    let document = document("🦊 said “yes”,\r\nhe said,\t“no”.");
    let mut claim = annotation(&document, "c", Label::Claim, &["“yes”", "“no”"]);
    claim.note = "one line".into();
    let annotations = [
        claim,
        annotation(&document, "s", Label::Source, &["🦊"]),
        annotation(&document, "d", Label::Denial, &["“yes”,\r\nhe said,\t“no”"]),
    ];
    let set = set(annotations, [relation("r", Kind::AttributedTo, "c", "s"), relation("q", Kind::Denies, "d", "c")]);
    let exported = export(&document, &set);
    let expected = "T1\tsource 0 1\t🦊\n\
        T2\tclaim 7 12;24 28\t“yes” “no”\n\
        #1\tAnnotatorNotes T2\tone line\n\
        T3\tdenial 7 13;15 23;24 28\t“yes”, he said, “no”\n\
        R1\tdenies Arg1:T3 Arg2:T2\n\
        R2\tattributed-to Arg1:T2 Arg2:T1\n";
    assert_eq!((exported.text.as_str(), lost(&exported)), (expected, vec![]));
}

#[test]
fn an_article_without_annotations_has_an_empty_file_beside_it() {
    let document = document("An article.");
    let exported = export(&document, &AnnotationSet::default());
    assert_eq!((exported.text.as_str(), exported.companions[0].text.as_str()), ("", "An article."));
}

#[test]
fn what_a_line_can_not_hold_is_left_out_and_counted() {
    let document = document("One \n\n two.\u{2028} \u{301}three four");
    let mut edges = annotation(&document, "a", Label::Claim, &["One \n\n two.\u{2028}"]);
    edges.note = "\ta\n\nb ".into();
    let blank = annotation(&document, "b", Label::Source, &[" \n\n "]);
    let gap = annotation(&document, "c", Label::Source, &["three", "four"]);
    let mark = annotation(&document, "d", Label::Actor, &["\u{2028} \u{301}three"]);
    let relations = [relation("r", Kind::AttributedTo, "a", "b"), relation("q", Kind::About, "a", "d")];
    let exported = export(&document, &set([edges, blank, gap, mark], relations));
    let expected = "T1\tclaim 0 3;7 11\tOne two.\n\
        #1\tAnnotatorNotes T1\ta b\n\
        T2\tactor 12 19\t \u{301}three\n\
        T3\tsource 14 19;20 24\tthree four\n\
        R1\tabout Arg1:T1 Arg2:T2\n";
    assert_eq!(exported.text, expected);
    assert_eq!(
        lost(&exported),
        [
            "1 annotation of white space alone",
            "3 annotations’ white space at edges",
            "1 note’s line ends and wide spaces",
            "1 relation of what is left out",
        ]
    );
}
