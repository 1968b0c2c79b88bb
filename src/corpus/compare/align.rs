//! Which sentences of two articles stand side by side.

use std::collections::{BTreeMap, BTreeSet};

use super::By;
use crate::article::{ArticleId, ParagraphKind, SentenceId};
use crate::corpus::{Corpus, Place};
use crate::link::claim::known::Known;
use crate::link::claim::pair::{Weighed, Weights};
use crate::link::claim::{Candidate, WHOLLY_ALIKE, compare};
use crate::link::{ClaimId, SharedQuoteId, Strength};

/// From which score on two sentences are paired for their words alone.
const ALIKE: f32 = 0.33;
/// How much a shared quote, a sure claim and a claim that is not sure add to the score of the words.
const QUOTED: f32 = 1.5;
const SURE: f32 = 1.0;
const UNSURE: f32 = 0.15;

/// The sentences of two articles that stand side by side.
#[derive(Debug, Default)]
pub(super) struct Aligned {
    /// For left sentences, the right one beside it, and why.
    pub of_left: BTreeMap<SentenceId, (SentenceId, By)>,
    /// The right sentences that stand beside a left one.
    pub rights: BTreeSet<SentenceId>,
    /// For left sentences that stand alone, the right one that says it too.
    pub left_also: BTreeMap<SentenceId, SentenceId>,
    /// The same for right sentences.
    pub right_also: BTreeMap<SentenceId, SentenceId>,
}

/// Two sentences that may stand side by side.
struct Edge {
    score: f32,
    left: SentenceId,
    right: SentenceId,
    by: By,
}

/// Pairs the sentences, those that surely say the same first.
pub(super) fn align(
    corpus: &Corpus,
    left: (ArticleId, &[SentenceId]),
    right: (ArticleId, &[SentenceId]),
) -> Aligned {
    let mut aligned = Aligned::default();
    let title = |(article, sentences): (ArticleId, &[SentenceId])| {
        let is_title =
            |id: &&SentenceId| corpus.article(article).kind_of(**id) == ParagraphKind::Title;
        sentences.iter().find(is_title).copied()
    };
    if let (Some(a), Some(b)) = (title(left), title(right)) {
        aligned.of_left.insert(a, (b, By::Title));
        aligned.rights.insert(b);
    }
    let mut edges = edges(corpus, left, right);
    edges.sort_by(|a, b| {
        let place = |edge: &Edge| (edge.left, edge.right);
        b.score.total_cmp(&a.score).then(place(a).cmp(&place(b)))
    });
    for edge in &edges {
        let is_free = !aligned.of_left.contains_key(&edge.left);
        if is_free && !aligned.rights.contains(&edge.right) {
            aligned.of_left.insert(edge.left, (edge.right, edge.by));
            aligned.rights.insert(edge.right);
        }
    }
    for edge in &edges {
        if !aligned.of_left.contains_key(&edge.left) {
            aligned.left_also.entry(edge.left).or_insert(edge.right);
        }
        if !aligned.rights.contains(&edge.right) {
            aligned.right_also.entry(edge.right).or_insert(edge.left);
        }
    }
    aligned
}

