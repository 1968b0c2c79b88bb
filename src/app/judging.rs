//! What the reader decides about names and links: wrong, right, one and the same.

use super::journal::Change;
use super::links::Target;
use super::view::{Item, Side, View};
use super::{App, Overlay, Pane};
use crate::analysis::EntityKind;
use crate::corpus::Place;
use crate::link::EntityId;
use crate::link::decision::{Decision, NameKey, Said};
use crate::text::fold::fold;
use crate::text::key::SentenceKey;

/// What was marked to be made one with what is marked next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Merging {
    /// A name.
    Name(NameKey),
    /// A sentence.
    Sentence(Said),
}

/// What the selected row, or the cursor of the text, is about.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Aim {
    /// A name.
    Name(EntityId),
    /// What a name is also printed as.
    Alias(EntityId, usize),
    /// A sentence, and the one that is said to be joined with it.
    Joined(Place, Place),
    /// A sentence alone.
    Sentence(Place),
    /// A decision that was made before.
    Decision(Decision),
    /// Nothing that can be decided about.
    Nothing,
}

impl App {
    fn aim(&self) -> Aim {
        let joined = |there: Place, here: Option<Place>| match here {
            Some(here) if here.article != there.article => Aim::Joined(here, there),
            _ => Aim::Sentence(there),
        };
        if let Some(Overlay::Places(list) | Overlay::Peek(list)) = &self.overlay {
            let selected = list.selected();
            return selected.map_or(Aim::Nothing, |there| joined(there, self.place()));
        }
        if let Some(view) = self.view() {
            return self.aim_in(view);
        }
        if self.focus != Pane::Links {
            return self.place().map_or(Aim::Nothing, Aim::Sentence);
        }
        match self
            .links
            .rows
            .get(self.links.at)
            .and_then(|row| row.target)
        {
            Some(Target::Place(there)) => joined(there, self.linked_place()),
            Some(Target::Entity(name)) => Aim::Name(name),
            Some(Target::Alias(name, alias)) => Aim::Alias(name, alias),
            Some(Target::Claim(_)) | None => Aim::Nothing,
        }
    }

    fn aim_in(&self, view: &View) -> Aim {
        if view.side == Side::Detail {
            match view.detail_target() {
                Some(Target::Alias(name, alias)) => return Aim::Alias(name, alias),
                Some(Target::Entity(name)) => return Aim::Name(name),
                Some(Target::Place(place)) => return Aim::Sentence(place),
                Some(Target::Claim(_)) | None => {}
            }
        }
        match view.selected() {
            Some(Item::Name(name) | Item::Speaker(name)) => Aim::Name(name),
            Some(Item::Said(quote, _)) => {
                let first = self.corpus.places_of_quote(quote).next();
                first.map_or(Aim::Nothing, Aim::Sentence)
            }
            Some(Item::Place(place)) => Aim::Sentence(place),
            Some(Item::Ruling(number)) => {
                let decision = self.corpus.decisions().iter().nth(number);
                decision.cloned().map_or(Aim::Nothing, Aim::Decision)
            }
            Some(Item::Heading(..) | Item::Article(..)) | None => Aim::Nothing,
        }
    }

    /// Says that a link is wrong, that a name is none, or that an alias is somebody else.
    pub(super) fn dismiss(&mut self) {
        match self.aim() {
            Aim::Name(name) => {
                let entity = self.corpus.entity(name);
                let words = format!("“{}” is no name", entity.name);
                self.decide(Decision::NoName(NameKey::of(entity)), words);
            }
            Aim::Alias(name, alias) => self.split_off(name, alias),
            Aim::Joined(here, there) if self.are_joined(here, there) => {
                let decision = Decision::Wrong(self.said(here), self.said(there));
                self.decide(decision, "this does not say the same".to_owned());
            }
            Aim::Joined(..) => self.say("nothing joins these two sentences"),
            Aim::Decision(decision) => self.change_and_say(Change::Decided {
                added: Vec::new(),
                removed: vec![decision],
                words: "the decision holds no more".to_owned(),
            }),
            Aim::Sentence(_) | Aim::Nothing => {
                self.say("no link and no name is selected: 3 goes to the links, g e to the names");
            }
        }
    }

