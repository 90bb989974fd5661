//! Edits as newsrooms make them, and where every span goes.

use std::ops::Range;

use fastrand::Rng;

use super::articles::Annotated;
use super::text::Text;

/// A kind of edit.
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    edit: fn(&mut Text, &mut Rng) -> Option<()>,
}

/// All kinds of edits.
pub(crate) const KINDS: &[Kind] = &[
    Kind { name: "insert words", edit: insert_words },
    Kind { name: "insert a sentence", edit: insert_sentence },
    Kind { name: "delete words", edit: delete_words },
    Kind { name: "replace words", edit: replace_words },
    Kind { name: "replace one word", edit: replace_word },
    Kind { name: "mistype", edit: mistype },
    Kind { name: "edit beside or in a span", edit: edit_at_span },
    Kind { name: "delete a span", edit: delete_span },
    Kind { name: "delete a paragraph", edit: delete_paragraph },
    Kind { name: "insert a paragraph", edit: insert_paragraph },
    Kind { name: "move a paragraph", edit: move_paragraph },
    Kind { name: "repeat a paragraph", edit: repeat_paragraph },
    Kind { name: "repeat a paragraph and edit one", edit: repeat_and_edit },
    Kind { name: "delete one of two like paragraphs", edit: delete_original },
    Kind { name: "fix a name", edit: fix_name },
    Kind { name: "change quotes and dashes", edit: change_typography },
    Kind { name: "change line ends", edit: change_line_ends },
    Kind { name: "several", edit: several },
    Kind { name: "very many", edit: very_many },
];

/// An article before and after an edit, if there is anything to edit in that way.
///
/// For a paragraph that had a copy the article before is another one, too: it holds that copy.
pub(crate) fn edited(article: &Annotated, kind: &Kind, random: &mut Rng) -> Option<(Annotated, Text)> {
    let mut text = Text {
        text: article.text.clone(),
        places: article.places.iter().map(|pieces| pieces.iter().cloned().map(Some).collect()).collect(),
    };
    let mut before = article.clone();
    if kind.name == "delete one of two like paragraphs" {
        repeat_paragraph(&mut text, random)?;
        before.text.clone_from(&text.text);
        before.places = text.places.iter().map(|pieces| pieces.iter().flatten().cloned().collect()).collect();
    }
    (kind.edit)(&mut text, random)?;
    (before.text != text.text && !text.text.is_empty()).then_some((before, text))
}

fn insert_words(text: &mut Text, random: &mut Rng) -> Option<()> {
    let at = random.choice(text.words())?.start;
    let new = text.some_words(random.usize(1..6), random) + " ";
    text.replace(at..at, &new);
    Some(())
}

fn insert_sentence(text: &mut Text, random: &mut Rng) -> Option<()> {
    let words = text.words();
    let ends: Vec<_> = words.iter().filter(|word| text.text[(*word).clone()].ends_with(['.', '”', '"'])).collect();
    let at = random.choice(ends)?.end;
    let new = format!(" {}.", text.some_words(random.usize(6..25), random));
    text.replace(at..at, &new);
    Some(())
}

fn delete_words(text: &mut Text, random: &mut Rng) -> Option<()> {
    let run = text.some_run(9, random)?;
    let blank = text.text[run.end..].chars().next().filter(|c| *c == ' ').map_or(0, char::len_utf8);
    text.replace(run.start..run.end + blank, "");
    Some(())
}

fn replace_words(text: &mut Text, random: &mut Rng) -> Option<()> {
    let run = text.some_run(5, random)?;
    text.replace_words(run, 5, random)
}

fn replace_word(text: &mut Text, random: &mut Rng) -> Option<()> {
    let run = text.some_run(1, random)?;
    text.replace_words(run, 1, random)
}

/// Doubles, swaps, drops or changes a letter.
fn mistype(text: &mut Text, random: &mut Rng) -> Option<()> {
    let word = random.choice(text.words())?;
    let letters: Vec<(usize, char)> = text.text[word.clone()].char_indices().collect();
    let (at, letter) = *letters.get(random.usize(..letters.len()))?;
    let at = word.start + at..word.start + at + letter.len_utf8();
    let new = match random.usize(..3) {
        0 => format!("{letter}{letter}"),
        1 => String::new(),
        _ => random.lowercase().to_string(),
    };
    text.replace(at, &new);
    Some(())
}

fn some_piece(text: &Text, random: &mut Rng) -> Option<Range<usize>> {
    random.choice(text.places.iter().flatten().flatten().cloned().collect::<Vec<_>>())
}

