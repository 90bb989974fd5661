//! Articles: what is read, what is refused, and what the refusal says.

use std::io::Write as _;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc;
use std::time::Duration;

use ascribe::store::{ARTICLE_LIMIT_BYTES, Article, ArticleErrorKind, TextEncoding, articles_in};
use tempfile::TempDir;

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn file(folder: &TempDir, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

/// What is the matter with that article, found out without waiting for anybody.
fn refusal(path: &Path) -> (ArticleErrorKind, String) {
    let (sender, receiver) = mpsc::channel();
    let path = path.to_owned();
    std::thread::spawn(move || sender.send(Article::read(&path, ARTICLE_LIMIT_BYTES)));
    let error = receiver.recv_timeout(Duration::from_secs(20)).expect("reading waited").unwrap_err();
    let message = error.to_string();
    (error.kind, message)
}

fn refusal_of(bytes: &[u8]) -> (ArticleErrorKind, String) {
    let folder = folder();
    refusal(&file(&folder, "a.txt", bytes))
}

#[test]
fn an_article_is_its_text_exactly_as_it_stands() {
    let folder = folder();
    let text = "Tïtle\r\n\r\n\u{2028}“Quoted,” he said.\r e\u{301}\n";
    let article = Article::read(&file(&folder, "story one.txt", text.as_bytes()), ARTICLE_LIMIT_BYTES).unwrap();
    assert_eq!(article.document.text(), text);
    assert_eq!(article.document.name(), "story one.txt");
    assert_eq!((article.encoding, article.remark()), (TextEncoding::UTF_8, None));
}

#[test]
fn a_byte_order_mark_is_no_text_but_part_of_the_fingerprint() {
    let folder = folder();
    let article = Article::read(&file(&folder, "a.txt", b"\xEF\xBB\xBFabc"), ARTICLE_LIMIT_BYTES).unwrap();
    assert_eq!(article.document.text(), "abc");
    assert_eq!(article.document.sha256(), None, "nothing is hashed before somebody asks");
    // printf '\xEF\xBB\xBFabc' | sha256sum
    assert_eq!(article.fingerprint(), "1c28dc3f1f804a1ad9c9b4b4cf5e2658d16ad4ed08e3020d04a8d2865018947c");
    assert_eq!(article.document.sha256(), Some(article.fingerprint()));
    let bare = Article::read(&file(&folder, "b.txt", b"abc"), ARTICLE_LIMIT_BYTES).unwrap();
    assert_eq!(bare.fingerprint(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

#[test]
fn only_regular_files_are_read_and_nothing_else_is_waited_for() {
    let folder = folder();
    let pipe = folder.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let socket = folder.path().join("socket");
    let _listener = UnixListener::bind(&socket).unwrap();
    let cases =
        [(pipe.as_path(), "pipe"), (&socket, "socket"), (folder.path(), "folder"), (Path::new("/dev/null"), "device")];
    for (path, what) in cases {
        let (kind, message) = refusal(path);
        assert!(matches!(kind, ArticleErrorKind::NotAFile(kind) if kind.contains(what)), "{message}");
        assert!(message.contains("ascribe -"), "{message}");
    }
}

#[test]
fn a_missing_or_empty_article_is_refused() {
    let folder = folder();
    let (kind, message) = refusal(&folder.path().join("nowhere.txt"));
    assert!(matches!(kind, ArticleErrorKind::Missing), "{message}");
    let (kind, message) = refusal(&file(&folder, "a.txt", b"x").join("inside.txt"));
    assert!(matches!(kind, ArticleErrorKind::Missing), "{message}");
    for nothing in [&b""[..], b"\xEF\xBB\xBF"] {
        assert!(matches!(refusal_of(nothing).0, ArticleErrorKind::Empty));
    }
}

#[test]
fn a_binary_file_is_refused_with_what_may_make_text_of_it() {
    let (kind, message) = refusal_of(b"%PDF-1.7 rest");
    assert!(matches!(kind, ArticleErrorKind::Binary { .. }));
    assert!(message.ends_with("pdftotext FILE - | ascribe -"), "{message}");
    assert!(matches!(refusal_of(b"text\0text").0, ArticleErrorKind::Binary { remedy: None, .. }));
}

#[test]
fn a_text_in_another_encoding_is_read_and_its_fingerprint_is_that_of_its_bytes() {
    let folder = folder();
    let bytes = b"one\ntwo\nThe caf\xE9 owner\x92s \x93na\xEFve\x94 answer";
    let path = file(&folder, "a.txt", bytes);
    let article = Article::read(&path, ARTICLE_LIMIT_BYTES).unwrap();
    assert_eq!(article.document.text(), "one\ntwo\nThe café owner’s “naïve” answer");
    assert_eq!(article.encoding.name(), "windows-1252");
    let remark = article.remark().unwrap();
    assert!(remark.contains("windows-1252, which is a guess") && remark.contains("--encoding"), "{remark}");
    let asked = Article::read_as(&path, ARTICLE_LIMIT_BYTES, TextEncoding::named("windows-1252")).unwrap();
    assert_eq!((asked.remark(), asked.fingerprint()), (None, article.fingerprint()));
    // printf of those bytes | sha256sum
    assert_eq!(article.fingerprint(), "9778dca926efc3d062c6fa1ee2b3ae3d3348cc5775b3c76e7bdca4fe48538256");
}

#[test]
fn a_lone_nul_is_a_character_like_any_other() {
    let folder = folder();
    let text = format!("{}\0 and on.\r\n\u{2028}x\u{85}", "Some text. ".repeat(20));
    let article = Article::read(&file(&folder, "a.txt", text.as_bytes()), ARTICLE_LIMIT_BYTES).unwrap();
    assert_eq!(article.document.text(), text);
}

#[test]
fn utf_16_without_a_mark_is_refused_with_the_option_that_reads_it() {
    let folder = folder();
    let path = file(&folder, "a.txt", b"a\0b\0c\0");
    let (kind, message) = refusal(&path);
    assert!(matches!(kind, ArticleErrorKind::Binary { .. }) && message.contains("--encoding UTF-16LE"), "{message}");
    let article = Article::read_as(&path, ARTICLE_LIMIT_BYTES, TextEncoding::named("UTF-16LE")).unwrap();
    assert_eq!(article.document.text(), "abc");
}

#[test]
fn an_article_of_the_limit_is_read_and_a_larger_one_is_not() {
    let folder = folder();
    let path = file(&folder, "a.txt", b"123456789");
    assert!(Article::read(&path, 9).is_ok());
    let error = Article::read(&path, 8).unwrap_err();
    assert!(matches!(error.kind, ArticleErrorKind::TooBig { limit_bytes: 8 }), "{error}");
    let sparse = std::fs::File::create(folder.path().join("b.txt")).unwrap();
    sparse.set_len(ARTICLE_LIMIT_BYTES + 1).unwrap();
    let (_, message) = refusal(&folder.path().join("b.txt"));
    assert!(message.contains("larger than 64 MiB") && message.contains("--max-size"), "{message}");
}

#[test]
fn standard_input_is_read_with_the_same_limit() {
    let article = Article::read_from(&b"\xEF\xBB\xBFpiped"[..], 8, None).unwrap();
    assert_eq!((article.document.text(), article.document.name(), article.path), ("piped", "-", None));
    let error = Article::read_from(std::io::repeat(b'x'), 1 << 20, None).unwrap_err();
    assert_eq!(error.to_string(), "-: it is larger than 1 MiB; split it or raise the limit with --max-size");
}

#[test]
fn a_file_that_claims_no_size_is_read_all_the_same() {
    if Path::new("/proc/version").exists() {
        assert!(!Article::read(Path::new("/proc/version"), 4096).unwrap().document.text().is_empty());
    }
}

#[test]
fn an_article_that_was_written_to_after_it_was_read_is_told() {
    let folder = folder();
    let path = file(&folder, "a.txt", b"abc");
    let article = Article::read(&path, ARTICLE_LIMIT_BYTES).unwrap();
    assert!(!article.has_changed());
    std::fs::OpenOptions::new().append(true).open(&path).unwrap().write_all(b"d").unwrap();
    assert!(article.has_changed());
    assert!(!Article::read_from(&b"abc"[..], 8, None).unwrap().has_changed());
}

#[test]
fn the_articles_of_a_folder_are_its_text_files_by_name() {
    let folder = folder();
    for name in ["b.md", "a.txt", "c.TEXT", ".hidden.txt", "a.txt.ascribe.json", "notes.json", "txt"] {
        file(&folder, name, b"x");
    }
    std::fs::create_dir(folder.path().join("folder.txt")).unwrap();
    let articles = articles_in(folder.path()).unwrap();
    let names: Vec<_> = articles.iter().map(|path| path.file_name().unwrap().to_str().unwrap()).collect();
    assert_eq!(names, ["a.txt", "b.md", "c.TEXT"]);
    assert!(articles_in(&folder.path().join("nowhere")).is_err());
}
