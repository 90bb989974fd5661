//! The smallest texts in which a place would be taken for another, were it not for one thing that is asked for.

use std::ops::Range;

use super::articles::Annotated;
use super::fates;
use super::tally::Fate;
use super::text::Text;

/// An annotation that is not certain after an edit.
struct Case {
    /// What speaks against the place where its words stand.
    why: &'static str,
    /// The text before the edit, the annotation in brackets.
    old: &'static str,
    /// Where the other annotations stood, in bytes without the brackets.
    others: &'static [(usize, usize)],
    new: &'static str,
    /// Where it has gone.
    now: Option<Range<usize>>,
}

const CASES: &[Case] = &[
    Case {
        why: "a copy has half of what was around it",
        old: "[mayor Mara] mayor",
        others: &[(0, 16), (0, 16), (6, 16)],
        new: "mayor Mara mayor mayor mayor mayor Mara mayor",
        now: Some(29..39),
    },
    Case {
        why: "a few characters are no evidence",
        old: "no no.\n[no].",
        others: &[],
        new: "no no.\nno. no. no. no.",
        now: Some(19..21),
    },
    Case {
        why: "something was put right before it",
        old: "[Mara is safe the] dam Vey old",
        others: &[],
        new: "Maria Mara is safe the dam Vey old",
        now: Some(0..22),
    },
    Case {
        why: "something was put right behind it",
        old: "the dam [no mayor] mayor said,",
        others: &[],
        new: "the dam no mayor said,",
        now: Some(8..11),
    },
    Case {
        why: "a few characters are no evidence where it was carried either",
        old: "old.\n\nit Mara Vey.\n\n[it Mara] Vey.",
        others: &[],
        new: "old.\n\nit Mara Vey.\n\n Vey.",
        now: None,
    },
    Case {
        why: "the text before it moved otherwise",
        old: "the dam, the dam.\nthe dam the dam. the dam the dam [Vey no.\nVey] no.\nVey no.\n\nVey no,",
        others: &[(63, 70), (39, 42), (4, 8), (71, 83)],
        new: "the dam the dam. the dam the dam Vey no.\nthe dam, the dam.\nVey no.\nVey no.\n\nVey no,",
        now: Some(33..62),
    },
    Case {
        why: "the text behind it moved otherwise",
        old: "it mayor.\n\nit mayor it mayor.\n\nit [mayor.\nit] mayor.",
        others: &[(23, 43), (3, 13)],
        new: "it mayor.\n\nit mayor it mayor.\n\nit mayor.\nit mayor.\nit mayor.",
        now: Some(34..53),
    },
    Case {
        why: "its surroundings are whole, but it moved alone",
        old: "is safe on is safe it on mayor on.\nis safe on is safe it on mayor [on.\nis safe on] is safe it on mayor on is safe is safe,",
        others: &[(81, 88)],
        new: "is safe on is safe it on mayor on.\nis safe on safe safe it mayor mayor on.\nis safe on is safe it on mayor on.\nis safe on is safe it on mayor on is safe is safe,",
        now: Some(71..120),
    },
    Case {
        why: "a copy has as much around it",
        old: "old the dam [said].\nsaid.\nsaid. said.",
        others: &[],
        new: "old the dam said.\nsaid.\nold the dam said.\nsaid. said.",
        now: Some(12..16),
    },
    Case {
        why: "a copy has as much before it",
        old: "old the dam [said].\nsaid.\nsaid. said.",
        others: &[],
        new: "old the dam said.\nsaid.\nold the dam said.\nsaid. said.",
        now: Some(12..16),
    },
    Case {
        why: "a copy has as much behind it",
        old: "no said.\n\nno said, no said. no said. [no said].",
        others: &[(40, 44)],
        new: "no said.\n\nno said, no said. no said. no .",
        now: Some(37..40),
    },
    Case {
        why: "not every copy is known",
        old: "Mara the dam Mara no on.\nMara the dam Mara no on. Mara the dam Mara [no on].",
        others: &[(59, 67), (21, 29), (30, 37), (21, 29)],
        new: "Mara the dam Mara no on.\n",
        now: None,
    },
    Case {
        why: "neither side of it is whole",
        old: "it mayor, it mayor.\nit mayor it mayor, it [mayor.] it mayor",
        others: &[(13, 31), (39, 47)],
        new: "it mayor, it mayor.\n",
        now: None,
    },
    Case {
        why: "a copy has more than half of what was around it",
        old: "old. old.\nold.\n\n[old. old]. old old.\n\nold.",
        others: &[(26, 40), (26, 39), (10, 14), (16, 20)],
        new: "old. old.\nold.\n\nold. old. old. old old.\n\nold.",
        now: Some(16..29),
    },
    Case {
        why: "it stands far from where its neighbours moved",
        old: "said Vey it mayor no said.\nsaid Vey it mayor [no said].",
        others: &[],
        new: "said Vey it mayor no said.\nsaid Vey it mayor .",
        now: None,
    },
];

#[test]
fn a_place_that_something_speaks_against_is_not_kept() {
    for Case { why, old, others, new, now } in CASES {
        let (start, end) = (old.find('[').unwrap(), old.find(']').unwrap() - 1);
        let mut places = vec![vec![start..end]];
        places.extend(others.iter().map(|(start, end)| Vec::from([Range { start: *start, end: *end }])));
        let unknown = others.iter().map(|_| vec![None]);
        let after = std::iter::once(vec![now.clone()]).chain(unknown).collect();
        let before = Annotated { text: old.replace(['[', ']'], ""), places };
        let fates = fates(&before, &Text { text: (*new).to_owned(), places: after });
        assert!(!matches!(fates[0], Fate::Kept | Fate::WronglyKept), "{why}: {old:?} is {new:?}");
    }
}
