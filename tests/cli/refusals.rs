//! What is wrong in a file that is imported, for every format alike: it is named with its place, and nothing of it is
//! written.

use ascribe::formats::{FORMATS, native};
use serde_json::{Value, json};

use super::scene::{ANNOTATIONS, ARTICLE, Ran, STORY, Scene};

/// The names of the formats that are read.
fn readable() -> impl Iterator<Item = &'static str> {
    FORMATS.iter().filter(|format| format.import.is_some()).map(|format| format.name)
}

/// An annotation as a file has it: what it is called, its label, from where to where, and its text.
type Told = (&'static str, &'static str, usize, usize, &'static str);

const MAYOR: Told = ("1", "source", 0, 9, "The mayor");
const SAFE: Told = ("2", "claim", 15, 33, "the bridge is safe");

/// A file of a format with those annotations, and relations from one to another, each on a line of its own.
fn file(format: &str, annotations: &[Told], relations: &[(&str, &str)]) -> String {
    match format {
        "json" => save_file(annotations, relations),
        "csv" => worksheet(annotations, relations),
        "w3c" => web_annotations(annotations, relations),
        "brat" => standoff(annotations, relations),
        "jsonl" => line(annotations, relations),
        "label-studio" => task(annotations, relations),
        "cas-json" => structures(annotations, relations),
        "doccano" => record(annotations, relations),
        other => panic!("a format is read that this test doesn’t know: {other}"),
    }
}

fn save_file(annotations: &[Told], relations: &[(&str, &str)]) -> String {
    let annotations = annotations.iter().map(|(id, label, start, end, quote)| {
        json!({"id": id, "label": label, "spans": [{"start": start, "end": end, "quote": quote}]})
    });
    let relations = relations.iter().enumerate();
    let relations = relations
        .map(|(nth, (from, to))| json!({"id": format!("r{nth}"), "kind": "attributed-to", "from": from, "to": to}));
    let document = json!({"file": ARTICLE, "sha256": "0".repeat(64), "characters": STORY.chars().count()});
    let all = json!({
        "format": "ascribe", "version": native::VERSION, "document": document,
        "annotations": annotations.collect::<Vec<_>>(), "relations": relations.collect::<Vec<_>>(),
    });
    serde_json::to_string_pretty(&all).unwrap()
}

fn worksheet(annotations: &[Told], relations: &[(&str, &str)]) -> String {
    let row = |(id, label, start, end, quote): &Told| {
        let from = relations.iter().filter(|(from, _)| from == id);
        let cell: Vec<_> = from.map(|(_, to)| format!("attributed-to>{to}")).collect();
        format!("{id},{label},{start},{end},{quote},{}\n", cell.join("; "))
    };
    format!("id,label,start,end,text,relations\n{}", annotations.iter().map(row).collect::<String>())
}

fn web_annotations(annotations: &[Told], relations: &[(&str, &str)]) -> String {
    let spans = annotations.iter().map(|(id, label, start, end, quote)| {
        let place = json!({"type": "TextPositionSelector", "start": start, "end": end});
        let quote = json!({"type": "TextQuoteSelector", "exact": quote});
        let body = json!({"purpose": "tagging", "value": label});
        json!({"id": id, "body": body, "target": {"selector": [place, quote]}})
    });
    let tie = |(from, to): &(&str, &str)| json!({"body": {"purpose": "linking", "source": to}, "target": from});
    lines(spans.chain(relations.iter().map(tie)), "[", "]")
}

fn standoff(annotations: &[Told], relations: &[(&str, &str)]) -> String {
    let spans =
        annotations.iter().map(|(id, label, start, end, quote)| format!("T{id}\t{label} {start} {end}\t{quote}\n"));
    let ties = relations.iter().enumerate();
    spans.chain(ties.map(|(nth, (from, to))| format!("R{nth}\tattributed-to Arg1:T{from} Arg2:T{to}\n"))).collect()
}

fn line(annotations: &[Told], relations: &[(&str, &str)]) -> String {
    let spans = annotations.iter().map(
        |(id, label, start, end, text)| json!({"id": id, "label": label, "start": start, "end": end, "text": text}),
    );
    let ties = relations.iter().map(|(from, to)| json!({"type": "attributed-to", "from": from, "to": to}));
    json!({"text": STORY, "spans": spans.collect::<Vec<_>>(), "relations": ties.collect::<Vec<_>>()}).to_string()
}

fn task(annotations: &[Told], relations: &[(&str, &str)]) -> String {
    let spans = annotations.iter().map(|(id, label, start, end, text)| {
        json!({"id": id, "type": "labels", "value": {"start": start, "end": end, "text": text, "labels": [label]}})
    });
    let tie = |(from, to): &(&str, &str)| json!({"type": "relation", "from_id": from, "to_id": to, "labels": ["attributed-to"]});
    let start = format!("[{{\"data\": {}, \"annotations\": [{{\"result\": [", json!({"text": STORY}));
    lines(spans.chain(relations.iter().map(tie)), &start, "]}]}]")
}

fn structures(annotations: &[Told], relations: &[(&str, &str)]) -> String {
    let number = |id: &str| 10 + id.parse::<usize>().unwrap();
    let text = json!({"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaID": "_InitialView", "sofaString": STORY});
    let spans = annotations.iter().map(|(id, label, start, end, _)| {
        json!({"%ID": number(id), "%TYPE": "custom.Span", "@sofa": 1, "begin": start, "end": end, "label": label})
    });
    let tie = |(from, to): &(&str, &str)| {
        let (from, to) = (number(from), number(to));
        json!({"%ID": 99, "%TYPE": "custom.Relation", "label": "attributed-to", "@Governor": from, "@Dependent": to})
    };
    lines([text].into_iter().chain(spans).chain(relations.iter().map(tie)), "{\"%FEATURE_STRUCTURES\": [", "]}")
}

fn record(annotations: &[Told], relations: &[(&str, &str)]) -> String {
    let number = |id: &str| id.parse::<usize>().unwrap();
    let entity = |(id, label, start, end, _): &Told| json!({"id": number(id), "label": label, "start_offset": start, "end_offset": end});
    let tie =
        |(from, to): &(&str, &str)| json!({"type": "attributed-to", "from_id": number(from), "to_id": number(to)});
    let entities: Vec<_> = annotations.iter().map(entity).collect();
    let relations: Vec<_> = relations.iter().map(tie).collect();
    json!({"text": STORY, "entities": entities, "relations": relations}).to_string()
}

/// Items of a list, each on a line of its own, the first on line 2.
fn lines(items: impl Iterator<Item = Value>, start: &str, end: &str) -> String {
    let items: Vec<_> = items.map(|item| item.to_string()).collect();
    format!("{start}\n{}\n{end}\n", items.join(",\n"))
}

/// What is said of annotations that stand in the order in which they are told, and on which of their lines.
struct Row {
    annotations: &'static [Told],
    relations: &'static [(&'static str, &'static str)],
    /// What is taken of them by all formats but the save file, which is whole or nothing.
    taken: usize,
    /// Which of the annotations and relations, in their order, is named.
    nth: usize,
    /// In which words, of which one format or another uses one.
    said: &'static [&'static str],
    /// What is said of a save file.
    said_of_save_file: &'static str,
}