/// The pairs that say the same, with their scores.
fn edges(
    corpus: &Corpus,
    left: (ArticleId, &[SentenceId]),
    right: (ArticleId, &[SentenceId]),
) -> Vec<Edge> {
    let candidates = candidates(corpus, left, right);
    let mut scores = alike(&candidates);
    let mut by: BTreeMap<(SentenceId, SentenceId), By> = BTreeMap::new();
    let quotes = of_quotes(corpus, right);
    let claims = of_claims(corpus, right);
    for sentence in left.1 {
        let shared = corpus.shared(Place {
            article: left.0,
            sentence: *sentence,
        });
        for quote in &shared.quotes {
            for other in quotes.get(quote).into_iter().flatten() {
                *scores.entry((*sentence, *other)).or_default() += QUOTED;
                by.insert((*sentence, *other), By::Quote(*quote));
            }
        }
        for claim in &shared.claims {
            let more = match corpus.claim(*claim).strength {
                Strength::Strong => SURE,
                Strength::Weak => UNSURE,
            };
            for other in claims.get(claim).into_iter().flatten() {
                *scores.entry((*sentence, *other)).or_default() += more;
                by.entry((*sentence, *other)).or_insert(By::Claim(*claim));
            }
        }
    }
    let weighed: BTreeMap<(ArticleId, SentenceId), &Weighed> = (candidates.iter())
        .map(|candidate| ((candidate.article, candidate.sentence), &candidate.weighed))
        .collect();
    // Two sentences that only name the same people, or say what they are, do not say the same.
    let say_same = |pair: &(SentenceId, SentenceId)| {
        let both = (weighed.get(&(left.0, pair.0))).zip(weighed.get(&(right.0, pair.1)));
        matches!(by.get(pair), Some(By::Quote(_))) || both.is_some_and(|(a, b)| a.shares_content(b))
    };
    let sure = scores
        .into_iter()
        .filter(|(pair, score)| *score >= ALIKE && say_same(pair));
    let edge = |((left, right), score)| Edge {
        score,
        left,
        right,
        by: by.get(&(left, right)).copied().unwrap_or(By::Words(score)),
    };
    sure.map(edge).collect()
}

/// The sentences of the two articles with what their words tell.
fn candidates(
    corpus: &Corpus,
    left: (ArticleId, &[SentenceId]),
    right: (ArticleId, &[SentenceId]),
) -> Vec<Candidate> {
    let both = [left.0, right.0];
    let statements = both
        .iter()
        .flat_map(|id| &corpus.annotations(*id).statements);
    let weights = Weights::new(statements);
    let mut candidates: Vec<Candidate> = Vec::new();
    for (id, sentences) in [left, right] {
        let article = corpus.article(id);
        for sentence in sentences {
            let Some(statement) = corpus.annotations(id).statements.get(sentence.index()) else {
                continue;
            };
            let place = Place {
                article: id,
                sentence: *sentence,
            };
            candidates.push(Candidate {
                article: id,
                sentence: *sentence,
                is_title: article.kind_of(*sentence) == ParagraphKind::Title,
                weighed: Weighed::new(statement, corpus.span(place), &weights),
                known: Known::default(),
            });
        }
    }
    candidates
}

/// How far sentences of different articles have the same words; only what is worth looking at.
fn alike(candidates: &[Candidate]) -> BTreeMap<(SentenceId, SentenceId), f32> {
    let sentence = |index: usize| candidates.get(index).map(|candidate| candidate.sentence);
    let edges = compare(candidates, &|_, _| WHOLLY_ALIKE).edges;
    let pair = |edge: &crate::link::claim::Edge| {
        Some(((sentence(edge.first)?, sentence(edge.second)?), edge.score))
    };
    edges.iter().filter_map(pair).collect()
}

/// In which of the sentences the quotes stand.
fn of_quotes(
    corpus: &Corpus,
    (article, sentences): (ArticleId, &[SentenceId]),
) -> BTreeMap<SharedQuoteId, Vec<SentenceId>> {
    let mut of: BTreeMap<SharedQuoteId, Vec<SentenceId>> = BTreeMap::new();
    for sentence in sentences {
        let place = Place {
            article,
            sentence: *sentence,
        };
        for quote in &corpus.shared(place).quotes {
            of.entry(*quote).or_default().push(*sentence);
        }
    }
    of
}

/// In which of the sentences the claims are said.
fn of_claims(
    corpus: &Corpus,
    (article, sentences): (ArticleId, &[SentenceId]),
) -> BTreeMap<ClaimId, Vec<SentenceId>> {
    let mut of: BTreeMap<ClaimId, Vec<SentenceId>> = BTreeMap::new();
    for sentence in sentences {
        let place = Place {
            article,
            sentence: *sentence,
        };
        for claim in &corpus.shared(place).claims {
            of.entry(*claim).or_default().push(*sentence);
        }
    }
    of
}
