//! The fills: the colours behind black text, the same on the screen and on the page.

/// A colour: red, green, blue.
pub type Colour = [u8; 3];

/// The fills of marks, by [`colour`](crate::model::label::LabelRow::colour): colours that people who see few can still
/// tell apart (after Okabe and Ito).
pub const FILLS: [Colour; 8] = [
    [0x56, 0xB4, 0xE9],
    [0xF0, 0xE4, 0x42],
    [0xCC, 0x79, 0xA7],
    [0xD5, 0x5E, 0x00],
    [0x00, 0x9E, 0x73],
    [0xE6, 0x9F, 0x00],
    [0x99, 0x99, 0x99],
    [0x00, 0x72, 0xB2],
];

/// The fill of a hidden character that is spelt out.
pub const HIDDEN: Colour = [0xFF, 0xC0, 0xC0];

/// The text on every fill.
pub const ON_FILL: Colour = [0, 0, 0];
