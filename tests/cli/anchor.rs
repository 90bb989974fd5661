//! What a changed article leaves undecided, seen and decided about without the screen.

use serde_json::Value;

use super::scene::{ANNOTATIONS, ARTICLE, STORY, Scene};

/// An article that was edited after it was annotated: of three annotations one stays, one is edited and one is gone.
fn edited() -> (Scene, String, String) {
    let scene = Scene::new();
    scene.add("source", "⟦The mayor⟧");
    let claim = scene.add("claim", "said ⟦the bridge is safe⟧");
    let gone = scene.add("denial", "“twice.”\n\n⟦A spokesman for the harbour denied that the bridge is safe.⟧");
    let text = STORY.replace("the bridge is safe.\n“We", "the old bridge is quite safe.\n“We");
    scene.write(ARTICLE, text.replace("A spokesman for the harbour denied that the bridge is safe. ", ""));
    (scene, claim, gone)
}

#[test]
fn each_undecided_annotation_is_shown_with_its_proposal_and_nothing_is_written() {
    let (scene, claim, _) = edited();
    let before = scene.read(ANNOTATIONS);
    let ran = scene.run(&["anchor", ARTICLE]);
    ran.expect(
        1,
        &["story.txt: article changed: 1 kept, 1 to review, 1 orphaned", "story.txt: 1 annotation undecided"],
    );
    let row: Vec<&str> = ran.out.trim_end_matches('\n').split('\t').collect();
    let score: u8 = row[2].parse().unwrap();
    assert!((50..100).contains(&score), "{row:?}");
    assert_eq!(
        [row[0], row[1], row[3], row[4], row[5], row[6]],
        [&claim, "claim", "edited", "the bridge is safe", "1:16", "the old bridge is quite safe"]
    );
    assert_eq!(scene.read(ANNOTATIONS), before);
    let shown: Value = serde_json::from_str(&scene.run(&["anchor", ARTICLE, "--json"]).out).unwrap();
    assert_eq!(
        (&shown[0]["id"], &shown[0]["score"], &shown[0]["accepted"]),
        (&claim.into(), &score.into(), &false.into())
    );
}

#[test]
fn what_scores_enough_is_accepted_and_the_rest_stays_undecided() {
    let (scene, claim, gone) = edited();
    scene.run(&["anchor", ARTICLE, "--accept", "100"]).expect(1, &["0 accepted, 1 annotation undecided"]);
    scene.run(&["anchor", ARTICLE, "--accept", "50"]).expect(0, &["1 accepted, 0 annotations undecided"]);
    let saved = scene.saved();
    let annotation = |id: &str| {
        let all = saved["annotations"].as_array().unwrap();
        all.iter().find(|it| it["id"] == *id).unwrap().clone()
    };
    assert_eq!(annotation(&claim)["spans"][0]["quote"], "the old bridge is quite safe");
    assert_eq!((&annotation(&gone)["orphan"], annotation(&gone).get("undecided")), (&true.into(), None));
    scene.run(&["anchor", ARTICLE]).expect(0, &["story.txt: 0 annotations undecided"]);
}

#[test]
fn a_save_that_comes_before_the_decision_leaves_it_open() {
    let (scene, claim, _) = edited();
    scene.add("actor", "“⟦We⟧ checked");
    let undecided = |it: &&Value| it["undecided"] == true && it["id"] == *claim;
    assert_eq!(scene.saved()["annotations"].as_array().unwrap().iter().filter(undecided).count(), 1);
    let ran = scene.run(&["anchor", ARTICLE]);
    ran.expect(1, &["the article was changed before: 1 still to review"]);
    assert!(ran.out.contains("the old bridge is quite safe"), "{ran:?}");
    scene.good(&["list", ARTICLE, "--json"]);
    assert!(scene.good(&["list", ARTICLE]).contains(&format!("{claim}\tclaim\tundecided\tthe bridge is safe")));
    assert!(scene.good(&["stats", ARTICLE]).ends_with("orphans      1\n  undecided    1"));
}

#[test]
fn verifying_names_the_proposed_place_and_its_score() {
    let (scene, claim, gone) = edited();
    let found = scene.run(&["verify", ARTICLE]).out;
    let line = |id: &str| found.lines().find(|line| line.contains(id)).unwrap_or_else(|| panic!("{id} in {found}"));
    assert!(line(&claim).contains("; perhaps at 1:16 (edited, "), "{found}");
    assert!(line(&claim).ends_with(" %): “the old bridge is quite safe”"), "{found}");
    assert!(!line(&gone).contains("perhaps"), "{found}");
}

#[test]
fn a_score_is_a_percentage() {
    let (scene, ..) = edited();
    assert_eq!(scene.run(&["anchor", ARTICLE, "--accept", "101"]).code, 2);
}
