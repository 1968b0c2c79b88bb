//! Sentences of several articles of one story that state the same.

pub mod group;
pub mod known;
pub mod pair;
#[cfg(test)]
mod tests;
pub mod wording;

use std::collections::{BTreeSet, HashMap, HashSet};

use rayon::prelude::*;

use super::story::vector::{Vector, story_vectors};
use super::{
    Analyzed, Difference, DifferenceKind, Links, SharedClaim, Story, StoryId, Strength, difference,
};
use crate::analysis::claim::Statement;
use crate::analysis::claim::table::Stem;
use crate::analysis::claim::word::Lists;
use crate::article::{ArticleId, ParagraphKind, SentenceId};
use crate::text::Span;
use known::{Known, Quotes};
use pair::{Weighed, Weights};

/// From which score on two sentences state the same.
const SAME_CLAIM: f32 = 0.33;

/// From which mean score on a claim is sure enough to be shown without being asked for: of two sentences or hardly any words
/// besides names, and of more.
const SURE: (f32, f32) = (0.42, 0.32);
/// The same for a claim whose mentions give values for the same thing.
const SAME_VALUE: f32 = 0.31;

/// Scores below this are not kept.
const FLOOR: f32 = 0.14;

/// What is added to all scores, so that they lie between 0 and 1.
const BASE: f32 = -0.088;
/// From which similarity of articles on they are wholly alike, and what that adds to a score.
const LIKENESS: (f32, f32) = (0.4, 0.142);
/// The same for what articles share beyond what all of the story say.
const STORY_LIKENESS: (f32, f32) = (0.2, 0.153);
/// In smaller stories, what all articles say cannot be told from what two say.
const LEAST_ARTICLES: usize = 4;
/// How much the words other than names must tell that the mentions of a sure claim share.
const SUBSTANCE: f32 = 2.5;

/// From how many sentences on a claim has a core that all of them must share, unless one is as close as this to another.
const LEAST_FOCUSED: usize = 4;
const CLOSE: f32 = 0.6;
/// How much of what the sentence has that says most of the core a sentence must have to say it.
const CORE: f32 = 0.25;
/// What is added to the score of two sentences of articles that are as alike as can be.
pub const WHOLLY_ALIKE: f32 = LIKENESS.1 + STORY_LIKENESS.1;

/// How much of what a sentence shares with a second claim must be other than what it shares with its first.
const NEW: f32 = 0.12;

/// What two sentences must share to be compared: so much weight, and so much of the weight of the lighter one.
const COMPARED: (f32, f32) = (2.0, 0.12);
/// With how many others a sentence is compared at most, so that large stories stay linear.
const MOST_COMPARED: usize = 400;

/// How many sentences of one article a claim has at most: all are weighed against each other.
const MOST_OF_ONE: usize = 20;

/// A sentence of a story that may state what another states.
#[derive(Debug)]
pub struct Candidate {
    /// The article.
    pub article: ArticleId,
    /// The sentence in it.
    pub sentence: SentenceId,
    /// Whether it is a headline, which may repeat a claim but not stand for it.
    pub is_title: bool,
    /// The words of the sentence with their weight in the story.
    pub weighed: Weighed,
    /// What is known of it beyond its words.
    pub known: Known,
}

/// Two sentences, by their place among the candidates, and how far they say the same.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Edge {
    /// The earlier sentence.
    pub first: usize,
    /// The later one.
    pub second: usize,
    /// How far they say the same, 0 to 1.
    pub score: f32,
}

/// The claims that at least two articles state. `links` has entities, quotes and stories already.
pub fn shared_claims(articles: &[Analyzed], vectors: &[Vector], links: &Links) -> Vec<SharedClaim> {
    let stories: Vec<(usize, &Story)> = links.stories.iter().enumerate().collect();
    let context = Context {
        articles,
        vectors,
        links,
        quotes: known::quotes(articles, links),
    };
    stories
        .into_par_iter()
        .filter(|(_, story)| story.articles.len() > 1)
        .flat_map_iter(|(id, story)| claims_of(&context, StoryId::new(id), story))
        .collect()
}

/// What claims are found in.
struct Context<'a> {
    articles: &'a [Analyzed],
    vectors: &'a [Vector],
    links: &'a Links,
    quotes: Quotes,
}

