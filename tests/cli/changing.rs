//! The commands that change annotations.

use super::scene::{ANNOTATIONS, ARTICLE, Scene};

#[test]
fn add_saves_what_it_was_told_and_prints_the_id() {
    let scene = Scene::new();
    let id = scene.good(&[
        "add",
        ARTICLE,
        "--label",
        "source",
        "--quote",
        "The mayor",
        "--note",
        "by phone",
        "--tag",
        "city",
        "--tag",
        "named",
        "--as",
        "jo",
    ]);
    let saved = &scene.saved()["annotations"][0];
    assert_eq!(saved["id"], id.as_str());
    assert_eq!(
        (&saved["label"], &saved["note"], &saved["creator"]),
        (&"source".into(), &"by phone".into(), &"jo".into())
    );
    assert_eq!(saved["tags"], serde_json::json!(["city", "named"]));
    assert_eq!(saved["spans"][0]["quote"], "The mayor");
    assert_eq!((&saved["spans"][0]["start"], &saved["spans"][0]["end"]), (&0.into(), &9.into()));
    assert!(saved["created"].as_str().unwrap().ends_with('Z'));
}

#[test]
fn the_creator_is_who_the_environment_names_unless_somebody_is_named() {
    let scene = Scene::new();
    scene.add("actor", "⟦the harbour⟧");
    let mut command = scene.command();
    command.env("ASCRIBE_NAME", "kim").args(["add", ARTICLE, "--label", "actor", "--quote", "The mayor"]);
    assert!(command.output().unwrap().status.success());
    let saved = scene.saved();
    let creators: Vec<_> = saved["annotations"].as_array().unwrap().iter().map(|it| &it["creator"]).collect();
    assert_eq!(creators, ["kim", "tester"]);
}

#[test]
fn an_annotation_can_have_several_pieces() {
    let scene = Scene::new();
    scene.good(&["add", ARTICLE, "--label", "claim", "--quote", "“We checked it,”", "--also", "said, ⟦“twice.”⟧"]);
    let saved = scene.saved();
    let quotes: Vec<_> =
        saved["annotations"][0]["spans"].as_array().unwrap().iter().map(|span| &span["quote"]).collect();
    assert_eq!(quotes, ["“We checked it,”", "“twice.”"]);
}

#[test]
fn an_ambiguous_quote_is_refused_with_its_places_and_taken_with_a_context_or_number() {
    let scene = Scene::new();
    let ran = scene.run(&["add", ARTICLE, "--label", "claim", "--quote", "the bridge is safe"]);
    ran.expect(
        1,
        &[
            "story.txt: “the bridge is safe” is there 2 times",
            "--nth N",
            "--prefix",
            "   1  line 1: The mayor said ⟦the bridge is safe⟧.␊“We checked it,” she said, “tw",
            "   2  line 4: man for the harbour denied that ⟦the bridge is safe⟧. Cafe",
        ],
    );
    assert_eq!(ran.out, "");
    assert_eq!(scene.names(), [ARTICLE], "nothing is saved");
    let add = |more: &[&str]| {
        let start = ["add", ARTICLE, "--label", "claim"];
        scene.good(&[&start[..], more].concat());
        scene.saved()["annotations"].as_array().unwrap().last().unwrap()["spans"][0]["start"].as_u64().unwrap()
    };
    let second = add(&["--quote", "the bridge is safe", "--nth", "2"]);
    assert_eq!(add(&["--quote", "the bridge is safe", "--prefix", "denied that "]), second);
    assert_eq!(add(&["--quote", "the bridge is safe", "--suffix", ". Cafe"]), second);
    assert_eq!(add(&["--context", "that ⟦the bridge is safe⟧. Cafe"]), second);
}

