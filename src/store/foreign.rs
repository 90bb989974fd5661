//! Files of other programs, read whole.

use std::io;

use super::disk::{Disk, RealDisk, read_capped};
use super::session::Source;

/// The bytes of a regular file or of standard input; an error where they are more than `limit_bytes`.
pub fn read_foreign(source: &Source, limit_bytes: u64) -> io::Result<Vec<u8>> {
    match source {
        Source::File(path) => RealDisk.read(path, limit_bytes).map(|(bytes, _)| bytes),
        Source::Stdin => read_capped(io::stdin().lock(), 0, limit_bytes)?
            .ok_or_else(|| io::Error::other(format!("it is longer than {} MiB", limit_bytes >> 20))),
    }
}
