//! The log: what the annotations themselves say of who did what to them, in the order of time.

use std::cmp::Ordering;

use super::annotation::{Annotation, Id};
use super::check::{CHECK_TEXTS, Check};
use super::date::Moment;
use super::event::EventKind;
use super::set::AnnotationSet;

/// Something that happened, as the annotations have kept it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// When: an RFC 3339 date or time, or whatever somebody wrote instead of one; never empty.
    pub when: String,
    /// Who did it; empty where nobody has kept that.
    pub who: String,
    /// What happened.
    pub kind: EventKind,
    /// To which annotation; `None` for the article.
    pub annotation: Option<Id>,
}

impl AnnotationSet {
    /// What happened, the earliest first; then what has no date that can be read. Of each thing only the last change is
    /// kept, and a change that is told by another event is no event of its own.
    pub fn log(&self) -> Vec<Event> {
        let mut events: Vec<Event> = self.iter().chain(self.orphans()).flat_map(|it| of_annotation(it)).collect();
        if let Some(finished) = self.finished() {
            events.extend(event(EventKind::Finished, &finished.by, &finished.on, None));
        }
        events.sort_by(|one, other| match (Moment::of(&one.when), Moment::of(&other.when)) {
            (Some(one), Some(other)) => one.cmp(&other),
            (None, None) => Ordering::Equal,
            (one, _) => {
                if one.is_some() {
                    Ordering::Less
                } else {
                    Ordering::Greater
                }
            }
        });
        events
    }
}

fn of_annotation(annotation: &Annotation) -> impl Iterator<Item = Event> + use<> {
    let Annotation { id, creator, created, changed_by, changed, check, .. } = annotation;
    let Check { begun_by, begun_on, checked_by, checked_on, .. } = check;
    let is_told = |by: &String, on: &String, others: &[(&String, &String)]| others.contains(&(by, on));
    let of_check = [(&check.changed_by, &check.changed_on), (begun_by, begun_on), (checked_by, checked_on)];
    let mut all = vec![(EventKind::Created, creator, created)];
    if !is_told(changed_by, changed, &of_check) {
        all.push((EventKind::Changed, changed_by, changed));
    }
    all.push((EventKind::CheckBegun, begun_by, begun_on));
    if !is_told(&check.changed_by, &check.changed_on, &of_check[1..]) {
        all.push((EventKind::CheckChanged, &check.changed_by, &check.changed_on));
    }
    all.push((EventKind::Checked, checked_by, checked_on));
    let nobody = String::new();
    for row in CHECK_TEXTS {
        all.extend(row.event.map(|kind| (kind, &nobody, check.text(row.text))));
    }
    let events: Vec<Event> = all.into_iter().filter_map(|(kind, by, on)| event(kind, by, on, Some(id))).collect();
    events.into_iter()
}

fn event(kind: EventKind, who: &str, when: &str, annotation: Option<&Id>) -> Option<Event> {
    let event = || Event { when: when.to_owned(), who: who.to_owned(), kind, annotation: annotation.cloned() };
    (!when.is_empty()).then(event)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Document, Finished, Label, Status};

    #[test]
    fn events_are_in_the_order_of_time_and_none_is_told_twice() {
        let span = Document::new("a.txt", "abc").unwrap().span(0..3).unwrap();
        let mut claim = Annotation::new(Id::new("c"), Label::Claim, span);
        (claim.creator, claim.created) = ("jo".into(), "2026-11-20T10:00:00Z".into());
        let mut set = AnnotationSet::default();
        set.apply(&AnnotationSet::adding(claim)).unwrap();
        let told = |set: &AnnotationSet| {
            let events = set.log();
            events.iter().map(|it| format!("{} {} {}", it.when, it.kind.name(), it.who)).collect::<Vec<_>>()
        };
        let change = |set: &mut AnnotationSet, by: &str, on: &str, change: &dyn Fn(&mut Annotation)| {
            set.apply(&set.changing(&Id::new("c"), change).stamped(by, on)).unwrap();
        };
        change(&mut set, "mo", "2026-11-21T10:00:00Z", &|it| it.check.status = Status::InProgress);
        assert_eq!(told(&set), ["2026-11-20T10:00:00Z created jo", "2026-11-21T10:00:00Z check-begun mo"]);
        change(&mut set, "al", "2026-11-22T10:00:00Z", &|it| it.note = "x".into());
        change(&mut set, "mo", "2026-11-23T10:00:00Z", &|it| {
            it.check.status = Status::False;
            (it.check.checked_by, it.check.checked_on) = ("mo".into(), "2026-11-23T10:00:00Z".into());
            it.check.reply_asked = "2026-11-21".into();
            it.check.reply_refused = "in May".into();
        });
        set.apply(&set.finishing(Finished::new("jo", "2026-11-23T13:00:00+01:00"))).unwrap();
        let expected = [
            "2026-11-20T10:00:00Z created jo",
            "2026-11-21 reply-asked ",
            "2026-11-21T10:00:00Z check-begun mo",
            "2026-11-23T10:00:00Z checked mo",
            "2026-11-23T13:00:00+01:00 finished jo",
            "in May reply-refused ",
        ];
        assert_eq!(told(&set), expected);
    }
}
