//! The worksheet: a spreadsheet opens it, and what is changed there comes back.

use ascribe::formats::{Arrived, Article, Dialect, Exported, Format, Mapping, Merged, merge};
use ascribe::model::{
    Annotation, AnnotationSet, CHECK_TEXTS, Document, Evidence, Extra, Id, Kind, Label, Rank, Stance, Status,
};
use proptest::prelude::*;

use super::arbitrary::{annotated, contents};
use super::common::{annotation, document, relation, set};
use super::golden::{assert_golden, everything};

fn format() -> &'static Format {
    Format::named("csv").unwrap()
}

fn exported(document: &Document, set: &AnnotationSet, dialect: Option<Dialect>) -> Exported {
    let article = Article { document, path: document.name(), encoding: "UTF-8", set };
    let [exported] = format().write(&[article], dialect).try_into().unwrap();
    exported
}

fn lost(exported: &Exported) -> Vec<String> {
    exported.losses.iter().map(ToString::to_string).collect()
}

#[test]
fn a_worksheet_with_everything_is_written_as_it_was_checked() {
    let (document, set) = everything();
    let all = exported(&document, &set, Some(Dialect::All));
    assert_golden("everything.csv", &all.text);
    assert_eq!(lost(&all), ["3 orphans", "1 last change", "1 finish mark"]);
    let claims = exported(&document, &set, None);
    assert_golden("everything.claims.csv", &claims.text);
    assert_eq!(
        lost(&claims),
        ["5 annotations other than claims (--all has rows for them)", "3 orphans", "1 last change", "1 finish mark"]
    );
}

#[test]
fn a_worksheet_of_nothing_is_its_first_row() {
    let document = document("An article.");
    let empty = exported(&document, &AnnotationSet::default(), Some(Dialect::All));
    assert!(empty.text.starts_with("\u{feff}\"id\",\"label\",\"start\",\"end\","), "{}", empty.text);
    assert!(empty.text.ends_with("\"check_changed_on\"\r\n"), "{}", empty.text);
    assert_eq!(lost(&empty), [""; 0]);
}

#[test]
fn a_worksheet_without_its_places_is_known_by_ids_and_quotes() {
    let document = document("The dam is safe. The dam leaks, and the dam leaks.");
    let set = set([annotation(&document, "c", Label::Claim, &["The dam is safe"])], []);
    let sheet = "id,label,text,status\nc,claim,The dam is safe,verified\n,claim,The dam leaks,\n,claim,dam,\n";
    let merged = merged(sheet, &document, &set);
    let after = after(&merged, &set);
    assert_eq!(after.get(&Id::new("c")).unwrap().check.status, Status::Verified);
    assert_eq!(after.len(), 2, "the quote that stands there once is found");
    assert_eq!(said(&merged).len(), 1, "{:?}", said(&merged));
    assert!(
        said(&merged)[0].starts_with("line 4: `row 4` (claim): “dam” stands in several places"),
        "{:?}",
        said(&merged)
    );
}

#[test]
fn rows_end_in_cr_lf_and_nothing_in_a_cell_is_computed() {
    let document = document("🦊 said =2+2\r\nis “4”, he said.");
    let mut claim = annotation(&document, "c", Label::Claim, &["=2+2\r\nis “4”"]);
    claim.note = "@SUM\r\"quoted\"".into();
    let source = annotation(&document, "s", Label::Source, &["🦊"]);
    let set = set([claim, source], [relation("r", Kind::AttributedTo, "c", "s")]);
    let written = exported(&document, &set, None);
    let row = written.text.split_once("\r\n").unwrap().1;
    let start = "\"c\",\"claim\",7,19,1,\"'=2+2\nis “4”\",\"\",\"🦊 said =2+2\nis “4”, he said.\",\"🦊\",\"\",\"\",\"unchecked\",";
    assert!(row.starts_with(start), "{row}");
    assert!(row.contains(",\"'@SUM\n\"\"quoted\"\"\",") && row.ends_with("\"\"\r\n"), "{row}");
    assert_eq!(lost(&written)[1..], ["1 text with carriage returns, which become line feeds"]);
}

