//! Abbreviations and the other words by which a full stop is told from the end of a sentence.
//!
//! The lists are short, sorted (a test looks) and written from general knowledge of news English, with a few of the
//! commonest titles of its neighbours. They are kept as they are printed; a word in capitals is looked up as well.

/// What a word before a full stop says about what comes after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// Belongs to the next word, always: `Mr.`, `e.g.`, `vs.`
    Bound,
    /// Belongs to the next word unless that one starts a sentence: `Inc.`, `U.S.`, `J.`
    Firm,
    /// A street or a doctor, a saint or a street: `Dr.`, `St.`
    Street,
    /// After a comma it would need another one to go on: `Harn, Calif.`
    State,
    /// Belongs to a number after it: `Nov. 14`, `No. 7`
    Numbered,
    /// Ends the sentence unless a day or a zone follows: `9 a.m. Monday`
    Clock,
}

impl Abbreviation {
    /// What `word`, the text before a full stop back to the last blank or mark, is an abbreviation of, if it is one;
    /// `previous` is the word before it, with its punctuation.
    pub(super) fn of(word: &str, previous: &str) -> Option<Self> {
        let mut letters = word.chars();
        match (letters.next()?, letters.next()) {
            (letter, None) if letter.is_alphabetic() => return Self::of_letter(letter, previous),
            _ if word.contains('.') => return Self::of_letters(word),
            _ => {}
        }
        [
            (BOUND, Self::Bound),
            (FIRM, Self::Firm),
            (NUMBERED, Self::Numbered),
            (STATES, Self::State),
            (STREETS, Self::Street),
        ]
        .into_iter()
        .find_map(|(words, kind)| is_listed_in_any_case(words, word).then_some(kind))
    }

    fn of_letter(letter: char, previous: &str) -> Option<Self> {
        let name = previous.trim_matches(|c: char| !c.is_alphanumeric());
        let counted = is_listed(LETTERED, &name.to_lowercase());
        // “So did I.” but “Samuel I. Brandt”.
        let pronoun = letter == 'I' && is_listed(BEFORE_I, name);
        match letter {
            'v' => Some(Self::Bound),
            _ => (!counted && !pronoun).then_some(Self::Firm),
        }
    }

    fn of_letters(word: &str) -> Option<Self> {
        let short = |part: &str| matches!(part.chars().count(), 1..=2) && part.chars().all(char::is_alphabetic);
        match word {
            "e.g" | "i.e" => Some(Self::Bound),
            "a.m" | "p.m" | "A.M" | "P.M" => Some(Self::Clock),
            _ => word.split('.').all(short).then_some(Self::Firm),
        }
    }
}

/// Whether a capitalised word after an abbreviation is more likely the start of a sentence than part of a name.
pub(super) fn is_starter(word: &str) -> bool {
    is_listed(STARTERS, word)
}

/// Whether a word tells of speaking.
pub(super) fn is_speech(word: &str) -> bool {
    is_listed(SPEECH, word)
}

/// Whether a word after a verb of speech is the start of what was said: “Orlan said he knew.”
pub(super) fn is_clause(word: &str) -> bool {
    is_listed(CLAUSE, word)
}

/// Whether a line that ends in this word goes on.
pub(super) fn is_dangling(word: &str) -> bool {
    is_listed(DANGLING, word)
}

/// Whether a word is a month or a day of the week, short or not.
pub(super) fn is_day(word: &str) -> bool {
    is_listed(DAYS, word)
}

/// Whether a word is a time zone, or the first of one: `EST`, `Eastern time`.
pub(super) fn is_zone(word: &str) -> bool {
    is_listed(ZONES, word) || (matches!(word.len(), 2..=4) && word.bytes().all(|byte| byte.is_ascii_uppercase()))
}

/// Whether a word is the month that a German ordinal (`3. März`) stands before.
pub(super) fn is_german_month(word: &str) -> bool {
    is_listed(GERMAN_MONTHS, word)
}

/// Whether a word after a full stop without a blank is more likely the end of an address than a sentence.
pub(super) fn is_domain(word: &str) -> bool {
    is_listed(DOMAINS, word)
}

fn is_listed(words: &[&str], word: &str) -> bool {
    words.binary_search(&word).is_ok()
}

/// As `is_listed`, and `MR` is as good as `Mr`.
fn is_listed_in_any_case(words: &[&str], word: &str) -> bool {
    let capitals = word.bytes().all(|byte| byte.is_ascii_uppercase());
    let letter = |(nth, byte): (usize, u8)| if capitals && nth > 0 { byte.to_ascii_lowercase() } else { byte };
    words.binary_search_by(|entry| entry.bytes().cmp(word.bytes().enumerate().map(letter))).is_ok()
}