/// Inserts, deletes or replaces a few words at a place close to a span's end or within it.
fn edit_at_span(text: &mut Text, random: &mut Rng) -> Option<()> {
    let piece = some_piece(text, random)?;
    let edge = if random.bool() { piece.start } else { piece.end };
    let words = text.words();
    let nearest = words.iter().position(|word| word.end >= edge).unwrap_or(words.len() - 1);
    let nth = (nearest + random.usize(..4)).saturating_sub(2).min(words.len() - 1);
    let word = words[nth].clone();
    match random.usize(..3) {
        0 => {
            let new = text.some_words(random.usize(1..4), random) + " ";
            text.replace(word.start..word.start, &new);
        }
        1 => {
            let end = words.get(nth + 1).map_or(word.end, |next| next.start);
            text.replace(word.start..end, "");
        }
        _ => text.replace_words(word, 3, random)?,
    }
    Some(())
}

fn delete_span(text: &mut Text, random: &mut Rng) -> Option<()> {
    let piece = some_piece(text, random)?;
    text.replace(piece, "");
    Some(())
}

fn delete_paragraph(text: &mut Text, random: &mut Rng) -> Option<()> {
    let paragraph = random.choice(text.paragraphs())?;
    text.replace(paragraph, "");
    Some(())
}

fn insert_paragraph(text: &mut Text, random: &mut Rng) -> Option<()> {
    let at = random.choice(text.paragraphs())?.start;
    let new = format!("{}.\n\n", text.some_words(random.usize(10..60), random));
    text.replace(at..at, &new);
    Some(())
}

fn move_paragraph(text: &mut Text, random: &mut Rng) -> Option<()> {
    let paragraph = text.whole_paragraph(random)?;
    let others: Vec<usize> = text
        .paragraphs()
        .iter()
        .map(|it| it.start)
        .filter(|at| !(paragraph.start..=paragraph.end).contains(at))
        .collect();
    let to = random.choice(others)?;
    let moved = text.text[paragraph.clone()].to_owned();
    let inside = |piece: &Range<usize>| paragraph.start <= piece.start && piece.end <= paragraph.end;
    let within: Vec<Vec<Option<Range<usize>>>> = text
        .places
        .iter()
        .map(|pieces| {
            let within = |piece: &Option<Range<usize>>| piece.clone().filter(inside);
            pieces.iter().map(within).collect()
        })
        .collect();
    text.replace(to..to, &moved);
    let gone = if to <= paragraph.start { paragraph.start + moved.len() } else { paragraph.start };
    text.replace(gone..gone + moved.len(), "");
    let now = if to <= paragraph.start { to } else { to - moved.len() };
    for (pieces, within) in text.places.iter_mut().zip(within) {
        for (piece, within) in pieces.iter_mut().zip(within) {
            if let Some(within) = within {
                *piece = Some(within.start - paragraph.start + now..within.end - paragraph.start + now);
            }
        }
    }
    Some(())
}

fn repeat_paragraph(text: &mut Text, random: &mut Rng) -> Option<()> {
    let copied = random.choice(text.paragraphs())?;
    let copy = text.text[copied.clone()].to_owned();
    // Of two beside each other nobody can tell which is the copy.
    let beside = |at: usize| text.text[at.min(copied.start)..at.max(copied.start)].trim().len() <= copy.trim().len();
    let places = text.paragraphs().into_iter().map(|paragraph| paragraph.start).filter(|at| !beside(*at));
    let at = random.choice(places.collect::<Vec<_>>())?;
    text.replace(at..at, &copy);
    Some(())
}

/// Puts a copy of a paragraph elsewhere and changes some words of the one or the other.
fn repeat_and_edit(text: &mut Text, random: &mut Rng) -> Option<()> {
    repeat_paragraph(text, random)?;
    let paragraphs = text.paragraphs();
    let same = |one: &Range<usize>, other: &Range<usize>| text.text[one.clone()] == text.text[other.clone()];
    let double = |one: &&Range<usize>| paragraphs.iter().any(|other| *one != other && same(one, other));
    let paragraph = random.choice(paragraphs.iter().filter(double).cloned().collect::<Vec<_>>())?;
    for _ in 0..random.usize(1..4) {
        let within = |word: &Range<usize>| paragraph.start <= word.start && word.end <= paragraph.end;
        let word = random.choice(text.words().into_iter().filter(within).collect::<Vec<_>>())?;
        text.replace_words(word, 3, random)?;
    }
    Some(())
}

