//! Importing: what a file has is taken beside what is there, and what can't be taken is named.

use super::scene::{ANNOTATIONS, ARTICLE, Scene};

/// A scene, and the annotation file that a colleague has made of the same article.
fn colleagues() -> Scene {
    let scene = Scene::new();
    scene.add("source", "⟦The mayor⟧");
    scene.add("claim", "said ⟦the bridge is safe⟧.");
    let theirs = scene.read(ANNOTATIONS);
    std::fs::remove_file(scene.path(ANNOTATIONS)).unwrap();
    scene.write("theirs.json", theirs);
    scene
}

#[test]
fn what_a_colleague_has_marked_is_taken_and_a_second_time_is_there_already() {
    let scene = colleagues();
    scene.add("actor", "⟦A spokesman⟧");
    let import = || scene.run(&["import", ARTICLE, "theirs.json"]);
    import().expect(0, &["2 annotations and 0 relations taken from theirs.json (json), 0 changed, 0 here already"]);
    assert_eq!(scene.saved()["annotations"].as_array().unwrap().len(), 3);
    let before = scene.read(ANNOTATIONS);
    import().expect(0, &["0 annotations and 0 relations taken", "2 here already"]);
    assert_eq!(scene.read(ANNOTATIONS), before);
}

#[test]
fn a_dry_run_leaves_everything_as_it_is() {
    let scene = colleagues();
    let names = scene.names();
    scene.run(&["import", ARTICLE, "theirs.json", "--dry-run"]).expect(0, &["2 annotations", "would be taken"]);
    assert_eq!(scene.names(), names);
}

#[test]
fn a_file_may_come_through_a_pipe() {
    let scene = colleagues();
    let theirs = String::from_utf8(scene.read("theirs.json")).unwrap();
    scene.run_on(&theirs, &["import", ARTICLE, "-"]).expect(0, &["2 annotations"]);
}

#[test]
fn what_cannot_be_read_is_refused_and_nothing_is_written() {
    let scene = colleagues();
    let names = scene.names();
    scene.run(&["import", ARTICLE, "none.json"]).expect(66, &["none.json: there is no such file"]);
    scene.run(&["import", ARTICLE, "."]).expect(74, &[".: it can't be read"]);
    scene.run(&["import", ARTICLE, ARTICLE]).expect(65, &["no format is known that looks like this", "--from"]);
    scene.run_on("\u{feff}", &["import", ARTICLE, "-"]).expect(65, &["it is empty", "--from"]);
    scene.run_on("{\"format\": \"ascribe\", ", &["import", ARTICLE, "-"]).expect(65, &["line 1"]);
    scene.run(&["import", ARTICLE, "theirs.json", "--map", "x"]).expect(2, &["THEIRS=OURS"]);
    scene.run(&["import", ARTICLE, "theirs.json", "--map", "x=y"]).expect(2, &["actor, claim, source, denial"]);
    assert_eq!(scene.names(), names);
}

#[test]
fn what_stands_under_the_same_id_stays_as_it_is() {
    let scene = colleagues();
    scene.run(&["import", ARTICLE, "theirs.json"]).expect(0, &[]);
    scene.tamper("\"source\"", "\"actor\"");
    let before = scene.read(ANNOTATIONS);
    let ran = scene.run(&["import", ARTICLE, "theirs.json"]);
    ran.expect(
        1,
        &["(actor): label: “actor” here, “source” in the file", "1 difference: --take theirs takes", "2 here already"],
    );
    assert_eq!(scene.read(ANNOTATIONS), before);
    scene.run(&["import", ARTICLE, "theirs.json", "--take", "ours"]).expect(0, &["“actor” stays"]);
    assert_eq!(scene.read(ANNOTATIONS), before);
    scene
        .run(&["import", ARTICLE, "theirs.json", "--take", "theirs"])
        .expect(0, &["“source” is taken for “actor”", "1 changed"]);
    assert_eq!(scene.saved()["annotations"][0]["label"], "source");
}

#[test]
fn a_copy_that_a_sync_program_has_made_is_joined() {
    let scene = colleagues();
    let copy = "story.txt.ascribe (Kim's conflicted copy 2026-11-27).json";
    std::fs::rename(scene.path("theirs.json"), scene.path(copy)).unwrap();
    scene.add("actor", "⟦A spokesman⟧");
    scene.run(&["import", ARTICLE, copy]).expect(0, &["2 annotations and 0 relations taken"]);
    scene.run(&["import", ARTICLE, copy]).expect(0, &["0 annotations", "2 here already"]);
    assert_eq!(scene.saved()["annotations"].as_array().unwrap().len(), 3);
}

