//! What the screen refuses to open: said on the terminal as it was, with an exit code, and nothing on the disk touched.

use super::scene::{ARTICLE, Scene};

/// What takes a terminal over.
const ALTERNATE_SCREEN: &str = "\u{1b}[?1049h";

/// Fails unless the screen isn't opened, for that reason.
#[track_caller]
fn refuses(scene: &Scene, arguments: &[&str], code: u32, said: &[&str]) {
    let (written, ended) = scene.on_a_terminal(arguments);
    assert!(!written.contains(ALTERNATE_SCREEN), "{arguments:?} takes the terminal over: {written:?}");
    assert!(!written.contains('\u{1b}'), "{arguments:?} writes an escape sequence: {written:?}");
    for piece in said {
        assert!(written.contains(piece), "`{piece}` is not in: {written}");
    }
    assert_eq!(ended, code, "{arguments:?}: {written}");
}

#[test]
fn a_bad_article_is_refused_before_the_screen_is_taken() {
    let scene = Scene::new();
    scene.write("empty.txt", "");
    scene.write("picture.txt", [b'a', 0]);
    scene.make_pipe("pipe.txt");
    std::fs::create_dir(scene.path("folder")).unwrap();
    let before = scene.names();
    refuses(&scene, &["missing.txt"], 66, &["missing.txt: there is no such file"]);
    refuses(&scene, &["empty.txt"], 65, &["empty.txt: it is empty"]);
    refuses(&scene, &["picture.txt"], 65, &["NUL bytes"]);
    refuses(&scene, &["pipe.txt"], 2, &["a named pipe, not a regular file"]);
    refuses(&scene, &["folder"], 66, &["the folder holds no article"]);
    refuses(&scene, &[ARTICLE, "--max-size", "10"], 65, &["larger than 10 bytes", "--max-size"]);
    refuses(&scene, &["-"], 2, &["name one with --annotations FILE"]);
    refuses(&scene, &[ARTICLE, "--annotations", ARTICLE], 2, &["the article itself"]);
    assert_eq!(scene.names(), before);
}
