//! A list of places on top of the screen: counterparts, uses of a name, where one was.

use std::collections::BTreeSet;

use super::{App, Overlay};
use crate::corpus::Place;
use crate::link::ClaimId;

/// A list of places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// What they have in common.
    pub title: String,
    /// The places.
    pub places: Vec<Place>,
    /// The selected one, an index into `places`.
    pub at: usize,
}

impl Places {
    /// The selected place.
    pub fn selected(&self) -> Option<Place> {
        self.places.get(self.at).copied()
    }

    /// Moves the selection; stops at both ends.
    pub fn move_by(&mut self, rows: isize) {
        self.at = self
            .at
            .saturating_add_signed(rows)
            .min(self.places.len().saturating_sub(1));
    }
}

impl Overlay {
    /// The same in another corpus, where it still has a meaning there.
    pub(super) fn relocated(self, find: impl Fn(Place) -> Option<Place>) -> Option<Self> {
        let moved = |mut list: Places| {
            list.places = list
                .places
                .iter()
                .filter_map(|place| find(*place))
                .collect();
            list.at = list.at.min(list.places.len().saturating_sub(1));
            (!list.places.is_empty()).then_some(list)
        };
        match self {
            Self::Finder(_) | Self::Help(_) => Some(self),
            Self::Places(list) => moved(list).map(Self::Places),
            Self::Peek(list) => moved(list).map(Self::Peek),
        }
    }
}

impl App {
    /// Goes to the counterpart of the sentence in another article; with several, lists them.
    pub(super) fn follow_sentence(&mut self) {
        let Some(place) = self.place() else { return };
        let mut counterparts = self.corpus.counterparts(place);
        if counterparts.is_empty() {
            return self.say(self.why_no_counterpart(place));
        }
        // The nearest of each article comes first; the others are listed by "everywhere".
        let mut seen = BTreeSet::new();
        counterparts.retain(|place| seen.insert(place.article));
        self.choose("also in", counterparts);
    }

    fn why_no_counterpart(&self, place: Place) -> &'static str {
        match self.stage {
            super::Stage::Reading { .. } | super::Stage::Linking => {
                "what the others say is still being worked out"
            }
            super::Stage::Ready if self.corpus.shared(place).only_here => {
                "no match in the other articles: only here"
            }
            super::Stage::Ready => "no other article has this sentence",
        }
    }

    /// Goes to the only place, or lists several.
    pub(super) fn choose(&mut self, title: &str, places: Vec<Place>) {
        match places.as_slice() {
            [] => self.say(format!("nothing {title}")),
            [place] => self.jump(*place),
            _ => {
                self.overlay = Some(Overlay::Places(Places {
                    title: title.to_owned(),
                    places,
                    at: 0,
                }));
            }
        }
    }

    /// Shows the counterparts below the sentence; again, the next one.
    pub(super) fn peek(&mut self) {
        if let Some(Overlay::Peek(list)) = &mut self.overlay {
            list.at = (list.at + 1) % list.places.len().max(1);
            return;
        }
        let Some(place) = self.place() else { return };
        let places = self.corpus.counterparts(place);
        if places.is_empty() {
            return self.say(self.why_no_counterpart(place));
        }
        self.overlay = Some(Overlay::Peek(Places {
            title: "also in".to_owned(),
            places,
            at: 0,
        }));
    }

    /// Lists every place that has what the sentence says, this one included.
    pub(super) fn everywhere(&mut self) {
        let Some(place) = self.place() else { return };
        let mut places = vec![place];
        places.extend(self.corpus.counterparts(place));
        places.sort_unstable();
        self.choose("everywhere", places);
    }

    /// Goes to the earliest article that has what the sentence says.
    pub(super) fn first_said(&mut self) {
        let Some(place) = self.place() else { return };
        let time = |place: &Place| self.corpus.article(place.article).meta.published;
        let counterparts = self.corpus.counterparts(place);
        let dated = counterparts
            .iter()
            .chain([&place])
            .filter(|place| time(place).is_some());
        match dated
            .min_by_key(|place| (time(place), place.article))
            .copied()
        {
            Some(first) if first.article == place.article => self.say("this article had it first"),
            Some(first) => self.jump(first),
            None => self.say("the articles that have this carry no dates"),
        }
    }

    /// Lists all uses of the selected name, or of the first name in the sentence.
    pub(super) fn uses_of_name(&mut self) {
        match self.name_at_hand() {
            Some(entity) => self.open_uses(entity),
            None if self.view().is_some() => self.say("this row is no name"),
            None => self.say("no name in this sentence"),
        }
    }

    /// Lists the places of a claim.
    pub(super) fn places_of(&mut self, claim: ClaimId) {
        let title = self.corpus.claim(claim).label.clone();
        let places = self.corpus.places_of_claim(claim).collect();
        self.choose(&title, places);
    }

    /// Lists the places from which one jumped.
    pub(super) fn list_jumps(&mut self) {
        let places: Vec<Place> = self.jumps.all().map(|jump| jump.place).collect();
        if places.is_empty() {
            return self.say(
                "no jump yet: Enter goes to a counterpart, and then this key lists the way back",
            );
        }
        self.overlay = Some(Overlay::Places(Places {
            title: "where you were".to_owned(),
            places,
            at: 0,
        }));
    }
}