fn arrive(file: &str, document: &Document, set: &AnnotationSet) -> Result<Arrived, String> {
    let article = Article { document, path: document.name(), encoding: "UTF-8", set };
    (format().import.unwrap().read)(file.trim_start_matches('\u{feff}'), &article).map_err(|why| why.to_string())
}

/// What taking a worksheet over would do.
fn merged(file: &str, document: &Document, set: &AnnotationSet) -> Merged {
    let mut made = 0;
    let mut new_id = || {
        made += 1;
        Id::new(format!("new{made}"))
    };
    let records = arrive(file, document, set).unwrap().settled(document, &Mapping::default(), &mut new_id);
    merge(set, records, format().import.unwrap().policy, new_id).unwrap()
}

fn after(merged: &Merged, set: &AnnotationSet) -> AnnotationSet {
    let mut after = set.clone();
    after.apply(&merged.edit).unwrap();
    after
}

/// What was said of a worksheet, what was not taken first.
fn said(merged: &Merged) -> Vec<String> {
    merged.refused.iter().chain(&merged.remarks).map(ToString::to_string).collect()
}

/// A set without the line ends that a worksheet doesn't keep.
pub(crate) fn with_line_feeds(set: &AnnotationSet) -> AnnotationSet {
    let plain = |text: &mut String| *text = text.replace("\r\n", "\n").replace('\r', "\n");
    let annotation = |it: &Annotation| {
        let mut it = it.clone();
        let check = &mut it.check;
        for row in CHECK_TEXTS {
            plain(check.text_mut(row.text));
        }
        plain(&mut it.note);
        check
            .evidence
            .iter_mut()
            .flat_map(|it| [&mut it.source, &mut it.locator, &mut it.date, &mut it.note])
            .for_each(plain);
        it
    };
    super::common::set(set.iter().map(|it| annotation(it)), set.relations().map(|it| (**it).clone()))
}

proptest! {
    #[test]
    fn a_worksheet_of_everything_brings_everything_back((document, any) in annotated(format().holds)) {
        let set = with_line_feeds(&any);
        let written = exported(&document, &set, Some(Dialect::All));
        prop_assert_eq!(lost(&written), [""; 0]);
        let merged = merged(&written.text, &document, &AnnotationSet::default());
        prop_assert_eq!(said(&merged), [""; 0], "{}", written.text);
        let read = after(&merged, &AnnotationSet::default());
        prop_assert_eq!(contents(&read), contents(&set));
        prop_assert!(read.iter().map(|it| &it.id).eq(set.iter().map(|it| &it.id)));
    }

    #[test]
    fn a_worksheet_that_comes_back_as_it_went_changes_nothing((document, set) in annotated(format().holds)) {
        for dialect in [None, Some(Dialect::All)] {
            let merged = merged(&exported(&document, &set, dialect).text, &document, &set);
            prop_assert_eq!(said(&merged), [""; 0]);
            prop_assert!(merged.edit.is_empty(), "{:?}", merged.edit);
        }
    }
}

const TEXT: &str = "The dam is safe, Vey said.\nThe dam is safe, Orla denied. It never was.\n";

/// Two claims, of which one is checked, with the source of it.
fn checked() -> (Document, AnnotationSet) {
    let document = document(TEXT);
    let mut claim = annotation(&document, "c1", Label::Claim, &["The dam is safe"]);
    claim.note = "see\r\npage 3".into();
    claim.check.status = Status::False;
    claim.check.checked_on = "2026-11-22".into();
    claim.check.evidence = vec![Evidence {
        source: "report".into(),
        stance: Some(Stance::Supports),
        rank: Some(Rank::Primary),
        extra: Extra("{\"archived\":1}".into()),
        ..Evidence::default()
    }];
    let other = annotation(&document, "c2", Label::Claim, &["It never was"]);
    let source = annotation(&document, "s1", Label::Source, &["Vey"]);
    let set = set([claim, other, source], [relation("r1", Kind::AttributedTo, "c1", "s1")]);
    (document, set)
}

