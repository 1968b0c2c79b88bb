//! Sentences of several articles of one story that state the same.

pub mod group;
pub mod pair;

use std::collections::{BTreeSet, HashMap};

use rayon::prelude::*;

use super::story::Vector;
use super::{Analyzed, ClaimMention, Links, SharedClaim, Story, StoryId, Strength};
use crate::analysis::claim::Statement;
use crate::analysis::claim::table::Stem;
use crate::article::{ArticleId, ParagraphKind, SentenceId};
use pair::{Weighed, Weights};

/// From which score on two sentences state the same.
const SAME_CLAIM: f32 = 0.28;
/// From which score on that is sure enough to be shown without being asked for.
const SURE: f32 = 0.36;
/// Scores below this are not kept.
const FLOOR: f32 = 0.14;
/// From which similarity of their articles on the score of two sentences counts in full.
const FULL_SIMILARITY: f32 = 0.25;
/// What two sentences must share to be compared: so much weight, and so much of the weight of the lighter one.
const COMPARED: (f32, f32) = (2.0, 0.12);

/// A sentence of a story that may state what another states.
#[derive(Debug)]
struct Candidate {
    article: ArticleId,
    sentence: SentenceId,
    weighed: Weighed,
}

/// Two sentences, by their place in the story, and how far they say the same.
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
    stories
        .into_par_iter()
        .filter(|(_, story)| story.articles.len() > 1)
        .flat_map_iter(|(id, story)| claims_of(articles, vectors, StoryId::new(id), story))
        .collect()
}

fn claims_of(
    articles: &[Analyzed],
    vectors: &[Vector],
    id: StoryId,
    story: &Story,
) -> Vec<SharedClaim> {
    let candidates = candidates(articles, story);
    let similarity = |a: &Candidate, b: &Candidate| {
        let vector = |candidate: &Candidate| vectors.get(candidate.article.index());
        let alike = vector(a)
            .zip(vector(b))
            .map_or(0.0, |(a, b)| a.similarity(b));
        (alike / FULL_SIMILARITY).min(1.0)
    };
    let edges = edges(&candidates, similarity);
    let article_of: Vec<usize> = candidates
        .iter()
        .map(|candidate| candidate.article.index())
        .collect();
    let mut claims: Vec<SharedClaim> = group::groups(&edges, &article_of)
        .into_iter()
        .filter_map(|group| claim(&candidates, &edges, id, &group))
        .collect();
    claims.sort_by_key(|claim| {
        claim
            .mentions
            .first()
            .map(|mention| (mention.article, mention.sentence))
    });
    claims
}

/// The sentences of the story that state something, in order.
fn candidates(articles: &[Analyzed], story: &Story) -> Vec<Candidate> {
    let of = |article: &ArticleId| (*article, &articles[article.index()]);
    let stating = |(article, analyzed): (ArticleId, &'_ Analyzed)| -> Vec<(ArticleId, SentenceId, Statement)> {
        let statements = &analyzed.annotations.statements;
        let ids = analyzed.article.sentence_ids().zip(statements);
        ids.filter(|(_, statement)| !statement.words.is_empty())
            .map(|(sentence, statement)| (article, sentence, statement.clone()))
            .collect()
    };
    let stating: Vec<_> = story.articles.iter().map(of).flat_map(stating).collect();
    let weights = Weights::new(stating.iter().map(|(_, _, statement)| statement));
    let candidate = |(article, sentence, statement): &(ArticleId, SentenceId, Statement)| {
        let analyzed = &articles[article.index()];
        let kind = analyzed.article.kind_of(*sentence);
        let states = kind.is_report() || kind == ParagraphKind::Title;
        let span = analyzed.article.sentences[sentence.index()].span;
        (states && statement.words.len() > 1).then(|| Candidate {
            article: *article,
            sentence: *sentence,
            weighed: Weighed::new(statement, span, &weights),
        })
    };
    stating.par_iter().filter_map(candidate).collect()
}

/// The pairs of sentences of different articles that may say the same, the best first.
fn edges(
    candidates: &[Candidate],
    similarity: impl Fn(&Candidate, &Candidate) -> f32 + Sync,
) -> Vec<Edge> {
    let mut having: HashMap<Stem, Vec<usize>> = HashMap::new();
    for (index, candidate) in candidates.iter().enumerate() {
        for word in &candidate.weighed.words {
            having.entry(word.stem).or_default().push(index);
        }
    }
    let of = |second: usize| {
        let here = &candidates[second];
        let mut shared: HashMap<usize, f32> = HashMap::new();
        for word in &here.weighed.words {
            for first in having
                .get(&word.stem)
                .into_iter()
                .flatten()
                .take_while(|first| **first < second)
            {
                *shared.entry(*first).or_default() += word.weight;
            }
        }
        let mut edges = Vec::new();
        for (first, mass) in shared {
            let there = &candidates[first];
            let lighter = here.weighed.total.min(there.weighed.total);
            if here.article == there.article || mass < COMPARED.0 || mass < COMPARED.1 * lighter {
                continue;
            }
            let score = pair::score(&there.weighed, &here.weighed) * similarity(there, here);
            if score >= FLOOR {
                edges.push(Edge {
                    first,
                    second,
                    score,
                });
            }
        }
        edges
    };
    let mut edges: Vec<Edge> = (0..candidates.len())
        .into_par_iter()
        .flat_map_iter(of)
        .collect();
    edges.sort_by(|a, b| {
        b.score
            .total_cmp(&a.score)
            .then((a.first, a.second).cmp(&(b.first, b.second)))
    });
    edges
}

fn claim(
    candidates: &[Candidate],
    edges: &[Edge],
    story: StoryId,
    group: &[usize],
) -> Option<SharedClaim> {
    let articles: BTreeSet<ArticleId> = group
        .iter()
        .map(|member| candidates[*member].article)
        .collect();
    if articles.len() < 2 {
        return None;
    }
    let _ = edges;
    let mention = |member: &usize| {
        let candidate = &candidates[*member];
        let span = candidate.weighed.clauses.first().map(|clause| clause.span);
        ClaimMention {
            article: candidate.article,
            sentence: candidate.sentence,
            span: span.unwrap_or_default(),
            score: 0.5,
        }
    };
    Some(SharedClaim {
        story,
        clearest: 0,
        label: String::new(),
        mentions: group.iter().map(mention).collect(),
        differences: Vec::new(),
        strength: if edges.first().is_some_and(|edge| edge.score >= SURE) {
            Strength::Strong
        } else {
            Strength::Weak
        },
        evidence: String::new(),
    })
}
