//! Finding anything: titles, names and commands fuzzily, prose by exact words.
//!
//! A fuzzy search over prose matches most of it, so that its count says nothing. Therefore prose is found by
//! exact words in any order, the last one as a beginning while it is typed; [`Matching::Fuzzy`] on request
//! looks for like words in the vocabulary. [`find`] is synchronous and pure; an [`Index`] is made once for a
//! corpus and holds it, so that what is found belongs to the corpus that is shown.

pub mod names;
pub mod postings;
pub mod prose;
pub mod query;
pub mod search;
pub mod snippet;

use std::borrow::Cow;
use std::cmp::Reverse;
use std::sync::Arc;

use super::{Corpus, Place};
use crate::article::ArticleId;
use crate::link::{ClaimId, Entity, EntityId, SharedQuoteId};
use crate::text::Span;
use crate::text::fold::fold;
use crate::text::wrap::flat;
use names::{Names, Pattern, Scored};
use postings::Entry;
use prose::{Prose, Wanted};
pub use query::{How, Query};
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
    command_lines: Vec<String>,
    prose: Prose,
}

impl Index {
    /// Makes a corpus ready, and the commands, each with its help.
    pub fn new(corpus: Arc<Corpus>, commands: &[(&str, &str)]) -> Self {
        let titles = corpus
            .articles
            .iter()
            .map(|analyzed| Cow::from(analyzed.article.meta.title.as_str()));
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
            commands: Names::new(command_lines.iter().map(Cow::from)),
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
    let search = Search::new(index, query, matching);
    let mut found = Found::default();
    let mut best: Vec<Candidate> = Vec::new();
    let is_shown = |kind| only.is_none_or(|only| only == kind);
    for kind in [Kind::Article, Kind::Entity, Kind::Command] {
        let scored = search.names(kind);
        found.add(kind, scored.len());
        if is_shown(kind) {
            best.extend(search.rank_names(kind, scored));
        }
    }
    let entries = search.prose();
    for entry in &entries {
        found.add(index.prose.kind(*entry), 1);
    }
    let shown = entries
        .into_iter()
        .filter(|entry| is_shown(index.prose.kind(*entry)));
    best.extend(search.rank_prose(shown));
    best.sort_by_key(|candidate| (Reverse(candidate.score), candidate.order));
    best.truncate(limit.min(MOST));
    found.hits = best
        .into_iter()
        .filter_map(|candidate| search.hit(candidate))
        .collect();
    found
}

/// What may be a hit.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    kind: Kind,
    score: u32,
    /// What breaks ties: names before prose, then the order of the corpus.
    order: (bool, Kind, usize),
    /// The sentence, or else the position of the line.
    what: Result<Entry, usize>,
}

/// How good an answer is at all; within a grade, shares and scores count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Grade {
    /// Everything answers an empty query.
    Any,
    /// A sentence of a form, a byline and the like.
    Apart,
    /// A name or title with the letters of the query.
    Fuzzy,
    /// A sentence of one article.
    Single,
    /// A sentence that several articles share.
    Shared,
    /// A title with the words of the query in a row.
    Title,
    /// A sentence with the words of the query in a row.
    Phrase,
    /// A name with a word that begins so, a title that begins so.
    Beginning,
}

impl Grade {
    /// The score of an answer of this grade: `first` counts before `second`.
    fn score(self, first: usize, second: usize) -> u32 {
        let part = |value: usize, most: u32| u32::try_from(value).unwrap_or(most).min(most);
        (self as u32) << 24 | part(first, 0xFF) << 16 | part(second, 0xFFFF)
    }
}

/// One search, with what it needs to know more than once.
struct Search<'a> {
    index: &'a Index,
    query: &'a Query,
    wanted: Vec<Wanted>,
    /// For every `@name`, the entities that it may mean.
    named: Vec<Vec<EntityId>>,
    pattern: Pattern,
    /// The words with which lines are matched, in one piece.
    words: String,
}

