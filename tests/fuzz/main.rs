//! Any bytes at all, through the same functions that the fuzz targets run; `ASCRIBE_FUZZ_CASES` asks for more of them.

mod bodies;

use bodies::BODIES;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// Pieces of which trouble is made.
const PIECES: &[&[u8]] = &[
    b"\0",
    b"\r\n",
    b"\r",
    b" ",
    b"\t",
    b"The minister ",
    b"said \xE2\x80\x9CNo.\xE2\x80\x9D ",
    b"caf\xE9 ",
    b"\xEF\xBB\xBF",
    b"\xFF\xFE",
    b"\xFF\xFE\0\0",
    b"\xFE\xFF",
    b"\0\0\xFE\xFF",
    b"\x00\xD8",
    b"\xED\xA0\x80",
    b"\xF4\x90\x80\x80",
    b"\xC2\x9B",
    b"\x1B]52;c;ZXZpbA==\x07",
    b"\x1B[2J",
    b"\xE2\x80\xAE",
    b"\xE2\x80\xA8",
    b"\xE2\x80\x8B",
    b"\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81",
    b"\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x94\xAC",
    b"\xF0\x9F\x87\xBA",
    b"\xEF\xB8\x8F",
    b"\xE5\xA4\xA7\xE9\x98\xAA",
    b"\xD7\xA9\xD7\x81\xD7\x9C",
    b"{\"format\":\"ascribe\",\"version\":1,\"document\":{},\"annotations\":[",
    b"{\"id\":\"a\",\"label\":\"claim\",\"spans\":[{\"start\":0,\"end\":7,\"quote\":\"The dam\"}]}",
    b"]}",
    b",",
    b"\"\\ud800\"",
    b"1e999",
    b"ctrl-",
    b"alt-",
    b"shift-",
    b"esc",
    b"pagedown",
];

fn cases() -> u32 {
    std::env::var("ASCRIBE_FUZZ_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(1_000)
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let noise = vec(any::<u8>(), 0..8);
    let piece = prop_oneof![4 => select(PIECES).prop_map(<[u8]>::to_vec), 1 => noise];
    vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_break_a_promise(bytes in bytes()) {
        for (_, body) in BODIES {
            body(&bytes);
        }
    }

    #[test]
    fn no_change_of_a_text_loses_an_annotation(
        cuts in vec(1..=255u8, 0..20),
        text in vec(select(PIECES).prop_filter("nul ends a text", |piece| !piece.contains(&0)), 1..30),
        changed in vec((any::<prop::sample::Index>(), select(PIECES)), 0..4),
    ) {
        let mut after = text.clone();
        for (at, piece) in changed {
            let at = at.index(after.len());
            after[at] = piece;
        }
        bodies::anchor(&[&cuts, &text.concat()[..], &after.concat()].join(&0));
    }
}

#[test]
fn every_body_has_a_target_of_its_name() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz");
    let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    for (name, _) in BODIES {
        assert!(folder.join("targets").join(name).with_extension("rs").exists(), "{name}");
        assert!(manifest.contains(&format!("name = \"{name}\"")), "{name}");
    }
}