/// A worksheet of the two claims and the source, with pieces of it replaced.
fn changed(pieces: &[(&str, &str)]) -> (Merged, AnnotationSet) {
    let (document, set) = checked();
    let mut file = exported(&document, &set, Some(Dialect::All)).text;
    for (old, new) in pieces {
        assert!(file.contains(old), "{old} is not in\n{file}");
        file = file.replacen(old, new, 1);
    }
    let merged = merged(&file, &document, &set);
    let set = after(&merged, &set);
    (merged, set)
}

fn of<'a>(set: &'a AnnotationSet, id: &str) -> &'a Annotation {
    set.get(&Id::new(id)).unwrap()
}

#[test]
fn what_is_changed_in_a_spreadsheet_comes_back_and_the_rest_stays() {
    let (merged, set) = changed(&[
        ("\"false\"", "Not checkable"),
        ("report |  | supports | primary", "report |  | supports | primary\nhttps://example.org/x"),
        (
            "It never was\",\"\",\"It never was.\",\"\",\"\",\"\",\"unchecked\"",
            "It never was\",\"\",\"It never was.\",\"\",\"\",\"\",\"FALSE\"",
        ),
    ]);
    assert_eq!(said(&merged), [""; 0]);
    assert_eq!((merged.added, merged.changed, merged.same), (0, 2, 1));
    let (one, other) = (of(&set, "c1"), of(&set, "c2"));
    assert_eq!((one.check.status, other.check.status), (Status::NotCheckable, Status::False));
    assert_eq!(one.note, "see\r\npage 3");
    assert_eq!(one.check.evidence[0].extra, Extra("{\"archived\":1}".into()));
    assert_eq!(one.check.evidence[1].source, "https://example.org/x");
    assert_eq!(set.relations().len(), 1);
}

#[test]
fn a_worksheet_with_less_in_it_takes_nothing_away() {
    let (document, set) = checked();
    let file = "Text;End;ID;Label;Start\nThe dam is safe;15;c1;Actor;0\n;;;;\nIt never was;69;c2;claim;57\n";
    let merged = merged(file, &document, &set);
    let why = "line 2: `c1` can’t become actor while it is tied to `s1`; untie it first";
    assert_eq!(merged.refused[0].to_string(), why);
    assert_eq!((merged.changed, merged.same, merged.refused.len()), (0, 2, 1));
    let tabs = "id\tlabel\tstart\tend\ttext\tnote\nc2\tdenial\t57\t69\tIt never was\t'+1\n";
    let amended = after(&self::merged(tabs, &document, &set), &set);
    assert_eq!((of(&amended, "c2").label, of(&amended, "c2").note.as_str()), (Label::Denial, "+1"));
    assert_eq!(of(&amended, "c1"), of(&set, "c1"));
}

#[test]
fn rows_without_an_id_become_annotations_where_their_text_is_found() {
    let (document, set) = checked();
    let file = "id,label,start,end,text,context,note,relations\n\
        ,actor,,,Orla,,\"new\none\",\n\
        ,denial,,,The dam is safe,\"The dam is safe, Orla denied.\",,attributed-to>s1; by>row 2\n\
        ,claim,,,The dam is safe,,,\n\
        ,claim,,,nowhere,,,\n\
        ,claim,57,69,It never was,,,\n";
    let merged = merged(file, &document, &set);
    let after = after(&merged, &set);
    assert_eq!((merged.added, merged.same), (2, 1));
    assert_eq!(of(&after, "new1").note, "new\none");
    assert_eq!(of(&after, "new2").start().unwrap().byte(), 27);
    assert_eq!(merged.tied, 1);
    assert_eq!(
        said(&merged),
        [
            "line 5: `row 4` (claim): “The dam is safe” stands in several places",
            "line 6: `row 5` (claim): the article has no “nowhere”",
            "line 4: a relation leads to `s1`, which the file doesn’t have",
        ]
    );
    // What nobody wrote in a new row doesn't empty what is there already.
    assert_eq!(of(&after, "c1"), of(&set, "c1"));
}