impl<'a> Search<'a> {
    fn new(index: &'a Index, query: &'a Query, matching: Matching) -> Self {
        let lines = query.terms.iter().filter(|term| term.how != How::Name);
        let words: Vec<String> = (lines.clone().filter(|term| term.how != How::Not))
            .map(|term| fold(&term.word))
            .collect();
        Self {
            index,
            query,
            wanted: index.prose.wanted(query, matching),
            named: query
                .words(How::Name)
                .map(|term| entities_named(index, term, matching))
                .collect(),
            pattern: Pattern::new(lines, matching == Matching::Words && !query.commands),
            words: words.join(" "),
        }
    }

    fn has(&self, how: How) -> bool {
        self.query.alone == Some(how) || self.query.words(how).next().is_some()
    }

    /// The lines of a kind that answer, in order.
    fn names(&self, kind: Kind) -> Vec<Scored> {
        let is_open = !self.query.commands && !self.has(How::Quoted);
        match kind {
            Kind::Article if is_open && !self.has(How::Name) => {
                self.index.titles.find(&self.pattern)
            }
            Kind::Article if is_open && !self.words.is_empty() => self.titles_naming(),
            Kind::Entity if is_open && self.named.is_empty() => {
                self.index.entities.find(&self.pattern)
            }
            Kind::Entity if is_open => self.entities_named(),
            Kind::Command if self.query.commands => self.index.commands.find(&self.pattern),
            Kind::Command if is_open && !self.has(How::Name) => {
                self.index.commands.find(&self.pattern)
            }
            Kind::Article
            | Kind::Text
            | Kind::Quote
            | Kind::Claim
            | Kind::Entity
            | Kind::Command => Vec::new(),
        }
    }

    /// The articles whose title answers and which name what is named.
    fn titles_naming(&self) -> Vec<Scored> {
        let corpus = &self.index.corpus;
        let names = |article: ArticleId, entities: &Vec<EntityId>| {
            entities.iter().any(|entity| {
                corpus
                    .articles_of_entity(*entity)
                    .binary_search(&article)
                    .is_ok()
            })
        };
        let mut titles = self.index.titles.find(&self.pattern);
        titles.retain(|title| {
            self.named
                .iter()
                .all(|entities| names(ArticleId::new(title.index), entities))
        });
        titles
    }

    fn entities_named(&self) -> Vec<Scored> {
        let mut indexes: Vec<usize> = self
            .named
            .iter()
            .flatten()
            .map(|entity| entity.index())
            .collect();
        indexes.sort_unstable();
        indexes.dedup();
        indexes
            .into_iter()
            .map(|index| Scored { index, score: 0 })
            .collect()
    }

    fn rank_names(&self, kind: Kind, mut scored: Vec<Scored>) -> Vec<Candidate> {
        scored.sort_by_key(|line| (Reverse(line.score), line.index));
        scored.truncate(MOST);
        let candidate = |line: Scored| Candidate {
            kind,
            score: self.score_name(kind, line),
            order: (false, kind, line.index),
            what: Err(line.index),
        };
        scored.into_iter().map(candidate).collect()
    }

    fn score_name(&self, kind: Kind, line: Scored) -> u32 {
        let score = line.score as usize;
        let articles = match kind {
            Kind::Entity => self
                .index
                .corpus
                .articles_of_entity(EntityId::new(line.index))
                .len(),
            Kind::Article | Kind::Text | Kind::Quote | Kind::Claim | Kind::Command => 0,
        };
        if self.words.is_empty() {
            let grade = if self.named.is_empty() {
                Grade::Any
            } else {
                Grade::Beginning
            };
            return grade.score(articles, 0);
        }
        let shown = fold(&self.line(kind, line.index));
        match (kind, begins(&shown, &self.words)) {
            (_, Some(0)) | (Kind::Entity, Some(_)) => Grade::Beginning.score(articles, score),
            (_, Some(_)) => Grade::Title.score(articles, score),
            (Kind::Entity, None) if !self.named.is_empty() => Grade::Title.score(articles, score),
            (_, None) => Grade::Fuzzy.score(score / 4, articles),
        }
    }

