//! Exporting the article that is open, from the screen: beside the article, under a name that says the format.

use std::path::Path;

use crate::formats::{self, Format};
use crate::store::{Article, ExportError, Names, Ours, Session, export_name, write_export};

use super::action::Action;
use super::app::App;

/// What an export is made from beside what is on the desk.
pub(super) struct Exportable {
    article: Article,
    /// The article and its annotation file, which no export is written over.
    files: Ours,
    /// The format whose file is there already, if whoever asks for it again gives that file up.
    given_up: Option<&'static str>,
}

/// Writes the open article in the format of that name, if there is anything to write.
pub(super) fn export(exportable: Option<&mut Option<Exportable>>, app: &mut App, format: &str) {
    match (exportable.and_then(Option::as_mut), Format::named(format)) {
        (Some(exportable), Some(format)) => exportable.export(app, format),
        _ => app.warn("what the tutor teaches with is kept nowhere, so there is nothing to export"),
    }
}

impl Exportable {
    /// What the exports of a session's article need.
    pub(super) fn of(session: &Session) -> Self {
        let files = Ours::of(session.files().map(Path::to_path_buf));
        Self { article: session.article.clone(), files, given_up: None }
    }

    /// Writes the open article in a format, and says where, or why not.
    fn export(&mut self, app: &mut App, format: &'static Format) {
        let Some((desk, path)) = app.desk().zip(self.article.path.as_deref()) else {
            let why = "an article from standard input has no name to export it by; `ascribe export` names a file";
            return app.warn(why);
        };
        // Formats say which bytes they are about.
        self.article.fingerprint();
        let article = formats::Article {
            document: &desk.document,
            path: desk.document.name(),
            encoding: self.article.encoding.name(),
            set: &desk.set,
        };
        let path = path.with_file_name(export_name(path.file_name().unwrap_or_default(), format));
        let given_up = self.given_up.take() == Some(format.name);
        for exported in format.write(&[article], None) {
            let lost: Vec<_> = exported.losses.iter().map(ToString::to_string).collect();
            let lost =
                if lost.is_empty() { String::new() } else { format!("; it has no place for {}", lost.join(", ")) };
            match write_export(exported, &path, &self.files, given_up) {
                Ok(()) => app.say(format!("exported to {}{lost}", path.display())),
                Err(ExportError::Exists(there)) => {
                    self.given_up = Some(format.name);
                    let key = app.key(Action::Export(format.name));
                    let (is, it) = if there.len() > 1 { ("are", "them") } else { ("is", "it") };
                    app.warn(format!("{} {is} there already; {key} again writes over {it}", Names(&there)));
                }
                Err(error) => app.warn(error.to_string()),
            }
        }
    }
}
