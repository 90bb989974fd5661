//! The configuration file: where it is, what is wrong in it, and one to start from.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use etcetera::BaseStrategy;

use crate::store::{Place, PlaceErrorKind, RealDisk, WholeFile};
use crate::tui::config::{Config, template};

use super::exit::{Exit, Failure, Outcome, of_system};
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
    /// The configuration, or the defaults where there is no file. A file that was named must be there.
    pub(super) fn read(&self) -> Outcome<Config> {
        let Ok(path) = self.path() else { return Ok(Config::default()) };
        let cannot = |why: &str| format!("{}: the configuration can't be read: {why}", path.display());
        let mut file = match Place::at(&path) {
            Ok(place) => WholeFile::new(Arc::new(RealDisk), place),
            Err(error) if self.file.is_none() && matches!(error.kind, PlaceErrorKind::NoFolder) => {
                return Ok(Config::default());
            }
            Err(error) => return Err(Failure::new(Exit::NoInput, cannot(&error.kind.to_string()))),
        };
        let bytes = file
            .read(LONGEST_BYTES)
            .map_err(|error| Failure::new(of_system(&error, Exit::ReadWrite), cannot(&error.to_string())))?;
        match bytes {
            Some(bytes) => match str::from_utf8(&bytes) {
                Ok(text) => Ok(Config::read(text)),
                Err(error) => {
                    let line = bytes.iter().take(error.valid_up_to()).filter(|byte| **byte == b'\n').count() + 1;
                    Err(Failure::new(Exit::BadData, cannot(&format!("line {line} is not UTF-8"))))
                }
            },
            None if self.file.is_none() => Ok(Config::default()),
            None => Err(Failure::new(Exit::NoInput, cannot("there is no such file"))),
        }
    }

    /// The same, with what is wrong told on standard error.
    pub(super) fn read_aloud(&self, streams: &mut Streams) -> Outcome<Config> {
        let config = self.read()?;
        for problem in &config.problems {
            streams.complain(&format!("{}: {problem}", self.path()?.display()));
        }
        Ok(config)
    }

    fn path(&self) -> Outcome<PathBuf> {
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
        RealDisk.make_folders(folder).map_err(|error| cannot(&format!("its folder can't be made: {error}")))?;
    }
    let place = Place::at(path).map_err(|error| cannot(&error.kind.to_string()))?;
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