#[test]
fn a_quote_that_is_not_there_is_refused_with_what_comes_nearest() {
    let scene = Scene::new();
    let add = |quote| scene.run(&["add", ARTICLE, "--label", "claim", "--quote", quote]);
    add("\"We checked it,\"").expect(1, &["is not in the article", "2:1 has ““We checked it,””"]);
    add("The mayor said the tunnel is safe").expect(1, &["1:1 has “The mayor said the”, but goes on with “ bridge"]);
    add("a unicorn").expect(1, &["“a unicorn” is not in the article; quote it exactly"]);
    add("Cafe").expect(1, &["inside a character"]);
    scene
        .run(&["add", ARTICLE, "--label", "claim", "--quote", "The mayor", "--also", "nowhere"])
        .expect(1, &["(--also): “nowhere” is not in the article"]);
    assert_eq!(scene.names(), [ARTICLE], "nothing is saved");
}

#[test]
fn what_a_tie_says_follows_from_the_labels() {
    let scene = Scene::new();
    let source = scene.add("source", "⟦The mayor⟧");
    let claim = scene.good(&[
        "add",
        ARTICLE,
        "--label",
        "claim",
        "--context",
        "said ⟦the bridge is safe⟧",
        "--tie",
        &source,
        "--tie",
        &source,
    ]);
    let denial = scene.add("denial", "⟦denied that the bridge is safe⟧");
    let id = scene.good(&["relate", ARTICLE, &claim, &denial]);
    let relations = scene.saved()["relations"].clone();
    let said: Vec<_> = relations
        .as_array()
        .unwrap()
        .iter()
        .map(|it| [&it["kind"], &it["from"], &it["to"]].map(|it| it.as_str()))
        .collect();
    assert_eq!(
        said,
        [[Some("attributed-to"), Some(&claim), Some(&source)], [Some("denies"), Some(&denial), Some(&claim)]]
    );
    assert_eq!(relations[1]["id"], id.as_str());
}

#[test]
fn relating_twice_changes_nothing_and_untying_unties() {
    let scene = Scene::new();
    let (source, claim) = (scene.add("source", "⟦The mayor⟧"), scene.add("claim", "said ⟦the bridge is safe⟧"));
    let id = scene.good(&["relate", ARTICLE, &claim, &source]);
    let before = scene.read(ANNOTATIONS);
    let again = scene.run(&["relate", ARTICLE, &source, &claim]);
    again.expect(0, &["are tied already"]);
    assert_eq!((again.out.trim_end(), scene.read(ANNOTATIONS)), (id.as_str(), before));
    scene.good(&["relate", ARTICLE, &source, &claim, "--untie"]);
    assert_eq!(scene.saved()["relations"].as_array().map_or(0, Vec::len), 0);
    scene.run(&["relate", ARTICLE, &source, &claim, "--untie"]).expect(1, &["are not tied"]);
}

#[test]
fn what_can_not_be_tied_is_refused() {
    let scene = Scene::new();
    let (source, actor) = (scene.add("source", "⟦The mayor⟧"), scene.add("actor", "⟦the harbour⟧"));
    let before = scene.read(ANNOTATIONS);
    scene.run(&["relate", ARTICLE, &source, &actor]).expect(1, &["nothing ties a source to an actor"]);
    scene.run(&["relate", ARTICLE, &source, &source]).expect(1, &["can't be tied to itself"]);
    scene.run(&["relate", ARTICLE, &source, "nobody"]).expect(1, &["no annotation `nobody`", "ascribe list"]);
    let add = ["add", ARTICLE, "--label", "claim", "--quote", "said no", "--tie"];
    scene.run(&[&add[..], &["nobody"]].concat()).expect(1, &["no annotation `nobody`"]);
    assert_eq!(scene.read(ANNOTATIONS), before, "all or nothing");
}

