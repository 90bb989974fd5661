//! How the page looks: light or dark as the reader prefers, and on paper; all its colours but the fills.

use std::fmt::Write;

use super::super::fill::{Colour, FILLS, HIDDEN, ON_FILL};
use crate::model::{LABELS, Label};

/// The lines below marks, by the same, so that labels are told apart without colour.
const LINES: [&str; FILLS.len()] =
    ["2px dotted", "2px solid", "2px dashed", "4px double", "4px dotted", "4px solid", "4px dashed", "6px double"];

/// The colours of what is not a mark.
struct Scheme {
    paper: Colour,
    ink: Colour,
    /// What may be overlooked.
    quiet: Colour,
    link: Colour,
    /// Lines between things.
    rule: Colour,
}

const LIGHT: Scheme = Scheme {
    paper: [0xFF, 0xFF, 0xFF],
    ink: [0x1A, 0x1A, 0x1A],
    quiet: [0x5C, 0x5C, 0x5C],
    link: [0x0B, 0x57, 0xA4],
    rule: [0xC8, 0xC8, 0xC8],
};

const DARK: Scheme = Scheme {
    paper: [0x16, 0x18, 0x1D],
    ink: [0xE8, 0xE8, 0xE8],
    quiet: [0xA8, 0xAD, 0xB5],
    link: [0x8A, 0xB8, 0xFF],
    rule: [0x46, 0x4B, 0x55],
};

/// The whole style sheet of a page about one article.
pub(super) fn sheet() -> String {
    styled("", "")
}

/// The whole style sheet of a page about several.
pub(super) fn sheet_of_several() -> String {
    styled(SEVERAL, SEVERAL_ON_PAPER)
}

fn styled(more: &str, more_on_paper: &str) -> String {
    let mut css = format!(":root{{color-scheme:light dark;{}}}\n", variables(&LIGHT));
    _ = writeln!(css, "@media (prefers-color-scheme:dark){{:root{{{}}}}}", variables(&DARK));
    _ = writeln!(css, "mark,.chip,a.chip,.ref,a.ref{{color:{}}}", hex(ON_FILL));
    _ = writeln!(css, ".hidden{{color:{};background:{};border:1px solid {0}}}", hex(ON_FILL), hex(HIDDEN));
    for row in LABELS {
        let (name, fill, line) = (row.name, hex(fill(row.label)), line(row.label));
        _ = writeln!(
            css,
            "mark.{name},.chip.{name},.edge.{name} .ref{{background-color:{fill};border-bottom:{line} var(--ink)}}"
        );
        // Its line is on the fill of the mark around it, not on the paper.
        _ = writeln!(css, "mark mark.{name},mark .edge.{name} .ref{{border-bottom-color:{}}}", hex(ON_FILL));
        _ = writeln!(css, ".card.{name}{{border-left:.4rem solid {fill}}}");
    }
    css.push_str(REST);
    css.push_str(more);
    _ = writeln!(css, "@media print{{:root{{color-scheme:light;{}}}{ON_PAPER}{more_on_paper}}}", variables(&LIGHT));
    css
}

const REST: &str = "\
*{box-sizing:border-box}
body{margin:0 auto;padding:1.5rem;max-width:88rem;font:1.05rem/1.6 Georgia,'Times New Roman',serif;color:var(--ink);background:var(--paper);overflow-wrap:anywhere}
h1,h2,h3,nav,.legend,dt,.chip,.ref,.back,.lost,.quiet,.hidden{font-family:system-ui,sans-serif}
h1{font-size:1.7rem;line-height:1.25;margin:0 0 .5rem}
h2{font-size:1.25rem;margin:2rem 0 .75rem;border-bottom:1px solid var(--rule)}
h3{font-size:1rem;margin:0 0 .5rem;font-weight:600}
a{color:var(--link)}
a:focus-visible,:target{outline:3px solid var(--link);outline-offset:2px}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:0;padding:0;list-style:none}
.legend{margin:0 0 .75rem;padding:0;list-style:none;font-size:.95rem;line-height:2.1}
.legend li{margin:.35rem 0}
.quiet{color:var(--quiet);font-size:.9rem}
code{font-size:.85em}
.text{max-width:42rem;line-height:2.1}
.text p{margin:0;white-space:pre-wrap;unicode-bidi:plaintext;overflow:clip;overflow-clip-margin:.6rem}
bdi{white-space:pre-wrap}
mark{background-clip:padding-box;padding:.08em .1em;border-radius:.15em;-webkit-box-decoration-break:clone;box-decoration-break:clone}
mark.n0{padding-bottom:.5em}
mark.n1{padding-bottom:.34em}
mark.n2{padding-bottom:.18em}
mark.n3{padding-bottom:.02em}
.ref{font-size:.68em;font-weight:700;line-height:1;unicode-bidi:isolate;-webkit-user-select:none;user-select:none;margin-right:.15em}
a.ref,a.chip{text-decoration:none}
a.ref:hover,a.chip:hover{text-decoration:underline}
.edge .ref{padding:.1em .2em}
.hidden{font-size:.75em;padding:0 .2em;border-radius:.2em;unicode-bidi:isolate;white-space:nowrap}
.card{margin:0 0 1.25rem;padding:.75rem 1rem;border:1px solid var(--rule);border-radius:.3rem}
.chip{display:inline-block;padding:0 .35em;border-radius:.2em;font-size:.85rem;font-weight:700;line-height:1.5}
blockquote{margin:0 0 .25rem;font-style:italic}
dd blockquote{display:inline}
dd .back,dd .lost{display:inline;margin:0 0 0 .5em}
.back,.lost{margin:0 0 .5rem;font-size:.85rem}
.lost{font-weight:700}
dl{margin:0;display:grid;grid-template-columns:minmax(5.5rem,max-content) 1fr;gap:.2rem .9rem;font-size:.95rem}
dl dl{display:block;margin:.25rem 0;padding-left:.75rem;border-left:1px solid var(--rule)}
dl dl>dt,dl dl>dd{display:inline}
dl dl>dt::after{content:': '}
dl dl>dd::after{content:'\\A';white-space:pre}
dt{font-weight:600;font-size:.85rem;line-height:1.8}
dd{margin:0;min-width:0}
dd ul{margin:0;padding-left:1.1rem}
@media (min-width:64rem){main{display:grid;grid-template-columns:minmax(0,42rem) minmax(0,1fr);gap:0 3rem;align-items:start}}
@media (max-width:30rem){body{padding:.9rem}dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.4rem}}
";

