//! What single words tell about the parts of a sentence: who speaks, where what is said begins, what belongs to a name.

use std::collections::HashMap;
use std::ops::BitOr;
use std::sync::LazyLock;

mod words;

/// No word longer than this, in bytes, is in the lists.
const LONGEST_BYTES: usize = 24;

/// What a word may be; most are several things, and a word in no list is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Class(u32);

impl Class {
    pub(super) const NONE: Self = Self(0);
    /// A form of a verb of saying.
    pub(super) const SPEECH: Self = Self(1);
    /// A form of a verb of thinking, showing, judging or wanting.
    pub(super) const ATTITUDE: Self = Self(1 << 1);
    /// A word that says no.
    pub(super) const DENIAL: Self = Self(1 << 2);
    /// A verb that names the one spoken to before what is said.
    pub(super) const ADDRESSED: Self = Self(1 << 3);
    pub(super) const AUXILIARY: Self = Self(1 << 4);
    pub(super) const NEGATION: Self = Self(1 << 5);
    pub(super) const ADVERB: Self = Self(1 << 6);
    /// A pronoun that acts.
    pub(super) const SUBJECT: Self = Self(1 << 7);
    /// A pronoun that is acted on.
    pub(super) const OBJECT: Self = Self(1 << 8);
    pub(super) const DETERMINER: Self = Self(1 << 9);
    pub(super) const PREPOSITION: Self = Self(1 << 10);
    pub(super) const CONJUNCTION: Self = Self(1 << 11);
    pub(super) const TITLE: Self = Self(1 << 12);
    /// A noun for people and bodies that act.
    pub(super) const ROLE: Self = Self(1 << 13);
    /// A small word inside a name.
    pub(super) const PARTICLE: Self = Self(1 << 14);
    /// A word that tells when.
    pub(super) const TIME: Self = Self(1 << 15);
    /// Starts with a capital letter.
    pub(super) const CAPITAL: Self = Self(1 << 16);
    /// Starts with a digit.
    pub(super) const NUMBER: Self = Self(1 << 17);
    /// Ends as forms of many verbs do, in `-ed` or `-ing`.
    pub(super) const VERBAL: Self = Self(1 << 18);
    /// Ends in `-ing`.
    pub(super) const GERUND: Self = Self(1 << 19);
    /// Ends in an apostrophe and `s`.
    pub(super) const POSSESSIVE: Self = Self(1 << 20);
    pub(super) const THAT: Self = Self(1 << 21);
    pub(super) const ACCORDING: Self = Self(1 << 22);
    pub(super) const TO: Self = Self(1 << 23);
    /// Parts that are joined as equals: `and`, `or`.
    pub(super) const AND: Self = Self(1 << 24);
    /// A relative pronoun.
    pub(super) const WHO: Self = Self(1 << 25);
    /// A letter of a script without capitals.
    pub(super) const CASELESS: Self = Self(1 << 26);
    /// The commonest verbs of saying of all.
    pub(super) const SAY: Self = Self(1 << 27);

    /// A verb whose `to` is no infinitive.
    pub(super) const REACHING: Self = Self(1 << 29);
    /// A pronoun that owns.
    pub(super) const OWNER: Self = Self(1 << 28);
    /// A number in words, or what makes a number larger: `twelve`, `million`.
    pub(super) const AMOUNT: Self = Self(1 << 30);
    /// The name of a month.
    pub(super) const MONTH: Self = Self(1 << 31);

    /// What a word is, whatever its case.
    pub(super) fn of(word: &str) -> Self {
        let shape = Self::of_shape(word);
        if word.len() > LONGEST_BYTES {
            return shape;
        }
        let lower = word.to_lowercase().replace('’', "'");
        if let Some(listed) = LEXICON.get(lower.as_str()) {
            return shape | *listed;
        }
        // “Vey’s” is what “Vey” is, but for its ending.
        let stem = lower.strip_suffix("'s").and_then(|stem| LEXICON.get(stem)).copied().unwrap_or_default();
        let noun = Self(stem.0 & (Self::ROLE | Self::TIME | Self::TITLE | Self::DETERMINER).0);
        let adverb = if shape.has(Self::CAPITAL) || !lower.ends_with("ly") { Self::NONE } else { Self::ADVERB };
        shape | noun | adverb
    }

    fn of_shape(word: &str) -> Self {
        let first = word.chars().find(|c| c.is_alphanumeric());
        let mut shape = match first {
            Some(c) if c.is_uppercase() => Self::CAPITAL,
            Some(c) if c.is_numeric() => Self::NUMBER,
            Some(c) if !c.is_lowercase() => Self::CASELESS,
            _ => Self::NONE,
        };
        if word.ends_with("'s") || word.ends_with("’s") {
            shape = shape | Self::POSSESSIVE;
        }
        if word.len() > 4 && word.ends_with("ed") {
            shape = shape | Self::VERBAL;
        }
        if word.len() > 5 && word.ends_with("ing") {
            shape = shape | Self::VERBAL | Self::GERUND;
        }
        shape
    }

    /// Both.
    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether it is any of those.
    pub(super) const fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }
}

impl BitOr for Class {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.or(other)
    }
}

