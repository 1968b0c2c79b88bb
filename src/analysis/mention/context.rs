//! What the words beside a name say about it, where the tagger knew only its look.

use super::Found;
use super::evidence::{Document, Evidence};
use super::words::Words;
use crate::analysis::EntityKind;
use crate::analysis::lexicon::{Lexicon, NameClass, WordClass};

/// Drops what is part of an office or no name at all, and puts right kinds that the words around a name contradict.
pub(super) fn settle(
    words: &Words<'_>,
    document: &Document<'_>,
    found: &mut Vec<Found>,
    lexicon: &Lexicon,
) {
    let context = Context {
        words,
        document,
        lexicon,
    };
    found.retain(|name| !context.is_portfolio(name) && !context.is_mere_opening(name));
    for name in found.iter_mut().filter(|name| name.words.len() == 1) {
        if let Some(kind) = context.kind(name) {
            name.kind = kind;
        }
    }
}

struct Context<'a> {
    words: &'a Words<'a>,
    document: &'a Document<'a>,
    lexicon: &'a Lexicon,
}

impl Context<'_> {
    fn before(&self, name: &Found, count: usize) -> &str {
        name.words
            .start
            .checked_sub(count)
            .map_or("", |at| self.words.folded(at))
    }

    /// "Defense" of "Defense Secretary" and of "Secretary of Defense".
    fn is_portfolio(&self, name: &Found) -> bool {
        if matches!(name.kind, EntityKind::Person | EntityKind::Place) {
            return false;
        }
        let words = self.words;
        let office = |at: usize| {
            words.all.get(at).is_some_and(|word| word.capital)
                && matches!(
                    words.folded(at),
                    "secretary" | "minister" | "ministers" | "undersecretary"
                )
        };
        let of = matches!(self.before(name, 1), "of" | "for") && name.words.start > 1;
        let behind = of && office(name.words.start - 2);
        let first = words.text(name.words.start);
        let country = self.lexicon.phrase(first).codes.is_some() || self.lexicon.is_demonym(first);
        let initials = words.all[name.words.start].all_capitals;
        behind || office(name.words.end) && !country && !initials && name.words.len() < 4
    }

    /// "Berths at the pier": a capital that the beginning of the sentence asks for, and a word that goes on like any other.
    fn is_mere_opening(&self, name: &Found) -> bool {
        let at = name.words.start;
        if name.words.len() > 1 || self.words.all[at].all_capitals {
            return false;
        }
        let folded = self.words.folded(at);
        let goes_on = matches!(
            self.words.folded(at + 1),
            "at" | "of" | "for" | "to" | "from" | "on" | "by" | "with" | "between"
        );
        let text = self.words.text(at);
        goes_on
            && self.document.evidence(folded).capital == 0
            && self.lexicon.name(folded).bits() == 0
            && self.lexicon.phrase(text).codes.is_none()
            && !self.lexicon.is_demonym(text)
    }

    /// The kind of a single word that is in no gazetteer, where the words before it tell.
    fn kind(&self, name: &Found) -> Option<EntityKind> {
        let at = name.words.start;
        let text = self.words.text(at);
        if self.lexicon.phrase(text).codes.is_some() || self.lexicon.is_demonym(text) {
            return None;
        }
        let folded = self.words.folded(at);
        let seen = self.document.evidence(folded).seen;
        let known = self.lexicon.name(folded);
        let previous = self.before(name, 1);
        match name.kind {
            EntityKind::Place | EntityKind::Other => {
                let speaks = self.lexicon.word(previous).is(WordClass::SAID)
                    && !self.words.all[at].all_capitals
                    && !self.words.all.get(at + 1).is_some_and(|next| next.letter);
                let surname = known.any(NameClass::ANY_LAST)
                    && name.kind == EntityKind::Place
                    && seen & (Evidence::AFTER_IN | Evidence::BEFORE_PLACE) == 0;
                (speaks
                    || surname && seen & Evidence::AFTER_THE == 0
                    || surname && matches!(previous, "under" | "by" | "told"))
                .then_some(EntityKind::Person)
            }
            EntityKind::Person => {
                let acts = Evidence::AFTER_TITLE | Evidence::BEFORE_SAID | Evidence::BEFORE_WHO;
                let settled = previous == "of" && is_settlement(self.before(name, 2));
                (settled && known.bits() == 0 && seen & acts == 0).then_some(EntityKind::Place)
            }
            EntityKind::Organization => None,
        }
    }
}

/// What a place has: "the library of", "the people of".
fn is_settlement(word: &str) -> bool {
    let words = "town towns city village villages library people mayor residents capital port district county bay island \
                 region province state streets outskirts suburb centre center north south east west coast hamlet parish \
                 municipality republic kingdom citizens inhabitants harbour harbor";
    words.split_ascii_whitespace().any(|place| place == word)
}