    /// The sentences that answer, best first.
    fn prose(&self) -> Vec<Entry> {
        let is_excluded = self.query.commands || self.query.alone == Some(How::Name);
        if is_excluded || self.named.iter().any(Vec::is_empty) {
            return Vec::new();
        }
        self.index.prose.find(self.query, &self.wanted, &self.named)
    }

    fn rank_prose(&self, entries: impl Iterator<Item = Entry>) -> Vec<Candidate> {
        let ranked = entries.take(MOST).filter_map(|entry| {
            Some(Candidate {
                kind: self.index.prose.kind(entry),
                score: self.score_sentence(entry)?,
                order: (true, Kind::Text, entry.number()),
                what: Ok(entry),
            })
        });
        ranked.collect()
    }

    fn score_sentence(&self, entry: Entry) -> Option<u32> {
        let ranked = self.index.prose.ranked(entry)?;
        let shared = usize::from(ranked.shared);
        if self.query.terms.is_empty() {
            return Some(Grade::Any.score(0, shared));
        }
        let (is_phrase, score) = self.compare(ranked.place);
        let grade = match shared {
            _ if !ranked.is_own => Grade::Apart,
            _ if is_phrase => Grade::Phrase,
            0 => Grade::Single,
            _ => Grade::Shared,
        };
        Some(
            match self.wanted.iter().any(|wanted| wanted.fuzzy.is_some()) {
                true => grade.score(score as usize / 8, shared),
                false => grade.score(shared, 0),
            },
        )
    }

    /// Whether the words stand in a row in the sentence, and how well the fuzzy ones match.
    fn compare(&self, place: Place) -> (bool, u32) {
        let is_fuzzy = self.wanted.iter().any(|wanted| wanted.fuzzy.is_some());
        if self.wanted.len() < 2 && !is_fuzzy {
            return (false, 0);
        }
        let corpus = &self.index.corpus;
        let words: Vec<String> = prose::keys(corpus.article(place.article), corpus.span(place))
            .map(|(_, key)| key)
            .collect();
        let is_row = |row: &[String]| {
            row.iter()
                .zip(&self.wanted)
                .all(|(word, wanted)| wanted.score(word).is_some())
        };
        let best = |wanted: &Wanted| {
            words
                .iter()
                .filter_map(|word| wanted.score(word))
                .max()
                .unwrap_or(0)
        };
        let is_phrase = self.wanted.len() > 1 && words.windows(self.wanted.len()).any(is_row);
        (is_phrase, self.wanted.iter().map(best).sum())
    }

    fn line(&self, kind: Kind, index: usize) -> String {
        let corpus = &self.index.corpus;
        let line = match kind {
            Kind::Article => corpus
                .articles
                .get(index)
                .map(|analyzed| analyzed.article.meta.title.clone()),
            Kind::Entity => corpus.links.entities.get(index).map(entity_line),
            Kind::Command => self.index.command_lines.get(index).cloned(),
            Kind::Text | Kind::Quote | Kind::Claim => None,
        };
        line.unwrap_or_default()
    }

    fn hit(&self, candidate: Candidate) -> Option<Hit> {
        match candidate.what {
            Ok(entry) => self.hit_sentence(candidate, entry),
            Err(index) => Some(self.hit_line(candidate, index)),
        }
    }