    /// Says that a link is right: it counts as sure.
    pub(super) fn confirm(&mut self) {
        match self.aim() {
            Aim::Joined(here, there) if self.are_joined(here, there) => {
                let decision = Decision::Right(self.said(here), self.said(there));
                self.decide(decision, "these say the same, and it is sure".to_owned());
            }
            Aim::Joined(..) => self.say("nothing joins these two sentences; & on both does"),
            Aim::Name(_) | Aim::Alias(..) | Aim::Sentence(_) | Aim::Decision(_) | Aim::Nothing => {
                self.say("no link is selected: 3 goes to the links");
            }
        }
    }

    /// Marks a name or a sentence; with one marked, makes both one.
    pub(super) fn merge(&mut self) {
        let Some(aimed) = self.mergeable() else {
            return self.say("no name and no sentence is selected");
        };
        match (self.merging.take(), aimed) {
            (Some(before), again) if before == again => self.say("not marked any more"),
            (Some(Merging::Name(name)), Merging::Name(into)) => {
                // The fuller name stays, whichever was marked first.
                let (name, into) = if self.is_fuller(&name, &into) {
                    (into, name)
                } else {
                    (name, into)
                };
                let (one, other) = (self.printed(&name), self.printed(&into));
                let words = format!("“{one}” is another name of “{other}”, which stays");
                self.decide(Decision::Merge(name, into), words);
            }
            (Some(Merging::Sentence(a)), Merging::Sentence(b)) => {
                if a.path == b.path {
                    return self.say("both are in one article; a claim joins several");
                }
                self.decide(Decision::Same(a, b), "both say the same".to_owned());
            }
            (_, Merging::Name(name)) => {
                let printed = self.printed(&name);
                self.say(format!(
                    "“{printed}” is marked; & on its other name makes them one, Esc forgets it"
                ));
                self.merging = Some(Merging::Name(name));
            }
            (_, Merging::Sentence(said)) => {
                self.say("the sentence is marked; & on one that says the same joins them, Esc forgets it");
                self.merging = Some(Merging::Sentence(said));
            }
        }
    }

    fn mergeable(&self) -> Option<Merging> {
        match self.aim() {
            Aim::Name(name) | Aim::Alias(name, _) => {
                Some(Merging::Name(NameKey::of(self.corpus.entity(name))))
            }
            Aim::Joined(_, place) | Aim::Sentence(place) => {
                Some(Merging::Sentence(self.said(place)))
            }
            Aim::Decision(_) | Aim::Nothing => None,
        }
    }

    /// Whether a name has all words of the other one and more, or else has it as an alias.
    fn is_fuller(&self, name: &NameKey, than: &NameKey) -> bool {
        let holds = |long: &NameKey, short: &NameKey| {
            let words: Vec<&str> = long.name.split(' ').collect();
            let mut parts = short.name.split(' ');
            parts.clone().count() < words.len() && parts.all(|part| words.contains(&part))
        };
        let calls = |one: &NameKey, other: &NameKey| {
            let id = one.find(&self.corpus.links);
            let mut aliases = id
                .into_iter()
                .flat_map(|id| &self.corpus.entity(id).aliases);
            aliases.any(|alias| fold(alias) == other.name)
        };
        holds(name, than) || !holds(than, name) && calls(name, than) && !calls(than, name)
    }

    /// A name as it is printed.
    fn printed(&self, name: &NameKey) -> String {
        let entity = name.find(&self.corpus.links);
        entity.map_or_else(
            || name.name.clone(),
            |id| self.corpus.entity(id).name.clone(),
        )
    }

