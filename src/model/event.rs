//! The kinds of events that a log tells of.

use super::named::named;

named! {
    /// What happened.
    EventKind EVENTS {
        Created "created" "an annotation was made";
        Changed "changed" "an annotation was changed, as far as is known for the last time";
        CheckBegun "check-begun" "the record of a check was begun";
        CheckChanged "check-changed" "the record of a check was changed, as far as is known for the last time";
        Checked "checked" "a check came to its present status";
        ReplyAsked "reply-asked" "somebody was asked for a reply";
        ReplyReceived "reply-received" "a reply came";
        ReplyRefused "reply-refused" "a reply was refused";
        Finished "finished" "the work on the article was said to be done";
    }
}
