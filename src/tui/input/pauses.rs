//! How long input waits for more before it takes what came for all there is.

use std::time::Duration;

/// How long Escape waits to be the beginning of something.
pub(super) const ESCAPE_PAUSE: Duration = Duration::from_millis(40);

/// How long the rest of anything longer is waited for.
pub(super) const REST_PAUSE: Duration = Duration::from_millis(600);

/// Bytes that come within this of each other came together: nobody types so fast.
pub(super) const TOGETHER: Duration = Duration::from_millis(10);
