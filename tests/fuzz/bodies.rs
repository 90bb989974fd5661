//! What is done with any bytes at all: the fuzz targets and the ordinary tests run the same functions.
//!
//! Each takes bytes as they come, makes of them what the function under test takes, and panics where a promise is broken.

use ascribe::formats::native;
use ascribe::model::{AnnotationSet, Change, Document, Edit, Id, Kind, Label, Offset, Place, Relation, Spans};
use ascribe::store::{Article, TextEncoding};
use ascribe::tui::display;
use ascribe::tui::key::{Key, Keys};
use ascribe::tui::wrap::Layout;
use unicode_normalization::UnicodeNormalization as _;

/// A function of any bytes.
pub(crate) type Body = fn(&[u8]);

/// Every body with the name of its target.
pub(crate) const BODIES: &[(&str, Body)] =
    &[("decode", decode), ("display", show), ("wrap", wrap), ("anchor", anchor), ("json", json), ("keys", keys)];

/// The encodings that an article may be asked for in; the first byte chooses.
const ENCODINGS: &[&str] = &["", "UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "windows-1252", "gb18030"];

/// So many bytes of an article are looked at: enough for everything that can happen.
const LIMIT_BYTES: u64 = 1 << 20;

/// Characters that must never reach a terminal: those that turn text, and those that hide.
const NEVER_SHOWN: &[char] =
    &['\u{202a}', '\u{202b}', '\u{202d}', '\u{202e}', '\u{2066}', '\u{2067}', '\u{200b}', '\u{feff}', '\u{2028}'];

/// Any bytes are an article or refused: what is UTF-8 is taken as it stands, and the fingerprint is that of the bytes.
pub(crate) fn decode(bytes: &[u8]) {
    let Some((choice, bytes)) = bytes.split_first() else { return };
    let asked = ENCODINGS.get(usize::from(*choice) % ENCODINGS.len()).and_then(|name| TextEncoding::named(name));
    let Ok(article) = Article::read_from(bytes, LIMIT_BYTES, asked) else { return };
    let text = article.document.text();
    assert!(!text.is_empty());
    assert!(text.matches(char::REPLACEMENT_CHARACTER).count() >= article.certainty.replaced);
    let is_marked =
        [&b"\xEF\xBB\xBF"[..], b"\xFE\xFF", b"\xFF\xFE", b"\0\0\xFE\xFF"].iter().any(|mark| bytes.starts_with(mark));
    if let (None, Ok(verbatim), false) = (asked, std::str::from_utf8(bytes), is_marked) {
        assert_eq!(text, verbatim);
        assert_eq!((article.encoding, article.remark()), (TextEncoding::UTF_8, None));
    }
    // Read in what it was read in, it is the same again: what is recorded never moves a mark.
    let again = Article::read_from(bytes, LIMIT_BYTES, Some(article.encoding)).expect("it was read before");
    assert_eq!(again.document.text(), text);
    assert_eq!(again.fingerprint(), article.fingerprint());
}

/// No text reaches the terminal as a command, and every piece of it takes the columns that it is said to.
pub(crate) fn show(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let safe = display::safe(&text);
    assert!(!safe.chars().any(|c| c.is_control() || NEVER_SHOWN.contains(&c)), "{safe:?}");
    let mut end = 0;
    for (at, grapheme) in display::graphemes(&text) {
        assert_eq!(at, end, "nothing is left out");
        end = at + grapheme.len();
        let columns: u16 = display::glyphs(grapheme).map(|glyph| glyph.columns).sum();
        assert_eq!(columns, display::columns(grapheme), "{grapheme:?}");
        assert!((1..200).contains(&columns), "{grapheme:?}");
    }
    assert_eq!(end, text.len());
}

/// The rows of a text are the text, forwards and backwards, at every width.
pub(crate) fn wrap(bytes: &[u8]) {
    let Some((columns, bytes)) = bytes.split_first() else { return };
    let Ok(document) = Document::new("wrap.txt", String::from_utf8_lossy(bytes)) else { return };
    let layout = Layout::new(u16::from(*columns));
    let mut row = layout.row(&document, document.start());
    assert_eq!(row.start(), document.start());
    while let Some(next) = layout.next(&document, row) {
        assert_eq!(next.start(), row.end());
        assert_eq!(layout.previous(&document, next), Some(row));
        let place = layout.at_column(&document, next, u16::from(*columns) / 2);
        assert_eq!(layout.row(&document, place), next, "what is pointed at is in the row");
        row = next;
    }
    assert_eq!(row.end(), document.end());
}

/// No annotation of one text is lost in another, and what is called certain has its own words.
pub(crate) fn anchor(bytes: &[u8]) {
    let mut parts = bytes.splitn(3, |byte| *byte == 0);
    let (cuts, old, new) = (parts.next().unwrap_or_default(), parts.next(), parts.next());
    let (Some(old), Some(new)) = (old, new) else { return };
    let document = |text: &[u8]| Document::new("anchor.txt", String::from_utf8_lossy(text));
    let (Ok(old), Ok(new)) = (document(old), document(new)) else { return };
    old.sha256_or_init(|| "0".repeat(64));
    new.sha256_or_init(|| "1".repeat(64));
    let set = annotated(&old, cuts);
    let read = native::read(&native::write(&old, "UTF-8", &set), &new).expect("it was written by us");
    assert_eq!(read.set.len(), set.len(), "none is lost");
    assert_eq!(read.set.relations().len(), set.relations().len());
    for (before, after) in set.iter().filter_map(|before| Some((before, read.set.get(&before.id)?))) {
        let quote = |document: &Document, spans: &[_]| {
            spans.iter().map(|span| document.quote(*span).to_owned()).collect::<Vec<_>>()
        };
        match &after.place {
            Place::Spans(spans) => {
                assert!(spans.as_slice().iter().all(|span| new.span(span.bytes()) == Some(*span)));
                // Line ends and the normal form may be other ones: that changes no word.
                let set_alike = |text: String| text.replace("\r\n", "\n").replace('\r', "\n").nfc().collect::<String>();
                let [now, then] = [quote(&new, spans.as_slice()), quote(&old, before.spans())];
                assert_eq!(set_alike(now.concat()), set_alike(then.concat()));
            }
            Place::Undecided(_) | Place::Orphan(_) => {}
        }
    }
    for proposal in &read.review {
        assert!(read.set.get(&proposal.id).is_some_and(|it| it.is_undecided()), "a proposal is about somebody");
        assert!(proposal.spans.as_slice().iter().all(|span| new.span(span.bytes()) == Some(*span)));
    }
}

/// Any text is an annotation file or refused, and what is read is written so that it is read again as the same.
pub(crate) fn json(bytes: &[u8]) {
    let document = Document::new("json.txt", "The dam is safe, the minister said. The e\u{301}lder denied it.\r\n");
    let document = document.expect("it has a text");
    document.sha256_or_init(|| "0".repeat(64));
    let text = String::from_utf8_lossy(bytes);
    match native::read(&text, &document) {
        Ok(read) => {
            let written = native::write(&document, "UTF-8", &read.set);
            let again = native::read(&written, &document).expect("it was written by us");
            assert_eq!(again.set, read.set);
            assert_eq!(native::write(&document, "UTF-8", &again.set), written);
        }
        Err(damaged) => assert!(!damaged.why.is_empty() && damaged.line <= text.split('\n').count()),
    }
}

/// Any text is a sequence of keys or none, and keys are written so that they are read again as the same.
pub(crate) fn keys(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(key) = text.parse::<Key>()
        && !text.chars().any(char::is_whitespace)
    {
        assert_eq!(key.to_string().parse::<Key>().as_ref(), Ok(&key), "{text:?}");
    }
    if let Ok(keys) = text.parse::<Keys>() {
        assert_eq!(keys.to_string().parse::<Keys>().as_ref(), Ok(&keys), "{text:?}");
    }
}

/// A text with an annotation for every two bytes: where it starts and how long it is, in parts of 256 of the text.
fn annotated(document: &Document, cuts: &[u8]) -> AnnotationSet {
    let at = |part: usize| document.offset_at_or_before(document.text().len() * part / 256);
    let span = |start: Offset, end: Offset| document.span(start.byte()..end.max(document.next_grapheme(start)).byte());
    let mut edit = Edit::default();
    for (nth, cut) in cuts.chunks_exact(2).take(64).enumerate() {
        let (start, len) = (usize::from(cut[0]), usize::from(cut[1]));
        let Some(span) = span(at(start), at((start + len).min(256))) else { continue };
        let Some(spans) = Spans::new([span]) else { continue };
        let label = if nth % 2 == 0 { Label::Claim } else { Label::Source };
        edit.annotations.push(Change::make(ascribe::model::Annotation::new(Id::new(format!("a{nth}")), label, spans)));
    }
    let ids: Vec<_> =
        edit.annotations.iter().filter_map(|it| it.after.as_ref()).map(|it| (it.id.clone(), it.label)).collect();
    if let [(claim, Label::Claim), (source, Label::Source), ..] = ids.as_slice() {
        let (from, to) = (claim.clone(), source.clone());
        let extra = ascribe::model::Extra::default();
        edit.relations.push(Change::make(Relation { id: Id::new("r"), kind: Kind::AttributedTo, from, to, extra }));
    }
    let mut set = AnnotationSet::default();
    set.apply(&edit).expect("every id is new");
    set
}
