//! Many articles in one file: written one after the other, and taken over by one command.

use super::scene::Scene;

/// Two articles of one name in two folders, each with a claim, and a third one without.
fn desk() -> Scene {
    let scene = Scene::new();
    for (path, text) in [
        ("a/seed.txt", "The mayor said the bridge is safe."),
        ("b/seed.txt", "The mayor said the dam is safe."),
        ("c <b>.txt", "Nothing."),
    ] {
        scene.write(path, text);
    }
    scene.good(&["add", "a/seed.txt", "--label", "claim", "--quote", "the bridge is safe"]);
    scene.good(&["add", "b/seed.txt", "--label", "claim", "--quote", "the dam is safe"]);
    scene
}

const ALL: [&str; 3] = ["a/seed.txt", "b/seed.txt", "c <b>.txt"];

fn run(scene: &Scene, command: &[&str], articles: &[&str], more: &[&str]) -> super::scene::Ran {
    scene.run(&[command, articles, more].concat())
}

fn export(scene: &Scene, to: &str, name: &str) -> String {
    run(scene, &["export"], &ALL, &["--to", to, "-o", name]).expect(0, &[]);
    String::from_utf8(scene.read(name)).unwrap()
}

#[test]
fn one_file_holds_several_articles_in_every_format_that_says_so() {
    let scene = desk();
    for format in ascribe::formats::FORMATS {
        let name = format!("all.{}", format.extension);
        let ran = run(&scene, &["export"], &ALL, &["--to", format.name, "-o", &name]);
        if format.holds_several() {
            ran.expect(0, &["exported to all."]);
            let printed = run(&scene, &["export"], &ALL, &["--to", format.name]);
            assert_eq!((printed.code, printed.out.as_bytes()), (0, scene.read(&name).as_slice()), "{}", format.name);
        } else {
            ran.expect(2, &["several articles need a folder"]);
        }
    }
    assert_eq!(scene.read("all.conll.documents"), b"a/seed.txt\nb/seed.txt\nc <b>.txt\n");
    std::fs::create_dir(scene.path("out")).unwrap();
    // In a folder each has a file of its own, as alone.
    run(&scene, &["export"], &["a/seed.txt", "c <b>.txt"], &["--to", "csv", "-o", "out"]).expect(0, &[]);
    assert!(scene.read("out/seed.txt.csv").starts_with("\u{feff}\"id\",".as_bytes()));
}

#[test]
fn a_worksheet_of_many_articles_is_taken_over_by_one_command() {
    let scene = desk();
    let sheet = export(&scene, "csv", "all.csv");
    let saved = |name: &str| scene.read(&format!("{name}.ascribe.json"));
    let before = [saved("a/seed.txt"), saved("b/seed.txt")];
    let import = |more: &[&str]| run(&scene, &["import"], &ALL, &[&["all.csv"], more].concat());
    let again = import(&[]);
    again.expect(0, &["a/seed.txt: 0 annotations", "b/seed.txt: 0 annotations", "nothing in it is about c <b>.txt"]);
    assert_eq!(again.err.lines().count(), 3, "{}", again.err);
    for article in ["a/seed.txt", "b/seed.txt"] {
        std::fs::remove_file(scene.path(format!("{article}.ascribe.json"))).unwrap();
    }
    import(&["--dry-run"]).expect(0, &["a/seed.txt: 1 annotations and 0 relations would be taken"]);
    assert!(!scene.path("a/seed.txt.ascribe.json").exists());
    import(&[]).expect(0, &[]);
    assert_eq!([saved("a/seed.txt"), saved("b/seed.txt")], before);
    // Folders name their articles, which the worksheet calls by the same paths.
    scene.write("all.csv", sheet.replace("\"unchecked\"", "\"false\""));
    scene.run(&["import", "a", "b", "all.csv", "--as", "jo"]).expect(0, &["1 changed", "a/seed.txt:", "b/seed.txt:"]);
    assert_eq!(scene.good(&["list", "a", "b"]).matches("false").count(), 2);
}

