//! The names that articles, annotations and relations have in the whole world: `urn:ascribe:ARTICLE:ID`.

use std::fmt::Write;

use crate::model::Id;

/// What all of ours begin with.
const OURS: &str = "urn:ascribe:";

/// The name of an annotation or a relation of an article.
pub(super) fn of_id(article: &str, id: &Id) -> String {
    format!("{OURS}{}:{}", escaped(article), escaped(id.as_str()))
}

/// The name of an article whose bytes nobody has looked at.
pub(super) fn of_article(article: &str) -> String {
    format!("{OURS}{}", escaped(article))
}

/// The article and the id in a name of ours.
pub(super) fn parts(iri: &str) -> Option<(String, Id)> {
    let (article, id) = iri.strip_prefix(OURS)?.split_once(':')?;
    Some((unescaped(article)?, Id::checked(&unescaped(id)?)?))
}

/// A text with every byte but plain letters, digits and `-._~` as `%XX`: RFC 3986, section 2.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'.' | b'_' | b'~' => escaped.push(char::from(byte)),
            _ => _ = write!(escaped, "%{byte:02X}"),
        }
    }
    escaped
}

fn unescaped(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |digit: Option<u8>| char::from(digit?).to_digit(16);
            let (high, low) = (digit(rest.next())?, digit(rest.next())?);
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}