/// The style of several articles beyond that: each is laid out as one alone is, its headings a level lower.
const SEVERAL: &str = "\
main.several{display:block}
.document{margin:3rem 0 0;padding:1rem 0 0;border-top:3px solid var(--rule)}
.document>h2{font-size:1.5rem;line-height:1.25;margin:0 0 .5rem;border:0}
.document section>h3{font-size:1.25rem;margin:2rem 0 .75rem;border-bottom:1px solid var(--rule)}
h4{font-family:system-ui,sans-serif;font-size:1rem;margin:0 0 .5rem;font-weight:600}
.contents ol{margin:0;padding-left:2.5rem;columns:20rem}
@media (min-width:64rem){.sides{display:grid;grid-template-columns:minmax(0,42rem) minmax(0,1fr);gap:0 3rem;align-items:start}}
";

/// The style of several on paper: the list stays, and each article begins a page.
const SEVERAL_ON_PAPER: &str =
    ".contents{display:block}.sides{display:block}.document{break-before:page;border:0}h4{break-after:avoid}";

/// What is different on paper.
const ON_PAPER: &str = "body{max-width:none;padding:0;font-size:10.5pt}main{display:block}nav,.back,dd .back{display:none}.text{max-width:none}\
a{color:inherit;text-decoration:none}mark,.chip,.hidden,.edge .ref{-webkit-print-color-adjust:exact;print-color-adjust:exact}\
.card{break-inside:avoid}h2,h3{break-after:avoid}.text p{orphans:2;widows:2;overflow:visible}";

fn variables(scheme: &Scheme) -> String {
    let Scheme { paper, ink, quiet, link: address, rule } = scheme;
    let [paper, ink, quiet, address, rule] = [paper, ink, quiet, address, rule].map(|colour| hex(*colour));
    format!("--paper:{paper};--ink:{ink};--quiet:{quiet};--link:{address};--rule:{rule}")
}

fn fill(label: Label) -> Colour {
    FILLS.get(label.row().colour).copied().unwrap_or(HIDDEN)
}

fn line(label: Label) -> &'static str {
    LINES.get(label.row().colour).copied().unwrap_or("2px solid")
}

fn hex([red, green, blue]: Colour) -> String {
    format!("#{red:02X}{green:02X}{blue:02X}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How far two colours are apart: Web Content Accessibility Guidelines 2.2, "contrast ratio".
    fn contrast(one: Colour, other: Colour) -> f64 {
        let part = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        let luminance = |[red, green, blue]: Colour| 0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue);
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn every_text_stands_out_from_what_is_behind_it() {
        assert!((contrast([0, 0, 0], [255, 255, 255]) - 21.0).abs() < 1e-9);
        for Scheme { paper, ink, quiet, link, .. } in [LIGHT, DARK] {
            for text in [ink, quiet, link] {
                assert!(contrast(text, paper) >= 4.5, "{} on {}", hex(text), hex(paper));
            }
        }
        let used = LABELS.iter().map(|row| fill(row.label));
        for behind in used.chain([HIDDEN]) {
            assert!(contrast(ON_FILL, behind) >= 4.5, "{}", hex(behind));
        }
    }

    #[test]
    fn no_two_labels_have_the_same_line_or_fill() {
        for (nth, row) in LABELS.iter().enumerate() {
            for other in &LABELS[..nth] {
                assert_ne!(line(row.label), line(other.label));
                assert_ne!(fill(row.label), fill(other.label));
            }
        }
    }
}