#[test]
fn an_article_takes_its_own_rows_and_the_others_are_counted() {
    let scene = desk();
    let sheet = export(&scene, "csv", "all.csv");
    let ran = scene.run(&["import", "b/seed.txt", "all.csv"]);
    ran.expect(0, &["b/seed.txt: 0 annotations", "1 here already", "all.csv: not asked for: 1 row about a/seed.txt"]);
    let ran = scene.run(&["import", "c <b>.txt", "all.csv"]);
    ran.expect(65, &["all.csv: no row is about c <b>.txt, only about a/seed.txt, b/seed.txt; name the article as"]);
    scene.write("d/seed.txt", "The mayor said the dam is safe.");
    scene.run(&["import", "d/seed.txt", "all.csv"]).expect(65, &["no row is about d/seed.txt"]);
    // All or nothing, over all articles.
    scene
        .write("all.csv", sheet.replace("\"the dam is safe\"", "\"the dam is dry\"").replace("\"unchecked\"", "false"));
    let names = || scene.read("a/seed.txt.ascribe.json");
    let before = names();
    let strict = run(&scene, &["import"], &ALL, &["all.csv", "--strict"]);
    strict.expect(1, &["not taken: line 3: ", "b/seed.txt: nothing is taken from all.csv, because of --strict"]);
    assert_eq!(names(), before);
    run(&scene, &["import"], &ALL, &["all.csv"]).expect(1, &["a/seed.txt: 0 annotations", "1 changed"]);
    assert_ne!(names(), before);
}

#[test]
fn what_is_wrong_with_one_article_keeps_no_other_from_a_file_or_its_rows() {
    let scene = desk();
    scene.write("b/seed.txt.ascribe.json", "{");
    for (to, missing) in
        [("html", "can’t be read, so nothing of it is here"), ("markdown", "can’t be read, so"), ("csv", "")]
    {
        let ran = run(&scene, &["export"], &ALL, &["--to", to, "-o", &format!("all.{to}")]);
        ran.expect(65, &["b/seed.txt.ascribe.json: line 1", "a/seed.txt, c <b>.txt: exported to all."]);
        let text = String::from_utf8(scene.read(&format!("all.{to}"))).unwrap();
        assert!(text.contains(missing), "{to}: {text}");
    }
    scene.write("all.csv", scene.read("all.csv").iter().chain(b"\"b/seed.txt\"\r\n").copied().collect::<Vec<_>>());
    let ran = run(&scene, &["import"], &ALL, &["all.csv"]);
    ran.expect(65, &["a/seed.txt: 0 annotations", "b/seed.txt.ascribe.json: line 1"]);
    // Where the first can't be read, the file still begins as it should.
    scene.write("a/seed.txt.ascribe.json", "{");
    let ran = run(&scene, &["export"], &ALL, &["--to", "html"]);
    assert_eq!(
        (ran.code, ran.out.matches("<!DOCTYPE html>").count(), ran.out.find("<!DOCTYPE html>")),
        (65, 1, Some(0))
    );
    assert!(ran.out.trim_end().ends_with("</html>"), "{}", ran.out);
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_can_not_be_written_is_said_once_however_many_articles_there_are() {
    let scene = Scene::new();
    let names: Vec<String> = (0..60).map(|nth| format!("{nth:02}.txt")).collect();
    for name in &names {
        scene.write(name, "The mayor said no.");
    }
    for command in [&["stats"][..], &["stats", "--json"]] {
        let mut full = scene.command();
        full.args(command).args(&names).stdout(std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap());
        let ran = full.stderr(std::process::Stdio::piped()).spawn().unwrap().wait_with_output().unwrap();
        let said = String::from_utf8(ran.stderr).unwrap();
        assert_eq!((ran.status.code(), said.lines().count()), (Some(74), 1), "{said}");
        assert!(said.starts_with("ascribe: the output can't be written"), "{said}");
    }
}

#[test]
fn reports_on_many_articles_are_whole_though_each_is_printed_by_itself() {
    let scene = desk();
    let json = |command: &[&str]| serde_json::from_str::<serde_json::Value>(&scene.good(command)).unwrap();
    let stats = json(&["stats", "--json", "a", "b", "c <b>.txt"]);
    let articles: Vec<_> = stats["articles"].as_array().unwrap().iter().map(|it| it["article"].as_str()).collect();
    assert_eq!(articles, ALL.map(Some));
    assert_eq!(stats["total"]["characters"], 34 + 31 + 8);
    assert_eq!(stats.as_object().unwrap().len(), 2);
    let log = json(&["log", "--json", "a", "b", "c <b>.txt"]);
    assert!(log.as_array().unwrap().iter().any(|it| it["article"] == "b/seed.txt"), "{log}");
    assert_eq!(scene.good(&["log", "--json", "c <b>.txt"]), "[]");
    let plain = scene.good(&["stats", "a", "b"]);
    assert_eq!((plain.matches("\n\n").count(), plain.contains("\n\n2 articles")), (2, true), "{plain}");
}