/// Words as they are listed, parted by blanks, and what they are for it.
const LISTED: &[(&str, Class)] = &[
    (words::IRREGULAR_SPEECH, Class::SPEECH),
    (words::IRREGULAR_ATTITUDE, Class::ATTITUDE),
    (words::IRREGULAR_DENIAL, Class::DENIAL),
    (words::ADDRESSED, Class::ADDRESSED),
    (words::REACHING, Class::REACHING),
    (words::AUXILIARIES, Class::AUXILIARY),
    (words::NEGATIONS, Class::NEGATION),
    (words::ADVERBS, Class::ADVERB),
    (words::SUBJECTS, Class::SUBJECT),
    (words::OBJECTS, Class::OBJECT),
    (words::DETERMINERS, Class::DETERMINER),
    (words::PREPOSITIONS, Class::PREPOSITION),
    (words::CONJUNCTIONS, Class::CONJUNCTION),
    (words::TITLES, Class::TITLE),
    (words::ROLES, Class::ROLE),
    (words::PARTICLES, Class::PARTICLE),
    (words::TIMES, Class::TIME),
    (words::AMOUNTS, Class::AMOUNT),
    (words::MONTHS, Class::MONTH),
    ("that", Class::THAT),
    ("according", Class::ACCORDING),
    ("to", Class::TO),
    ("and or", Class::AND),
    ("which who whom whose", Class::WHO),
    ("her his its my our their your", Class::OWNER),
    ("said say saying says tell telling tells told wrote", Class::SAY),
];

/// Verbs in their base form.
const INFLECTED: &[(&str, Class)] =
    &[(words::SPEECH, Class::SPEECH), (words::ATTITUDE, Class::ATTITUDE), (words::DENIAL, Class::DENIAL)];

static LEXICON: LazyLock<HashMap<String, Class>> = LazyLock::new(|| {
    let mut lexicon: HashMap<String, Class> = HashMap::new();
    let mut add = |word: String, class: Class| {
        let known = lexicon.entry(word).or_default();
        *known = *known | class;
    };
    for (words, class) in LISTED {
        words.split_whitespace().for_each(|word| add(word.to_owned(), *class));
    }
    for (words, class) in INFLECTED {
        words.split_whitespace().flat_map(forms).for_each(|form| add(form, *class));
    }
    lexicon
});

/// The forms of a regular verb: `deny`, `denies`, `denied`, `denying`.
fn forms(base: &str) -> [String; 4] {
    let vowel_before_y = || base.strip_suffix('y').is_some_and(|stem| stem.ends_with(['a', 'e', 'o', 'u']));
    let [third, past, gerund] = match base.chars().next_back() {
        Some('e') => {
            let stem = base.strip_suffix('e').unwrap_or(base);
            let gerund = stem.strip_suffix('i').map_or_else(|| format!("{stem}ing"), |stem| format!("{stem}ying"));
            [format!("{base}s"), format!("{base}d"), gerund]
        }
        Some('y') if !vowel_before_y() => {
            let stem = base.strip_suffix('y').unwrap_or(base);
            [format!("{stem}ies"), format!("{stem}ied"), format!("{base}ing")]
        }
        _ => {
            let hisses = base.ends_with(['s', 'x']) || base.ends_with("sh") || base.ends_with("ch");
            let ending = if hisses { "es" } else { "s" };
            [format!("{base}{ending}"), format!("{base}ed"), format!("{base}ing")]
        }
    };
    [base.to_owned(), third, past, gerund]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted_without_duplicates_and_in_lower_case() {
        for (words, _) in LISTED.iter().chain(INFLECTED) {
            assert!(words.split_whitespace().is_sorted_by(|one, next| one < next), "{words}");
            assert!(words.split_whitespace().all(|word| word.len() <= LONGEST_BYTES));
            assert_eq!(words.to_lowercase(), *words);
        }
    }

    #[test]
    fn a_regular_verb_has_four_forms() {
        assert_eq!(forms("deny"), ["deny", "denies", "denied", "denying"]);
        assert_eq!(forms("imply"), ["imply", "implies", "implied", "implying"]);
        assert_eq!(forms("tie"), ["tie", "ties", "tied", "tying"]);
        assert_eq!(forms("stress"), ["stress", "stresses", "stressed", "stressing"]);
        assert_eq!(forms("relay"), ["relay", "relays", "relayed", "relaying"]);
    }

    #[test]
    fn there_are_more_than_a_hundred_and_fifty_verbs_of_saying() {
        assert!(LEXICON.values().filter(|class| class.has(Class::SPEECH)).count() > 150);
    }

    #[test]
    fn a_word_is_known_in_any_case_and_with_any_apostrophe() {
        assert!(Class::of("SAID").has(Class::SAY));
        assert!(Class::of("didn’t").has(Class::NEGATION));
        assert!(Class::of("Minister’s").has(Class::ROLE) && Class::of("Minister’s").has(Class::POSSESSIVE));
        assert!(Class::of("briefly").has(Class::ADVERB) && !Class::of("Emily").has(Class::ADVERB));
        assert_eq!(Class::of("zorple"), Class::NONE);
    }
}
