//! The commands that show what there is.

use serde_json::Value;

use super::credential::{credential, selectors};
use super::scene::{ARTICLE, STORY, Scene};

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// An article with a source, a claim in two pieces tied to it, and a denial.
fn annotated() -> (Scene, [String; 3]) {
    let scene = Scene::new();
    let source = scene.add("source", "⟦The mayor⟧");
    let claim = scene.good(&[
        "add",
        ARTICLE,
        "--label",
        "claim",
        "--quote",
        "“We checked it,”",
        "--also",
        "“twice.”",
        "--tie",
        &source,
    ]);
    let denial = scene.add("denial", "⟦denied that the bridge is safe⟧");
    scene.good(&["check", ARTICLE, &claim, "--status", "verified"]);
    (scene, [source, claim, denial])
}

#[test]
fn list_prints_a_row_an_annotation_in_text_order() {
    let (scene, [source, claim, denial]) = annotated();
    let expected = [
        format!("{source}\tsource\t1:1\tThe mayor\t\t"),
        format!("{claim}\tclaim\t2:1\t“We checked it,” … “twice.”\tattributed-to {source}\tverified"),
        format!("{denial}\tdenial\t4:29\tdenied that the bridge is safe\t\t"),
    ];
    assert_eq!(scene.good(&["list", ARTICLE]), expected.join("\n"));
    assert_eq!(scene.good(&["list", ARTICLE, "--label", "denial"]), expected[2]);
}

#[test]
fn list_as_json_has_every_field() {
    let (scene, [source, claim, _]) = annotated();
    let listed = json(&scene.good(&["list", ARTICLE, "--json"]));
    assert_eq!(listed.as_array().unwrap().len(), 3);
    let second = &listed[1];
    for (field, value) in [
        ("article", ARTICLE.into()),
        ("id", claim.into()),
        ("label", "claim".into()),
        ("line", 2.into()),
        ("column", 1.into()),
        ("status", "verified".into()),
        ("ties", serde_json::json!([{"kind": "attributed-to", "to": source}])),
        ("note", "".into()),
        ("tags", serde_json::json!([])),
        ("creator", "tester".into()),
    ] {
        assert_eq!(second[field], value, "{field}");
    }
    assert_eq!(second["spans"][1], serde_json::json!({"start": 62, "end": 70, "quote": "“twice.”"}));
}

#[test]
fn list_names_the_article_where_there_are_several() {
    let (scene, [source, ..]) = annotated();
    scene.write("other.txt", "Another one.");
    scene.good(&["add", "other.txt", "--label", "claim", "--quote", "Another one."]);
    let listed = scene.good(&["list", ARTICLE, "other.txt"]);
    assert!(listed.starts_with(&format!("{ARTICLE}\t{source}\tsource\t")), "{listed}");
    assert!(listed.lines().last().unwrap().starts_with("other.txt\t"), "{listed}");
}

#[test]
fn a_folder_stands_for_the_articles_in_it() {
    let (scene, _) = annotated();
    scene.write("picture.png", [0; 9]);
    scene.write("b.md", "Two words.");
    scene.good(&["add", "b.md", "--label", "claim", "--quote", "Two words."]);
    let listed = json(&scene.good(&["list", ".", "--json"]));
    let articles: Vec<_> = listed.as_array().unwrap().iter().map(|it| it["article"].as_str().unwrap()).collect();
    assert_eq!(articles, ["./b.md", "./story.txt", "./story.txt", "./story.txt"]);
}

#[test]
fn an_article_without_annotations_lists_nothing_and_is_no_error() {
    let scene = Scene::new();
    let ran = scene.run(&["list", ARTICLE]);
    ran.expect(0, &["story.txt: no annotations"]);
    assert_eq!((ran.out.as_str(), scene.names()), ("", vec![ARTICLE.to_owned()]));
    assert_eq!(json(&scene.good(&["list", ARTICLE, "--json"])), serde_json::json!([]));
}

#[test]
fn a_bad_article_does_not_keep_the_others_from_being_listed() {
    let (scene, _) = annotated();
    let ran = scene.run(&["list", "missing.txt", ARTICLE]);
    ran.expect(66, &["missing.txt: there is no such file"]);
    assert_eq!(ran.out.lines().count(), 3);
}

#[test]
fn stats_count_what_there_is() {
    let (scene, _) = annotated();
    let expected = "\
story.txt
  finished     no
  characters   154, 40 % of them annotated
  sentences    4, 75 % of them with a mark
  unmarked     0
  annotations  3: 1 claim, 1 source, 1 denial
  in pieces    1
  relations    1: 1 attributed-to
  checks       1: 1 verified
  replies      1: 1 unasked
  missing      1 no-evidence, 1 no-claim, 1 no-mark
  orphans      0
  undecided    0";
    assert_eq!(scene.good(&["stats", ARTICLE]), expected);
    let counted = json(&scene.good(&["stats", ARTICLE, "--json"]));
    let counted = &counted["articles"][0];
    assert_eq!(
        (&counted["annotations"], &counted["relations"], &counted["orphans"]),
        (&3.into(), &1.into(), &0.into())
    );
    assert_eq!((&counted["labels"]["denial"], &counted["labels"]["actor"]), (&1.into(), &0.into()));
    assert_eq!((&counted["checks"]["verified"], &counted["kinds"]["attributed-to"]), (&1.into(), &1.into()));
    assert_eq!((&counted["characters"], &counted["covered_percent"]), (&154.into(), &40.into()));
}

