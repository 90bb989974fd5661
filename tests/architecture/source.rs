//! Source files as the rules see them: without comments and strings, and with every path that the code names.

use std::path::Path;

/// One source file.
pub(crate) struct Source {
    /// Its path from the project's folder, with `/` between names.
    pub(crate) path: String,
    /// Its text.
    pub(crate) text: String,
    /// The same, with blanks in the place of comments, strings and characters: what is left is code, on its own line.
    pub(crate) code: String,
}

/// A path that the code names, such as `std::fs::File`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Named {
    /// Its names.
    pub(crate) names: Vec<String>,
    /// The line it stands on, from 1.
    pub(crate) line: usize,
    /// Whether a `use` brings it in.
    pub(crate) is_imported: bool,
}

impl Source {
    /// The file of that path and text.
    pub(crate) fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let (path, text) = (path.into(), text.into());
        let code = code_of(&text);
        Self { path, text, code }
    }

    /// All source files in a folder of the project.
    pub(crate) fn all_in(folder: &str) -> Vec<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let (mut sources, mut folders) = (Vec::new(), vec![root.join(folder)]);
        while let Some(folder) = folders.pop() {
            for entry in folder.read_dir().unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|extension| extension == "rs") {
                    let short = path.strip_prefix(root).unwrap().to_str().unwrap();
                    sources.push(Self::new(short, std::fs::read_to_string(&path).unwrap()));
                }
            }
        }
        assert!(!sources.is_empty(), "{folder} holds no source file");
        sources
    }

    /// The layer that the file belongs to, if it is in one: `model` for `src/model/span.rs`.
    pub(crate) fn layer(&self) -> Option<&str> {
        let (folder, _) = self.path.strip_prefix("src/")?.split_once('/')?;
        Some(folder)
    }

    /// The names of its own module from the root of the crate: `model`, `span` for `src/model/span.rs`.
    pub(crate) fn module(&self) -> Vec<&str> {
        let inside = self.path.strip_prefix("src/").unwrap_or(&self.path);
        let stem = inside.strip_suffix(".rs").unwrap_or(inside);
        let stem = stem.strip_suffix("/mod").unwrap_or(stem);
        if matches!(stem, "lib" | "main") { Vec::new() } else { stem.split('/').collect() }
    }

    /// Whether it holds nothing but tests.
    pub(crate) fn is_test(&self) -> bool {
        self.path.ends_with("/tests.rs") || self.path.contains("/tests/")
    }

    /// The same without the tests that it ends with.
    pub(crate) fn without_tests(&self) -> Self {
        let code = self.code.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        Self { path: self.path.clone(), text: self.text.clone(), code: code.to_owned() }
    }

    /// Every path of the code, groups taken apart, `crate` and `super` followed to the root: `crate::model` for
    /// `super::super::model` in `src/tui/key.rs`.
    pub(crate) fn paths(&self) -> Vec<Named> {
        let words: Vec<_> = Words { code: &self.code, line: 1 }.collect();
        let (mut found, mut at) = (Vec::new(), 0);
        while at < words.len() {
            if is_name(words[at].0) {
                let (is_imported, first) = (at > 0 && words[at - 1].0 == "use", found.len());
                at = read_path(&words, at, &[], &mut found);
                found[first..].iter_mut().for_each(|named| named.is_imported = is_imported);
            } else {
                at += 1;
            }
        }
        for named in &mut found {
            self.follow(&mut named.names);
        }
        found
    }

    /// Writes a path that starts with `super` or `self` as one that starts with `crate`.
    fn follow(&self, names: &mut Vec<String>) {
        let ups = names.iter().take_while(|name| *name == "super").count();
        if ups == 0 {
            return;
        }
        let module = self.module();
        let stays = module.len().saturating_sub(ups);
        let parent = module.iter().take(stays).map(|name| (*name).to_owned());
        let followed = std::iter::once("crate".to_owned()).chain(parent).chain(names.drain(ups..));
        *names = followed.collect();
    }
}

/// Reads one path with its groups from the words; returns where it ends.
fn read_path(words: &[(&str, usize)], mut at: usize, before: &[String], found: &mut Vec<Named>) -> usize {
    let line = words[at].1;
    let mut names = before.to_vec();
    loop {
        names.push(words[at].0.to_owned());
        at += 1;
        if words.get(at).is_none_or(|word| word.0 != "::") {
            break;
        }
        match words.get(at + 1) {
            Some((name, _)) if is_name(name) => at += 1,
            Some(("{", _)) => return read_group(words, at + 2, &names, found),
            // A glob, or the `::<` of a call.
            _ => break,
        }
    }
    found.push(Named { names, line, is_imported: false });
    at
}