fn claims_of(context: &Context, id: StoryId, story: &Story) -> Vec<SharedClaim> {
    let articles = context.articles;
    let candidates = candidates(context, story);
    let compared = compare(&candidates, &likeness(context, story));
    let article_of: Vec<usize> = candidates
        .iter()
        .map(|candidate| candidate.article.index())
        .collect();
    let says_more = |sentence: usize, home: &[usize], other: &[usize]| {
        says_more(&candidates, sentence, home, other)
    };
    let scores = wording::by_pair(&compared.edges);
    let groups = group::groups(&compared.edges, &article_of, says_more);
    let groups = group::without_parts(&group::joined_where_alike(groups));
    let mut claims: Vec<SharedClaim> = groups
        .par_iter()
        .filter_map(|group| claim(articles, &candidates, &scores, id, group))
        .collect();
    let place = |claim: &SharedClaim| {
        let mentions = claim.mentions.iter();
        let places: Vec<_> = mentions.map(|m| (m.article, m.span.start())).collect();
        places
    };
    claims.sort_by_cached_key(place);
    claims
}

/// Whether what `sentence` shares with `other` is mostly something else than what it shares with `home`.
fn says_more(candidates: &[Candidate], sentence: usize, home: &[usize], other: &[usize]) -> bool {
    let shares = |stem: Stem, group: &[usize]| {
        let others = group.iter().filter(|member| **member != sentence);
        let with = |member: &&usize| candidates[**member].weighed.word(stem).is_some();
        2 * others.clone().filter(with).count() >= others.count().max(1)
    };
    let (mut all, mut more) = (0.0, 0.0);
    for word in &candidates[sentence].weighed.words {
        if shares(word.stem, other) {
            all += word.weight;
            more += if shares(word.stem, home) {
                0.0
            } else {
                word.weight
            };
        }
    }
    more > NEW * all
}

/// How many pairs of sentences are scored in all stories: what the cost of linking grows with.
pub fn pairs_scored(articles: &[Analyzed], vectors: &[Vector], links: &Links) -> usize {
    let context = Context {
        articles,
        vectors,
        links,
        quotes: known::quotes(articles, links),
    };
    let pairs = |story: &Story| {
        let candidates = candidates(&context, story);
        compare(&candidates, &likeness(&context, story)).pairs
    };
    links.stories.par_iter().map(pairs).sum()
}

/// How far it speaks for two sentences that their articles are alike.
fn likeness(context: &Context, story: &Story) -> impl Fn(ArticleId, ArticleId) -> f32 + Sync {
    let vectors = context.vectors;
    let members = story
        .articles
        .iter()
        .filter_map(|id| context.articles.get(id.index()));
    let inside: HashMap<ArticleId, Vector> = match story.articles.len() {
        0..LEAST_ARTICLES => HashMap::new(),
        _ => (story.articles.iter().copied())
            .zip(story_vectors(members))
            .collect(),
    };
    move |a, b| {
        let share = |pair: Option<(&Vector, &Vector)>, (full, worth): (f32, f32), none: f32| {
            let similarity = pair.map_or(none, |(a, b)| a.similarity(b));
            worth * (similarity / full).min(1.0)
        };
        let all = vectors.get(a.index()).zip(vectors.get(b.index()));
        share(all, LIKENESS, 0.0) + share(inside.get(&a).zip(inside.get(&b)), STORY_LIKENESS, 1.0)
    }
}

/// The sentences of the story that state something, in order.
fn candidates(context: &Context, story: &Story) -> Vec<Candidate> {
    let articles = context.articles;
    let mut stating: Vec<(ArticleId, SentenceId, &Statement)> = Vec::new();
    for article in &story.articles {
        let Some(analyzed) = articles.get(article.index()) else {
            continue;
        };
        let ids = analyzed.article.sentence_ids();
        let statements = ids.zip(&analyzed.annotations.statements);
        let mut said: HashSet<(&str, bool)> = HashSet::new();
        // What an article says again, word for word, adds nothing; a headline cannot stand for the sentence.
        let telling = statements.filter(|(sentence, statement)| {
            let words = span_of(&analyzed.article, *sentence).of(&analyzed.article.text);
            let is_title = analyzed.article.kind_of(*sentence) == ParagraphKind::Title;
            !statement.words.is_empty() && said.insert((words, is_title))
        });
        stating.extend(telling.map(|(sentence, statement)| (*article, sentence, statement)));
    }
    let weights = Weights::new(stating.iter().map(|(_, _, statement)| *statement));
    let places: Vec<(ArticleId, SentenceId)> = (stating.iter())
        .map(|(article, sentence, _)| (*article, *sentence))
        .collect();
    let known = known::known(articles, context.links, &context.quotes, &places);
    let candidate = |(stating, known): (&(ArticleId, SentenceId, &Statement), Known)| {
        let (id, sentence, statement) = stating;
        let article = &articles.get(id.index())?.article;
        let kind = article.kind_of(*sentence);
        let is_title = kind == ParagraphKind::Title;
        let states = (kind.is_report() || is_title) && statement.states();
        states.then(|| Candidate {
            article: *id,
            sentence: *sentence,
            is_title,
            weighed: Weighed::new(statement, span_of(article, *sentence), &weights),
            known,
        })
    };
    let stating = stating.par_iter().zip(known);
    stating.filter_map(candidate).collect()
}

