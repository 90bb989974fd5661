//! Drafts of claim reviews: one for each claim with a verdict, and nothing in them that nobody knows.
//!
//! The golden was read by extruct and fits the types of schema-dts: `tests/peers/drafts.py`.

use ascribe::formats::{Article, Exported, Format};
use ascribe::model::check::STATUSES;
use ascribe::model::{AnnotationSet, CHECK_TEXTS, Document, Evidence, Kind, Label, Stance, Status};
use serde_json::{Value, json};

use super::common::{annotation, document, relation, set};
use super::golden::{assert_golden, everything};

fn exported(articles: &[(&Document, &AnnotationSet)]) -> Exported {
    let articles: Vec<_> = articles
        .iter()
        .map(|(document, set)| Article { document, path: document.name(), encoding: "UTF-8", set })
        .collect();
    let [exported] = Format::named("claimreview").unwrap().write(&articles, None).try_into().unwrap();
    exported
}

fn drafts(exported: &Exported) -> Value {
    serde_json::from_str(&exported.text).unwrap()
}

fn lost(exported: &Exported) -> Vec<String> {
    exported.losses.iter().map(ToString::to_string).collect()
}

#[test]
fn drafts_of_everything_are_written_as_they_were_checked() {
    let (document, set) = everything();
    let written = exported(&[(&document, &set)]);
    assert_golden("everything.claimreview.json", &written.text);
    // Two checks have a verdict, of which one says everything; the correction has a place.
    let unsaid = CHECK_TEXTS.iter().filter(|row| row.is_typed() && row.date_of.is_none()).count() - 1;
    assert_eq!(
        lost(&written),
        [
            "2 claims without a verdict",
            "3 annotations that are no authors of such claims",
            &format!("{unsaid} questions, answers or replies"),
            "2 stances of evidence",
            "5 relations",
            "1 note",
            "2 tags",
            "1 creator",
            "3 orphans",
            "1 last change",
            "1 finish mark",
        ]
    );
}

#[test]
fn a_draft_says_what_is_known_and_nothing_else() {
    let document = document("“It is safe,”\r\nsaid Vey, “and </script>\n was.” So does Orla. <!-- Nobody knows.");
    let mut claim = annotation(&document, "c", Label::Claim, &["It is safe,”\r\n", "and </script>\n was."]);
    claim.check.status = Status::False;
    claim.check.checked_by = " mo\n".into();
    claim.check.checked_on = "last week".into();
    claim.check.evidence = vec![Evidence {
        source: "the\nreport".into(),
        locator: "p. 3".into(),
        stance: Some(Stance::Supports),
        ..Evidence::default()
    }];
    let mut bare = annotation(&document, "b", Label::Claim, &["<!-- Nobody knows"]);
    bare.check.status = Status::Unverifiable;
    let sources = [("s1", "Vey"), ("s2", "Orla")].map(|(id, quote)| annotation(&document, id, Label::Source, &[quote]));
    let ties = [("r1", "s2"), ("r2", "s1")].map(|(id, to)| relation(id, Kind::AttributedTo, "c", to));
    let set = set([claim, bare].into_iter().chain(sources), ties);
    let written = exported(&[(&document, &set)]);
    assert!(!written.text.contains("</") && !written.text.contains("<!--"), "{}", written.text);
    assert_eq!(
        drafts(&written),
        json!([
            {"@context": "https://schema.org", "@type": "ClaimReview",
             "claimReviewed": "It is safe,” […] and </script> was.",
             "reviewRating": {"@type": "Rating", "alternateName": "False"},
             "itemReviewed": {"@type": "Claim",
                "author": [{"@type": "Person", "name": "Vey"}, {"@type": "Person", "name": "Orla"}],
                "appearance": {"@type": "CreativeWork", "name": "dam.txt"}},
             "author": {"@type": "Person", "name": "mo"},
             "citation": ["the report, p. 3"]},
            {"@context": "https://schema.org", "@type": "ClaimReview",
             "claimReviewed": "<!-- Nobody knows",
             "reviewRating": {"@type": "Rating", "alternateName": "Unverifiable"},
             "itemReviewed": {"@type": "Claim", "appearance": {"@type": "CreativeWork", "name": "dam.txt"}}},
        ])
    );
    assert_eq!(lost(&written), ["1 stance of evidence", "2 relations"]);
}

#[test]
fn every_date_that_a_check_takes_is_in_its_draft_as_schema_org_has_it() {
    let document = document("The dam is safe.");
    for (date, drafted) in [
        ("2026-11-23", "2026-11-23"),
        ("2026-11-23 10:00:00Z", "2026-11-23T10:00:00Z"),
        ("2026-11-23t10:00:00+01:00", "2026-11-23T10:00:00+01:00"),
        ("2016-12-31T23:59:60z", "2016-12-31T23:59:60Z"),
    ] {
        let mut claim = annotation(&document, "c", Label::Claim, &["The dam is safe"]);
        (claim.check.status, claim.check.checked_on) = (Status::Verified, date.into());
        assert_eq!(drafts(&exported(&[(&document, &set([claim], []))]))[0]["dateCreated"], drafted);
    }
}

#[test]
fn only_a_verdict_makes_a_draft() {
    let document = document("The dam is safe.");
    let drafted = STATUSES.iter().filter(|(status, ..)| {
        let mut claim = annotation(&document, "c", Label::Claim, &["The dam is safe"]);
        claim.check.status = *status;
        drafts(&exported(&[(&document, &set([claim], []))])).as_array().unwrap().len() == 1
    });
    let drafted: Vec<_> = drafted.map(|row| row.1).collect();
    assert_eq!(drafted, ["verified", "corrected", "disputed", "false", "unverifiable"]);
    let nothing = exported(&[(&document, &AnnotationSet::default())]);
    assert_eq!((nothing.text.as_str(), lost(&nothing)), ("[]\n", vec![]));
}

#[test]
fn the_drafts_of_several_articles_are_one_list() {
    let (one, set) = everything();
    let other = Document::new("other.txt", one.text()).unwrap();
    let both = drafts(&exported(&[(&one, &set), (&other, &set)]));
    let names: Vec<_> = both.as_array().unwrap().iter().map(|it| &it["itemReviewed"]["appearance"]["name"]).collect();
    assert_eq!(names, ["dam.txt", "other.txt"]);
}
