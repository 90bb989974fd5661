//! The seam to the file system: the few operations that saving is made of, so that tests can make each of them fail.

use std::fmt;
use std::fs::{self, DirBuilder, File, Metadata, OpenOptions, Permissions};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _, fchown};
use std::path::{Path, PathBuf};

use rustix::fs::{Access, OFlags};

/// What a save asks of the file system. Every method is one step, whole or failed, after which a crash may come.
pub trait Disk: Send + Sync {
    /// What the file system knows of a file, of a symbolic link's target.
    fn stat(&self, path: &Path) -> io::Result<Metadata>;
    /// An error where this user may not write to that file or make files in that folder.
    fn may_write(&self, path: &Path) -> io::Result<()>;
    /// The bytes of a regular file of at most `limit_bytes`, with what was known of it before the first byte was read.
    fn read(&self, path: &Path, limit_bytes: u64) -> io::Result<(Vec<u8>, Metadata)>;
    /// Opens a file to hold a lock on, made where it doesn't exist.
    fn open_lock(&self, path: &Path) -> io::Result<File>;
    /// Makes a new file with those permission bits, less the umask; an error where anything has that name.
    fn create(&self, path: &Path, mode: u32) -> io::Result<Draft>;
    /// Gives a new file exactly those permission bits, and its owner as far as this user may.
    fn set_rights(&self, draft: &Draft, rights: Rights) -> io::Result<()>;
    /// Writes some of the bytes to the end of a new file and says how many.
    fn write(&self, draft: &mut Draft, bytes: &[u8]) -> io::Result<usize>;
    /// Waits until a new file's bytes are safe from a power cut.
    fn sync(&self, draft: &Draft) -> io::Result<()>;
    /// Puts one file in another's place, in one step.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Waits until the names in a folder are safe from a power cut.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Leaves nothing in a file, for good: where it can't be removed.
    fn empty(&self, path: &Path) -> io::Result<()>;
    /// The paths of all that is in a folder.
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;
    /// Makes a folder into which nobody else may look; an error where anything has that name.
    fn make_folder(&self, folder: &Path) -> io::Result<()>;
    /// Lets nobody else look into a folder that is there.
    fn close_folder(&self, folder: &Path) -> io::Result<()>;
    /// The path of a folder without any links in it.
    fn follow(&self, folder: &Path) -> io::Result<PathBuf>;
}

/// Who may do what with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rights {
    /// Its permission bits.
    pub mode: u32,
    /// The numbers of its user and its group, where it isn't just whose program makes it.
    pub owner: Option<(u32, u32)>,
}

impl Rights {
    pub(super) fn of(metadata: &Metadata) -> Self {
        let mode = metadata.permissions().mode() & 0o777;
        Self { mode, owner: Some((metadata.uid(), metadata.gid())) }
    }
}

/// The permission bits of a folder into which nobody else may look.
pub(super) const PRIVATE_FOLDER_MODE: u32 = 0o700;

/// A new file that nobody knows by its final name yet.
#[derive(Debug)]
pub struct Draft {
    /// The name it has until then.
    pub path: PathBuf,
    /// Open for writing.
    pub file: File,
}

/// The file system of the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealDisk;

impl RealDisk {
    /// Makes a folder with all that lead to it, where they aren't there yet.
    pub fn make_folders(self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)
    }
}

impl Disk for RealDisk {
    fn stat(&self, path: &Path) -> io::Result<Metadata> {
        fs::metadata(path)
    }

    fn may_write(&self, path: &Path) -> io::Result<()> {
        Ok(rustix::fs::access(path, Access::WRITE_OK)?)
    }

    fn read(&self, path: &Path, limit_bytes: u64) -> io::Result<(Vec<u8>, Metadata)> {
        let (file, metadata) = open_without_waiting(path)?;
        if !metadata.is_file() {
            return Err(io::Error::other(format!("it is {}, not a regular file", kind_of(&metadata))));
        }
        let bytes = read_capped(file, metadata.len(), limit_bytes)?;
        Ok((bytes.ok_or(io::ErrorKind::FileTooLarge)?, metadata))
    }

