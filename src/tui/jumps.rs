//! The places that far motions left, to be gone back to.

use std::collections::VecDeque;

use crate::model::Selection;

/// So many places are remembered; the oldest is forgotten first.
const PLACES: usize = 100;

/// The places behind, and those that going back left ahead.
#[derive(Debug, Default)]
pub struct Jumps {
    /// The last one left is at the end.
    behind: VecDeque<Selection>,
    /// The next one is at the end.
    ahead: Vec<Selection>,
    /// Where the last step of a walk led: a step from there goes on with the same walk.
    walked_to: Option<Selection>,
}

impl Jumps {
    /// Remembers the place that a far motion left; what was ahead is forgotten.
    pub fn leave(&mut self, place: Selection) {
        self.walked_to = None;
        self.ahead.clear();
        self.push(place);
    }

    /// Remembers the place that a walk of many small steps left, once for all its steps.
    pub fn step(&mut self, from: Selection, to: Selection) {
        if self.walked_to != Some(from) {
            self.leave(from);
        }
        self.walked_to = Some(to);
    }

    /// The last place that was left; `here` is then ahead of it.
    pub fn back(&mut self, here: Selection) -> Option<Selection> {
        let place = loop {
            // A place that is gone back to from itself is no way back.
            match self.behind.pop_back()? {
                place if place == here => {}
                place => break place,
            }
        };
        self.walked_to = None;
        self.ahead.push(here);
        Some(place)
    }

    /// The place that was last gone back from; `here` is then behind it.
    pub fn forward(&mut self, here: Selection) -> Option<Selection> {
        let place = self.ahead.pop()?;
        self.walked_to = None;
        self.push(here);
        Some(place)
    }

    fn push(&mut self, place: Selection) {
        if self.behind.back() != Some(&place) {
            self.behind.push_back(place);
        }
        if self.behind.len() > PLACES {
            self.behind.pop_front();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Document;

    fn places() -> Vec<Selection> {
        let document = Document::new("a", "x".repeat(300)).unwrap();
        (0..300).map(|byte| Selection::character(&document, document.offset(byte).unwrap())).collect()
    }

    #[test]
    fn back_and_forward_lead_through_the_same_places() {
        let (at, mut jumps) = (places(), Jumps::default());
        jumps.leave(at[1]);
        jumps.leave(at[2]);
        assert_eq!(jumps.back(at[3]), Some(at[2]));
        assert_eq!(jumps.back(at[2]), Some(at[1]));
        assert_eq!(jumps.back(at[1]), None);
        assert_eq!(jumps.forward(at[1]), Some(at[2]));
        assert_eq!(jumps.forward(at[2]), Some(at[3]));
        assert_eq!(jumps.forward(at[3]), None);
        assert_eq!(jumps.back(at[3]), Some(at[2]));
    }

    #[test]
    fn a_new_far_motion_forgets_what_was_ahead() {
        let (at, mut jumps) = (places(), Jumps::default());
        jumps.leave(at[1]);
        jumps.back(at[2]);
        jumps.leave(at[1]);
        assert_eq!(jumps.forward(at[5]), None);
        assert_eq!(jumps.back(at[5]), Some(at[1]));
    }

    #[test]
    fn the_oldest_of_more_than_a_hundred_places_is_forgotten() {
        let (at, mut jumps) = (places(), Jumps::default());
        at.iter().take(250).for_each(|place| jumps.leave(*place));
        let back: Vec<_> = std::iter::from_fn(|| jumps.back(at[299])).collect();
        assert_eq!((back.len(), back[0], back[99]), (100, at[249], at[150]));
    }

    #[test]
    fn one_place_is_remembered_once_and_is_no_way_back_to_itself() {
        let (at, mut jumps) = (places(), Jumps::default());
        jumps.leave(at[1]);
        jumps.leave(at[2]);
        jumps.leave(at[2]);
        assert_eq!(jumps.back(at[2]), Some(at[1]));
        assert_eq!(jumps.back(at[1]), None);
    }

    #[test]
    fn a_walk_is_left_once_however_many_steps_it_has() {
        let (at, mut jumps) = (places(), Jumps::default());
        jumps.step(at[1], at[2]);
        jumps.step(at[2], at[3]);
        jumps.step(at[7], at[8]);
        assert_eq!(jumps.back(at[8]), Some(at[7]));
        assert_eq!(jumps.back(at[7]), Some(at[1]));
        assert_eq!(jumps.back(at[1]), None);
    }
}
