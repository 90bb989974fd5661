//! What a key can mean: every action of the screen, and what the shell around it must then do.

use crate::model::{Edit, Label, Motion, Status, Unit};

use super::field::Field;

/// What a key means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Move the selection.
    Move(Motion, Unit),
    /// Take the cursor along and leave the anchor.
    Extend(Motion, Unit),
    /// Let motions extend, or no longer.
    ToggleExtending,
    /// Exchange the ends of the selection.
    SwapEnds,
    /// Select the next larger piece around.
    Expand,
    /// Go back to the piece before the last expansion.
    Shrink,
    /// Mark the selection.
    Annotate(Label),
    /// Give the annotation in hand another label.
    Relabel(Label),
    /// Add the selection to the annotation in hand.
    AddSpan,
    /// Put the annotation in hand where the selection is.
    Replace,
    /// Move the start of the annotation in hand.
    PickStart,
    /// Move its end.
    PickEnd,
    /// Remove it.
    Delete,
    /// Write something down about it.
    Write(Field),
    /// Open what checking it found.
    OpenCheck,
    /// Say what checking it found.
    SetStatus(Status),
    /// Tie it to another.
    Relate,
    /// Take the last edit back.
    Undo,
    /// Do it again.
    Redo,
    /// Ask what to search for.
    Search,
    /// Search for what is selected.
    SearchSelection,
    /// Go to the next place with that text.
    NextMatch,
    /// Go to the previous one.
    PreviousMatch,
    /// Go to the next annotation.
    NextAnnotation,
    /// Go to the previous one.
    PreviousAnnotation,
    /// Of several annotations here, take the next larger in hand.
    Outer,
    /// Go over to the other pane.
    SwitchPane,
    /// Go to the next article.
    NextArticle,
    /// Go to the previous one.
    PreviousArticle,
    /// Show all articles.
    ListArticles,
    /// Open what the cursor is on.
    Open,
    /// Finish what is being done.
    Finish,
    /// Step back: out of a mode, or to a selection of one character.
    Back,
    /// Start a new line in what is being written.
    NewLine,
    /// Copy the selection to the clipboard.
    Copy,
    /// Show all keys.
    Help,
    /// Draw the screen anew.
    Redraw,
    /// Stop the program until the shell continues it.
    Suspend,
    /// Leave.
    Quit,
}

impl Action {
    /// Whether it is about the annotation in hand.
    pub fn needs_annotation(self) -> bool {
        matches!(
            self,
            Self::Relabel(_)
                | Self::AddSpan
                | Self::Replace
                | Self::PickStart
                | Self::PickEnd
                | Self::Delete
                | Self::Relate
                | Self::Write(_)
                | Self::OpenCheck
        )
    }

    /// Whether it changes annotations, or leads to changing them.
    pub fn edits(self) -> bool {
        matches!(
            self,
            Self::Annotate(_)
                | Self::Relabel(_)
                | Self::AddSpan
                | Self::Replace
                | Self::PickStart
                | Self::PickEnd
                | Self::Delete
                | Self::Write(_)
                | Self::SetStatus(_)
                | Self::Relate
                | Self::Undo
                | Self::Redo
        )
    }
}

/// What the shell must do after an update: what touches the disk, the terminal or the process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing.
    None,
    /// An edit was applied to the open article's annotations: hand it to the writer.
    Save(Edit),
    /// Make the article with that number the open one.
    OpenArticle(usize),
    /// Give the terminal's clipboard that text.
    Copy(String),
    /// Draw everything anew.
    Redraw,
    /// Stop the process.
    Suspend,
    /// Leave.
    Quit,
}