const ROWS: &[Row] = &[
    Row {
        annotations: &[("1", "claim", 900, 917, "nowhere in it all")],
        relations: &[],
        taken: 0,
        nth: 0,
        said: &[
            "(claim): the article has no “nowhere in it all”",
            "900 to 917 is no piece of the file’s text of 154 UTF-16 units",
            "900 to 917 is no piece of the article’s 154 characters",
        ],
        said_of_save_file: "annotations[0].spans[0].end: the end 917 is past the 154 characters of the article",
    },
    Row {
        annotations: &[MAYOR, ("2", "claim", 33, 15, "the bridge is safe")],
        relations: &[],
        taken: 1,
        nth: 1,
        said: &["its end 15 is not after its start 33", "its end 15 is not after its begin 33"],
        said_of_save_file: "annotations[1].spans[0].end: the end 15 is not after the start 33",
    },
    Row {
        annotations: &[SAFE, ("1", "PER", 0, 9, "The mayor")],
        relations: &[],
        taken: 1,
        nth: 1,
        said: &["label `PER` is not actor, claim, source or denial: 1 left out; --map PER=LABEL takes them"],
        said_of_save_file: "annotations[1].label: unknown label “PER”; expected actor, claim, source or denial",
    },
    Row {
        annotations: &[SAFE, ("2", "source", 0, 9, "The mayor")],
        relations: &[],
        taken: 1,
        nth: 1,
        said: &["2` in the file"],
        said_of_save_file: "annotations[1].id: the id “2” is used twice",
    },
    Row {
        annotations: &[MAYOR, SAFE],
        relations: &[("2", "1"), ("1", "2")],
        taken: 2,
        nth: 3,
        said: &["leads from source to claim, which nothing joins"],
        said_of_save_file: "relations[1]",
    },
    Row {
        annotations: &[MAYOR, SAFE],
        relations: &[("2", "2")],
        taken: 2,
        nth: 2,
        said: &["leads from claim to claim, which nothing joins"],
        said_of_save_file: "relations[0]",
    },
    Row {
        annotations: &[MAYOR, SAFE],
        relations: &[("2", "9")],
        taken: 2,
        nth: 2,
        said: &["9`, which the file doesn’t have"],
        said_of_save_file: "relations[0]",
    },
];