#[test]
fn stats_of_several_articles_end_with_their_total() {
    let (scene, _) = annotated();
    scene.write("other.txt", "In 2019 it had 14 leaks.");
    scene.good(&["add", "other.txt", "--label", "claim", "--quote", "it had 14 leaks"]);
    let told = scene.good(&["stats", ARTICLE, "other.txt"]);
    let total = told.split("\n\n").last().unwrap_or_else(|| panic!("{told}"));
    for line in [
        "2 articles",
        "  sentences    5, 80 % of them with a mark",
        "  unmarked     1: 1 date",
        "  annotations  4: 2 claim, 1 source, 1 denial",
        "  checks       2: 1 unchecked, 1 verified",
        "  missing      1 open, 1 no-source, 1 no-evidence, 1 no-claim, 1 unmarked, 1 no-mark",
    ] {
        assert!(total.lines().any(|it| it == line), "{line}: {total}");
    }
    let counted = json(&scene.good(&["stats", ARTICLE, "other.txt", "--json"]));
    assert_eq!(counted["articles"].as_array().unwrap().len(), 2);
    assert_eq!((&counted["total"]["annotations"], &counted["total"]["missing"]["open"]), (&4.into(), &1.into()));
    assert_eq!(counted["total"]["unmarked"], serde_json::json!({"quotation": 0, "figure": 0, "date": 1, "name": 0}));
}

#[test]
fn stats_fail_on_the_findings_that_are_named_and_tell_each() {
    let (scene, [_, claim, denial]) = annotated();
    scene.good(&["stats", ARTICLE, "--fail-on", "open,no-source"]);
    let ran = scene.run(&["stats", ARTICLE, "--fail-on", "open,no-evidence", "--fail-on", "no-claim"]);
    ran.expect(1, &[]);
    let found: Vec<_> = ran.out.lines().filter(|line| line.starts_with("story.txt:")).collect();
    let expected = [
        format!("story.txt:2:1: no-evidence: claim {claim} ““We checked it,” … “twice.””"),
        format!("story.txt:4:29: no-claim: denial {denial} “denied that the bridge is safe”"),
    ];
    assert_eq!(found, expected);
    let ran = scene.run(&["stats", ARTICLE, "--json", "--fail-on", "no-evidence,no-mark"]);
    ran.expect(1, &[]);
    let failed = &json(&ran.out)["articles"][0]["failed"];
    assert_eq!((&failed[0]["id"], &failed[0]["line"]), (&claim.into(), &2.into()));
    assert_eq!(failed[1]["finding"], "no-mark");
    scene.run(&["stats", ARTICLE, "--fail-on", "gossip"]).expect(2, &["no-source", "no-reply"]);
}

#[test]
fn every_finding_is_in_the_help_and_the_completions() {
    let scene = Scene::new();
    let (help, script) = (scene.good(&["stats", "--help"]), scene.good(&["completions", "zsh"]));
    let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
    for (_, name, means) in ascribe::model::finding::FINDINGS {
        assert!(help.contains(&format!("- {name}: {means}")), "{name}: {help}");
        assert!(script.contains(name), "{name}");
    }
}

#[test]
fn text_that_is_annotated_twice_is_covered_once() {
    let scene = Scene::new();
    scene.add("claim", "said ⟦the bridge is safe⟧");
    scene.add("actor", "said ⟦the bridge⟧");
    let counted = json(&scene.good(&["stats", ARTICLE, "--json"]));
    assert_eq!(counted["articles"][0]["covered_characters"], 18);
}

#[test]
fn keys_come_from_the_table_of_the_screen() {
    let scene = Scene::new();
    let rows = ascribe::tui::keymap::rows();
    let (plain, markdown) = (scene.good(&["keys"]), scene.good(&["keys", "--markdown"]));
    let listed = json(&scene.good(&["keys", "--json"]));
    assert_eq!(listed.as_array().unwrap().len(), rows.len());
    for (row, listed) in rows.iter().zip(listed.as_array().unwrap()) {
        assert!(plain.contains(&row.help) && markdown.contains(&row.help), "{}", row.help);
        assert_eq!((listed["help"].as_str(), listed["group"].as_str()), (Some(row.help.as_str()), Some(row.group)));
        let modes: Vec<_> = row.modes.iter().map(|mode| Value::from(mode.name())).collect();
        assert_eq!(listed["modes"].as_array(), Some(&modes));
    }
    for (_, title) in ascribe::tui::help::GROUPS {
        assert!(plain.contains(title) && markdown.contains(&format!("**{title}**")), "{title}");
    }
    assert!(markdown.lines().all(|line| line.is_empty() || line.starts_with(['|', '*'])), "{markdown}");
}

