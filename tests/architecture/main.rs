//! What the architecture forbids is looked for in every source file, and each rule is shown to find what it forbids.

mod circles;
mod rules;
mod source;

use rules::Finding;
use source::Source;

type Rule = fn(&Source) -> Vec<Finding>;

/// Holds a rule against every source file of some folders.
#[track_caller]
fn hold(rule: Rule, folders: &[&str]) {
    let sources = folders.iter().flat_map(|folder| Source::all_in(folder));
    let mut findings: Vec<String> = sources
        .flat_map(|source| {
            let found = rule(&source);
            found.into_iter().map(move |(line, what)| format!("{}:{line}: {what}", source.path))
        })
        .collect();
    findings.sort();
    assert!(findings.is_empty(), "\n{}", findings.join("\n"));
}

/// What a rule finds in a file of that path and text, as `line: what`.
fn found(rule: Rule, path: &str, text: &str) -> Vec<String> {
    rule(&Source::new(path, text)).into_iter().map(|(line, what)| format!("{line}: {what}")).collect()
}

#[test]
fn layers_use_only_those_to_their_right() {
    let rule: Rule = rules::layers_use_only_those_to_their_right;
    hold(rule, &["src"]);
    let bad = |path, text| assert_eq!(found(rule, path, text).len(), 1, "{path}: {text}");
    bad("src/model/span.rs", "use crate::tui::App;");
    bad("src/model/span.rs", "fn f() -> super::super::store::Article { todo!() }");
    bad("src/formats/json/tree.rs", "use super::super::super::store::{Article};");
    bad("src/store/save.rs", "use crate::{model::Id, cli::exit};");
    bad("src/tui/run.rs", "use crate::{\n    model::Id,\n    cli,\n};");
    bad("src/gui/window.rs", "");
    bad("src/window.rs", "");
    bad("src/main.rs", "use ascribe::tui::App;");
    assert_eq!(found(rule, "src/model/a.rs", "\n\nuse crate::tui;"), ["3: `model` must not use `tui`"]);
    assert_eq!(found(rule, "src/cli/a.rs", "use crate::{tui, store, formats, model}; // crate::cli"), [""; 0]);
    assert_eq!(found(rule, "src/tui/view/a.rs", "use super::super::app; use crate::model;"), [""; 0]);
}

#[test]
fn wings_keep_to_what_they_may_know() {
    let rule: Rule = rules::wings_keep_to_what_they_may_know;
    hold(rule, &["src/model"]);
    let bad = |path, text| assert_eq!(found(rule, path, text).len(), 1, "{path}: {text}");
    bad("src/model/document.rs", "use super::reading::unit::Unit;");
    bad("src/model/reading/edge.rs", "use crate::model::annotation::Annotation;");
    bad("src/model/reading/edge.rs", "use crate::model::Annotation;");
    bad("src/model/reading/outlook/end.rs", "use super::super::super::set::AnnotationSet;");
    bad("src/model/set/judging.rs", "use crate::model::reading::edge::Edge;");
    bad("src/model/merging/three_way.rs", "use crate::model::anchoring::review::Score;");
    bad("src/model/new.rs", "");
    assert_eq!(found(rule, "src/model/reading/edge.rs", "use super::outlook; use crate::model::span::Span;"), [""; 0]);
    assert_eq!(found(rule, "src/model/tally.rs", "use crate::model::reading::detail; use super::set;"), [""; 0]);
    assert_eq!(found(rule, "src/formats/a.rs", "use crate::model::set;"), [""; 0]);
}

