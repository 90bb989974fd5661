//! What a file says of its annotations and of the article that it was saved for.

use crate::model::document::Document;
use crate::model::selector::Selector;

/// One annotation as a file describes it.
#[derive(Clone, Copy, Debug)]
pub struct Former<'a> {
    /// Its pieces, in the file's order; at least one.
    pub selectors: &'a [Selector],
    /// What the file says of its place.
    pub standing: Standing,
}

/// What a file says of an annotation's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It had one in the article that the file was saved for.
    Placed,
    /// It had none there: it is of an older article, and somebody kept it as an orphan or nothing was found.
    Orphan,
    /// It is of an older article, and nobody has decided where it stands.
    Undecided,
}

/// The article that a file was saved for, compared with the present one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Article {
    /// The same, to the byte.
    Same,
    /// One of so many code points, if the file says so; nobody knows whether it is another.
    Unknown(Option<usize>),
    /// Another, of so many code points, if the file says so.
    Changed(Option<usize>),
}

impl Article {
    /// Of an article of which nobody knows it: whether it is as good as the same, since all that is known of it still holds.
    pub(super) fn as_far_as_known(self, document: &Document, annotations: &[Former<'_>]) -> Self {
        let Self::Unknown(characters) = self else { return self };
        let mut placed = annotations.iter().filter(|former| former.standing == Standing::Placed);
        let same = characters.is_none_or(|characters| characters == document.characters())
            && placed.all(|former| former.selectors.iter().all(|it| it.holds(document)));
        if same { Self::Same } else { Self::Changed(characters) }
    }
}