/// Titles, ranks, short first names and words that never stand last.
#[rustfmt::skip]
const BOUND: &[&str] = &[
    "Adm", "Ald", "Amb", "Asst", "Atty", "Brig", "Capt", "Chas", "Cmdr", "Cmsr", "Col", "Comdr", "Cpl", "Cpt", "Det",
    "Dott", "Dra", "Drs", "Fr", "Ft", "Gen", "Gens", "Geo", "Gov", "Govs", "Hon", "Hr", "Insp", "Jos", "Lt", "Lts",
    "Maj", "Messrs", "Mgr", "Mlle", "Mme", "Mr", "Mrs", "Ms", "Msgr", "Mt", "Mx", "Ofc", "Pfc", "Pres", "Prof", "Profs",
    "Pte", "Pvt", "Rep", "Reps", "Rev", "Revs", "Sen", "Sens", "Sgt", "Sig", "Sra", "Srta", "Sta", "Ste", "Sto", "Supt",
    "Thos", "Wm", "approx", "bzw", "ca", "cf", "dott", "incl", "sig", "viz", "vs",
];
/// Firms, offices, roads and the ends of names: the last word of a sentence as often as not.
#[rustfmt::skip]
const FIRM: &[&str] = &[
    "Assn", "Assoc", "Ave", "Bldg", "Blvd", "Bros", "Cie", "Co", "Corp", "Ct", "Dept", "Dist", "Div", "Esq", "Govt",
    "Inc", "Intl", "Jr", "Ln", "Ltd", "Mfg", "Natl", "Pkwy", "Pl", "Plc", "Rd", "Sec", "Sq", "Sr", "Univ", "plc",
];
/// Months, days, and what is counted or referred to by number.
#[rustfmt::skip]
const NUMBERED: &[&str] = &[
    "Apr", "Apt", "Art", "Arts", "Aug", "Ch", "Chap", "Dec", "Ext", "Feb", "Fig", "Figs", "Fri", "Hwy", "Jan", "Jul",
    "Jun", "Mar", "Mon", "No", "Nos", "Nov", "Oct", "Op", "Para", "Pt", "Rm", "Rte", "Sat", "Sep", "Sept", "Sun", "Tel",
    "Thu", "Thur", "Thurs", "Tue", "Tues", "Vol", "Vols", "Wed", "al", "est", "etc", "ext", "fig", "no", "nos", "para",
    "pp", "tel", "vol",
];
/// The states of the United States as news agencies shorten them.
#[rustfmt::skip]
const STATES: &[&str] = &[
    "Ala", "Ariz", "Ark", "Calif", "Colo", "Conn", "Del", "Fla", "Ga", "Ill", "Ind", "Kan", "Ky", "La", "Mass", "Md",
    "Mich", "Minn", "Miss", "Mo", "Mont", "Neb", "Nev", "Okla", "Ont", "Ore", "Pa", "Que", "Tenn", "Tex", "Va", "Vt",
    "Wash", "Wis", "Wyo",
];
const STREETS: &[&str] = &["Dr", "St"];
/// What a single letter after it counts, so that the letter is no initial: `plan B`.
#[rustfmt::skip]
const LETTERED: &[&str] = &[
    "appendix", "block", "category", "class", "column", "exhibit", "form", "gate", "grade", "group", "hepatitis",
    "line", "option", "part", "plan", "point", "schedule", "section", "team", "type", "version", "vitamin", "zone",
];
/// What stands before an `I` that is a pronoun or a number at the end of a sentence, rather than before an initial.
#[rustfmt::skip]
const BEFORE_I: &[&str] = &[
    "War", "am", "are", "as", "can", "could", "did", "do", "had", "have", "may", "might", "must", "nor", "or", "shall",
    "should", "than", "was", "will", "would",
];
/// Words that start a sentence far more often than they are, in capitals, part of a name.
#[rustfmt::skip]
const STARTERS: &[&str] = &[
    "A", "About", "According", "Across", "Additionally", "After", "Afterward", "Again", "Against", "All", "Almost",
    "Already", "Also", "Although", "Always", "Among", "An", "Analysts", "And", "Another", "Any", "Anyone", "Are",
    "Around", "As", "Asked", "At", "Authorities", "Because", "Before", "Behind", "Being", "Beside", "Besides",
    "Between", "Beyond", "Both", "But", "By", "Can", "Clearly", "Critics", "Currently", "Despite", "Did", "Do", "Does",
    "During", "Each", "Earlier", "Either", "Elsewhere", "Even", "Eventually", "Every", "Everybody", "Everyone",
    "Everything", "Experts", "Few", "Finally", "Following", "For", "Former", "From", "Further", "Furthermore", "Given",
    "Had", "Half", "Has", "Have", "He", "Hence", "Her", "Here", "His", "How", "However", "Hundreds", "I", "If", "In",
    "Indeed", "Initially", "Instead", "Into", "Investigators", "Is", "It", "Its", "Just", "Last", "Later", "Lawmakers",
    "Less", "Like", "Many", "Maybe", "Meanwhile", "More", "Moreover", "Most", "Much", "My", "Nearly", "Neither",
    "Never", "Nevertheless", "No", "Nobody", "None", "Nonetheless", "Nor", "Not", "Nothing", "Now", "Of", "Officers",
    "Officials", "Often", "On", "Once", "One", "Only", "Or", "Other", "Others", "Our", "Out", "Over", "People",
    "Perhaps", "Police", "Previously", "Prosecutors", "Rather", "Recently", "Reporters", "Residents", "Several", "She",
    "Should", "Similarly", "Since", "So", "Some", "Someone", "Something", "Sometimes", "Soon", "Still", "Such",
    "Supporters", "Than", "That", "The", "Their", "Then", "There", "Therefore", "These", "They", "This", "Those",
    "Though", "Thousands", "Three", "Through", "Throughout", "Thus", "To", "Today", "Together", "Tomorrow", "Two",
    "Under", "Unfortunately", "Unless", "Unlike", "Until", "Up", "Upon", "Very", "Was", "We", "Well", "Were", "What",
    "Whatever", "When", "Where", "Whether", "Which", "While", "Who", "Whoever", "Whose", "Why", "With", "Within",
    "Without", "Witnesses", "Yes", "Yesterday", "Yet", "You", "Your",
];
/// Verbs of speech.
#[rustfmt::skip]
const SPEECH: &[&str] = &[
    "added", "adds", "admitted", "announced", "answered", "argued", "asked", "asks", "began", "bellowed", "called",
    "claimed", "commented", "complained", "concluded", "continued", "countered", "cried", "declared", "demanded",
    "exclaimed", "explained", "inquired", "insisted", "joked", "mused", "noted", "observed", "posted", "quipped",
    "recalled", "remarked", "repeated", "replied", "replies", "responded", "retorted", "said", "says", "screamed",
    "shouted", "snapped", "tells", "told", "tweeted", "whispered", "wondered", "wonders", "writes", "wrote", "yelled",
];
/// Words that what was said starts with.
#[rustfmt::skip]
const CLAUSE: &[&str] = &[
    "a", "all", "an", "he", "her", "his", "it", "its", "no", "nobody", "none", "nothing", "she", "that", "the", "their",
    "there", "these", "they", "this", "those", "we",
];
/// Words that no line of a headline or a list ends in.
#[rustfmt::skip]
const DANGLING: &[&str] = &[
    "a", "about", "after", "an", "and", "are", "around", "as", "at", "before", "but", "by", "for", "from", "had", "has",
    "have", "her", "his", "if", "in", "into", "is", "its", "of", "on", "or", "our", "since", "than", "that", "the",
    "their", "to", "until", "was", "were", "which", "who", "whose", "will", "with", "would",
];
/// Months and days of the week.
#[rustfmt::skip]
const DAYS: &[&str] = &[
    "Apr", "April", "Aug", "August", "Dec", "December", "Feb", "February", "Fri", "Friday",
    "Jan", "January", "July", "June", "Mar", "March", "May", "Mon", "Monday", "Nov",
    "November", "Oct", "October", "Sat", "Saturday", "Sep", "Sept", "September", "Sun", "Sunday", "Thu",
    "Thursday", "Tue", "Tuesday", "Wed", "Wednesday",
];
const ZONES: &[&str] = &["Central", "Eastern", "Greenwich", "Mountain", "Pacific"];
#[rustfmt::skip]
const GERMAN_MONTHS: &[&str] = &[
    "April", "August", "Dezember", "Februar", "Januar", "Juli", "Juni", "Mai", "März", "November", "Oktober",
    "September",
];
const DOMAINS: &[&str] = &["App", "Biz", "Com", "Edu", "Gov", "Info", "Net", "Org", "Pdf", "Php"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_sorted_without_repeats() {
        for list in [
            BOUND,
            FIRM,
            NUMBERED,
            STATES,
            STREETS,
            LETTERED,
            STARTERS,
            SPEECH,
            CLAUSE,
            DANGLING,
            DAYS,
            GERMAN_MONTHS,
            DOMAINS,
        ] {
            for (one, next) in list.iter().zip(list.iter().skip(1)) {
                assert!(one < next, "{one} {next}");
            }
        }
    }

    #[test]
    fn an_abbreviation_in_capitals_is_one() {
        assert_eq!(Abbreviation::of("MR", ""), Some(Abbreviation::Bound));
        assert_eq!(Abbreviation::of("mr", ""), None);
    }

    #[test]
    fn a_pronoun_is_no_initial() {
        assert_eq!(Abbreviation::of("I", "did"), None);
        assert_eq!(Abbreviation::of("I", "Samuel"), Some(Abbreviation::Firm));
    }
}
