//! The only layer that touches the disk: reading articles, and keeping their annotations so that none is ever lost.

pub mod article;
pub mod disk;
pub mod folder;
mod hash;
pub mod lock;
pub mod place;
mod replace;
pub mod save;

pub use article::{ARTICLE_LIMIT_BYTES, Article, ArticleError, ArticleErrorKind};
pub use disk::{Disk, Draft, RealDisk};
pub use folder::articles_in;
pub use lock::{Lock, NoLock};
pub use place::{Place, PlaceError, PlaceErrorKind};
pub use save::{SaveError, WholeFile};