#[test]
fn check_records_what_was_found() {
    let scene = Scene::new();
    let claim = scene.add("claim", "said ⟦the bridge is safe⟧");
    scene.good(&[
        "check",
        ARTICLE,
        &claim,
        "--status",
        "corrected",
        "--evidence",
        "minutes.pdf|page 4|contradicts|primary|vote",
        "--evidence",
        "https://example.org",
        "--correction",
        "it was safe in May",
        "--question",
        "since when?",
        "--answer",
        "May",
        "--reply-asked",
        "2026-11-22",
        "--reply-received",
        "none yet",
        "--as",
        "jo",
    ]);
    let check = &scene.saved()["annotations"][0]["check"];
    for (field, value) in [
        ("status", "corrected"),
        ("correction", "it was safe in May"),
        ("question", "since when?"),
        ("answer", "May"),
        ("reply_asked", "2026-11-22"),
        ("reply_received", "none yet"),
        ("checked_by", "jo"),
    ] {
        assert_eq!(check[field], value, "{field} in {check}");
    }
    let evidence = check["evidence"].as_array().unwrap();
    assert_eq!(evidence.len(), 2);
    assert_eq!(evidence[1], serde_json::json!({"source": "https://example.org"}), "what wasn't said isn't recorded");
    assert_eq!((&evidence[0]["source"], &evidence[0]["locator"]), (&"minutes.pdf".into(), &"page 4".into()));
    scene.good(&["check", ARTICLE, &claim, "--status", "in-progress"]);
    let check = &scene.saved()["annotations"][0]["check"];
    assert_eq!((&check["status"], &check["checked_by"]), (&"in-progress".into(), &serde_json::Value::Null));
    assert_eq!(check["evidence"].as_array().unwrap().len(), 2, "what was recorded before is kept");
}

#[test]
fn only_claims_are_checked_and_something_must_be_said() {
    let scene = Scene::new();
    let source = scene.add("source", "⟦The mayor⟧");
    let check = |more: &[&str]| scene.run(&[&["check", ARTICLE][..], more].concat());
    check(&[&source, "--status", "false"]).expect(1, &["only claims are checked", "is a source"]);
    check(&["nobody", "--status", "false"]).expect(1, &["no annotation `nobody`"]);
    check(&[&source]).expect(2, &["--status", "--evidence"]);
    check(&[&source, "--evidence", "a||proves"]).expect(2, &["supports, contradicts, context"]);
    check(&[&source, "--evidence", "memo | p. 4 | refutes"]).expect(2, &["`refutes` is none of", "into the note"]);
}

#[test]
fn remove_takes_the_relations_along_and_all_or_none() {
    let scene = Scene::new();
    let source = scene.add("source", "⟦The mayor⟧");
    let claim = scene.add("claim", "said ⟦the bridge is safe⟧");
    scene.good(&["relate", ARTICLE, &claim, &source]);
    let before = scene.read(ANNOTATIONS);
    scene.run(&["remove", ARTICLE, &claim, "nobody"]).expect(1, &["no annotation `nobody`"]);
    assert_eq!(scene.read(ANNOTATIONS), before);
    scene.good(&["remove", ARTICLE, &claim]);
    let saved = scene.saved();
    assert_eq!(saved["annotations"].as_array().unwrap().len(), 1);
    assert_eq!(saved["relations"].as_array().map_or(0, Vec::len), 0);
    scene.good(&["remove", ARTICLE, &source]);
    assert_eq!(scene.good(&["list", ARTICLE]), "");
}

#[test]
fn the_article_is_never_written() {
    let scene = Scene::new();
    let before = scene.read(ARTICLE);
    let claim = scene.add("claim", "said ⟦the bridge is safe⟧");
    scene.good(&["check", ARTICLE, &claim, "--status", "verified"]);
    assert_eq!(scene.read(ARTICLE), before);
    scene
        .run(&["add", ARTICLE, "--annotations", ARTICLE, "--label", "actor", "--quote", "The mayor"])
        .expect(2, &["the article itself"]);
    assert_eq!(scene.read(ARTICLE), before);
}

