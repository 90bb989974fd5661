//! Verifying: every way in which an annotation file can be wrong is one finding.

use super::scene::{ANNOTATIONS, ARTICLE, STORY, Scene};

/// An article with a claim tied to its source.
fn annotated() -> (Scene, String) {
    let scene = Scene::new();
    let source = scene.add("source", "⟦The mayor⟧");
    let claim = scene.add("claim", "said ⟦the bridge is safe⟧");
    scene.good(&["relate", ARTICLE, &claim, &source]);
    (scene, claim)
}

/// What verifying prints; the exit code says whether that is anything.
#[track_caller]
fn findings(scene: &Scene) -> Vec<String> {
    let before = scene.read(ANNOTATIONS);
    let ran = scene.run(&["verify", ARTICLE]);
    assert_eq!(ran.code, i32::from(!ran.out.is_empty()), "{ran:?}");
    assert_eq!(scene.read(ANNOTATIONS), before, "verifying changes nothing");
    ran.out.lines().map(str::to_owned).collect()
}

#[test]
fn a_sound_file_has_no_findings() {
    let (scene, _) = annotated();
    let ran = scene.run(&["verify", ARTICLE]);
    ran.expect(0, &["story.txt: 2 annotations, 1 relation, no findings"]);
    assert_eq!(ran.out, "");
}

#[test]
fn an_article_that_was_never_annotated_is_no_finding() {
    Scene::new().run(&["verify", ARTICLE]).expect(0, &["story.txt: not annotated yet"]);
}

#[test]
fn a_quote_that_stands_elsewhere_is_a_finding() {
    let (scene, claim) = annotated();
    scene.tamper("\"quote\": \"the bridge is safe\"", "\"quote\": \"the tunnel is safe\"");
    let found = findings(&scene);
    let start = format!("{ANNOTATIONS}: claim {claim}: ");
    assert!(found.len() == 1 && found[0].starts_with(&start) && found[0].contains("the tunnel is safe"), "{found:?}");
}

#[test]
fn a_changed_article_is_a_finding_and_so_is_every_lost_quote() {
    let (scene, claim) = annotated();
    scene.write(ARTICLE, STORY.replace("The mayor said the bridge", "The mayor says the bridge"));
    let found = findings(&scene);
    assert!(found.iter().any(|it| it.contains("SHA-256")), "{found:?}");
    scene.write(ARTICLE, "Something else altogether, but long enough for all of it.");
    let found = findings(&scene);
    assert!(found.len() >= 3 && found.iter().any(|it| it.contains(&claim)), "{found:?}");
}

#[test]
fn a_relation_that_leads_nowhere_or_joins_the_wrong_labels_is_a_finding() {
    let (scene, claim) = annotated();
    scene.tamper(&format!("\"from\": \"{claim}\""), "\"from\": \"nobody\"");
    let found = findings(&scene);
    assert!(found.len() == 1 && found[0].contains("relations[0].from") && found[0].contains("nobody"), "{found:?}");
    scene.tamper("\"from\": \"nobody\"", &format!("\"from\": \"{claim}\""));
    scene.tamper("\"kind\": \"attributed-to\"", "\"kind\": \"about\"");
    let found = findings(&scene);
    assert!(found.len() == 1 && found[0].contains("relations[0].kind"), "{found:?}");
}

#[test]
fn a_damaged_file_is_a_finding_with_line_and_field() {
    let (scene, _) = annotated();
    scene.tamper("\"label\": \"claim\"", "\"label\": \"gossip\"");
    let found = findings(&scene);
    assert!(found.len() == 1 && found[0].contains("line ") && found[0].contains("annotations[1].label"), "{found:?}");
    scene.write(ANNOTATIONS, "{\"format\"");
    assert_eq!(findings(&scene).len(), 1);
    scene.write(ANNOTATIONS, b"\xFF\xFE");
    assert_eq!(findings(&scene), [format!("{ANNOTATIONS}: it is not UTF-8")]);
}

#[test]
fn a_newer_file_is_a_finding() {
    let (scene, _) = annotated();
    scene.tamper("\"version\": 1", "\"version\": 2");
    let found = findings(&scene);
    assert!(found.len() == 1 && found[0].contains("a newer ascribe wrote it (version 2"), "{found:?}");
}

#[test]
fn each_of_several_articles_is_verified() {
    let (scene, claim) = annotated();
    scene.write("a.txt", "Fine.");
    scene.good(&["add", "a.txt", "--label", "claim", "--quote", "Fine."]);
    scene.tamper("\"quote\": \"the bridge is safe\"", "\"quote\": \"the tunnel is safe\"");
    let ran = scene.run(&["verify", ".", "missing.txt"]);
    ran.expect(1, &["./a.txt: 1 annotation, 0 relations, no findings", "./story.txt: 2 annotations", "1 finding"]);
    ran.expect(1, &["missing.txt: there is no such file"]);
    assert!(ran.out.contains(&claim));
}

