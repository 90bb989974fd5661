//! The labels: one const table, from which keys, colours, help, save file and command line all read.

/// Writes the enum and its table from one row a label, so that a fifth label is one more row.
macro_rules! labels {
    ($($label:ident $name:literal key $key:literal mark $mark:literal colour $colour:literal $help:literal;)+) => {
        /// What an annotation says its text is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Label {
            $(#[doc = $help] $label,)+
        }

        /// One row a label, in the order in which they are listed everywhere.
        pub const LABELS: &[LabelRow] = &[
            $(LabelRow { label: Label::$label, name: $name, key: $key, mark: $mark, colour: $colour, help: $help },)+
        ];
    };
}

labels! {
    Actor  "actor"  key 'a' mark 'A' colour 0 "whom a claim is about: a person, an office, a company, a place that acts";
    Claim  "claim"  key 'c' mark 'C' colour 1 "a statement that can be checked";
    Source "source" key 's' mark 'S' colour 2 "who or what says so: a speaker, a document, an anonymous official";
    Denial "denial" key 'd' mark 'D' colour 3 "a statement that a claim is not so, or a refusal to say";
}

/// What is known of a label.
#[derive(Clone, Copy, Debug)]
pub struct LabelRow {
    /// The label this row is about.
    pub label: Label,
    /// Its name in files and on the command line: `[a-z-]+`.
    pub name: &'static str,
    /// The key that marks the selection with it.
    pub key: char,
    /// The letter that stands beside the colour, so that colour is never alone.
    pub mark: char,
    /// Which of a theme's label colours is its own, counted from 0.
    pub colour: usize,
    /// What it is for, in a few words.
    pub help: &'static str,
}

impl Label {
    /// Its row of the table.
    pub fn row(self) -> &'static LabelRow {
        // The macro writes rows in the order of the variants; the table's test holds it to that.
        &LABELS[self as usize]
    }

    /// Its name in files and on the command line.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// Its name after an article, for messages: `an actor`.
    pub fn with_article(self) -> String {
        let article = if self.name().starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        format!("{article} {}", self.name())
    }

    /// The label of that name.
    pub fn named(name: &str) -> Option<Self> {
        LABELS.iter().find(|row| row.name == name).map(|row| row.label)
    }

    /// All names, for messages: `actor, claim, source, denial`.
    pub fn names() -> String {
        let names: Vec<_> = LABELS.iter().map(|row| row.name).collect();
        names.join(", ")
    }
}