#[test]
fn evidence_that_is_typed_into_a_worksheet_is_kept_word_for_word_and_told() {
    let (merged, set) = changed(&[("supports | primary", "proves | tertiary")]);
    let why = "line 2: `c1`: evidence: `proves` is none of supports, contradicts, context; it is kept in the note";
    assert!(said(&merged).iter().any(|it| it == why), "{:#?}", said(&merged));
    let evidence = &set.get(&Id::new("c1")).unwrap().check.evidence[0];
    assert_eq!((evidence.stance, evidence.rank, merged.changed), (None, None, 1));
    assert!(evidence.note.starts_with("proves | tertiary"), "{evidence:?}");
}

#[test]
fn what_a_row_says_wrong_is_named_with_its_line_and_nothing_of_it_is_taken() {
    let (document, set) = checked();
    let width = exported(&document, &set, Some(Dialect::All)).text.lines().next().unwrap().split(',').count();
    let short = format!("line 5: row 4 has {} cells, the first row {width}", width - 1);
    for (old, new, why) in [
        ("\"c2\",\"claim\",57,69", "\"c2\",\"claim\",57,999", ""),
        ("\"It never was\"", "\"It never wa\"", "line 5: `c2` (claim): place: nothing here, nothing in the file"),
        ("\"It never was\"", "\"It was\"", "line 5: `c2` (claim): the article has no “It was”"),
        ("\"It never was\"", "\"\"", "line 5: `c2`: its text is empty, by which it would be found"),
        ("57,69", "1.5,69", "line 5: `c2`: start: expected a whole number from 0, not “1.5”"),
        ("57,69", "69,57", "line 5: `c2` (claim): its end 57 is not after its start 69"),
        (
            "\"c2\",\"claim\"",
            "\"c2\",\"PER\"",
            "line 5: label `PER` is not actor, claim, source or denial: 1 left out; --map PER=LABEL takes them, --map PER=- leaves them out",
        ),
        ("\"c2\"", "\"c1\"", "line 5: there is another `c1` in the file"),
        ("\"c2\"", "\"c\0\"", "line 5: `c\\0`: “c\\0” is no id of 1 to 64 characters without white space"),
        ("\"unchecked\"", "\"true\"", "line 5: `c2`: status: “true” is not unchecked, in-progress, verified"),
        ("57,69,1,", "57,69,", short.as_str()),
        ("attributed-to>s1", "s1", "line 2: relation “s1” is not like about>id"),
    ] {
        let (merged, set) = changed(&[(old, new)]);
        let said = said(&merged);
        assert!(said.iter().any(|it| it.starts_with(why)), "{why} is not in {said:#?}");
        assert_eq!((merged.changed, merged.refused.len()), (0, usize::from(!why.is_empty())), "{said:#?}");
        assert!(!said.is_empty());
        assert_eq!(contents(&set), contents(&checked().1));
    }
}

