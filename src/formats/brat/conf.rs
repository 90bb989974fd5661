//! The configuration without which brat's screen takes every label for a mistake.

use std::fmt::Write;

use crate::model::relation::KINDS;
use crate::model::{LABELS, Label};

/// `annotation.conf` with every label and every kind of relation, and all four sections that brat insists on.
pub(super) fn annotation_conf() -> String {
    let mut conf = "[entities]\n".to_owned();
    for row in LABELS {
        _ = writeln!(conf, "{}", row.name);
    }
    conf.push_str("\n[relations]\n");
    for row in KINDS {
        let from: Vec<_> = row.from.iter().copied().map(Label::name).collect();
        _ = writeln!(conf, "{}\tArg1:{}, Arg2:{}", row.name, from.join("|"), row.to.name());
    }
    conf.push_str("<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n\n[events]\n\n[attributes]\n");
    conf
}
