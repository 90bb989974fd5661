//! What the commands that change annotations have in common.

use std::env;
use std::sync::Arc;

use crate::model::editing::Untied;
use crate::model::set::Refused;
use crate::model::{Annotation, AnnotationSet, Edit, Id};
use crate::store::{Clock, CommitError, Stamps};

use super::articles::Opened;
use super::config;
use super::exit::{Exit, Failure, Outcome, of_read_only};
use super::streams::Streams;

/// Who is at work.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Creator {
    /// Work as NAME; without this as `$ASCRIBE_NAME`, the configuration's name or `$USER`
    #[arg(long = "as", value_name = "NAME", display_order = 80)]
    pub(super) name: Option<String>,
}

impl Creator {
    /// Ids and times of who is at work.
    pub(super) fn clock(&self) -> Clock {
        Clock::of(self.named(config::quietly().creator.as_deref()))
    }

    /// The name of who is at work, `configured` being the configuration's; empty where nothing says one.
    pub(super) fn named(&self, configured: Option<&str>) -> String {
        let variable = |name| env::var(name).ok();
        if let Some(name) = &self.name {
            return name.trim().to_owned();
        }
        let names = [variable("ASCRIBE_NAME"), configured.map(str::to_owned), variable("USER")];
        let first = names.into_iter().flatten().map(|name| name.trim().to_owned()).find(|name| !name.is_empty());
        first.unwrap_or_default()
    }
}

/// Several edits on their way to be one.
#[derive(Default)]
pub(super) struct Draft {
    /// The annotations with all edits so far.
    pub(super) set: AnnotationSet,
    edit: Edit,
    /// Somebody is to be named in it, and nobody is.
    is_nameless: bool,
}

/// Said once where a change is recorded without a name.
const NAMELESS: &str = "no name is recorded; give one with --as NAME, or for good as creator = \"NAME\" in the \
                        configuration (`ascribe config path`)";

impl Draft {
    /// Nothing yet.
    pub(super) fn of(opened: &Opened) -> Self {
        Self { set: opened.session.set.clone(), ..Self::default() }
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
        self.is_nameless = clock.creator().is_empty();
        self
    }

    /// The same of somebody who takes it over from a file.
    pub(super) fn taken_over(mut self, clock: &mut Clock) -> Self {
        self.edit = self.edit.taken_over(&clock.creator(), &clock.now());
        self.is_nameless = clock.creator().is_empty();
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
        committed?;
        streams.saved(&opened.name);
        if self.is_nameless {
            streams.say(&format!("{}: {NAMELESS}", opened.name));
        }
        Ok(())
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
