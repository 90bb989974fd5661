//! Values of the command line that come from a table of names.

use clap::builder::{PossibleValue, PossibleValuesParser, StyledStr, TypedValueParser};

/// A parser that takes the names of a table, each with its help, and gives what `find` finds for them.
pub(super) fn named<T: Clone + Send + Sync + 'static>(
    rows: impl IntoIterator<Item = (&'static str, impl Into<StyledStr>)>,
    find: fn(&str) -> Option<T>,
) -> impl TypedValueParser<Value = T> {
    let values = rows.into_iter().map(|(name, help)| PossibleValue::new(name).help(help.into()));
    // Only names of the table come so far.
    PossibleValuesParser::new(values).try_map(move |name| find(&name).ok_or("it is not in the table"))
}
