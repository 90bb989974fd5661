//! What the commands that change annotations have in common.

use std::sync::Arc;

use crate::model::editing::Untied;
use crate::model::set::Refused;
use crate::model::{Annotation, AnnotationSet, Edit, Id};
use crate::store::CommitError;
use crate::tui::Stamps;

use super::articles::Opened;
use super::config;
use super::exit::{Exit, Failure, Outcome, of_read_only};
use super::stamps::Clock;
use super::streams::Streams;

/// Who is at work.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Creator {
    /// Work as NAME; without this as `$ASCRIBE_NAME` or `$USER`
    #[arg(long = "as", value_name = "NAME", display_order = 80)]
    pub(super) name: Option<String>,
}

impl Creator {
    /// Ids and times of who is at work.
    pub(super) fn clock(&self) -> Clock {
        Clock::of(self.name.as_deref(), config::quietly().creator.as_deref())
    }
}

/// Several edits on their way to be one.
#[derive(Default)]
pub(super) struct Draft {
    /// The annotations with all edits so far.
    pub(super) set: AnnotationSet,
    edit: Edit,
}

impl Draft {
    /// Nothing yet.
    pub(super) fn of(opened: &Opened) -> Self {
        Self { set: opened.session.set.clone(), edit: Edit::default() }
    }

    /// One edit more.
    pub(super) fn add(&mut self, edit: Edit) -> Outcome<()> {
        self.set.apply(&edit)?;
        self.edit = std::mem::take(&mut self.edit).then(edit);
        Ok(())
    }

    /// The same with who changes what there was, and when.
    pub(super) fn stamped(mut self, clock: &mut Clock) -> Self {
        self.edit = self.edit.stamped(&clock.creator(), &clock.now());
        self
    }

    /// Saves all of them, if they change anything, and says what there is to say of it.
    pub(super) fn commit(self, opened: &mut Opened, streams: &mut Streams) -> Outcome<()> {
        if self.edit.is_empty() {
            return Ok(());
        }
        let said = opened.session.notices.len();
        let committed = opened.session.commit(&self.edit);
        for notice in opened.session.notices.iter().skip(said) {
            streams.say(&format!("{}: {notice}", opened.name));
        }
        Ok(committed?)
    }
}

/// The annotation with that id.
pub(super) fn annotation<'a>(set: &'a AnnotationSet, id: &Id, opened: &Opened) -> Outcome<&'a Arc<Annotation>> {
    set.get(id).ok_or_else(|| {
        let name = &opened.name;
        Failure::new(
            Exit::Findings,
            format!("{name}: there is no annotation `{id}`; `ascribe list` shows what there is"),
        )
    })
}

impl From<CommitError> for Failure {
    fn from(error: CommitError) -> Self {
        match error {
            CommitError::ReadOnly(why) => Self::new(of_read_only(&why), format!("read-only: {why}")),
            CommitError::Taken => Self::new(Exit::Broken, error.to_string()),
            CommitError::Refused(refused) => refused.into(),
            CommitError::NotSaved(error) => error.into(),
        }
    }
}

impl From<Refused> for Failure {
    fn from(refused: Refused) -> Self {
        Self::new(Exit::Findings, refused.to_string())
    }
}

impl From<Untied> for Failure {
    fn from(untied: Untied) -> Self {
        Self::new(Exit::Findings, untied.to_string())
    }
}