#[test]
fn annotations_can_be_kept_elsewhere_and_the_article_piped_in() {
    let scene = Scene::new();
    let text = super::scene::STORY;
    let piped = ["--annotations", "elsewhere.json"];
    let ran = |arguments: &[&str]| {
        let ran = scene.run_on(text, &[arguments, &piped].concat());
        ran.expect(0, &[]);
        ran.out
    };
    let source = ran(&["add", "-", "--label", "source", "--quote", "The mayor"]);
    let claim = ran(&["add", "-", "--label", "claim", "--context", "said ⟦the bridge is safe⟧"]);
    ran(&["relate", "-", claim.trim_end(), source.trim_end()]);
    ran(&["check", "-", claim.trim_end(), "--status", "verified"]);
    assert!(ran(&["list", "-"]).contains("\tthe bridge is safe\tattributed-to "));
    assert!(ran(&["stats", "-"]).contains("annotations  2: 1 claim, 1 source"));
    assert_eq!(ran(&["verify", "-"]), "");
    assert_eq!(ran(&["export", "-", "--to", "json"]).into_bytes(), scene.read("elsewhere.json"));
    ran(&["remove", "-", source.trim_end()]);
    assert_eq!(scene.names(), ["elsewhere.json", ARTICLE]);
}

#[test]
fn every_field_of_a_check_is_set_and_emptied() {
    let scene = Scene::new();
    let claim = scene.add("claim", "said ⟦the bridge is safe⟧");
    let check = |more: &[&str]| {
        scene.good(&[&["check", ARTICLE, &claim][..], more].concat());
        scene.saved()["annotations"][0]["check"].clone()
    };
    let set: &[(&str, &str)] = &[
        ("status", "false"),
        ("evidence", "minutes|page 4|contradicts|primary|2026-11-20|see the table"),
        ("correction", "it is shut"),
        ("question", "who says so?"),
        ("answer", "the mayor"),
        ("reply-asked", "2026-11-20"),
        ("reply-received", "no comment"),
        ("reply-on", "2026-11-21T10:00:00+01:00"),
        ("reply-refused", "2026-11-19"),
        ("reply-waived", "a bridge can’t reply"),
        ("checked-by", "mo"),
        ("checked-on", "2026-11-22"),
    ];
    // A text that is new is given its own name.
    let value = |name: &'static str| set.iter().find(|it| it.0 == name).map_or((name, name), |it| *it);
    let set: Vec<_> = ascribe::model::CheckField::all().map(|it| value(it.name())).collect();
    let options: Vec<String> = set.iter().map(|(name, value)| format!("--{name}={value}")).collect();
    let full = check(&options.iter().map(String::as_str).collect::<Vec<_>>());
    for (name, value) in set.iter().filter(|(name, _)| *name != "evidence") {
        assert_eq!(full[name.replace('-', "_")], *value, "{name}");
    }
    let piece = &full["evidence"][0];
    assert_eq!((&piece["date"], &piece["note"]), (&"2026-11-20".into(), &"see the table".into()));
    assert_eq!((&full["begun_by"], &full["changed_by"]), (&"tester".into(), &"tester".into()));
    for (name, _) in &set {
        assert!(!full[name.replace('-', "_")].is_null(), "{name}");
        let left = check(&["--clear", name]);
        let empty = if *name == "status" { "unchecked".into() } else { serde_json::Value::Null };
        assert_eq!(left[name.replace('-', "_")], empty, "{name}");
    }
    assert!(scene.saved()["annotations"][0]["check"].is_null(), "nothing is left of the check");
}

#[test]
fn a_single_piece_of_evidence_is_removed_by_its_number() {
    let scene = Scene::new();
    let claim = scene.add("claim", "said ⟦the bridge is safe⟧");
    let check = |more: &[&str]| scene.run(&[&["check", ARTICLE, &claim][..], more].concat());
    check(&["--evidence", "one", "--evidence", "two", "--evidence", "three"]).expect(0, &[]);
    check(&["--remove-evidence", "2", "--evidence", "four"]).expect(0, &[]);
    let saved = scene.saved();
    let sources: Vec<_> = saved["annotations"][0]["check"]["evidence"].as_array().unwrap().iter().collect();
    let sources: Vec<_> = sources.iter().map(|it| it["source"].as_str().unwrap()).collect();
    assert_eq!(sources, ["one", "three", "four"]);
    check(&["--remove-evidence", "4"]).expect(1, &["has no evidence 4; it has 3"]);
    check(&["--reply-asked", "last week"]).expect(2, &["write a date as 2026-11-23", "today"]);
}

