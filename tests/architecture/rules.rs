//! The rules of the architecture, each as a function from a source file to what is wrong with it.

use super::source::{Named, Source};

/// The layers; each may use those to its right.
const LAYERS: &[&str] = &["cli", "tui", "store", "formats", "model"];

/// The wings of the model: the modules of each, and the wings that it may use beside itself.
const WINGS: &[(&str, &[&str], &[&str])] = &[
    (
        "text",
        &[
            "date",
            "document",
            "fold",
            "grapheme",
            "label",
            "named",
            "payload",
            "query",
            "quotation_mark",
            "selector",
            "span",
            "stretch",
            "unseen",
        ],
        &[],
    ),
    ("reading", &["reading"], &["text"]),
    (
        "record",
        &[
            "annotation",
            "check",
            "cover",
            "edit",
            "editing",
            "event",
            "evidence",
            "extra",
            "finished",
            "history",
            "log",
            "relation",
            "set",
            "stamping",
        ],
        &["text"],
    ),
    ("anchoring", &["anchoring"], &["text", "record"]),
    ("merging", &["merging"], &["text", "record"]),
    ("missing", &["coverage", "finding", "tally"], &["text", "reading", "record"]),
];

/// What the model may not know of: the world outside, and how it is written or shown.
const NOT_FOR_MODEL: &[&str] = &[
    "std::fs",
    "std::io",
    "std::env",
    "std::time",
    "std::process",
    "std::net",
    "std::thread",
    "serde",
    "serde_json",
    "ratatui",
    "crossterm",
    "jiff",
    "rand",
    "fastrand",
];

/// Where the view may be named: in itself, where it is declared, and in the loop.
const KNOWING_THE_VIEW: &[&str] = &["src/tui/view/", "src/tui/mod.rs", "src/tui/run.rs", "src/tui/run/"];

/// What opens a connection, or loads code.
const REACHING_OUT: &[&str] = &["std::net", "std::os::unix::net", "rustix::net", "rustix::runtime", "libloading"];

/// The longest a source file may be, in lines.
const LONGEST_FILE_LINES: usize = 400;

/// Macros that are left from trying out.
const UNFINISHED: &[&str] = &["dbg", "todo", "unimplemented"];

/// Macros that print past what makes text safe for a terminal, and that panic where a pipe is broken.
const PRINTING: &[&str] = &["println", "eprintln", "print", "eprint"];

/// What is wrong, and on which line.
pub(crate) type Finding = (usize, String);

/// Every layer uses only those to its right, and every file is in one.
pub(crate) fn layers_use_only_those_to_their_right(source: &Source) -> Vec<Finding> {
    let Some(name) = source.layer() else {
        return outside_of_layers(source);
    };
    let Some(own) = LAYERS.iter().position(|layer| *layer == name) else {
        return vec![(1, format!("`{name}` is none of the layers {}", LAYERS.join(" → ")))];
    };
    let left = &LAYERS[..own];
    let uses = |named: &Named| match named.names.as_slice() {
        [root, layer, ..] if root == "crate" => left.contains(&layer.as_str()).then(|| layer.clone()),
        _ => None,
    };
    let found = source.paths();
    found.iter().filter_map(|it| Some((it.line, format!("`{name}` must not use `{}`", uses(it)?)))).collect()
}

/// In the model every module is in one wing, and uses its own and those that the wing may use.
pub(crate) fn wings_keep_to_what_they_may_know(source: &Source) -> Vec<Finding> {
    let Some(inside) = source.path.strip_prefix("src/model/") else { return Vec::new() };
    let own = inside.split(['/', '.']).next().unwrap_or_default();
    if own == "mod" {
        return Vec::new();
    }
    let Some((wing, _, may_use)) = WINGS.iter().find(|row| row.1.contains(&own)) else {
        return vec![(1, format!("`{own}` is in none of the wings of the model"))];
    };
    let mut findings = Vec::new();
    for named in source.paths() {
        let [root, model, module, ..] = named.names.as_slice() else { continue };
        if (root.as_str(), model.as_str()) != ("crate", "model") {
            continue;
        }
        match WINGS.iter().find(|row| row.1.contains(&module.as_str())) {
            Some((other, ..)) if other == wing || may_use.contains(other) => {}
            Some((other, ..)) => findings.push((named.line, format!("`{wing}` must not use `{module}` of `{other}`"))),
            // A name that the model exports from a module hides the wing it comes from.
            None if may_use.len() < 2 && *wing != "record" => {
                findings.push((named.line, format!("`{module}` is to be named by its module")));
            }
            None => {}
        }
    }
    findings
}

