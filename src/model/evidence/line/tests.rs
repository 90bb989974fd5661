//! Tests of evidence on a line.

use proptest::prelude::*;

use super::*;
use crate::model::Extra;

/// The parts that a line says, with `-` for a stance or rank that isn't said, and the flaw.
fn read(line: &str) -> ([String; 6], Option<String>) {
    let (it, flaw) = Evidence::of_line(line);
    let name = |name: &str| if name.is_empty() { "-".to_owned() } else { name.to_owned() };
    let (stance, rank) = (name(it.stance_name()), name(it.rank_name()));
    ([it.source, it.locator, stance, rank, it.date, it.note], flaw.map(|flaw| flaw.to_string()))
}

#[test]
fn nothing_that_is_typed_is_turned_round_or_lost() {
    let no_stance = |word: &str| Some(format!("`{word}` is none of supports, contradicts, context"));
    for (line, expected, flaw) in [
        (
            "Court ruling 12/24 | p. 3 | against",
            ["Court ruling 12/24", "p. 3", "-", "-", "", "against"],
            no_stance("against"),
        ),
        (
            "Smith 2020 | p. 9 | disputes the claim | secondary",
            ["Smith 2020", "p. 9", "-", "secondary", "", "disputes the claim"],
            no_stance("disputes the claim"),
        ),
        (
            "memo | p. 4 | refutes | tertiary",
            ["memo", "p. 4", "-", "-", "", "refutes | tertiary"],
            no_stance("refutes"),
        ),
        (
            "https://x.com/a|b?c=1 | p. 3 | contradicts | secondary",
            ["https://x.com/a|b?c=1", "p. 3", "contradicts", "secondary", "", ""],
            None,
        ),
        ("https://x.com/a|b?c=1", ["https://x.com/a|b?c=1", "", "-", "-", "", ""], None),
        ("https://x.com/a", ["https://x.com/a", "", "-", "-", "", ""], None),
        ("memo | p. 4 | | Primary", ["memo", "p. 4", "-", "primary", "", ""], None),
        ("memo | p. 4 | primary", ["memo", "p. 4", "-", "primary", "", ""], None),
        ("memo || CONTRADICTS", ["memo", "", "contradicts", "-", "", ""], None),
        // A stance where the place is to stand is no place.
        ("memo | contradicts", ["memo", "", "contradicts", "-", "", ""], None),
        ("https://x.org/?q=a|b|c | Contradicts", ["https://x.org/?q=a|b|c", "", "contradicts", "-", "", ""], None),
        ("memo | primary | supports", ["memo", "", "supports", "primary", "", ""], None),
        ("memo | supports | p. 3", ["memo", "", "supports", "-", "", "p. 3"], no_stance("p. 3")),
        ("memo | supports the claim", ["memo", "supports the claim", "-", "-", "", ""], None),
        (
            "minutes.pdf|page 4|supports|primary|2026-11-20|12|not 14",
            ["minutes.pdf", "page 4", "supports", "primary", "2026-11-20", "12|not 14"],
            None,
        ),
        ("https://x.com/a|p. 3|context", ["https://x.com/a", "p. 3", "context", "-", "", ""], None),
        ("a | b | supports | primary | 12 | not 14", ["a", "b", "supports", "primary", "", "12 | not 14"], None),
        // As worksheets had it.
        (
            "a | b | supports | primary | not 14 | 2026-11-20",
            ["a", "b", "supports", "primary", "2026-11-20", "not 14"],
            None,
        ),
        (r"C:\new | p. 3\|4", [r"C:\new", "p. 3|4", "-", "-", "", ""], None),
    ] {
        assert_eq!(read(line), (expected.map(str::to_owned), flaw), "{line}");
    }
}

#[test]
fn what_a_line_says_wrongly_is_told() {
    let flaw = |line| read(line).1.unwrap_or_default();
    assert_eq!(flaw(" | page 4"), "evidence starts with its source: a web address or the name of a document");
    assert_eq!(flaw("a||proves"), "`proves` is none of supports, contradicts, context");
    assert_eq!(flaw("a|||best"), "`best` is none of primary, secondary");
    assert_eq!(flaw("a || supports | contradicts"), "`contradicts` is none of primary, secondary");
    let unsplit = "`memo|p. 3|against|primary` is read as one part; put blanks around the bars between parts";
    assert_eq!(flaw("memo|p. 3|against|primary | x"), unsplit);
}

#[test]
fn a_line_that_is_left_as_it_was_is_the_same_evidence_whatever_happens_to_others() {
    let extra = |text: &str| Extra(text.to_owned());
    let one = Evidence { source: " a ".into(), extra: extra("1"), ..Evidence::default() };
    let two = Evidence { source: "b".into(), extra: extra("2"), ..Evidence::default() };
    let known = [one.clone(), two.clone()];
    let (all, flaws) = Evidence::of_lines(&format!("{}\n\n{}", two.line(), one.line()), &known);
    assert_eq!((all, flaws), (vec![two.clone(), one], vec![]));
    let (all, _) = Evidence::of_lines("new\nb", &known);
    assert_eq!((all[0].extra.clone(), &all[1]), (extra("1"), &two));
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z|⏎\\\\ \n]{0,8}",
        Just("2026-11-23".to_owned()),
        Just("supports".to_owned()),
        Just("primary".to_owned()),
        Just("https://x.com/a|b".to_owned()),
        "\\PC{0,5}",
    ]
}

fn any_evidence() -> impl Strategy<Value = Evidence> {
    let stance = prop::option::of(prop::sample::select(STANCES).prop_map(|row| row.0));
    let rank = prop::option::of(prop::sample::select(RANKS).prop_map(|row| row.0));
    (text(), text(), stance, rank, text(), text()).prop_map(|(source, locator, stance, rank, date, note)| Evidence {
        source,
        locator,
        stance,
        rank,
        date,
        note,
        extra: Extra::default(),
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_evidence_is_read_as_it_was_written(evidence in any_evidence()) {
        let line = evidence.line();
        prop_assert!(!line.contains('\n') && !line.trim().is_empty());
        prop_assert_eq!(Evidence::of_line(&line).0, evidence, "{}", line);
    }

    #[test]
    fn every_word_that_is_typed_is_in_the_record(
        parts in prop::collection::vec("[a-z]{1,3}( [a-z]{1,3})?|supports|PRIMARY|2026-11-23|https://x[.]y/|", 0..9),
        between in prop::sample::select(vec!["|", " | ", "| ", " |"]),
    ) {
        let (evidence, _) = Evidence::of_line(&parts.join(between));
        let Evidence { source, locator, date, note, .. } = &evidence;
        let kept = [source, locator, evidence.stance_name(), evidence.rank_name(), date, note].join(" ").to_lowercase();
        for word in parts.iter().flat_map(|part| part.split_whitespace()) {
            prop_assert!(kept.contains(&word.to_lowercase()), "{} of {:?} is not in {}", word, parts, kept);
        }
    }
}
