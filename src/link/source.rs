//! Where the reports of a story have it from: whom they cite, what they copy, and who had it first.
//!
//! A report leans on a source in the sentences that cite it. An outlet that is cited may itself have a report in the
//! story; then the one report follows from the other, as it does where long runs of words are the same.

pub mod copied;
mod outlet;
mod tree;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use super::{Analyzed, EntityId, Links, Story};
use crate::analysis::citation::{Count, count};
use crate::analysis::{Citation, SourceKind};
use crate::article::{ArticleId, SentenceId};
use crate::text::fold::fold;
use crate::text::wrap;
pub use copied::Copied;
use outlet::Outlets;
pub use tree::Branch;

/// How many reports must lean on one source before it is called the original of the story.
const ORIGINAL: usize = 2;
/// Of how much of a report the words must be copied before it follows from another for this alone.
const FOLLOWS: f32 = 0.05;

/// Somebody or something on whom reports of a story lean.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Its name, or the words that describe it where it is first cited.
    pub name: String,
    /// What kind of source it is.
    pub kind: SourceKind,
    /// Which entity it is, where it has a name.
    pub entity: Option<EntityId>,
    /// How many people it is, where they have no name and the report says so.
    pub count: Option<Count>,
    /// The outlet to which people without a name spoke: "six officials told Harbour News".
    pub through: Option<EntityId>,
    /// The report of this story that it published itself.
    pub article: Option<ArticleId>,
    /// Who leans on it, in order of the articles; never empty.
    pub uses: Vec<Use>,
}

impl Source {
    /// Whether it has a name.
    pub fn is_named(&self) -> bool {
        self.entity.is_some()
    }
}

/// How one report leans on a source.
#[derive(Debug, Clone, PartialEq)]
pub struct Use {
    /// The report.
    pub article: ArticleId,
    /// The sentences that cite the source, in order, each once.
    pub sentences: Vec<SentenceId>,
    /// Their share of the sentences of the report, 0 to 1.
    pub share: f32,
}

/// From whom a report follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// From another report of the story.
    Article(ArticleId),
    /// From a source outside of the story, by its position in [`Sourcing::sources`].
    Source(usize),
}

/// Why a report follows from another or from a source.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Why {
    /// It has such a share of its words from there.
    Copies(f32),
    /// It cites it in so many sentences.
    Cites(usize),
}

/// That one report follows from another or from a source outside of the story.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The report that follows.
    pub article: ArticleId,
    /// From whom.
    pub from: Origin,
    /// Why, the strongest first; never empty.
    pub why: Vec<Why>,
    /// How much of the report it concerns, 0 to 1.
    pub share: f32,
}

/// Where the reports of one story have it from.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sourcing {
    /// The sources, those of most reports first.
    pub sources: Vec<Source>,
    /// The source on which most reports lean, if at least two and half of them do; its position in `sources`.
    pub original: Option<usize>,
    /// What reports have word for word from others, in order of the reports.
    pub copied: Vec<Copied>,
    /// Which report follows from whom: in order of the reports, the strongest step of each first.
    pub steps: Vec<Step>,
}

/// Where the reports of every story have it from, in order of the stories. `links` has stories and entities.
pub fn sourcing(articles: &[Analyzed], links: &Links) -> Vec<Sourcing> {
    let of_story = |story: &Story| {
        let outlets = Outlets::new(articles, story);
        let sources = sources(articles, links, story, &outlets);
        let copied = copied::copied(articles, story);
        let original = original(&sources, story);
        let steps = steps(&sources, &copied, story);
        Sourcing {
            sources,
            original,
            copied,
            steps,
        }
    };
    links.stories.par_iter().map(of_story).collect()
}

/// A source under construction, with the sentences of each article that cite it.
#[derive(Debug)]
struct Cited {
    name: String,
    kind: SourceKind,
    count: Option<Count>,
    through: Option<EntityId>,
    sentences: BTreeMap<ArticleId, BTreeSet<SentenceId>>,
}

/// By what citations of one source are known: the entity, or one report's words for it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Entity(EntityId),
    Words(ArticleId, String),
}

fn sources(articles: &[Analyzed], links: &Links, story: &Story, outlets: &Outlets) -> Vec<Source> {
    let mut cited: BTreeMap<Key, Cited> = BTreeMap::new();
    for article in &story.articles {
        let Some(analyzed) = articles.get(article.index()) else {
            continue;
        };
        let citations = &analyzed.annotations.citations;
        let mut people: Option<Key> = None;
        for citation in citations {
            let words = analyzed.article.words(citation.source);
            let entity = citation
                .cites
                .and_then(|chain| links.entity(*article, chain));
            let names = entity.map_or_else(Vec::new, |entity| names(links, entity));
            if outlets.is_own(*article, words, &names) {
                continue;
            }
            let through = through(citations, citation, *article, links);
            let key = key(*article, entity, words, citation, people.as_ref());
            if citation.kind == SourceKind::People {
                people = Some(key.clone());
            }
            let entry = cited.entry(key).or_insert_with(|| Cited {
                name: entity.map_or_else(
                    || wrap::flat(words).into_owned(),
                    |entity| links.entities[entity.index()].name.clone(),
                ),
                kind: citation.kind,
                count: count(words).filter(|_| citation.kind == SourceKind::People),
                through,
                sentences: BTreeMap::new(),
            });
            // Who is once cited as a medium is one wherever it is cited.
            entry.kind = entry.kind.min(citation.kind);
            entry.through = entry.through.or(through);
            let sentences = entry.sentences.entry(*article).or_default();
            sentences.insert(citation.sentence);
        }
    }
    let mut sources: Vec<Source> = cited
        .into_iter()
        .map(|(key, cited)| source(articles, links, outlets, &key, cited))
        .collect();
    sources.sort_by_cached_key(|source| {
        let sentences: usize = source.uses.iter().map(|used| used.sentences.len()).sum();
        let first = source
            .uses
            .first()
            .map(|used| (used.article, used.sentences.first().copied()));
        (
            std::cmp::Reverse((source.uses.len(), sentences)),
            first,
            source.name.clone(),
        )
    });
    sources
}

