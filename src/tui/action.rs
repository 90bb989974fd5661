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
    /// Mark what was chosen, or else the likeliest place; again, the next likely one.
    Annotate(Label),
    /// Mark a span by the hints on its start and its end.
    Aim(Label),
    /// Give the annotation in hand another label.
    Relabel(Label),
    /// Add the selection to the annotation in hand.
    AddSpan,
    /// Put the annotation in hand where the selection is.
    Replace,
    /// Take the punctuation at the edges of the annotation in hand in, or leave it out.
    TogglePunctuation,
    /// Move the start of the annotation in hand.
    PickStart,
    /// Move its end.
    PickEnd,
    /// Move the picked edge to the next or previous quote, comma, or edge of a clause.
    StepEdge(Motion),
    /// Pick the other edge.
    OtherEdge,
    /// Remove it.
    Delete,
    /// Write something down about it.
    Write(Field),
    /// Open the card of the claim: all that is recorded of it.
    OpenCheck,
    /// Say what checking it found.
    SetStatus(Status),
    /// Tie it to another.
    Relate,
    /// Tie the annotation in hand to what is likeliest.
    TakeOffer,
    /// Say that the article names no source for it.
    NoSource,
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
    /// Go to a word by its hint.
    Jump,
    /// Go to the next sentence without a mark.
    NextUnmarked,
    /// Go to the previous one.
    PreviousUnmarked,
    /// Go to the next claim whose check is open.
    NextOpenCheck,
    /// Go to the previous one.
    PreviousOpenCheck,
    /// Go to the next annotation of that label.
    NextOf(Label),
    /// Go to the previous one.
    PreviousOf(Label),
    /// Go to the next quotation, figure, date or name outside of every mark.
    NextFact,
    /// Go to the previous one.
    PreviousFact,
    /// Go to the next character that can't be seen by itself.
    NextHidden,
    /// Go back to where the last jump started.
    JumpBack,
    /// Go forward again.
    JumpForward,
    /// Do the last change again.
    Repeat,
    /// Mark every other place where the actor in hand is named.
    MarkAll,
    /// Decide about what a changed article has left undecided.
    Review,
    /// Put an annotation where it is proposed.
    Accept,
    /// Put every annotation where it is proposed that is as certain as this one.
    AcceptAlike,
    /// Leave an annotation without a place.
    Orphan,
    /// Select by hand where an annotation belongs.
    PlaceByHand,
    /// Write the article in the format of that name.
    Export(&'static str),
    /// Choose an action by its name.
    Palette,
    /// Show how far the work is, and what is missing.
    Summary,
    /// Say that the work on the article is done, or that it isn't.
    ToggleFinished,
    /// Show only the cards that say something.
    Filter,
    /// Have the cards in another order.
    Sort,
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
    /// Read the article anew.
    Reload,
    /// Stop the program until the shell continues it.
    Suspend,
    /// Leave.
    Quit,
}