/// On which line of its file what is named stands.
fn line_of(format: &str, row: &Row) -> usize {
    let nth = row.nth;
    let relation = nth.checked_sub(row.annotations.len()).map(|nth| row.relations[nth].0);
    match format {
        "brat" => nth + 1,
        "w3c" | "label-studio" => nth + 2,
        // The text stands before them.
        "cas-json" => nth + 3,
        // A relation stands in the row that it starts from.
        "csv" => relation.map_or(nth, |from| row.annotations.iter().position(|it| it.0 == from).unwrap()) + 2,
        _ => 1,
    }
}

/// How many annotations there are now.
fn saved(scene: &Scene) -> usize {
    if !scene.names().iter().any(|name| name == ANNOTATIONS) {
        return 0;
    }
    scene.saved()["annotations"].as_array().unwrap().len()
}

fn import(format: &str, text: &str, more: &[&str]) -> (Scene, Ran) {
    let scene = Scene::new();
    scene.write("theirs", text);
    let ran = scene.run(&[&["import", ARTICLE, "theirs", "--from", format], more].concat());
    (scene, ran)
}

#[test]
fn what_is_wrong_with_an_annotation_is_named_with_its_line_in_every_format() {
    for row in ROWS {
        for format in readable() {
            let text = file(format, row.annotations, row.relations);
            let (scene, ran) = import(format, &text, &[]);
            let context = format!("{format}: {}\n{text}", ran.err);
            if format == "json" {
                assert_eq!((ran.code, saved(&scene)), (65, 0), "{context}");
                assert!(ran.err.contains(row.said_of_save_file) && ran.err.contains("theirs: line "), "{context}");
                continue;
            }
            let place = format!("line {}: ", line_of(format, row));
            let is_named = |line: &str| {
                line.contains(&format!("not taken: {place}")) && row.said.iter().any(|it| line.contains(it))
            };
            assert!(ran.err.lines().any(is_named), "{place}{:?}\n{context}", row.said);
            assert_eq!((ran.code, saved(&scene)), (1, row.taken), "{context}");
        }
    }
}

#[test]
fn an_unknown_label_is_taken_for_one_of_ours_where_that_is_asked_for() {
    for format in readable().filter(|format| *format != "json") {
        let text = file(format, &[SAFE, ("1", "PER", 0, 9, "The mayor")], &[]);
        let (scene, ran) = import(format, &text, &["--map", "PER=source"]);
        assert_eq!((ran.code, saved(&scene)), (0, 2), "{format}: {}", ran.err);
        assert_eq!(scene.saved()["annotations"][0]["label"], "source", "{format}");
    }
}

#[test]
fn positions_that_count_something_else_are_found_out_by_most_of_their_quotes() {
    let scene = Scene::new();
    scene.write(ARTICLE, format!("🦊 {STORY}"));
    let moved = |told: Told, by: usize| (told.0, told.1, told.2 + by, told.3 + by, told.4);
    // Two count UTF-16 units, of which the fox has two; one counts code points.
    let annotations = [moved(MAYOR, 3), moved(SAFE, 3), ("3", "actor", 74, 85, "A spokesman")];
    let start = format!("🦊 {STORY}").chars().take_while(|c| *c != 'A').count();
    assert_eq!(start, 74);
    for format in ["csv", "w3c", "label-studio"] {
        scene.write("theirs", file(format, &annotations, &[]));
        let ran = scene.run(&["import", ARTICLE, "theirs", "--from", format, "--dry-run"]);
        let third = if format == "csv" { "`3`" } else { "line 4: `3`" };
        let found = format!("{third} was found by its text, not where the file says");
        ran.expect(0, &["its positions count UTF-16 units, not code points", &found, "3 annotations"]);
    }
}

#[test]
fn what_is_no_file_of_its_format_is_refused_and_nothing_is_written() {
    let nested = "[".repeat(64 << 20);
    for format in readable() {
        let whole = file(format, &[MAYOR, SAFE], &[("2", "1")]);
        let half = &whole[..whole.rfind("bridge").unwrap() + 3];
        for (what, text) in [("text", STORY), ("nothing", ""), ("half", half), ("nesting", &nested)] {
            let (scene, ran) = import(format, text, &[]);
            let said = &ran.err;
            // Half a worksheet or half of standoff is one, up to the line where it breaks off.
            if what == "half" && ["csv", "brat"].contains(&format) {
                assert_eq!((ran.code, saved(&scene)), (1, 1), "{format} {what}: {said}");
                assert!(said.contains("not taken: line "), "{format} {what}: {said}");
                continue;
            }
            if what == "nothing" && format == "brat" {
                // brat writes one for a text without annotations.
                assert_eq!((ran.code, saved(&scene)), (0, 0), "{format} {what}: {said}");
                continue;
            }
            assert_eq!((ran.code, saved(&scene)), (65, 0), "{format} {what}: {said}");
            assert!(said.starts_with("ascribe: theirs: ") && said.len() < 400, "{format} {what}: {said}");
            assert_eq!(scene.names(), [ARTICLE, "theirs"], "{format} {what}");
        }
    }
}