/// Deletes a paragraph that stands in the text twice.
fn delete_original(text: &mut Text, _: &mut Rng) -> Option<()> {
    let paragraphs = text.paragraphs();
    let is_double = |one: &&Range<usize>| {
        paragraphs.iter().filter(|other| text.text[(*one).clone()] == text.text[(*other).clone()]).count() > 1
    };
    let doubles: Vec<_> = paragraphs.iter().filter(is_double).cloned().collect();
    // The one with more annotations, so that something is to be lost.
    let held = |paragraph: &Range<usize>| {
        text.places
            .iter()
            .flatten()
            .flatten()
            .filter(|it| paragraph.start <= it.start && it.end <= paragraph.end)
            .count()
    };
    let original = doubles.iter().max_by_key(|paragraph| held(paragraph))?.clone();
    let without = |paragraph: &Range<usize>| {
        [&text.text[..paragraph.start], &text.text[paragraph.end..]].concat().split_whitespace().collect::<String>()
    };
    // Where the text is the same whichever of the two goes, nobody can tell them apart.
    let now = without(&original);
    if doubles.iter().any(|other| *other != original && without(other) == now) {
        return None;
    }
    text.replace(original, "");
    Some(())
}

/// Spells a name otherwise wherever it stands.
fn fix_name(text: &mut Text, random: &mut Rng) -> Option<()> {
    let is_name = |word: &str| word.chars().count() > 3 && word.starts_with(char::is_uppercase);
    let words = text.words().into_iter().map(|word| text.text[word].trim_matches(|c: char| !c.is_alphanumeric()));
    let name = random.choice(words.filter(|word| is_name(word)).collect::<Vec<_>>())?.to_owned();
    let new = match random.usize(..4) {
        0 => format!("{name}n"),
        1 => format!("Maria {name}"),
        2 => "Okonkwo-Bell".to_owned(),
        _ => name.replacen(['a', 'e', 'i', 'o', 'u'], "y", 1),
    };
    let places: Vec<usize> = text.text.match_indices(&name).map(|(at, _)| at).collect();
    for at in places.into_iter().rev() {
        text.replace(at..at + name.len(), &new);
    }
    Some(())
}

/// Sets all quotation marks and dashes in another way, or blanks beside numbers.
fn change_typography(text: &mut Text, random: &mut Rng) -> Option<()> {
    const STRAIGHT: &[(&str, &str)] = &[("“", "\""), ("”", "\""), ("’", "'"), ("‘", "'"), ("—", "--"), ("…", "...")];
    const CURLY: &[(&str, &str)] = &[(" \"", " “"), ("\"", "”"), ("'", "’"), ("--", "—"), (" - ", " – ")];
    const DASHES: &[(&str, &str)] = &[("—", " – "), ("–", "—"), ("--", "–")];
    const BLANKS: &[(&str, &str)] =
        &[(" million", "\u{a0}million"), (" percent", "\u{a0}percent"), ("Mr. ", "Mr.\u{a0}")];
    let table = random.choice([STRAIGHT, CURLY, DASHES, BLANKS])?;
    let mut at = 0;
    while at < text.text.len() {
        match table.iter().find(|(old, _)| text.text[at..].starts_with(old)) {
            Some((old, new)) => {
                // Only what differs is replaced, as an editor's program does it.
                let same =
                    old.chars().zip(new.chars()).take_while(|(one, other)| one == other).map(|it| it.0.len_utf8());
                let same: usize = same.sum();
                text.replace(at + same..at + old.len(), &new[same..]);
                at += new.len();
            }
            None => at += text.text[at..].chars().next().map_or(1, char::len_utf8),
        }
    }
    Some(())
}

fn change_line_ends(text: &mut Text, random: &mut Rng) -> Option<()> {
    let new = random.choice(["\r\n", "\n\n", "\r"])?;
    let ends: Vec<usize> = text.text.match_indices('\n').map(|(at, _)| at).collect();
    for at in ends.into_iter().rev() {
        text.replace(at..at + 1, new);
    }
    Some(())
}

fn several(text: &mut Text, random: &mut Rng) -> Option<()> {
    many(text, random, 2..7)
}

fn very_many(text: &mut Text, random: &mut Rng) -> Option<()> {
    many(text, random, 10..40)
}

fn many(text: &mut Text, random: &mut Rng, count: Range<usize>) -> Option<()> {
    // Copies are apart: where an original goes in the same breath, its copy has taken its place as if it had been moved.
    let alone = |kind: &&Kind| kind.name.contains("repeat") || kind.name.contains("one of two");
    let many = ["several", "very many"];
    let others: Vec<&Kind> = KINDS.iter().filter(|kind| !alone(kind) && !many.contains(&kind.name)).collect();
    for _ in 0..random.usize(count) {
        if let Some(kind) = random.choice(others.iter())
            && !text.words().is_empty()
        {
            let _ = (kind.edit)(text, random);
        }
    }
    (!text.words().is_empty()).then_some(())
}