#[test]
fn nothing_at_all_is_taken_of_a_partly_bad_file_on_demand() {
    let scene = Scene::new();
    let file = "T1\tactor 4 9\tmayor\nT2\tclaim 0 3\tnot\n";
    let names = scene.names();
    scene.run_on(file, &["import", ARTICLE, "-", "--strict"]).expect(1, &["not taken: line 2", "because of --strict"]);
    assert_eq!(scene.names(), names);
    scene.run_on(file, &["import", ARTICLE, "-"]).expect(1, &["not taken: line 2", "1 annotations"]);
    assert_eq!(scene.saved()["annotations"].as_array().unwrap().len(), 1);
}

#[test]
fn labels_and_relations_can_be_left_out_renamed_and_turned_round() {
    let scene = Scene::new();
    let file = "T1\tsource 0 9\tThe mayor\nT2\tclaim 15 33\tthe bridge is safe\nT3\tCue 10 14\tsaid\n\
                R1\tsays Arg1:T1 Arg2:T2\nR2\tcue-of Arg1:T3 Arg2:T2\nR3\tlinked Arg1:T2 Arg2:T1\n";
    for empty in ["Cue=", "Cue=-"] {
        let all = ["import", ARTICLE, "-", "--dry-run", "--map", empty, "--map", "says=attributed-to,linked=-"];
        let ran = scene.run_on(file, &all);
        ran.expect(
            0,
            &[
                "2 annotations and 1 relations would be taken",
                "`Cue` is left out, as --map says: 1",
                "`linked` is left out",
            ],
        );
    }
    scene
        .run_on(file, &["import", ARTICLE, "-", "--map", "Cue=-"])
        .expect(1, &["--map says=attributed-to turns it round"]);
    scene.run_on(file, &["import", ARTICLE, "-", "--map", "says=about"]).expect(1, &["`says` can't be about"]);
}

#[test]
fn an_empty_file_of_brat_holds_no_annotations() {
    let scene = Scene::new();
    scene.write("none.ann", "");
    scene.run(&["import", ARTICLE, "none.ann"]).expect(0, &["none.ann: it is empty: no annotations", "0 annotations"]);
    scene.run_on("\n", &["import", ARTICLE, "-", "--from", "brat"]).expect(0, &["it is empty"]);
    scene.write("none.txt", "");
    scene.run(&["import", ARTICLE, "none.txt"]).expect(65, &["it is empty", "--from"]);
}

#[test]
fn a_verdict_that_comes_by_a_worksheet_is_the_importer_s_in_card_log_and_claim_review() {
    let scene = Scene::new();
    let claim = scene.add("claim", "said ⟦the bridge is safe⟧.");
    let other = scene.add("claim", "denied ⟦that the bridge is safe⟧.");
    for id in [&claim, &other] {
        scene.good(&["check", ARTICLE, id, "--status", "verified", "--as", "jo", "--checked-on", "2026-11-01"]);
    }
    scene.good(&["export", ARTICLE, "--to", "csv", "-o", "sheet.csv"]);
    let sheet = String::from_utf8(scene.read("sheet.csv")).unwrap();
    // Kim says in the sheet who checked the second one.
    let (first, second) = sheet.split_once(&format!("\"{other}\"")).unwrap();
    let second = second.replacen("\"jo\",\"2026-11-01\"", "\"vey\",\"2026-11-20\"", 1);
    let changed = format!("{first}\"{other}\"{second}").replace("\"verified\"", "\"disputed\"");
    scene.write("sheet.csv", changed);
    scene.good(&["import", ARTICLE, "sheet.csv", "--as", "kim"]);
    let saved = scene.saved();
    let check = |nth: usize| saved["annotations"][nth]["check"].clone();
    let (one, two) = (check(0), check(1));
    assert_eq!(
        (&one["status"], &one["checked_by"], &one["changed_by"]),
        (&"disputed".into(), &"kim".into(), &"kim".into())
    );
    assert!(one["checked_on"].as_str().unwrap() > "2026-11-02", "{one}");
    assert_eq!((&two["checked_by"], &two["checked_on"]), (&"vey".into(), &"2026-11-20".into()));
    let log = scene.good(&["log", ARTICLE]);
    assert!(log.lines().any(|line| line.contains("kim") && line.contains("checked")), "{log}");
    scene.good(&["export", ARTICLE, "--to", "claimreview", "-o", "draft.json"]);
    let draft = String::from_utf8(scene.read("draft.json")).unwrap();
    assert!(draft.contains("\"name\": \"kim\"") && !draft.contains("\"name\": \"jo\""), "{draft}");
}

#[test]
fn annotations_that_come_new_bear_the_importer_and_the_time_where_their_file_says_neither() {
    let scene = Scene::new();
    scene.write("theirs.ann", "T1\tclaim 15 33\tthe bridge is safe\n");
    scene.good(&["import", ARTICLE, "theirs.ann", "--as", "kim"]);
    let made = &scene.saved()["annotations"][0];
    assert_eq!(made["creator"], "kim");
    assert!(ascribe::model::is_date(made["created"].as_str().unwrap()), "{made}");
    let log = scene.good(&["log", ARTICLE]);
    assert!(log.contains("kim") && log.contains("created"), "{log}");
    let theirs = colleagues();
    theirs.good(&["import", ARTICLE, "theirs.json", "--as", "kim"]);
    assert_eq!(theirs.saved()["annotations"][0]["creator"], "tester", "the file says who made it");
}