#[test]
fn annotations_of_blanks_are_found() {
    let scene = Scene::new();
    scene.write(ARTICLE, "A  bridge is safe.\n");
    let span = |start: usize, end: usize, quote: &str| {
        format!(r#"{{"id":"k{start}","label":"claim","spans":[{{"start":{start},"end":{end},"quote":"{quote}"}}]}}"#)
    };
    let spans = [span(1, 3, "  "), span(2, 9, " bridge"), span(10, 12, "is")];
    let file = format!(r#"{{"format":"ascribe","version":1,"document":{{}},"annotations":[{}]}}"#, spans.join(","));
    scene.write(ANNOTATIONS, file);
    let ran = scene.run(&["verify", ARTICLE]);
    ran.expect(1, &["2 findings"]);
    assert!(ran.out.contains("claim k1: “") && ran.out.contains("is nothing but blanks; remove it"), "{}", ran.out);
    assert!(ran.out.contains("claim k2: “") && ran.out.contains("begins or ends with blanks"), "{}", ran.out);
}

/// Names that programs give to the copies that they make of the usual annotation file.
const COPIES: &[&str] = &[
    "story.txt.ascribe (Kim's conflicted copy 2026-11-27).json",
    "story.txt.ascribe (1).json",
    "story.txt.ascribe (conflicted copy 2026-11-27 101112).json",
    "story.txt.ascribe-HOSTNAME.json",
    "story.txt.ascribe.json.conflict-20261127T101112Z",
    "story.txt.ascribe.json.orig",
    "story.txt.ascribe.sync-conflict-20261127-101112-ABCDEFG.json",
    "story.txt.ascribe_LOCAL_123.json",
];

#[test]
fn a_copy_next_to_the_annotations_is_a_finding_with_the_command_that_joins_them() {
    for copy in COPIES {
        let (scene, claim) = annotated();
        let mine = scene.read(ANNOTATIONS);
        scene.add("actor", "⟦harbour⟧");
        scene.write(copy, scene.read(ANNOTATIONS));
        scene.write(ANNOTATIONS, &mine);
        let found = findings(&scene);
        let quoted = format!("'{}'", copy.replace('\'', "'\\''"));
        let quoted = if copy.contains(' ') { quoted } else { (*copy).to_owned() };
        let command = format!("import story.txt {quoted}");
        let said =
            format!("there is a copy of these annotations; ascribe {command} joins the two, then remove the copy");
        assert_eq!(found, [format!("{ANNOTATIONS}: {said}")]);
        let listed = scene.run(&["list", ARTICLE]);
        listed.expect(0, &[&format!("story.txt: {said}")]);
        // As a shell reads it.
        let shell = format!("'{}' {command}", super::scene::PROGRAM);
        let output =
            std::process::Command::new("sh").args(["-c", &shell]).current_dir(scene.path("")).output().unwrap();
        assert!(output.status.success(), "{copy}: {output:?}");
        assert_eq!(scene.saved()["annotations"].as_array().unwrap().len(), 3, "{copy}");
        std::fs::remove_file(scene.path(copy)).unwrap();
        assert!(findings(&scene).is_empty() && scene.good(&["list", ARTICLE]).contains(&claim));
    }
}

#[test]
fn a_damaged_copy_is_a_finding_although_there_are_no_annotations() {
    let scene = Scene::new();
    for (copy, bytes) in [
        ("story.txt.ascribe.json.bad-0badf00d", "{\"format\": \"ascr"),
        ("story.txt.ascribe_BACKUP_123.json", "<<<<<<< HEAD\n{\"format\": \"ascribe\",\n=======\n>>>>>>> theirs\n"),
    ] {
        scene.write(copy, bytes);
        let ran = scene.run(&["verify", ARTICLE]);
        ran.expect(1, &["story.txt: 2 findings"]);
        let damaged =
            format!("there is a damaged copy of these annotations, {copy}; mend it and import it, or remove it");
        let missing = "it doesn't exist, though there is a copy of it";
        assert_eq!(ran.out, format!("{ANNOTATIONS}: {missing}\n{ANNOTATIONS}: {damaged}\n"));
        scene.run(&["list", ARTICLE]).expect(0, &[&damaged, "no annotations"]);
        std::fs::remove_file(scene.path(copy)).unwrap();
    }
    scene.write("story.txt.ascribe-w3c.json", "{\"type\": \"AnnotationPage\"}");
    scene.run(&["verify", ARTICLE]).expect(0, &["not annotated yet"]);
}

#[test]
fn a_copy_of_annotations_is_no_article() {
    let (scene, _) = annotated();
    let damaged = ["story.txt.ascribe.json.bad-0badf00d", "story.txt.ascribe_BASE_123.json"];
    for copy in COPIES.iter().chain(&damaged) {
        scene.write(copy, scene.read(ANNOTATIONS));
    }
    let names = scene.names();
    let all: Vec<&str> = names.iter().map(String::as_str).collect();
    let listed = scene.run(&[&["list", "--json"][..], &all].concat());
    listed.expect(0, &["passed over, since ascribe made"]);
    let rows: serde_json::Value = serde_json::from_str(&listed.out).unwrap();
    assert!(rows.as_array().unwrap().iter().all(|row| row["article"] == ARTICLE), "{rows}");
    let verified = scene.run(&[&["verify"][..], &all].concat());
    assert!(verified.out.lines().all(|line| line.starts_with(&format!("{ANNOTATIONS}: "))), "{}", verified.out);
    std::fs::create_dir(scene.path("out")).unwrap();
    scene.good(&[&["export", "--to", "jsonl", "-o", "out"][..], &all].concat());
    assert_eq!(std::fs::read_dir(scene.path("out")).unwrap().count(), 1);
}
