//! Text that is typed on the command line: what it may begin with, and what of it is no text.

use super::scene::{ARTICLE, Scene};

#[test]
fn free_text_may_begin_like_an_option() {
    let scene = Scene::new();
    scene.write(ARTICLE, "- text of a list\n-1+1 is 0\n");
    let id = scene.good(&[
        "add",
        ARTICLE,
        "--label",
        "claim",
        "--context",
        "⟦- text⟧ of",
        "--note",
        "-1+1",
        "--tag",
        "-x",
        "--as",
        "-jo",
    ]);
    scene.good(&["check", ARTICLE, &id, "--correction", "-14", "--evidence", "-", "--reply-waived", "--none--"]);
    let saved = &scene.saved()["annotations"][0];
    assert_eq!((&saved["note"], &saved["tags"][0], &saved["creator"]), (&"-1+1".into(), &"-x".into(), &"-jo".into()));
    let check = &saved["check"];
    assert_eq!((&check["correction"], &check["reply_waived"]), (&"-14".into(), &"--none--".into()));
    assert_eq!(check["evidence"][0]["source"], "-");
}

#[test]
fn blanks_at_the_ends_of_a_quote_are_left_out_and_blanks_alone_are_refused() {
    let scene = Scene::new();
    for blank in ["  ", " ", "\n"] {
        scene
            .run(&["add", ARTICLE, "--label", "claim", "--quote", blank])
            .expect(1, &["is nothing but blanks; quote some words"]);
    }
    scene.run(&["add", ARTICLE, "--label", "claim", "--context", "mayor⟦ ⟧said"]).expect(1, &["nothing but blanks"]);
    let ran = scene.run(&["add", ARTICLE, "--label", "claim", "--quote", " the bridge is safe", "--nth", "1"]);
    ran.expect(0, &["the blanks at the ends of the quote are left out"]);
    assert_eq!(scene.saved()["annotations"][0]["spans"][0]["quote"], "the bridge is safe");
    scene.run(&["verify", ARTICLE]).expect(0, &["no findings"]);
}