#[test]
fn a_reply_is_dated_when_it_is_recorded_and_a_change_says_whose_it_is() {
    let scene = Scene::new();
    let claim = scene.add("claim", "said ⟦the bridge is safe⟧");
    assert!(scene.saved()["annotations"][0]["changed"].is_null(), "what is new was not changed");
    scene.good(&["check", ARTICLE, &claim, "--reply-asked", "today", "--as", "mo"]);
    scene.good(&["check", ARTICLE, &claim, "--reply-received", "It is safe.", "--as", "jo"]);
    let saved = &scene.saved()["annotations"][0];
    let check = &saved["check"];
    for (date, digits) in [(&check["reply_asked"], 10), (&check["reply_on"], 20), (&saved["changed"], 20)] {
        let date = date.as_str().unwrap();
        assert!(ascribe::model::is_date(date) && date.len() == digits, "{date}");
    }
    assert_eq!((&check["begun_by"], &check["changed_by"]), (&"mo".into(), &"jo".into()));
    assert_eq!((&saved["creator"], &saved["changed_by"]), (&"tester".into(), &"jo".into()));
}

#[test]
fn an_article_is_finished_and_taken_up_again() {
    let scene = Scene::new();
    scene.add("claim", "said ⟦the bridge is safe⟧");
    scene.run(&["finish", ARTICLE, "--undo"]).expect(0, &["story.txt: not finished"]);
    let ran = scene.run(&["finish", ARTICLE, "--as", "mo"]);
    ran.expect(0, &["story.txt: finished, though 1 open, 1 no-source, 3 unmarked, 3 no-mark", "open,no-source,unm"]);
    let saved = scene.saved();
    assert_eq!(saved["finished"]["by"], "mo");
    let on = saved["finished"]["on"].as_str().unwrap().to_owned();
    assert!(ascribe::model::is_date(&on), "{on}");
    scene.run(&["finish", ARTICLE]).expect(0, &[&format!("finished already (mo, {on})")]);
    scene.run(&["list", ARTICLE]).expect(0, &[&format!("story.txt: finished (mo, {on})")]);
    assert!(scene.good(&["stats", ARTICLE]).contains(&format!("\n  finished     mo, {on}\n")));
    let log = scene.good(&["log", ARTICLE]);
    assert!(log.lines().last().unwrap().starts_with(&format!("{on}\tmo\tfinished\t")), "{log}");
    scene.run(&["finish", ARTICLE, "--undo"]).expect(0, &["story.txt: no longer finished"]);
    assert!(scene.saved()["finished"].is_null());
    assert!(scene.good(&["stats", ARTICLE]).contains("\n  finished     no\n"));
}

#[test]
fn the_log_tells_who_did_what_by_time() {
    let scene = Scene::new();
    let nothing = scene.run(&["log", ARTICLE]);
    nothing.expect(0, &["story.txt: nothing is recorded"]);
    assert_eq!(nothing.out, "");
    let claim = scene.add("claim", "said ⟦the bridge is safe⟧");
    scene.good(&["check", ARTICLE, &claim, "--reply-asked", "2020-01-02", "--as", "mo"]);
    scene.good(&["check", ARTICLE, &claim, "--reply-refused", "2020-01-03", "--status", "false", "--as", "jo"]);
    let log: serde_json::Value = serde_json::from_str(&scene.good(&["log", ARTICLE, "--json"])).unwrap();
    let told: Vec<_> =
        log.as_array().unwrap().iter().map(|it| (it["what"].as_str().unwrap(), it["who"].as_str().unwrap())).collect();
    let expected =
        [("reply-asked", ""), ("reply-refused", ""), ("created", "tester"), ("check-begun", "mo"), ("checked", "jo")];
    assert_eq!(told, expected);
    assert_eq!((&log[0]["id"], &log[0]["when"]), (&claim.into(), &"2020-01-02".into()));
    assert_eq!(log[0]["quote"], "the bridge is safe");
    assert_eq!(scene.good(&["log", ARTICLE]).lines().count(), 5);
}