fn span_of(article: &crate::article::Article, sentence: SentenceId) -> Span {
    let sentence = article.sentences.get(sentence.index());
    sentence.map_or_else(Span::default, |sentence| sentence.span)
}

/// What comparing the sentences of a story gave.
#[derive(Debug, Default)]
pub struct Compared {
    /// The pairs that may say the same, the best first.
    pub edges: Vec<Edge>,
    /// How many pairs were scored.
    pub pairs: usize,
}

/// Compares sentences of different articles that share telling words; `likeness` says how far their articles speak for it.
pub fn compare(
    candidates: &[Candidate],
    likeness: &(impl Fn(ArticleId, ArticleId) -> f32 + Sync),
) -> Compared {
    let mut having: HashMap<Stem, Vec<usize>> = HashMap::new();
    for (index, candidate) in candidates.iter().enumerate() {
        for word in &candidate.weighed.words {
            having.entry(word.stem).or_default().push(index);
        }
    }
    let of = |shared: &mut Vec<f32>, second: usize| {
        let here = &candidates[second];
        let others = worth_comparing(candidates, &having, shared, second);
        let edge = |first: &usize| {
            let there = &candidates[*first];
            let score = score(there, here, likeness(there.article, here.article));
            (score >= FLOOR).then_some(Edge {
                first: *first,
                second,
                score,
            })
        };
        let edges: Vec<Edge> = others.iter().filter_map(edge).collect();
        (edges, others.len())
    };
    let of_all: Vec<(Vec<Edge>, usize)> = (0..candidates.len())
        .into_par_iter()
        .map_init(|| vec![0.0; candidates.len()], of)
        .collect();
    let pairs = of_all.iter().map(|(_, pairs)| pairs).sum();
    let mut edges: Vec<Edge> = of_all.into_iter().flat_map(|(edges, _)| edges).collect();
    edges.sort_by(|a, b| {
        let place = |edge: &Edge| (edge.first, edge.second);
        b.score.total_cmp(&a.score).then(place(a).cmp(&place(b)))
    });
    Compared { edges, pairs }
}

/// The sentences before `second` that share enough with it. `shared` is all zero, before and after.
fn worth_comparing(
    candidates: &[Candidate],
    having: &HashMap<Stem, Vec<usize>>,
    shared: &mut [f32],
    second: usize,
) -> Vec<usize> {
    let here = &candidates[second];
    let mut touched = Vec::new();
    for word in &here.weighed.words {
        let others = having.get(&word.stem).into_iter().flatten();
        for first in others.take_while(|first| **first < second) {
            if shared[*first] == 0.0 {
                touched.push(*first);
            }
            shared[*first] += word.weight.max(f32::MIN_POSITIVE);
        }
    }
    let enough = |first: &usize| {
        let there = &candidates[*first];
        let lighter = here.weighed.total.min(there.weighed.total);
        let mass = shared[*first];
        here.article != there.article && mass >= COMPARED.0 && mass >= COMPARED.1 * lighter
    };
    let mut others: Vec<usize> = touched.iter().copied().filter(enough).collect();
    if others.len() > MOST_COMPARED {
        others.sort_by(|a, b| shared[*b].total_cmp(&shared[*a]).then(a.cmp(b)));
        others.truncate(MOST_COMPARED);
    }
    for first in touched {
        shared[first] = 0.0;
    }
    others.sort_unstable();
    others
}