    fn hit_line(&self, candidate: Candidate, index: usize) -> Hit {
        let line = self.line(candidate.kind, index);
        let positions = match candidate.kind {
            Kind::Article => self.index.titles.positions(index, &self.pattern),
            Kind::Entity if !self.named.is_empty() => {
                let pattern = Pattern::new(self.query.words(How::Name), false);
                self.index.entities.positions(index, &pattern)
            }
            Kind::Entity => self.index.entities.positions(index, &self.pattern),
            Kind::Command => self.index.commands.positions(index, &self.pattern),
            Kind::Text | Kind::Quote | Kind::Claim => Vec::new(),
        };
        let target = match candidate.kind {
            Kind::Article => Target::Article(ArticleId::new(index)),
            Kind::Entity => Target::Entity(EntityId::new(index)),
            Kind::Text | Kind::Quote | Kind::Claim | Kind::Command => Target::Command(index),
        };
        Hit {
            kind: candidate.kind,
            target,
            score: candidate.score,
            matches: snippet::spans_of_graphemes(&line, &positions),
            line,
        }
    }

    fn hit_sentence(&self, candidate: Candidate, entry: Entry) -> Option<Hit> {
        let place = self.index.prose.ranked(entry)?.place;
        let corpus = &self.index.corpus;
        let matches = self.matches(place);
        let target = match candidate.kind {
            Kind::Quote => {
                quote_of(corpus, place, &matches).map(|quote| Target::Quote(quote, place))
            }
            Kind::Claim => claim_of(corpus, place).map(|claim| Target::Claim(claim, place)),
            Kind::Article | Kind::Text | Kind::Entity | Kind::Command => None,
        };
        let start = corpus.span(place).start();
        Some(Hit {
            kind: candidate.kind,
            target: target.unwrap_or(Target::Sentence(place)),
            score: candidate.score,
            line: flat(corpus.sentence(place)).into_owned(),
            matches: matches
                .iter()
                .map(|span| Span::new(span.start() - start, span.end() - start))
                .collect(),
        })
    }

    /// What answers in a sentence, as spans of the article's text, sorted and apart.
    fn matches(&self, place: Place) -> Vec<Span> {
        let corpus = &self.index.corpus;
        let article = corpus.article(place.article);
        let within = corpus.span(place);
        let mut spans: Vec<Span> = Vec::new();
        for (span, word) in prose::keys(article, within) {
            let answer = self
                .wanted
                .iter()
                .find(|wanted| wanted.score(&word).is_some());
            spans.extend(
                answer.map(|wanted| match wanted.is_open && wanted.fuzzy.is_none() {
                    true => beginning(article.words(span), &wanted.key).shift(span.start()),
                    false => span,
                }),
            );
        }
        let annotations = corpus.annotations(place.article);
        let is_named = |chain| {
            let entity = corpus.links.entity(place.article, chain);
            entity.is_some_and(|entity| {
                self.named
                    .iter()
                    .any(|set| set.binary_search(&entity).is_ok())
            })
        };
        if !self.named.is_empty() {
            let mentions =
                crate::text::span::overlapping(&annotations.mentions, within, |mention| {
                    mention.span
                });
            let named = mentions.iter().filter(|mention| is_named(mention.chain));
            spans.extend(named.filter_map(|mention| mention.span.intersect(within)));
        }
        spans.sort_unstable();
        spans.dedup_by(|next, kept| {
            let overlaps = next.start() < kept.end();
            if overlaps {
                *kept = kept.cover(*next);
            }
            overlaps
        });
        spans
    }
}

/// What the right end of a row says of a hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What it is or who says it: "article", "text", "claim", "person", "Ruiz".
    pub words: String,
    /// How many articles share it.
    pub articles: usize,
    /// Whether articles differ about it.
    pub differs: bool,
}