/// The program is a thin bin over the command line, and the library only names the layers.
fn outside_of_layers(source: &Source) -> Vec<Finding> {
    let paths = source.paths();
    match source.path.as_str() {
        "src/lib.rs" => Vec::new(),
        "src/main.rs" => paths
            .iter()
            .filter(|it| it.names[0] == "ascribe" && it.names.get(1).is_some_and(|name| name != "cli"))
            .map(|it| (it.line, "the program itself uses nothing but `cli`".to_owned()))
            .collect(),
        path if path.starts_with("src/") => vec![(1, "it belongs to no layer".to_owned())],
        _ => Vec::new(),
    }
}

/// The model is pure.
pub(crate) fn the_model_knows_nothing_of_the_outside(source: &Source) -> Vec<Finding> {
    if source.layer() != Some("model") {
        return Vec::new();
    }
    mentions(source, NOT_FOR_MODEL, "the model must not use")
}

/// What is written to files is decided in one place.
pub(crate) fn serde_lives_in_formats_only(source: &Source) -> Vec<Finding> {
    if source.layer() == Some("formats") || source.layer().is_none() {
        return Vec::new();
    }
    mentions(source, &["serde", "serde_json"], "only `formats` may use")
}

/// The screen is drawn from the state, which knows nothing of how: only the loop brings the two together.
pub(crate) fn the_state_knows_nothing_of_the_view(source: &Source) -> Vec<Finding> {
    let is_state =
        source.path.starts_with("src/tui/") && !KNOWING_THE_VIEW.iter().any(|it| source.path.starts_with(it));
    if is_state { mentions(source, &["crate::tui::view"], "only the loop may use") } else { Vec::new() }
}

/// What touches the disk is decided in one place.
pub(crate) fn only_the_store_touches_the_disk(source: &Source) -> Vec<Finding> {
    if source.layer() == Some("store") || !source.path.starts_with("src/") {
        return Vec::new();
    }
    mentions(source, &["std::fs", "tempfile"], "only `store` may use")
}

/// Nothing that an article or an annotation file says can start a program or reach a network: there is no way to.
pub(crate) fn nothing_is_run_and_nothing_reaches_out(source: &Source) -> Vec<Finding> {
    if !source.path.starts_with("src/") {
        return Vec::new();
    }
    let mut findings = mentions(source, REACHING_OUT, "nobody may use");
    for named in source.paths() {
        // Of processes only the own one may be spoken of: its number and its end.
        if let [std, process, rest @ ..] = named.names.as_slice()
            && (std.as_str(), process.as_str()) == ("std", "process")
            && !rest.first().is_some_and(|name| matches!(name.as_str(), "id" | "exit" | "ExitCode"))
        {
            findings.push((named.line, "of `std::process` only `id`, `exit` and `ExitCode` may be used".to_owned()));
        }
    }
    findings
}

/// No file is longer than can be read in one go.
pub(crate) fn files_are_short(source: &Source) -> Vec<Finding> {
    match source.text.lines().count() {
        lines if lines > LONGEST_FILE_LINES => {
            vec![(lines, format!("the file has {lines} lines; {LONGEST_FILE_LINES} are allowed"))]
        }
        _ => Vec::new(),
    }
}

/// Every file says in its first sentence what it is.
pub(crate) fn files_open_with_a_sentence(source: &Source) -> Vec<Finding> {
    let comment = source.text.lines().map_while(|line| line.strip_prefix("//! "));
    let paragraph: Vec<_> = comment.collect();
    match paragraph.last() {
        None => vec![(1, "the file doesn't open with a `//! ` sentence".to_owned())],
        Some(last) if last.ends_with(['.', ':', '?']) => Vec::new(),
        Some(_) => vec![(paragraph.len(), "the sentence that the file opens with doesn't end".to_owned())],
    }
}

/// No unsafe code, nothing left from trying out, and nothing printed that could panic or obey an escape sequence.
pub(crate) fn nothing_unsafe_or_unfinished(source: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    // Tests may print: the harness keeps it until one fails.
    let printing = if source.path.starts_with("src/") { PRINTING } else { &[] };
    for (line, code) in (1..).zip(source.code.lines()) {
        let words: Vec<&str> = code.split(|c: char| !c.is_alphanumeric() && c != '_' && c != '!').collect();
        if words.contains(&"unsafe") {
            findings.push((line, "`unsafe`".to_owned()));
        }
        let macros = UNFINISHED.iter().chain(printing).filter(|name| words.contains(&format!("{name}!").as_str()));
        findings.extend(macros.map(|name| (line, format!("`{name}!`"))));
    }
    findings
}

/// Every path of the code that starts with one of those.
fn mentions(source: &Source, forbidden: &[&str], why: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for named in source.paths() {
        let path = named.names.join("::");
        let hit = |forbidden: &&&str| path == **forbidden || path.starts_with(&format!("{forbidden}::"));
        if let Some(forbidden) = forbidden.iter().find(hit) {
            findings.push((named.line, format!("{why} `{forbidden}`")));
        }
    }
    findings
}
