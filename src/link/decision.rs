//! What the reader has decided about names and links, by words and paths, so that it holds for any later analysis.
//!
//! Decisions change nothing of what was linked: [`Decisions::applied`] makes other links from it, without comparing
//! anything again. What a decision is about and is not there any more is passed over, and holds again when it comes back.

mod names;
mod sayings;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{Analyzed, ClaimId, Entity, EntityId, Links, SharedQuoteId};
use crate::analysis::EntityKind;
use crate::article::{ArticleId, SentenceId};
use crate::text::fold::fold;
use crate::text::key::SentenceKey;

/// A name by its words: what names the same entity again in another corpus.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct NameKey {
    /// The name in the form in which words are compared.
    pub name: String,
    /// What kind of thing it is; two things of one name are told apart by it.
    pub kind: EntityKind,
}

impl NameKey {
    /// The key of an entity.
    pub fn of(entity: &Entity) -> Self {
        Self {
            name: fold(&entity.name),
            kind: entity.kind,
        }
    }

    /// The entity of that name and kind; of another kind where there is none; else the one that is also called so.
    pub fn find(&self, links: &Links) -> Option<EntityId> {
        let mut best: Option<(u8, EntityId)> = None;
        for (index, entity) in links.entities.iter().enumerate() {
            let rank = if fold(&entity.name) == self.name {
                u8::from(entity.kind != self.kind)
            } else if entity.aliases.iter().any(|alias| fold(alias) == self.name) {
                2
            } else {
                continue;
            };
            if best.is_none_or(|(least, _)| rank < least) {
                best = Some((rank, EntityId::new(index)));
            }
            if rank == 0 {
                break;
            }
        }
        best.map(|(_, id)| id)
    }
}

/// A sentence by the path of its article and by its words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Said {
    /// The article.
    pub path: PathBuf,
    /// The words.
    pub words: SentenceKey,
}

impl Said {
    /// Where the sentence stands: in one place, unless an article says it again.
    fn places(&self, articles: &[Analyzed]) -> Vec<(ArticleId, SentenceId)> {
        let path = |analyzed: &Analyzed| analyzed.article.path.as_path().cmp(self.path.as_path());
        let Ok(index) = articles.binary_search_by(path) else {
            return Vec::new();
        };
        let article = &articles[index].article;
        let has_words = |sentence: &SentenceId| {
            let span = article.sentences[sentence.index()].span;
            SentenceKey::of(article.words(span)) == self.words
        };
        let found = article.sentence_ids().filter(has_words);
        found
            .map(|sentence| (ArticleId::new(index), sentence))
            .collect()
    }
}

/// One decision of the reader.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// The name is another name of the second one.
    Merge(NameKey, NameKey),
    /// What is printed as this is not whom it was taken for, but somebody else.
    Split(NameKey, String),
    /// It is no name.
    NoName(NameKey),
    /// It is of this kind.
    Kind(NameKey, EntityKind),
    /// The sentences say the same, though nothing was found to join them.
    Same(Said, Said),
    /// The sentences are joined rightly.
    Right(Said, Said),
    /// The second sentence does not say what the first one says.
    Wrong(Said, Said),
}

impl Decision {
    /// Whether both cannot hold: the later one takes the place of the other.
    pub fn replaces(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Kind(a, _), Self::Kind(b, _)) => a.name == b.name,
            (Self::Merge(a, b), Self::Merge(c, d)) => a == d && b == c || a == c,
            (
                Self::Same(a, b) | Self::Right(a, b) | Self::Wrong(a, b),
                Self::Same(c, d) | Self::Right(c, d) | Self::Wrong(c, d),
            ) => (a == c && b == d) || (a == d && b == c),
            _ => self == other,
        }
    }

    /// The articles that it names.
    pub fn paths(&self) -> Vec<&Path> {
        match self {
            Self::Merge(..) | Self::Split(..) | Self::NoName(_) | Self::Kind(..) => Vec::new(),
            Self::Same(a, b) | Self::Right(a, b) | Self::Wrong(a, b) => vec![&a.path, &b.path],
        }
    }
}

/// Everything that the reader has decided.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Decisions(BTreeSet<Decision>);

impl Decisions {
    /// Adds a decision; says whether it was not there.
    pub fn add(&mut self, decision: Decision) -> bool {
        self.0.insert(decision)
    }

    /// Takes a decision away; says whether it was there.
    pub fn remove(&mut self, decision: &Decision) -> bool {
        self.0.remove(decision)
    }

    /// Whether the decision is there.
    pub fn has(&self, decision: &Decision) -> bool {
        self.0.contains(decision)
    }

    /// All decisions, in an order that depends on them alone.
    pub fn iter(&self) -> impl Iterator<Item = &Decision> {
        self.0.iter()
    }

    /// Whether nothing was decided.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The names that were decided about, by the form in which they are compared, as they are printed.
    pub fn surfaces(&self, links: &Links) -> BTreeMap<String, String> {
        let wanted: BTreeSet<&str> = (self.iter())
            .flat_map(|decision| match decision {
                Decision::Merge(a, b) => vec![a.name.as_str(), &b.name],
                Decision::Split(a, alias) => vec![a.name.as_str(), alias],
                Decision::NoName(a) | Decision::Kind(a, _) => vec![a.name.as_str()],
                Decision::Same(..) | Decision::Right(..) | Decision::Wrong(..) => Vec::new(),
            })
            .collect();
        let mut surfaces = BTreeMap::new();
        if wanted.is_empty() {
            return surfaces;
        }
        let names = links.entities.iter().map(|entity| &entity.name);
        let aliases = links.entities.iter().flat_map(|entity| &entity.aliases);
        for name in names.chain(aliases) {
            let folded = fold(name);
            if wanted.contains(folded.as_str()) {
                surfaces.entry(folded).or_insert_with(|| name.clone());
            }
        }
        surfaces
    }

    /// The articles and links as the reader wants them, made from those that were found; `None` if they stay the same.
    ///
    /// Articles change only where a name of one of them is split: their text never does.
    pub fn applied(&self, articles: &[Analyzed], links: &Links) -> Option<(Vec<Analyzed>, Links)> {
        if self.is_empty() {
            return None;
        }
        let mut decided = (articles.to_vec(), links.clone());
        let names = names::apply(self, &mut decided.0, &mut decided.1);
        let sayings = sayings::apply(self, &decided.0, &mut decided.1);
        (names || sayings).then_some(decided)
    }
}

/// What the reader has decided of the links of one corpus, for people: "merged by you".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decided {
    /// Of entities.
    pub entities: BTreeMap<EntityId, Vec<String>>,
    /// Of quotes.
    pub quotes: BTreeMap<SharedQuoteId, &'static str>,
    /// Of claims.
    pub claims: BTreeMap<ClaimId, &'static str>,
}