#[test]
fn what_a_spreadsheet_makes_of_figures_and_of_false_is_known_again() {
    let (document, mut set) = checked();
    let edit = set.changing(&Id::new("c1"), |it| {
        it.check.status = Status::False;
        it.check.correction = "3/4".into();
        it.check.answer = "-text".into();
    });
    set.apply(&edit).unwrap();
    let written = exported(&document, &set, Some(Dialect::All)).text;
    let turned = |pairs: &[(&str, &str)]| {
        let text = pairs.iter().fold(written.clone(), |text, (old, new)| {
            assert!(text.contains(old), "{old} is not in {text}");
            text.replacen(old, new, 1)
        });
        merged(&text, &document, &set)
    };
    let kept = turned(&[("\"false\"", "FALSCH"), ("\"3/4\"", "4-Mar"), ("\"'-text\"", "#NAME?")]);
    assert!(kept.edit.is_empty() && kept.refused.is_empty(), "{kept:#?}");
    for what in ["status as “FALSCH”; it stays false", "correction as “4-Mar”; it stays 3/4", "answer as “#NAME?”"]
    {
        assert!(said(&kept).iter().any(|it| it.contains(what)), "{what} is not in {:#?}", said(&kept));
    }
    let typed = turned(&[("\"unchecked\"", "FAUX"), ("\"3/4\"", "5-Mar"), ("\"'-text\"", "#REF!")]);
    assert_eq!(of(&after(&typed, &set), "c2").check.status, Status::False);
    let error = turned(&[("\"3/4\"", "#REF!")]);
    assert!(error.edit.is_empty());
    assert_eq!(said(&error), ["line 2: `c1`: correction: “#REF!” is an error of the spreadsheet"]);
    let what =
        "line 2: `c1`: correction “5-Mar” may be what a spreadsheet made of figures; it is taken as it is written";
    assert!(said(&typed).iter().any(|it| it == what), "{:#?}", said(&typed));
    assert_eq!(of(&after(&typed, &set), "c1").check.correction, "5-Mar");
}

#[test]
fn what_is_only_there_to_be_read_or_was_rewritten_is_said() {
    let (merged, set) = changed(&[
        ("\"Vey\",", "\"Ms. Vey\","),
        ("\"2026-11-22\"", "11/22/2026"),
        ("attributed-to>s1", ""),
        ("\"created\",", "\"my own\","),
    ]);
    assert_eq!(
        said(&merged),
        [
            "line 1: columns without a meaning here are passed over: “my own”",
            "line 2: `c1`: a spreadsheet wrote checked_on as “11/22/2026”; it stays 2026-11-22",
            "line 2: `c1` stays tied to `s1`; `ascribe relate` unties it",
            "line 2: “source” is not as it is here; the column is only there to be read",
        ]
    );
    assert!(merged.edit.is_empty() && set.relations().len() == 1);
}

#[test]
fn files_that_are_no_worksheets_are_refused_in_words() {
    let (document, set) = checked();
    let whole = exported(&document, &set, Some(Dialect::All)).text;
    let half = whole.find("page 3").unwrap();
    for (file, why) in [
        ("", "line 1: the column “id” is missing; a worksheet has id, label, text"),
        ("id,label,start\n", "line 1: the column “text” is missing; a worksheet has id, label, text"),
        ("id,label,start,end,text,Label\n", "line 1: the column “label” stands there twice"),
        (&whole[..half], "line 2: the quotation mark that a cell starts with here has no end: is the file whole?"),
        ("id,label,start,end,text\nx,claim,0,3,\"The\nand so on", "line 2: the quotation mark"),
        (&"[".repeat(1 << 20), "line 1: the column “id” is missing"),
    ] {
        let said = arrive(file, &document, &set).unwrap_err();
        assert!(said.starts_with(why), "{said}: not {why}");
    }
    assert!(!(format().import.unwrap().is_it)("{\"id\",\"label\",\"text\""));
    assert!((format().import.unwrap().is_it)("label\ttext\tid"));
}

#[test]
fn huge_cells_and_rows_are_read_in_one_go() {
    let (document, set) = checked();
    let huge = format!("id,label,start,end,text,note\nc2,claim,57,69,It never was,\"{}\"\n", "\"\"".repeat(32 << 20));
    assert_eq!(of(&after(&merged(&huge, &document, &set), &set), "c2").note.len(), 32 << 20);
    let columns = (0..100_000).map(|nth| format!("column {nth}")).collect::<Vec<_>>().join(",");
    let cells = ",x".repeat(100_000);
    let wide = format!("id,label,start,end,text,{columns}\nc2,claim,57,69,It never was{cells}\n");
    let merged = merged(&wide, &document, &set);
    assert_eq!((merged.same, merged.refused.len(), merged.remarks.len()), (1, 0, 1));
    assert!(merged.remarks[0].what.ends_with("“column 4” and 99995 more"), "{}", merged.remarks[0]);
}