    /// Forgets what was marked to be merged; says whether anything was.
    pub(super) fn forget_merging(&mut self) -> bool {
        self.merging.take().is_some()
    }

    /// Says that a name is of another kind, the next one at each press.
    pub(super) fn next_kind_of_name(&mut self) {
        let Aim::Name(name) = self.aim() else {
            return self.say("no name is selected: g e goes to the names");
        };
        let entity = self.corpus.entity(name);
        let kind = match entity.kind {
            EntityKind::Person => EntityKind::Organization,
            EntityKind::Organization => EntityKind::Place,
            EntityKind::Place => EntityKind::Other,
            EntityKind::Other => EntityKind::Person,
        };
        let what = if kind == EntityKind::Other {
            "other name"
        } else {
            kind.name()
        };
        let words = format!("“{}” is of the kind: {what}", entity.name);
        self.decide(Decision::Kind(NameKey::of(entity), kind), words);
    }

    /// Makes what is printed as the alias somebody else; what the reader merged comes apart again.
    fn split_off(&mut self, name: EntityId, alias: usize) {
        let entity = self.corpus.entity(name);
        let Some(alias) = entity.aliases.get(alias).cloned() else {
            return;
        };
        let words = format!("“{alias}” is not “{}”", entity.name);
        let (own, printed) = (NameKey::of(entity), fold(&alias));
        let is_alias =
            |(article, mention): &&(crate::article::ArticleId, crate::analysis::MentionId)| {
                let span = self.corpus.annotations(*article).mention(*mention).span;
                let text: Vec<&str> = self
                    .corpus
                    .article(*article)
                    .words(span)
                    .split_whitespace()
                    .collect();
                text.join(" ") == alias
            };
        let first = entity.mentions.iter().find(is_alias).copied();
        let found = first.and_then(|(article, mention)| self.corpus.found_name(article, mention));
        let Some(found) = found else {
            return self.say("this name stands nowhere by itself");
        };
        let merges: Vec<Decision> = (self.remembered.decisions.iter())
            .filter(|decision| match decision {
                Decision::Merge(from, _) => from.name == found.name && found.name != own.name,
                _ => false,
            })
            .cloned()
            .collect();
        if merges.is_empty() && printed == found.name {
            let name = &entity.name;
            return self.say(format!(
                "“{alias}” and “{name}” are one name, written in two ways"
            ));
        }
        let added = if merges.is_empty() {
            vec![Decision::Split(found, printed)]
        } else {
            Vec::new()
        };
        self.change_and_say(Change::Decided {
            added,
            removed: merges,
            words,
        });
    }

    /// Whether a claim or a quote joins the two sentences.
    fn are_joined(&self, here: Place, there: Place) -> bool {
        let (a, b) = (self.corpus.shared(here), self.corpus.shared(there));
        a.claims.iter().any(|claim| b.claims.contains(claim))
            || a.quotes.iter().any(|quote| b.quotes.contains(quote))
    }

    fn said(&self, place: Place) -> Said {
        Said {
            path: self.corpus.article(place.article).path.clone(),
            words: SentenceKey::of(self.corpus.sentence(place)),
        }
    }

    fn decide(&mut self, decision: Decision, words: String) {
        // Not those of the corpus, which is made anew behind what is decided.
        let replaced = self.remembered.decisions.iter();
        let removed = replaced.filter(|other| **other != decision && decision.replaces(other));
        self.change_and_say(Change::Decided {
            removed: removed.cloned().collect(),
            added: vec![decision],
            words,
        });
    }

    fn change_and_say(&mut self, change: Change) {
        let words = match &change {
            Change::Decided { words, .. } => words.clone(),
            Change::Finished(_) => String::new(),
        };
        let changed = self.change(change);
        self.say(if changed {
            format!("{words}; u takes it back")
        } else {
            "decided already".to_owned()
        });
    }
}