/// The sentences of `group` that share most of what most of the others state, other than who is named.
fn focused(
    candidates: &[Candidate],
    scores: &HashMap<(usize, usize), f32>,
    group: &[usize],
) -> Vec<usize> {
    let mut with: HashMap<Stem, (usize, usize)> = HashMap::new();
    for member in group {
        for word in &candidates[*member].weighed.words {
            let (members, names) = with.entry(word.stem).or_default();
            *members += 1;
            *names += usize::from(word.is_name);
        }
    }
    let is_core = |stem: Stem| {
        let (members, names) = with.get(&stem).copied().unwrap_or_default();
        2 * members > group.len() && 2 * names < members && !Lists::is_role_stem(stem)
    };
    let core = |member: usize| {
        let words = candidates[member].weighed.words.iter();
        let words = words.filter(|word| is_core(word.stem));
        words.map(|word| word.weight).sum::<f32>()
    };
    let most = group.iter().map(|member| core(*member)).fold(0.0, f32::max);
    if group.len() < LEAST_FOCUSED || most == 0.0 {
        return group.to_vec();
    }
    let keeps = |member: &&usize| {
        let score = |other: &usize| scores.get(&(*(*member).min(other), *(*member).max(other)));
        let others = || group.iter().filter(|other| core(**other) >= CORE * most);
        core(**member) >= CORE * most
            || core(**member) > 0.0 && others().filter_map(score).any(|score| *score >= CLOSE)
    };
    group.iter().filter(keeps).copied().collect()
}

/// `group` with, for every article that is only there by its headline, the sentence that says what the headline says.
fn with_bodies(candidates: &[Candidate], group: &[usize]) -> Vec<usize> {
    let mut all = group.to_vec();
    for title in group.iter().filter(|member| candidates[**member].is_title) {
        let article = candidates[*title].article;
        let is_here = |member: &&usize| candidates[**member].article == article;
        if group.iter().filter(is_here).count() > 1 {
            continue;
        }
        let first = candidates.partition_point(|candidate| candidate.article < article);
        let bodies = (first..candidates.len())
            .take_while(|index| candidates[*index].article == article)
            .filter(|index| !candidates[*index].is_title);
        let score = |body: usize| score(&candidates[*title], &candidates[body], WHOLLY_ALIKE);
        let best = bodies.map(|body| (score(body), body));
        let best = best.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        all.extend(
            best.filter(|(score, _)| *score >= SURE.0)
                .map(|(_, body)| body),
        );
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// How far two sentences say the same, from 0 to 1; `likeness` is how far their articles speak for it.
fn score(a: &Candidate, b: &Candidate, likeness: f32) -> f32 {
    let score = BASE + pair::score(&a.weighed, &b.weighed) + a.known.score(&b.known) + likeness;
    score.clamp(0.0, 1.0)
}

/// The sentences of `group` without those of articles that say nearly the same over and over.
fn few_of_each(candidates: &[Candidate], group: &[usize]) -> Vec<usize> {
    let mut of: HashMap<ArticleId, usize> = HashMap::new();
    let few = |member: &&usize| {
        let count = of.entry(candidates[**member].article).or_default();
        *count += 1;
        *count <= MOST_OF_ONE
    };
    group.iter().filter(few).copied().collect()
}

/// The claim that the sentences of `group` state, if they are of two articles.
fn claim(
    articles: &[Analyzed],
    candidates: &[Candidate],
    scores: &HashMap<(usize, usize), f32>,
    story: StoryId,
    group: &[usize],
) -> Option<SharedClaim> {
    let group = &focused(candidates, scores, &few_of_each(candidates, group));
    let group = &with_bodies(candidates, group);
    let members: Vec<&Candidate> = group.iter().filter_map(|m| candidates.get(*m)).collect();
    let of: BTreeSet<ArticleId> = members.iter().map(|member| member.article).collect();
    if of.len() < 2 {
        return None;
    }
    let scores = wording::Scores::new(group, scores, &members);
    let mentions = wording::mentions(articles, &members, &scores);
    let clearest = wording::clearest(articles, &members, &mentions, &scores);
    let shared = wording::shared(articles, &members, clearest);
    // One word besides the names is little.
    let is_bare = members.len() == 2 || shared.telling() < 2;
    let sure = if is_bare { SURE.0 } else { SURE.1 };
    let states = shared.substance() >= SUBSTANCE;
    let differences = difference::differences(articles, &members, &scores);
    let counts = |difference: &Difference| difference.kind == DifferenceKind::Number;
    // Values of one unit for one subject say more than the words around them.
    let sure = if differences.iter().any(counts) {
        SAME_VALUE
    } else {
        sure
    };
    let is_sure = states && scores.mean >= sure && members.iter().any(|member| !member.is_title);
    Some(SharedClaim {
        story,
        clearest,
        label: shared.label(),
        differences,
        strength: if is_sure {
            Strength::Strong
        } else {
            Strength::Weak
        },
        evidence: shared.evidence(scores.mean),
        mentions,
    })
}