    fn open_lock(&self, path: &Path) -> io::Result<File> {
        let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY).bits().cast_signed();
        let mut options = OpenOptions::new();
        options.read(true).custom_flags(flags);
        let made = options.clone().write(true).create(true).truncate(false).mode(0o666).open(path);
        match made {
            // A colleague's lock file in a shared folder: it can't be written to, but it can be locked.
            // It may be gone by now: then there is one to be made.
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                options.open(path).map_err(|again| if again.kind() == io::ErrorKind::NotFound { again } else { error })
            }
            other => other,
        }
    }

    fn create(&self, path: &Path, mode: u32) -> io::Result<Draft> {
        let flags = OFlags::NOFOLLOW.bits().cast_signed();
        let file = OpenOptions::new().write(true).create_new(true).mode(mode).custom_flags(flags).open(path)?;
        Ok(Draft { path: path.to_owned(), file })
    }

    fn set_rights(&self, draft: &Draft, rights: Rights) -> io::Result<()> {
        let mut mode = rights.mode;
        if let Some((user, group)) = rights.owner {
            let now = draft.file.metadata()?;
            if now.uid() != user {
                // Only the superuser may give files away. Saved as one's own is better than not saved.
                let _ = fchown(&draft.file, Some(user), None);
            }
            if now.gid() != group && fchown(&draft.file, None, Some(group)).is_err() {
                // What one group may do was never allowed to another one.
                mode = (mode & 0o707) | ((mode & 0o007) << 3);
            }
        }
        draft.file.set_permissions(Permissions::from_mode(mode))
    }

    fn write(&self, draft: &mut Draft, bytes: &[u8]) -> io::Result<usize> {
        draft.file.write(bytes)
    }

    fn sync(&self, draft: &Draft) -> io::Result<()> {
        draft.file.sync_all()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        match File::open(folder)?.sync_all() {
            // Some network file systems have nothing to wait for and say so with EINVAL.
            Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
            other => other,
        }
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn empty(&self, path: &Path) -> io::Result<()> {
        let flags = OFlags::NOFOLLOW.bits().cast_signed();
        OpenOptions::new().write(true).truncate(true).custom_flags(flags).open(path)?.sync_all()
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        folder.read_dir()?.map(|entry| Ok(entry?.path())).collect()
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        DirBuilder::new().mode(PRIVATE_FOLDER_MODE).create(folder)
    }

    fn close_folder(&self, folder: &Path) -> io::Result<()> {
        fs::set_permissions(folder, Permissions::from_mode(PRIVATE_FOLDER_MODE))
    }

    fn follow(&self, folder: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(folder)
    }
}

/// What tells one state of a file from another without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    device: u64,
    inode: u64,
    len_bytes: u64,
    /// Seconds and nanoseconds since 1970.
    modified: (i64, i64),
}

impl Stamp {
    pub(super) fn of(metadata: &Metadata) -> Self {
        Self {
            device: metadata.dev(),
            inode: metadata.ino(),
            len_bytes: metadata.len(),
            modified: (metadata.mtime(), metadata.mtime_nsec()),
        }
    }
}

/// Opens whatever has that name for reading, without waiting for a pipe's other end or taking a terminal over.
pub(super) fn open_without_waiting(path: &Path) -> io::Result<(File, Metadata)> {
    let flags = (OFlags::NONBLOCK | OFlags::NOCTTY).bits().cast_signed();
    let file = OpenOptions::new().read(true).custom_flags(flags).open(path)?;
    let metadata = file.metadata()?;
    Ok((file, metadata))
}

/// All bytes of `input`, or `None` where there are more than `limit_bytes`.
///
/// `expected_bytes` is reserved exactly, so that a file whose size is known is never copied while it is read.
pub(super) fn read_capped(input: impl io::Read, expected_bytes: u64, limit_bytes: u64) -> io::Result<Option<Vec<u8>>> {
    if expected_bytes > limit_bytes {
        return Ok(None);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(expected_bytes).unwrap_or_default());
    // The size is only what the file had when it was opened: it may grow, and files of /proc claim none.
    input.take(limit_bytes.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= limit_bytes).then_some(bytes))
}

/// What a thing in a folder is, for a message.
pub(super) fn kind_of(metadata: &Metadata) -> &'static str {
    use std::os::unix::fs::FileTypeExt as _;
    let kind = metadata.file_type();
    match () {
        () if kind.is_file() => "a file",
        () if kind.is_dir() => "a folder",
        () if kind.is_fifo() => "a named pipe",
        () if kind.is_socket() => "a socket",
        () if kind.is_symlink() => "a symbolic link",
        () => "a device",
    }
}

/// The folder a path's last name is in.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

/// An error of the system in the system's words, without its number.
pub struct Plain<'a>(pub &'a io::Error);

impl fmt::Display for Plain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.0.to_string();
        f.write_str(text.split(" (os error").next().unwrap_or(&text))
    }
}
