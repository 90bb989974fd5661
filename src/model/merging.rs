//! Merging: what several people or programs have made of one article, as one set.

mod three_way;

pub use three_way::ThreeWay;