#[test]
fn a_change_that_nobody_is_named_for_is_saved_and_said_once() {
    let scene = Scene::new();
    let nobody = |arguments: &[&str]| {
        let mut command = scene.command();
        command.env_remove("USER").args(arguments);
        super::scene::ran(command, "")
    };
    let said = "no name is recorded; give one with --as NAME";
    let added = nobody(&["add", ARTICLE, "--label", "claim", "--context", "said ⟦the bridge is safe⟧"]);
    assert_eq!((added.code, added.err.matches(said).count()), (0, 1), "{}", added.err);
    let id = added.out.trim();
    nobody(&["check", ARTICLE, id, "--status", "false"]).expect(0, &[said]);
    let named = nobody(&["check", ARTICLE, id, "--status", "verified", "--as", "jo"]);
    assert!(named.code == 0 && !named.err.contains("no name"), "{}", named.err);
}

#[test]
fn blanks_at_the_ends_of_what_is_imported_are_left_out_and_blanks_alone_are_refused() {
    let scene = Scene::new();
    let file = "T1\tactor 3 9\t mayor\nT2\tclaim 9 10\t \nT3\tactor 4 9\tmayor\n";
    let ran = scene.run_on(file, &["import", ARTICLE, "-"]);
    ran.expect(
        1,
        &[
            "line 1: blanks at the ends of “mayor” (actor) are left out",
            "not taken: line 2: a claim of nothing but blanks",
        ],
    );
    scene.run_on("T1\tactor 3 9\t mayor\n", &["import", ARTICLE, "-"]).expect(0, &["0 annotations", "1 here already"]);
    scene.run(&["verify", ARTICLE]).expect(0, &["no findings"]);
}

#[test]
fn the_name_of_a_file_never_forges_a_line() {
    let scene = Scene::new();
    let name = "a.ann\nstory.txt: 9 annotations and 9 relations taken\n.ann";
    scene.write(name, "T1\tactor 4 9\tmayor\nT2\tactor 0 1\tx\u{2028}y\n");
    let ran = scene.run(&["import", ARTICLE, name]);
    ran.expect(1, &["a.ann␊story.txt: 9 annotations and 9 relations taken␊.ann: not taken: line 2"]);
    assert!(ran.err.lines().all(|line| !line.starts_with("story.txt: 9")), "{}", ran.err);
}

#[test]
fn what_can_not_be_imported_is_named_with_a_remedy_that_fits_it() {
    let scene = Scene::new();
    std::fs::create_dir(scene.path("folder")).unwrap();
    let folder = std::fs::File::open(scene.path("folder")).unwrap();
    let mut command = scene.command();
    let output = command.args(["import", ARTICLE, "-"]).stdin(folder).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(err, "ascribe: -: standard input is a folder; name a file in it\n");
    scene.run(&["import", ARTICLE, "-"]).expect(65, &["-: it is empty", "--from"]);
    // Nobody writes to it: whoever waited for it would wait for ever.
    scene.make_pipe("pipe");
    let pipe = "pipe: it can't be read: it is a named pipe, not a regular file; - reads standard input";
    scene.run(&["import", ARTICLE, "pipe"]).expect(74, &[pipe]);
    for name in ["missing.json", "story.txt/missing.json"] {
        scene.run(&["import", ARTICLE, name]).expect(66, &[name, "there is no such file; check the name"]);
    }
}

#[test]
fn a_place_where_no_file_can_be_is_named_with_a_remedy_that_fits_it() {
    let scene = Scene::new();
    scene.add("source", "⟦The mayor⟧");
    let add = ["add", ARTICLE, "--label", "actor", "--quote", "harbour", "--annotations"];
    let export = ["export", ARTICLE, "--to", "csv", "-o"];
    for command in [&add[..], &export] {
        scene.run(&[command, &["story.txt/x"]].concat()).expect(73, &["story.txt/x: it would lie in a file"]);
        scene.run(&[command, &["none/"]].concat()).expect(73, &["none/: its folder doesn't exist; make it first"]);
        scene.run(&[command, &["none/x"]].concat()).expect(73, &["none/x: its folder doesn't exist; make it first"]);
    }
    let list = ["list", ARTICLE, "--annotations", "story.txt/x"];
    scene.run(&list).expect(66, &["story.txt/x: there is no such annotation file; check the name"]);
    std::os::unix::fs::symlink("circle", scene.path("circle")).unwrap();
    let ran = scene.run(&["list", "circle"]);
    assert!(ran.code != 0 && !ran.err.contains("folder"), "{ran:?}");
}
