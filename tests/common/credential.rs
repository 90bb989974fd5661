//! Content credentials as a publisher's system appends them to a text, with an invented manifest.

#![allow(dead_code, unreachable_pub, reason = "every test binary uses a part of it")]

/// The variation selectors that stand for bytes.
pub fn selectors(bytes: &[u8]) -> String {
    let selector = |byte: &u8| match u32::from(*byte) {
        low @ 0..16 => char::from_u32(0xFE00 + low),
        high => char::from_u32(0xE0100 + high - 16),
    };
    bytes.iter().filter_map(selector).collect()
}

/// A content credential whose manifest has so many bytes.
pub fn credential(manifest_bytes: u32) -> String {
    let manifest = (0..manifest_bytes).map(|nth| (nth * 7 % 256) as u8).collect();
    let bytes = [b"C2PATXT\0\x01".to_vec(), manifest_bytes.to_be_bytes().to_vec(), manifest].concat();
    format!("\u{feff}{}", selectors(&bytes))
}