#[test]
fn the_model_knows_nothing_of_the_outside() {
    let rule: Rule = rules::the_model_knows_nothing_of_the_outside;
    hold(rule, &["src"]);
    for bad in ["use std::fs;", "use std::{fmt, io::Read};", "fn f() { std::env::var(); }", "use std::time::Instant;"] {
        assert_eq!(found(rule, "src/model/a.rs", bad).len(), 1, "{bad}");
    }
    for bad in ["use std::process;", "use std::net::IpAddr;", "use serde::Serialize;", "use ratatui::style::Style;"] {
        assert_eq!(found(rule, "src/model/a.rs", bad).len(), 1, "{bad}");
    }
    for bad in ["use crossterm::event;", "use jiff::Timestamp;", "use rand::random;", "serde_json::to_string()"] {
        assert_eq!(found(rule, "src/model/a.rs", bad).len(), 1, "{bad}");
    }
    assert_eq!(found(rule, "src/model/a.rs", "use std::sync::Arc; // std::fs"), [""; 0]);
    assert_eq!(found(rule, "src/tui/a.rs", "use std::io;"), [""; 0]);
}

#[test]
fn serde_lives_in_formats_only() {
    let rule: Rule = rules::serde_lives_in_formats_only;
    hold(rule, &["src"]);
    assert_eq!(found(rule, "src/model/a.rs", "\nuse serde::Serialize;"), ["2: only `formats` may use `serde`"]);
    assert_eq!(found(rule, "src/cli/a.rs", "fn f() { serde_json::to_string(1) }").len(), 1);
    assert_eq!(found(rule, "src/formats/a.rs", "use serde::Serialize;"), [""; 0]);
}

#[test]
fn the_state_knows_nothing_of_the_view() {
    let rule: Rule = rules::the_state_knows_nothing_of_the_view;
    hold(rule, &["src/tui"]);
    assert_eq!(found(rule, "src/tui/app.rs", "\nuse super::view;"), ["2: only the loop may use `crate::tui::view`"]);
    assert_eq!(found(rule, "src/tui/update/a.rs", "use super::super::{app::App, view::help};").len(), 1);
    assert_eq!(found(rule, "src/tui/desk/a.rs", "fn f() { crate::tui::view::list::lines() }").len(), 1);
    assert_eq!(found(rule, "src/tui/app.rs", "use super::review; // super::view"), [""; 0]);
    for path in ["src/tui/run.rs", "src/tui/run/opening.rs", "src/tui/mod.rs", "src/tui/view/list.rs"] {
        assert_eq!(found(rule, path, "use crate::tui::view;"), [""; 0]);
    }
}

#[test]
fn no_modules_use_each_other_in_a_circle() {
    let found = circles::circles(&Source::all_in("src"));
    let told: Vec<_> = found.iter().map(|(names, told)| format!("{names}:\n{told}")).collect();
    assert!(found.is_empty(), "\n{}", told.join("\n"));
}

#[test]
fn circles_are_found_however_long_they_are_and_however_they_are_named() {
    let circles = |files: &[(&str, &str)]| {
        let sources: Vec<_> = files.iter().map(|(path, text)| Source::new(*path, *text)).collect();
        circles::circles(&sources).into_iter().map(|(names, _)| names).collect::<Vec<_>>()
    };
    let (a, b, c) = ("src/tui/a.rs", "src/tui/b.rs", "src/tui/c.rs");
    assert_eq!(circles(&[(a, "use super::b;"), (b, "fn f() { super::a::f() }")]), ["tui/a, tui/b"]);
    let long = [(a, "use super::b;"), (b, "use super::c::C;"), (c, "use crate::{model, tui::a};")];
    assert_eq!(circles(&long), ["tui/a, tui/b, tui/c"]);
    assert_eq!(circles(&long[..2]), [""; 0]);
    // Inside of a module, and by a name that the module above hands on.
    let deep = ("src/tui/a/deep.rs", "use super::super::b::B;");
    assert_eq!(circles(&[(a, "mod deep;"), deep, (b, "use super::a::deep::D;")]), ["tui/a, tui/b"]);
    let above = ("src/tui/mod.rs", "pub mod a; pub mod b; pub use a::{A, Other};");
    assert_eq!(circles(&[above, (a, "use super::b;"), (b, "use super::{A};")]), ["tui/a, tui/b"]);
    // Two circles are two.
    let other = [("src/tui/x/one.rs", "use super::two;"), ("src/tui/x/two.rs", "use super::one;")];
    assert_eq!(circles(&[long.as_slice(), &other].concat()), ["tui/a, tui/b, tui/c", "tui/x/one, tui/x/two"]);
    // A module and what is inside it are one, and tests may know whatever they like.
    assert_eq!(circles(&[(a, "mod deep; use deep::D;"), ("src/tui/a/deep.rs", "use super::A;")]), [""; 0]);
    let tested = "pub struct B;\n\n#[cfg(test)]\nmod tests {\n    use crate::tui::a;\n}\n";
    assert_eq!(circles(&[(a, "use super::b;"), (b, tested), ("src/tui/b/tests.rs", "use crate::tui::a;")]), [""; 0]);
}