fn names(links: &Links, entity: EntityId) -> Vec<&str> {
    let entity = links.entities.get(entity.index());
    let names = entity
        .into_iter()
        .flat_map(|entity| std::iter::once(&entity.name).chain(&entity.aliases));
    names.map(String::as_str).collect()
}

/// The outlet of the same sentence to which people without a name spoke.
fn through(
    citations: &[Citation],
    citation: &Citation,
    article: ArticleId,
    links: &Links,
) -> Option<EntityId> {
    if citation.kind != SourceKind::People {
        return None;
    }
    let mut outlets = citations
        .iter()
        .filter(|other| other.sentence == citation.sentence && other.kind == SourceKind::Outlet);
    let outlet = outlets.next()?;
    let one = outlets.next().is_none();
    one.then(|| links.entity(article, outlet.cites?)).flatten()
}

/// By what a source is known. "The officials" are the people without a name who were cited last.
fn key(
    article: ArticleId,
    entity: Option<EntityId>,
    words: &str,
    citation: &Citation,
    people: Option<&Key>,
) -> Key {
    if let Some(entity) = entity {
        return Key::Entity(entity);
    }
    let folded = fold(&wrap::flat(words));
    let again = citation.kind == SourceKind::People && is_said_before(&folded);
    match people {
        Some(people) if again => people.clone(),
        _ => Key::Words(article, folded),
    }
}

/// Whether a description only points back: "the officials", "the same sources".
fn is_said_before(words: &str) -> bool {
    let mut words = words.split(' ');
    let points = matches!(words.next(), Some("the" | "these" | "those" | "both"));
    let mut rest = words.filter(|word| *word != "same");
    points && rest.next().is_some() && rest.next().is_none()
}

fn source(
    articles: &[Analyzed],
    links: &Links,
    outlets: &Outlets,
    key: &Key,
    cited: Cited,
) -> Source {
    let entity = match key {
        Key::Entity(entity) => Some(*entity),
        Key::Words(..) => None,
    };
    let names = entity.map_or_else(Vec::new, |entity| names(links, entity));
    let uses = cited.sentences.into_iter().map(|(article, sentences)| {
        let all = articles
            .get(article.index())
            .map_or(0, |analyzed| analyzed.article.report_sentences().count());
        Use {
            article,
            share: share(sentences.len(), all),
            sentences: sentences.into_iter().collect(),
        }
    });
    Source {
        article: outlets.article(&names),
        name: cited.name,
        kind: cited.kind,
        entity,
        count: cited.count,
        through: cited.through,
        uses: uses.collect(),
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "articles have fewer than 2^23 words"
)]
fn share(part: usize, whole: usize) -> f32 {
    part as f32 / whole.max(1) as f32
}

/// The one source on which most of the reports lean.
fn original(sources: &[Source], story: &Story) -> Option<usize> {
    let leans = |source: &Source| {
        let others = source
            .uses
            .iter()
            .filter(|used| source.article != Some(used.article));
        others.count()
    };
    let can_be = |source: &Source| match source.kind {
        SourceKind::Outlet => true,
        // A body is the original where its own statement is at hand.
        SourceKind::Body => source.article.is_some(),
        SourceKind::Person | SourceKind::Document | SourceKind::People => false,
    };
    let best = sources
        .iter()
        .enumerate()
        .filter(|(_, source)| can_be(source));
    let best = best.max_by_key(|(index, source)| (leans(source), std::cmp::Reverse(*index)));
    let (index, source) = best?;
    let others = story.articles.len() - usize::from(source.article.is_some());
    (leans(source) >= ORIGINAL && 2 * leans(source) >= others).then_some(index)
}

/// Which report follows from whom.
fn steps(sources: &[Source], copied: &[Copied], story: &Story) -> Vec<Step> {
    let mut of: BTreeMap<(ArticleId, Origin), Step> = BTreeMap::new();
    let mut add = |article: ArticleId, from: Origin, why: Why, share: f32| {
        let step = of.entry((article, from)).or_insert_with(|| Step {
            article,
            from,
            why: Vec::new(),
            share: 0.0,
        });
        step.why.push(why);
        step.share = (step.share + share).min(1.0);
    };
    for copied in copied.iter().filter(|copied| copied.share >= FOLLOWS) {
        add(
            copied.article,
            Origin::Article(copied.from),
            Why::Copies(copied.share),
            copied.share,
        );
    }
    for (index, source) in sources.iter().enumerate() {
        if source.kind != SourceKind::Outlet && source.article.is_none() {
            continue;
        }
        for used in source
            .uses
            .iter()
            .filter(|used| source.article != Some(used.article))
        {
            let from = source
                .article
                .map_or(Origin::Source(index), Origin::Article);
            add(
                used.article,
                from,
                Why::Cites(used.sentences.len()),
                used.share,
            );
        }
    }
    let place: HashMap<ArticleId, usize> = story.articles.iter().copied().zip(0..).collect();
    let mut steps: Vec<Step> = of.into_values().collect();
    steps.sort_by(|a, b| {
        let article = |step: &Step| place.get(&step.article).copied();
        article(a)
            .cmp(&article(b))
            .then(b.share.total_cmp(&a.share))
            .then(a.from.cmp(&b.from))
    });
    steps
}

#[cfg(test)]
mod tests;
