//! Back and forward: the places from which the reader jumped.

use super::view::Address;
use crate::corpus::Place;

/// A place on the screen to which one can come back exactly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Jump {
    /// The sentence under the cursor.
    pub place: Place,
    /// Rows between the top of the pane and the first line of the sentence.
    pub above: usize,
    /// The views that lay over the text.
    pub views: Vec<Address>,
}

impl Jump {
    /// Whether a view was open, to which one may want to come back.
    pub fn has_views(&self) -> bool {
        !self.views.is_empty()
    }

    /// Whether both show the same.
    fn is_at(&self, other: &Self) -> bool {
        self.place == other.place && self.views == other.views
    }
}

/// The most places that are kept.
const KEPT: usize = 200;

/// A browser's history: a jump forgets what lay ahead.
#[derive(Debug, Clone, Default)]
pub struct Jumps {
    back: Vec<Jump>,
    forward: Vec<Jump>,
}

impl Jumps {
    /// Remembers `from` before a jump away from it.
    pub fn leave(&mut self, from: Jump) {
        self.forward.clear();
        if !self.back.last().is_some_and(|jump| jump.is_at(&from)) {
            self.back.push(from);
        }
        if self.back.len() > KEPT {
            self.back.remove(0);
        }
    }

    /// The place before `here`, which is then ahead.
    pub fn back(&mut self, here: Jump) -> Option<Jump> {
        step(&mut self.back, &mut self.forward, here)
    }

    /// The place after `here`, which is then behind.
    pub fn forward(&mut self, here: Jump) -> Option<Jump> {
        step(&mut self.forward, &mut self.back, here)
    }

    /// The last place one came from, or went back from when there is none behind.
    pub fn toggle(&mut self, here: Jump) -> Option<Jump> {
        if self.back.is_empty() {
            self.forward(here)
        } else {
            self.back(here)
        }
    }

    /// All places, newest first: those ahead, then those behind.
    pub fn all(&self) -> impl Iterator<Item = &Jump> + '_ {
        self.forward.iter().chain(self.back.iter().rev())
    }

    /// Finds every place again in another corpus; forgets those that are gone.
    pub fn relocate(&mut self, find: impl Fn(Place) -> Option<Place>) {
        for jumps in [&mut self.back, &mut self.forward] {
            let moved = |jump: Jump| find(jump.place).map(|place| Jump { place, ..jump });
            *jumps = std::mem::take(jumps)
                .into_iter()
                .filter_map(moved)
                .collect();
        }
    }
}

fn step(from: &mut Vec<Jump>, to: &mut Vec<Jump>, here: Jump) -> Option<Jump> {
    // Where the reader already is would be a step that does nothing.
    while from.last().is_some_and(|jump| jump.is_at(&here)) {
        from.pop();
    }
    let there = from.pop()?;
    to.push(here);
    Some(there)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{ArticleId, SentenceId};

    fn jump(sentence: usize) -> Jump {
        Jump {
            place: Place {
                article: ArticleId::new(0),
                sentence: SentenceId::new(sentence),
            },
            above: sentence,
            views: Vec::new(),
        }
    }

    #[test]
    fn back_returns_to_where_one_was_and_forward_again() {
        let mut jumps = Jumps::default();
        jumps.leave(jump(1));
        assert_eq!(jumps.back(jump(2)), Some(jump(1)));
        assert_eq!(jumps.forward(jump(1)), Some(jump(2)));
        assert_eq!(jumps.forward(jump(2)), None);
    }

    #[test]
    fn a_jump_forgets_what_lay_ahead() {
        let mut jumps = Jumps::default();
        jumps.leave(jump(1));
        jumps.back(jump(2));
        jumps.leave(jump(1));
        assert_eq!(jumps.forward(jump(3)), None);
    }

    #[test]
    fn toggling_flips_between_the_last_two_places() {
        let mut jumps = Jumps::default();
        jumps.leave(jump(1));
        assert_eq!(jumps.toggle(jump(2)), Some(jump(1)));
        assert_eq!(jumps.toggle(jump(1)), Some(jump(2)));
    }

    #[test]
    fn the_oldest_places_are_forgotten() {
        let mut jumps = Jumps::default();
        (0..KEPT + 10).for_each(|sentence| jumps.leave(jump(sentence)));
        assert_eq!(jumps.all().count(), KEPT);
    }
}