impl Action {
    /// Its name, by which the configuration and the palette call it. An action has one name, whatever modes it is in.
    pub fn name(self) -> String {
        let of = |what: &str, label: Label| format!("{what}-{}", label.name());
        let fixed = match self {
            Self::Move(motion, unit) => return travel("", motion, unit),
            Self::Extend(motion, unit) => return travel("extend-", motion, unit),
            Self::Annotate(label) => return of("mark", label),
            Self::Aim(label) => return of("aim", label),
            Self::Relabel(label) => return of("make", label),
            Self::NextOf(label) => return of("next", label),
            Self::PreviousOf(label) => return of("previous", label),
            Self::SetStatus(status) => return format!("status-{}", status.name()),
            Self::Write(field) => return format!("write-{}", field.key()),
            Self::Export(format) => return format!("export-{format}"),
            Self::StepEdge(Motion::Previous | Motion::Start) => "edge-back",
            Self::StepEdge(_) => "edge-on",
            Self::ToggleExtending => "extend",
            Self::SwapEnds => "swap-ends",
            Self::Expand => "expand",
            Self::Shrink => "shrink",
            Self::AddSpan => "add-piece",
            Self::Replace => "replace",
            Self::TogglePunctuation => "toggle-punctuation",
            Self::PickStart => "move-start",
            Self::PickEnd => "move-end",
            Self::OtherEdge => "other-edge",
            Self::Delete => "delete",
            Self::OpenCheck => "check",
            Self::Relate => "tie",
            Self::TakeOffer => "take-offer",
            Self::NoSource => "no-source",
            Self::Undo => "undo",
            Self::Redo => "redo",
            Self::Search => "search",
            Self::SearchSelection => "search-selection",
            Self::NextMatch => "next-match",
            Self::PreviousMatch => "previous-match",
            Self::NextAnnotation => "next-annotation",
            Self::PreviousAnnotation => "previous-annotation",
            Self::Outer => "outer-annotation",
            Self::Jump => "jump",
            Self::NextUnmarked => "next-unmarked",
            Self::PreviousUnmarked => "previous-unmarked",
            Self::NextOpenCheck => "next-open-check",
            Self::PreviousOpenCheck => "previous-open-check",
            Self::NextFact => "next-fact",
            Self::PreviousFact => "previous-fact",
            Self::NextHidden => "next-hidden",
            Self::JumpBack => "jump-back",
            Self::JumpForward => "jump-forward",
            Self::Repeat => "repeat",
            Self::MarkAll => "mark-all",
            Self::Review => "review",
            Self::Accept => "accept",
            Self::AcceptAlike => "accept-alike",
            Self::Orphan => "orphan",
            Self::PlaceByHand => "place-by-hand",
            Self::Palette => "palette",
            Self::Summary => "summary",
            Self::ToggleFinished => "finished",
            Self::Filter => "filter",
            Self::Sort => "sort",
            Self::SwitchPane => "switch-pane",
            Self::NextArticle => "next-article",
            Self::PreviousArticle => "previous-article",
            Self::ListArticles => "list-articles",
            Self::Open => "open",
            Self::Finish => "finish",
            Self::Back => "back",
            Self::NewLine => "new-line",
            Self::Copy => "copy",
            Self::Help => "help",
            Self::Redraw => "redraw",
            Self::Reload => "reload",
            Self::Suspend => "suspend",
            Self::Quit => "quit",
        };
        fixed.to_owned()
    }

    /// Whether it is about the annotation in hand.
    pub fn needs_annotation(self) -> bool {
        matches!(
            self,
            Self::Relabel(_)
                | Self::AddSpan
                | Self::Replace
                | Self::TogglePunctuation
                | Self::PickStart
                | Self::PickEnd
                | Self::Delete
                | Self::Relate
                | Self::TakeOffer
                | Self::NoSource
                | Self::Write(_)
                | Self::OpenCheck
                | Self::SetStatus(_)
                | Self::MarkAll
        )
    }

    /// Whether it is what a checker goes on with after a mark, while hints for its end are still shown.
    pub fn goes_on_after_a_mark(self) -> bool {
        let moves = matches!(self, Self::Move(Motion::Next | Motion::Previous, Unit::Sentence));
        let marks = matches!(self, Self::Annotate(_) | Self::Aim(_) | Self::AddSpan | Self::Undo);
        moves || marks
    }

    /// Whether it changes annotations, or leads to changing them.
    pub fn edits(self) -> bool {
        matches!(
            self,
            Self::Annotate(_)
                | Self::Aim(_)
                | Self::Relabel(_)
                | Self::AddSpan
                | Self::Replace
                | Self::TogglePunctuation
                | Self::TakeOffer
                | Self::NoSource
                | Self::Repeat
                | Self::MarkAll
                | Self::PickStart
                | Self::PickEnd
                | Self::Delete
                | Self::Write(_)
                | Self::SetStatus(_)
                | Self::ToggleFinished
                | Self::Relate
                | Self::Accept
                | Self::AcceptAlike
                | Self::Orphan
                | Self::PlaceByHand
                | Self::Undo
                | Self::Redo
        )
    }
}

/// The name of a motion: `next-word`, `extend-start-of-row`.
fn travel(what: &str, motion: Motion, unit: Unit) -> String {
    let unit = match unit {
        Unit::Character => "character",
        Unit::Word => "word",
        Unit::Row => "row",
        Unit::Sentence => "sentence",
        Unit::Paragraph => "paragraph",
        Unit::Page => "page",
        Unit::Document => "document",
    };
    let motion = match motion {
        Motion::Next => "next",
        Motion::Previous => "previous",
        Motion::Start => "start-of",
        Motion::End => "end-of",
    };
    format!("{what}{motion}-{unit}")
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
    /// Write the open article beside it in the format of that name.
    Export(&'static str),
    /// Draw everything anew.
    Redraw,
    /// Read the open article and its annotations anew.
    Reload,
    /// Stop the process.
    Suspend,
    /// Leave.
    Quit,
}
