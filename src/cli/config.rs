//! The configuration file: where it is, what is wrong in it, and one to start from.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use etcetera::BaseStrategy;

use crate::store::{Disk as _, Place, PlaceErrorKind, RealDisk, WholeFile};
use crate::tui::config::{Config, template};

use super::exit::{Exit, Failure, Outcome, of_system, plain};
use super::streams::Streams;

/// No configuration is longer than this, in bytes.
const LONGEST_BYTES: u64 = 1 << 20;

/// Where the configuration is.
#[derive(Clone, Debug, Default, clap::Args)]
pub(super) struct ConfigFile {
    /// Read the configuration from FILE; without this from ascribe/config.toml in `$XDG_CONFIG_HOME` or ~/.config
    #[arg(long = "config", value_name = "FILE", display_order = 90)]
    file: Option<PathBuf>,
}

/// See, check or make the configuration file: keys, colours, options
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Clone, Debug, clap::Subcommand)]
enum Command {
    /// Write a configuration to start from, with everything in it commented out
    Init {
        #[command(flatten)]
        file: ConfigFile,
        /// Overwrite what is there
        #[arg(long)]
        force: bool,
    },
    /// Print where the configuration is
    Path {
        #[command(flatten)]
        file: ConfigFile,
    },
    /// Say what is wrong in the configuration, one line a problem
    Check {
        #[command(flatten)]
        file: ConfigFile,
    },
}

impl Args {
    /// Does it.
    pub(super) fn run(&self, streams: &mut Streams) -> Outcome {
        match &self.command {
            Command::Init { file, force } => init(&file.path()?, *force, streams),
            Command::Path { file } => {
                streams.data.print(&file.path()?.display().to_string())?;
                Ok(Exit::Done)
            }
            Command::Check { file } => check(file, streams),
        }
    }
}

impl ConfigFile {
    /// The configuration. The defaults hold where there is no file, and where the file of this user can't be read, which
    /// is a problem of it; a file that was named must be there.
    pub(super) fn read(&self) -> Outcome<Config> {
        let Ok(path) = self.path() else { return Ok(Config::default()) };
        // A pipe is never waited for.
        let error = match RealDisk.read(&path, LONGEST_BYTES) {
            Ok((bytes, _)) => return Ok(Config::read_bytes(&bytes)),
            Err(error) => error,
        };
        let is_missing = error.kind() == io::ErrorKind::NotFound;
        if self.file.is_none() && is_missing && !path.is_symlink() {
            return Ok(Config::default());
        }
        let why = unread(&path, &error);
        if self.file.is_none() {
            return Ok(Config::unread(why));
        }
        let exit = if is_missing { Exit::NoInput } else { of_system(&error, Exit::ReadWrite) };
        Err(Failure::new(exit, format!("{}: {why}", path.display())))
    }

    /// The same, with what is wrong told on standard error.
    pub(super) fn read_aloud(&self, streams: &mut Streams) -> Outcome<Config> {
        let config = self.read()?;
        for problem in &config.problems {
            streams.complain(&format!("{}: {problem}", self.path()?.display()));
        }
        Ok(config)
    }

    /// Its path, whether or not there is a file.
    pub(super) fn path(&self) -> Outcome<PathBuf> {
        if let Some(file) = &self.file {
            return Ok(file.clone());
        }
        let folders = etcetera::choose_base_strategy().map_err(|error| {
            Failure::new(
                Exit::NoInput,
                format!("there is no home folder for the configuration ({error}); --config names one"),
            )
        })?;
        Ok(folders.config_dir().join("ascribe").join("config.toml"))
    }
}

/// Why a configuration can't be read, and what to do.
fn unread(path: &Path, error: &io::Error) -> String {
    let why = match error.kind() {
        io::ErrorKind::NotFound if path.is_symlink() => {
            "the link leads to a file that doesn't exist; remove the link or make its target".to_owned()
        }
        io::ErrorKind::NotFound => "there is no such file; check the name".to_owned(),
        io::ErrorKind::NotADirectory => match not_a_folder(path) {
            Some(what) => {
                format!("{} is not a folder; set HOME or XDG_CONFIG_HOME to one", what.display())
            }
            None => plain(error),
        },
        io::ErrorKind::FileTooLarge => format!("it is longer than {} KiB; shorten it", LONGEST_BYTES >> 10),
        _ => format!("{}; rename it, or name another file with --config FILE", plain(error)),
    };
    format!("the configuration can't be read: {why}")
}

/// The first of the folders that lead to a file which is no folder.
fn not_a_folder(path: &Path) -> Option<&Path> {
    let folders = path.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
    folders.filter(|folder| RealDisk.stat(folder).is_ok_and(|metadata| !metadata.is_dir())).last()
}

/// The configuration for who only needs a name or a colour from it: what is wrong in it is told elsewhere.
pub(super) fn quietly() -> Config {
    ConfigFile::default().read().unwrap_or_default()
}

fn check(file: &ConfigFile, streams: &mut Streams) -> Outcome {
    let config = file.read()?;
    for problem in &config.problems {
        streams.data.line(&format!("{}: {problem}", file.path()?.display()))?;
    }
    Ok(if config.problems.is_empty() { Exit::Done } else { Exit::Findings })
}

fn init(path: &Path, force: bool, streams: &mut Streams) -> Outcome {
    let cannot = |why: &str| Failure::new(Exit::CannotCreate, format!("{}: {why}", path.display()));
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        RealDisk.make_folders(folder).map_err(|error| match not_a_folder(path) {
            Some(what) => cannot(&format!("{} is not a folder; name another file with --config FILE", what.display())),
            None => cannot(&format!("its folder can't be made: {}", plain(&error))),
        })?;
    }
    let place = Place::at(path).map_err(|error| match error.kind {
        PlaceErrorKind::NotAFile(what) => {
            cannot(&format!("it is {what}; rename it, or name another file with --config FILE"))
        }
        kind => cannot(&kind.to_string()),
    })?;
    let mut file = WholeFile::new(Arc::new(RealDisk), place);
    let before = file.read(LONGEST_BYTES).map_err(|error| cannot(&format!("it can't be looked at: {error}")))?;
    if before.is_some() && !force {
        let why = format!("{}: there is a configuration; --force overwrites it", path.display());
        return Err(Failure::new(Exit::Findings, why));
    }
    file.save(template().as_bytes()).map_err(|error| Failure::cannot_create(&error))?;
    streams.say(&format!("{}: a configuration to start from", path.display()));
    Ok(Exit::Done)
}
