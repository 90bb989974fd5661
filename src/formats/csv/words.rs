//! Words that spreadsheets write for figures and for true and false, each in the language of its user.

/// The words for false of the languages that spreadsheets are sold in.
const FALSE: &[&str] = &[
    "false",
    "falsch",
    "faux",
    "falso",
    "fals",
    "falsk",
    "falskt",
    "onwaar",
    "usann",
    "usant",
    "epätosi",
    "fałsz",
    "nepravda",
    "hamis",
    "yanlış",
    "yanliş",
    "ложь",
    "лъжа",
    "невярно",
    "хибність",
    "хиба",
    "няпраўда",
    "ψευδησ",
    "ψευδεσ",
    "ψευδής",
    "ψευδές",
    "netočno",
    "laž",
    "netačno",
    "нетачно",
    "неточно",
    "napačno",
    "väär",
    "vale",
    "aplams",
    "klaidinga",
    "netiesa",
    "gezurra",
    "faltsua",
    "falsu",
    "ósatt",
    "bréagach",
    "ffug",
    "salah",
    "palsu",
    "sai",
    "เท็จ",
    "असत्य",
    "गलत",
    "মিথ্যা",
    "خطأ",
    "خطا",
    "نادرست",
    "غلط",
    "שקר",
    "假",
    "错误",
    "거짓",
    "偽",
    "yolg‘on",
    "жалған",
    "սխալ",
    "მცდარი",
];

/// The words for true, likewise.
const TRUE: &[&str] = &[
    "true",
    "wahr",
    "vrai",
    "verdadero",
    "vero",
    "verdadeiro",
    "veritat",
    "cert",
    "adevărat",
    "waar",
    "sann",
    "sant",
    "sand",
    "sandt",
    "tosi",
    "prawda",
    "pravda",
    "igaz",
    "doğru",
    "истина",
    "вярно",
    "істина",
    "ісціна",
    "αληθησ",
    "αληθεσ",
    "αληθής",
    "αληθές",
    "točno",
    "istina",
    "tačno",
    "тачно",
    "точно",
    "resnično",
    "tõene",
    "patiess",
    "tiesa",
    "egia",
    "satt",
    "fíor",
    "gwir",
    "benar",
    "đúng",
    "จริง",
    "सत्य",
    "सही",
    "সত্য",
    "صحيح",
    "درست",
    "אמת",
    "真",
    "正确",
    "참",
];

/// The word that a spreadsheet's language has for true or false, as ours.
pub(super) fn truth(word: &str) -> Option<bool> {
    // As after `to_lowercase`, Turkish dots and Greek final letters included.
    let plain = |word: &str| word.trim().to_lowercase().replace('\u{307}', "");
    let word = plain(word);
    let is_in = |words: &[&str]| words.iter().any(|it| *it == word);
    match (is_in(FALSE), is_in(TRUE)) {
        (true, _) => Some(false),
        (_, true) => Some(true),
        _ => None,
    }
}

/// How months begin, with the numbers that they may mean: some words are one month in one language and its neighbour in another.
const MONTHS: &[(&[u32], &[&str])] = &[
    (&[1], &["jan", "ene", "gen", "ian", "sty", "led", "oca", "янв", "січ", "tammi", "ιαν", "gener"]),
    (&[2], &["feb", "fév", "fev", "lut", "úno", "şub", "фев", "лют", "helmi", "φεβ", "velj"]),
    (&[3], &["mar", "mär", "mrt", "bře", "márc", "мар", "бер", "maalis", "μαρ", "ožu", "maart", "març"]),
    (&[4], &["apr", "avr", "abr", "kwi", "dub", "nis", "ápr", "апр", "кві", "huhti", "απρ", "tra"]),
    (
        &[5],
        &["may", "mai", "maj", "mei", "mag", "kvě", "máj", "май", "мая", "тра", "touko", "μαΐ", "μάι", "svi", "maig"],
    ),
    (&[6], &["jun", "juin", "giu", "iun", "cze", "červen", "čvn", "haz", "jún", "июн", "чер", "kesä", "ιουν"]),
    (&[7], &["jul", "juil", "lug", "iul", "čvc", "tem", "júl", "июл", "heinä", "ιουλ"]),
    (&[6, 7], &["lip", "лип"]),
    (&[8], &["aug", "aoû", "ago", "aou", "sie", "ağu", "авг", "сер", "elo", "αυγ", "kol"]),
    (&[7, 8], &["srp"]),
    (&[9], &["sep", "set", "wrz", "zář", "eyl", "szept", "сен", "вер", "syys", "σεπ", "ruj"]),
    (&[10], &["oct", "okt", "ott", "out", "paź", "říj", "eki", "окт", "жов", "loka", "οκτ"]),
    (&[11], &["nov", "kas", "ноя", "marras", "νοε", "stu"]),
    (&[10, 11], &["lis"]),
    (&[12], &["dec", "dez", "déc", "dic", "dés", "des", "gru", "pro", "ara", "дек", "гру", "joulu", "δεκ"]),
];

/// The months that a word may be, in whatever language and however long it is written.
pub(super) fn months(word: &str) -> &'static [u32] {
    let word = word.to_lowercase();
    let begins = |starts: &&[&str]| starts.iter().any(|start| word.starts_with(start));
    // No month has a longer name than a Finnish one.
    if word.chars().count() > 12 {
        return &[];
    }
    let longest = |starts: &[&str]| starts.iter().filter(|start| word.starts_with(**start)).map(|it| it.len()).max();
    MONTHS
        .iter()
        .filter(|(_, starts)| begins(starts))
        .max_by_key(|(_, starts)| longest(starts))
        .map_or(&[], |row| row.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn true_and_false_are_known_in_other_languages() {
        for word in
            ["FALSE", "FALSCH", "FAUX", "FALSO", "FALSKT", "FAŁSZ", "YANLIŞ", "ЛОЖЬ", "EPÄTOSI", "ONWAAR", "ΨΕΥΔΉΣ"]
        {
            assert_eq!(truth(word), Some(false), "{word}");
        }
        for word in ["true", "WAHR", "VRAI", "VERDADERO", "PRAWDA", "ИСТИНА"] {
            assert_eq!(truth(word), Some(true), "{word}");
        }
        for word in ["", "no", "verified", "unfalse", "0"] {
            assert_eq!(truth(word), None, "{word}");
        }
        assert!(FALSE.iter().all(|word| !TRUE.contains(word)));
    }

    #[test]
    fn months_are_known_in_other_languages() {
        for (word, months) in [
            ("Mar", &[3][..]),
            ("März", &[3]),
            ("marraskuuta", &[11]),
            ("Okt", &[10]),
            ("févr", &[2]),
            ("lip", &[6, 7]),
            ("мая", &[5]),
            ("", &[]),
            ("bridge", &[]),
        ] {
            assert_eq!(super::months(word), months, "{word}");
        }
    }
}
