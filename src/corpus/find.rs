//! Finding anything: titles, names and commands fuzzily, prose by exact words.
//!
//! A fuzzy search over prose matches most of it, so that its count says nothing. Therefore prose is found by
//! exact words in any order, the last one as a beginning while it is typed; [`Matching::Fuzzy`] on request
//! looks for like words in the vocabulary. [`find`] is synchronous and pure; an [`Index`] is made once for a
//! corpus and holds it, so that what is found belongs to the corpus that is shown.

mod answer;
mod names;
mod note;
mod postings;
mod prose;
mod query;
mod search;
mod snippet;
mod words;

use std::borrow::Cow;
use std::sync::Arc;

use super::{Corpus, Place};
use crate::article::{Article, ArticleId};
use crate::link::{ClaimId, Entity, EntityId, SharedQuoteId};
use crate::text::Span;
use answer::{Asked, Candidate};
use names::Names;
pub use note::{Note, note, outlet};
use prose::Prose;
pub use query::{How, Query, Term};
pub use search::search_in;
pub use snippet::{Snippet, snippet};

/// So many sentences, the first by rank, are compared with one another; also the most that is returned.
pub const MOST: usize = 1_000;

/// What can be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// An article, by its title.
    Article,
    /// A sentence.
    Text,
    /// A sentence in which what was looked for is quoted.
    Quote,
    /// A sentence that says what other articles say too.
    Claim,
    /// A name.
    Entity,
    /// Something that the program does.
    Command,
}

impl Kind {
    /// All kinds, in the order in which they are counted.
    pub const ALL: [Self; 6] = [
        Self::Article,
        Self::Text,
        Self::Quote,
        Self::Claim,
        Self::Entity,
        Self::Command,
    ];

    /// The name of the kind for people: "Articles".
    pub fn name(self) -> &'static str {
        match self {
            Self::Article => "Articles",
            Self::Text => "Text",
            Self::Quote => "Quotes",
            Self::Claim => "Claims",
            Self::Entity => "Entities",
            Self::Command => "Commands",
        }
    }
}

/// How words of prose are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Matching {
    /// Whole words, in any order.
    #[default]
    Words,
    /// Words that are like those that were typed.
    Fuzzy,
}

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    /// An article.
    Article(ArticleId),
    /// A sentence.
    Sentence(Place),
    /// A quote that is linked, in this sentence.
    Quote(SharedQuoteId, Place),
    /// A claim, in this sentence.
    Claim(ClaimId, Place),
    /// An entity.
    Entity(EntityId),
    /// A command, by its position among those that were given.
    Command(usize),
}

impl Target {
    /// The sentence that was found.
    pub fn place(self) -> Option<Place> {
        match self {
            Self::Sentence(place) | Self::Quote(_, place) | Self::Claim(_, place) => Some(place),
            Self::Article(_) | Self::Entity(_) | Self::Command(_) => None,
        }
    }
}

/// Something that was found, with the line that shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// What kind of thing it is.
    pub kind: Kind,
    /// Which one.
    pub target: Target,
    /// How well it answers: higher is better, comparable within one answer.
    pub score: u32,
    /// Its words: the title, the whole sentence, the name with its aliases, the command with its help.
    pub line: String,
    /// The parts of `line` that answer, sorted.
    pub matches: Vec<Span>,
}

/// The answer to a query.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// The best, best first.
    pub hits: Vec<Hit>,
    counts: [usize; Kind::ALL.len()],
}

impl Found {
    /// How many things of a kind answer, whether they are among the hits or not.
    pub fn count(&self, kind: Kind) -> usize {
        self.counts.get(kind as usize).copied().unwrap_or(0)
    }

    /// How many things answer.
    pub fn total(&self) -> usize {
        self.counts.iter().sum()
    }

    fn add(&mut self, kind: Kind, count: usize) {
        if let Some(all) = self.counts.get_mut(kind as usize) {
            *all += count;
        }
    }
}

/// Everything that can be found in one corpus, made ready.
#[derive(Debug, Default)]
pub struct Index {
    corpus: Arc<Corpus>,
    titles: Names,
    entities: Names,
    commands: Names,
    command_helps: Names,
    command_lines: Vec<String>,
    prose: Prose,
}

impl Index {
    /// Makes a corpus ready, and the commands, each with its help.
    pub fn new(corpus: Arc<Corpus>, commands: &[(&str, &str)]) -> Self {
        let titles = corpus
            .articles
            .iter()
            .map(|analyzed| Cow::from(article_line(&analyzed.article)));
        let entities = corpus
            .links
            .entities
            .iter()
            .map(|entity| Cow::from(entity_line(entity)));
        let command_lines: Vec<String> = commands
            .iter()
            .map(|(name, help)| format!("{name} — {help}"))
            .collect();
        Self {
            titles: Names::new(titles),
            entities: Names::new(entities),
            commands: Names::new(
                commands
                    .iter()
                    .map(|(name, _)| name.replace('_', " ").into()),
            ),
            command_helps: Names::new(command_lines.iter().map(Cow::from)),
            command_lines,
            prose: Prose::new(&corpus),
            corpus,
        }
    }

    /// The corpus to which what is found belongs.
    pub fn corpus(&self) -> &Arc<Corpus> {
        &self.corpus
    }

    /// How many things can be found.
    pub fn len(&self) -> usize {
        self.titles.len() + self.entities.len() + self.commands.len() + self.prose.len()
    }

    /// Whether there is nothing to be found.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Finds what answers the query: the best `limit` hits of a kind or of all, and how many there are of each kind.
pub fn find(
    index: &Index,
    query: &Query,
    matching: Matching,
    only: Option<Kind>,
    limit: usize,
) -> Found {
    let asked = Asked::new(index, query, matching);
    let mut found = Found::default();
    let mut best: Vec<Candidate> = Vec::new();
    let is_shown = |kind| only.is_none_or(|only| only == kind);
    for kind in [Kind::Article, Kind::Entity, Kind::Command] {
        let lines = asked.lines(kind);
        found.add(kind, lines.len());
        if is_shown(kind) {
            best.extend(asked.rank_lines(kind, lines));
        }
    }
    let sentences = asked.sentences();
    for entry in &sentences {
        found.add(index.prose.kind(*entry), 1);
    }
    let shown = sentences
        .into_iter()
        .filter(|entry| is_shown(index.prose.kind(*entry)));
    best.extend(asked.rank_sentences(shown));
    best.sort_by_key(Candidate::order);
    best.truncate(limit.min(MOST));
    let hits = best.into_iter();
    found.hits = hits.filter_map(|candidate| asked.hit(candidate)).collect();
    found
}

/// The line that shows an article: its title, and the outlet, by which it is found too.
pub fn article_line(article: &Article) -> String {
    format!("{} — {}", article.meta.title, article.name())
}

/// The line that shows an entity: its name, and the most used of its other names.
fn entity_line(entity: &Entity) -> String {
    let aliases = entity
        .aliases
        .get(..entity.aliases.len().min(4))
        .unwrap_or_default();
    match aliases {
        [] => entity.name.clone(),
        aliases => format!("{} ({})", entity.name, aliases.join(", ")),
    }
}

#[cfg(test)]
mod tests;