#[test]
fn only_the_store_touches_the_disk() {
    let rule: Rule = rules::only_the_store_touches_the_disk;
    hold(rule, &["src"]);
    assert_eq!(found(rule, "src/cli/a.rs", "use std::{fs, io};"), ["1: only `store` may use `std::fs`"]);
    assert_eq!(found(rule, "src/tui/a.rs", "fn f() { std::fs::File::open(\"x\") }").len(), 1);
    assert_eq!(found(rule, "src/main.rs", "fn main() { std::fs::remove_file(\"x\") }").len(), 1);
    assert_eq!(found(rule, "src/store/a.rs", "use std::fs::File;"), [""; 0]);
}

#[test]
fn nothing_is_run_and_nothing_reaches_out() {
    let rule: Rule = rules::nothing_is_run_and_nothing_reaches_out;
    hold(rule, &["src"]);
    for bad in
        ["use std::process;", "use std::process::{Command, ExitCode};", "fn f() { std::process::Command::new() }"]
    {
        assert_eq!(found(rule, "src/cli/a.rs", bad).len(), 1, "{bad}");
    }
    for bad in ["use std::net::TcpStream;", "use std::os::unix::net::UnixStream;", "use std::{io, net};"] {
        assert_eq!(found(rule, "src/store/a.rs", bad).len(), 1, "{bad}");
    }
    assert_eq!(found(rule, "src/store/a.rs", "use std::process::ExitCode; fn f() { std::process::id() }"), [""; 0]);
}

#[test]
fn files_are_short() {
    let rule: Rule = rules::files_are_short;
    hold(rule, &["src", "tests"]);
    assert_eq!(found(rule, "src/a.rs", &"\n".repeat(400)), [""; 0]);
    assert_eq!(found(rule, "src/a.rs", &"\n".repeat(401)), ["401: the file has 401 lines; 400 are allowed"]);
}

#[test]
fn files_open_with_a_sentence() {
    let rule: Rule = rules::files_open_with_a_sentence;
    hold(rule, &["src", "tests"]);
    assert_eq!(found(rule, "src/a.rs", "use x;").len(), 1);
    assert_eq!(found(rule, "src/a.rs", "").len(), 1);
    assert_eq!(found(rule, "src/a.rs", "// A comment.\nuse x;").len(), 1);
    assert_eq!(found(rule, "src/a.rs", "//! About this\nuse x;").len(), 1);
    assert_eq!(found(rule, "src/a.rs", "//! About this,\n//! in two lines.\n//!\n//! And more\nuse x;"), [""; 0]);
}

#[test]
fn nothing_unsafe_or_unfinished() {
    let rule: Rule = rules::nothing_unsafe_or_unfinished;
    hold(rule, &["src", "tests"]);
    assert_eq!(found(rule, "src/a.rs", "\nfn f() { unsafe { g() } }"), ["2: `unsafe`"]);
    for name in ["todo", "dbg", "println", "eprintln", "print", "eprint", "unimplemented"] {
        assert_eq!(found(rule, "src/a.rs", &format!("fn f() {{ {name}!(\"x\") }}")), [format!("1: `{name}!`")]);
    }
    assert_eq!(found(rule, "tests/a.rs", "fn f() { println!(\"x\") }"), [""; 0]);
    assert_eq!(found(rule, "src/a.rs", "/// Never `unsafe`; no println!\nfn f() { g(\"todo!()\") }"), [""; 0]);
}