fn read_group(words: &[(&str, usize)], mut at: usize, before: &[String], found: &mut Vec<Named>) -> usize {
    while let Some((word, _)) = words.get(at) {
        match *word {
            "}" => return at + 1,
            word if is_name(word) => at = read_path(words, at, before, found),
            _ => at += 1,
        }
    }
    at
}

fn is_name(word: &str) -> bool {
    word.starts_with(|first: char| first.is_alphabetic() || first == '_')
}

/// Names, `::` and single other characters, each with its line.
struct Words<'a> {
    code: &'a str,
    line: usize,
}

impl<'a> Iterator for Words<'a> {
    type Item = (&'a str, usize);

    fn next(&mut self) -> Option<Self::Item> {
        let trimmed = self.code.trim_start();
        self.line += self.code[..self.code.len() - trimmed.len()].matches('\n').count();
        let first = trimmed.chars().next()?;
        let length = match first {
            _ if is_name(trimmed) => trimmed.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(trimmed.len()),
            ':' if trimmed.starts_with("::") => 2,
            _ => first.len_utf8(),
        };
        let (word, rest) = trimmed.split_at(length);
        self.code = rest;
        Some((word, self.line))
    }
}

/// The code of a text; everything else becomes blanks, line by line.
fn code_of(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let skipped = skipped(rest, &code);
        let (taken, is_code) = match skipped {
            0 => (rest.chars().next().map_or(0, char::len_utf8), true),
            length => (length, false),
        };
        let (piece, after) = rest.split_at(taken);
        if is_code {
            code.push_str(piece);
        } else {
            code.extend(piece.chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
        }
        rest = after;
    }
    code
}

/// How many bytes of comment, string or character the text starts with; 0 where it starts with code.
fn skipped(rest: &str, before: &str) -> usize {
    let after_name = before.ends_with(|c: char| c.is_alphanumeric() || c == '_');
    let raw = rest.strip_prefix("br").or_else(|| rest.strip_prefix('r')).filter(|_| !after_name);
    if rest.starts_with("//") {
        return rest.find('\n').unwrap_or(rest.len());
    }
    if rest.starts_with("/*") {
        return block_comment(rest);
    }
    if let Some(raw) = raw {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        if let Some(inside) = raw[hashes..].strip_prefix('"') {
            let end = format!("\"{}", "#".repeat(hashes));
            let start = rest.len() - inside.len();
            return inside.find(&end).map_or(rest.len(), |found| start + found + end.len());
        }
    }
    match rest.as_bytes()[0] {
        b'"' => quoted(rest, '"'),
        b'\'' if is_character(rest) => quoted(rest, '\''),
        _ => 0,
    }
}

fn block_comment(rest: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < rest.len() {
        let here = &rest[at..];
        at += match () {
            () if here.starts_with("/*") => {
                depth += 1;
                2
            }
            () if here.starts_with("*/") => {
                depth -= 1;
                2
            }
            () => here.chars().next().map_or(1, char::len_utf8),
        };
        if depth == 0 {
            break;
        }
    }
    at
}

/// Whether the quote starts a character and no lifetime.
fn is_character(rest: &str) -> bool {
    let mut characters = rest.chars().skip(1);
    match (characters.next(), characters.next()) {
        (Some('\\'), _) => true,
        (_, second) => second == Some('\''),
    }
}

fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return at + c.len_utf8(),
            _ => {}
        }
    }
    rest.len()
}

#[test]
fn comments_strings_and_characters_are_no_code() {
    let code = |text| Source::new("src/x.rs", text).code;
    assert_eq!(code("a // b\nc"), "a     \nc");
    assert_eq!(code("a /* b /* c */ */ d"), "a                 d");
    assert_eq!(code(r#"a("b\"c", 'd', '\'', 'e)"#), r"a(      ,    ,     , 'e)");
    assert_eq!(code("r#\"a\"b\"# + br\"c\" + for\"d\""), format!("{} + {} + for   ", " ".repeat(8), " ".repeat(5)));
}

#[test]
fn paths_are_taken_apart_and_followed_to_the_root() {
    let source = Source::new(
        "src/tui/view/key.rs",
        "use super::super::{app::App, self};\nuse std::{fs, io::{self, Read}};\nfn f() { crate::model::Id::new::<u8>() }",
    );
    let paths: Vec<_> = source.paths().into_iter().map(|named| (named.names.join("::"), named.line)).collect();
    for (path, line) in [
        ("crate::tui::app::App", 1),
        ("std::fs", 2),
        ("std::io::self", 2),
        ("std::io::Read", 2),
        ("crate::model::Id::new", 3),
    ] {
        assert!(paths.contains(&(path.to_owned(), line)), "{path} on line {line} is not among {paths:?}");
    }
}
