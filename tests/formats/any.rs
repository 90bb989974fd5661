//! What every format that says what it holds brings back.

use ascribe::formats::Format;

use super::arbitrary::keeps_ids;

#[test]
fn the_save_file_brings_everything_back() {
    keeps_ids("json", Format::named("json").unwrap().holds);
}