#[test]
fn formats_come_from_the_table_of_formats() {
    let scene = Scene::new();
    let (plain, listed) = (scene.good(&["formats"]), json(&scene.good(&["formats", "--json"])));
    assert_eq!(listed.as_array().unwrap().len(), ascribe::formats::FORMATS.len());
    for (format, listed) in ascribe::formats::FORMATS.iter().zip(listed.as_array().unwrap()) {
        let start = format!("{}\t.{}\t{}\t{}\t", format.name, format.extension, format.many(), format.unit.name());
        assert!(plain.lines().any(|line| line.starts_with(&start) && line.contains(format.help)), "{plain}");
        assert_eq!(listed["name"], format.name);
        assert_eq!(listed["many-articles"], format.many());
    }
}

#[test]
fn the_schema_is_that_of_the_file_that_is_saved() {
    let (scene, _) = annotated();
    let schema = json(&scene.good(&["schema"]));
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<_> = validator.iter_errors(&scene.saved()).map(|error| error.to_string()).collect();
    assert_eq!(errors, [""; 0]);
    assert!(!validator.is_valid(&serde_json::json!({"format": "other"})));
}

#[test]
fn every_shell_has_its_completions() {
    let scene = Scene::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = scene.good(&["completions", shell]);
        for word in ["verify", "annotations", "markdown"] {
            assert!(script.contains(word), "{word} is not completed in {shell}");
        }
        // The others have no place for the help of a value, or write the colon otherwise.
        assert!(shell != "fish" || script.contains("many articles: one file"), "{shell}");
    }
    scene.run(&["completions", "cmd"]).expect(2, &["bash"]);
}

#[test]
fn the_manual_page_has_the_sub_commands_and_exit_codes() {
    let page = Scene::new().good(&["man"]);
    for piece in [".TH ascribe 1", "ASCRIBE ADD", "ASCRIBE VERIFY", "EXIT CODES", "EXAMPLES", "permission denied"] {
        assert!(page.contains(piece), "{piece}");
    }
}

#[test]
fn a_content_credential_is_named_and_counts_for_nothing() {
    let (scene, _) = annotated();
    let without = scene.good(&["stats", ARTICLE]);
    let credential = credential(3000);
    scene.write("signed.txt", format!("{}{credential}", STORY.trim_end()));
    scene.good(&["add", "signed.txt", "--label", "source", "--quote", "The mayor"]);
    let told = scene.good(&["stats", "signed.txt"]);
    for said in ["  hidden data  content credential, 3 kB", "  sentences    4, 25 % of them with a mark"] {
        assert!(told.lines().any(|line| line == said), "{said}: {told}");
    }
    let characters =
        |told: &str| told.lines().find(|line| line.contains("characters")).map(|line| line[..19].to_owned());
    let shorter = STORY.chars().count() - STORY.trim_end().chars().count();
    assert_eq!(characters(&without).unwrap(), format!("  characters   {}, ", STORY.chars().count()).as_str()[..19]);
    assert_eq!(
        characters(&told).unwrap(),
        format!("  characters   {}, ", STORY.chars().count() - shorter).as_str()[..19]
    );
    let counted = json(&scene.good(&["stats", "signed.txt", "--json"]));
    assert_eq!(counted["articles"][0]["hidden_data"], serde_json::json!(["content credential, 3 kB"]));
    let listed = scene.run(&["list", "signed.txt"]);
    listed.expect(0, &["signed.txt: hidden data: content credential, 3 kB"]);
    // The record counts the whole text, since other programs do.
    let saved: Value = serde_json::from_slice(&scene.read("signed.txt.ascribe.json")).unwrap();
    assert_eq!(saved["document"]["characters"], STORY.trim_end().chars().count() + credential.chars().count());
}

#[test]
fn reports_name_a_payload_and_leave_it_out_and_other_exports_keep_it_whole() {
    let scene = Scene::new();
    let credential = credential(3000);
    let run = selectors(&[66; 3059]);
    let text = format!("It rained😀{run}, The mayor said.{credential}\n");
    let read = text.chars().count() - credential.chars().count() - run.chars().count();
    scene.write(ARTICLE, &text);
    scene.add("source", "⟦The mayor⟧");
    for format in ["html", "markdown"] {
        let report = scene.good(&["export", ARTICLE, "--to", format, "-o", "-"]);
        assert!(report.contains("content credential, 3 kB"), "{format}: {report}");
        assert!(report.contains("hidden run of 3,059 variation selectors"), "{format}");
        assert!(report.contains(&format!("{read} characters")), "{format}: {report}");
        assert!(!report.contains("U+E0132") && !report.contains("U+FE"), "{format}");
    }
    let jsonl = json(&scene.good(&["export", ARTICLE, "--to", "jsonl", "-o", "-"]));
    assert_eq!(jsonl["text"].as_str(), Some(text.as_str()));
    let columns = scene.good(&["export", ARTICLE, "--to", "conll", "-o", "-"]);
    assert!(!columns.contains('\u{feff}'), "no token reaches into it: {columns}");
}