/// What the right end of a row says of a hit.
pub fn note(corpus: &Corpus, hit: &Hit) -> Note {
    let note = |words: &str, articles, differs| Note {
        words: words.to_owned(),
        articles,
        differs,
    };
    match hit.target {
        Target::Article(_) => note("article", 0, false),
        Target::Sentence(_) if hit.kind == Kind::Quote => note("quote", 0, false),
        Target::Sentence(_) => note("text", 0, false),
        Target::Command(_) => note("command", 0, false),
        Target::Entity(entity) => note(
            corpus.entity(entity).kind.name(),
            corpus.articles_of_entity(entity).len(),
            false,
        ),
        Target::Claim(claim, place) => {
            let differs = corpus.claim(claim).differences.iter().any(|difference| {
                difference.kind.is_contradiction()
                    && difference
                        .values
                        .iter()
                        .any(|value| value.0 == place.article)
            });
            note("claim", corpus.articles_of_claim(claim).len(), differs)
        }
        Target::Quote(quote, place) => {
            let shared = corpus.quote(quote);
            let speaker = shared
                .speaker
                .map(|speaker| surname(&corpus.entity(speaker).name));
            let mut here = shared
                .mentions
                .iter()
                .filter(|mention| mention.article == place.article);
            let differs = shared.attribution_differs || here.any(|mention| mention.variant > 0);
            note(
                speaker.unwrap_or("quote"),
                corpus.articles_of_quote(quote).len(),
                differs,
            )
        }
    }
}

/// The outlet of a hit; nothing for names and commands.
pub fn outlet(corpus: &Corpus, hit: &Hit) -> Option<String> {
    let article = match hit.target {
        Target::Article(article) => article,
        target => target.place()?.article,
    };
    Some(corpus.article(article).name())
}

fn surname(name: &str) -> &str {
    name.split_whitespace().next_back().unwrap_or(name)
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

/// The entities that `@name` may mean, in order.
fn entities_named(index: &Index, term: &query::Term, matching: Matching) -> Vec<EntityId> {
    let wanted = fold(&term.word);
    let ids = |scored: Vec<Scored>| {
        scored
            .into_iter()
            .map(|line| EntityId::new(line.index))
            .collect()
    };
    if matching == Matching::Words {
        let literal = query::Term {
            how: How::Quoted,
            ..term.clone()
        };
        let mut lines = index
            .entities
            .find(&Pattern::new([&literal].into_iter(), true));
        let line = |index_: usize| {
            index
                .corpus
                .links
                .entities
                .get(index_)
                .map(|entity| fold(&entity_line(entity)))
        };
        lines
            .retain(|found| line(found.index).is_some_and(|line| begins(&line, &wanted).is_some()));
        if !lines.is_empty() {
            return ids(lines);
        }
    }
    ids(index.entities.find(&Pattern::new([term].into_iter(), true)))
}

/// Where `words` stand in `line` at the beginning of a word.
fn begins(line: &str, words: &str) -> Option<usize> {
    let mut found = line.match_indices(words).map(|(at, _)| at);
    found.find(|at| {
        let before = Span::new(0, *at).of(line);
        !before.ends_with(char::is_alphanumeric)
    })
}

/// The beginning of `word` whose form of comparison begins with `key`.
fn beginning(word: &str, key: &str) -> Span {
    let mut ends = word.char_indices().map(|(at, c)| at + c.len_utf8());
    let end = ends.find(|end| postings::key(Span::new(0, *end).of(word)).len() >= key.len());
    Span::new(0, end.unwrap_or(word.len()))
}

fn quote_of(corpus: &Corpus, place: Place, matches: &[Span]) -> Option<SharedQuoteId> {
    let quotes = &corpus.shared(place).quotes;
    let is_hit = |id: &SharedQuoteId| {
        let here = corpus
            .quote(*id)
            .mentions
            .iter()
            .filter(|mention| mention.article == place.article);
        let mut spans =
            here.map(|mention| corpus.annotations(place.article).quote(mention.quote).span);
        spans.any(|span| matches.iter().any(|found| found.overlaps(span)))
    };
    quotes
        .iter()
        .copied()
        .find(is_hit)
        .or(quotes.first().copied())
}

fn claim_of(corpus: &Corpus, place: Place) -> Option<ClaimId> {
    corpus
        .strong_claims(place)
        .max_by_key(|claim| (corpus.articles_of_claim(*claim).len(), Reverse(*claim)))
}
