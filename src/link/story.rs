//! Articles → stories: those that report one event.
//!
//! Every article has a vector of its most telling words. Articles that share telling words are compared, and joined
//! as long as the mean similarity of what is joined stays high enough.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap};

use rayon::prelude::*;

use super::{Analyzed, Story};
use crate::analysis::claim::Statement;
use crate::analysis::claim::table::{Stem, Table};
use crate::article::ArticleId;

/// Weight, in articles, of background frequencies beside those of the corpus.
const BACKGROUND: f32 = 500.0;
/// How many of its heaviest words stand for an article.
const WORDS: usize = 60;
/// How many of these find the articles with which it is compared.
const INDEXED: usize = 16;
/// How much more a name tells than another word.
const NAME: f32 = 1.5;
/// From which mean similarity articles are one story.
const SAME_STORY: f32 = 0.22;

/// The most telling words of an article with their weight, in order of the words; its length is 1.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Vector(Vec<(Stem, f32)>);

impl Vector {
    /// How much two articles share: the cosine of their vectors.
    pub fn similarity(&self, other: &Self) -> f32 {
        let (short, long) = if self.0.len() < other.0.len() {
            (&self.0, &other.0)
        } else {
            (&other.0, &self.0)
        };
        if 16 * short.len() < long.len() {
            let weight = |stem: &Stem| long.binary_search_by_key(stem, |(stem, _)| *stem);
            let product = |(stem, weight_here): &(Stem, f32)| {
                Some(weight_here * long.get(weight(stem).ok()?)?.1)
            };
            return short.iter().filter_map(product).sum();
        }
        let mut long = long.iter().peekable();
        let mut sum = 0.0;
        for (stem, weight) in short {
            while long.next_if(|(other, _)| other < stem).is_some() {}
            if let Some((_, other)) = long.next_if(|(other, _)| other == stem) {
                sum += weight * other;
            }
        }
        sum
    }

    fn plus(&self, other: &Self) -> Self {
        let mut sum = Vec::with_capacity(self.0.len() + other.0.len());
        let mut others = other.0.iter().peekable();
        for (stem, weight) in &self.0 {
            while let Some(before) = others.next_if(|(other, _)| other < stem) {
                sum.push(*before);
            }
            let both = others.next_if(|(other, _)| other == stem);
            sum.push((*stem, weight + both.map_or(0.0, |(_, weight)| *weight)));
        }
        sum.extend(others);
        Self(sum)
    }

    /// The words, the heaviest first.
    fn heaviest(&self) -> Vec<(Stem, f32)> {
        let mut words = self.0.clone();
        words.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        words
    }
}

/// The vectors of all articles, in order.
pub fn vectors(articles: &[Analyzed]) -> Vec<Vector> {
    let counts: Vec<HashMap<Stem, f32>> = articles.par_iter().map(counts).collect();
    let mut articles_with: HashMap<Stem, u32> = HashMap::new();
    for stem in counts.iter().flat_map(HashMap::keys) {
        *articles_with.entry(*stem).or_default() += 1;
    }
    counts
        .par_iter()
        .map(|counts| vector(counts, &articles_with, articles.len()))
        .collect()
}

/// How often the article has every telling word; the headline and what comes first count more, names too.
fn counts(analyzed: &Analyzed) -> HashMap<Stem, f32> {
    let mut counts = HashMap::new();
    let statements = &analyzed.annotations.statements;
    let stating = |statement: &&Statement| !statement.pieces.is_empty();
    for (index, statement) in statements.iter().filter(stating).enumerate() {
        let place = match index {
            0..2 => 2.0,
            2..5 => 1.0,
            _ => 0.7,
        };
        for word in &statement.words {
            let name = if word.is_name { NAME } else { 1.0 };
            *counts.entry(word.stem).or_default() += place * name;
        }
    }
    counts
}

#[expect(
    clippy::cast_precision_loss,
    reason = "shares need no more than seven digits"
)]
fn vector(
    counts: &HashMap<Stem, f32>,
    articles_with: &HashMap<Stem, u32>,
    articles: usize,
) -> Vector {
    let table = Table::embedded();
    let total = articles as f32 + BACKGROUND;
    let weight = |(stem, count): (&Stem, &f32)| {
        let with = articles_with.get(stem).copied().unwrap_or(0) as f32;
        let share = (with + BACKGROUND * table.share_of_articles(*stem)) / total;
        let often = if *count >= 1.0 {
            1.0 + count.ln()
        } else {
            *count
        };
        (*stem, often * -share.max(0.5 / total).ln())
    };
    let mut words = Vector(counts.iter().map(weight).collect()).heaviest();
    words.truncate(WORDS);
    let length = words
        .iter()
        .map(|(_, weight)| weight * weight)
        .sum::<f32>()
        .sqrt();
    words
        .iter_mut()
        .for_each(|(_, weight)| *weight /= length.max(f32::MIN_POSITIVE));
    words.sort_by_key(|(stem, _)| *stem);
    Vector(words)
}

/// Two clusters that may be joined.
#[derive(Debug, PartialEq)]
struct Pair {
    similarity: f32,
    first: usize,
    second: usize,
}

impl Eq for Pair {}

impl Ord for Pair {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_score = self.similarity.total_cmp(&other.similarity);
        by_score.then_with(|| (other.first, other.second).cmp(&(self.first, self.second)))
    }
}

impl PartialOrd for Pair {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The pairs of articles that are alike enough to be one story, by telling words that they share.
fn pairs(vectors: &[Vector]) -> Vec<Pair> {
    let crowded = 50 + 4 * vectors.len().isqrt();
    let mut having: HashMap<Stem, Vec<u32>> = HashMap::new();
    let candidates: Vec<Vec<u32>> = vectors
        .iter()
        .zip(0..)
        .map(|(vector, article)| {
            let mut seen: Vec<u32> = Vec::new();
            for (stem, _) in vector.heaviest().into_iter().take(INDEXED) {
                let others = having.entry(stem).or_default();
                // A word that so many articles have among their most telling ones tells nothing.
                if others.len() < crowded {
                    seen.extend_from_slice(others);
                }
                others.push(article);
            }
            seen.sort_unstable();
            let twice = seen.chunk_by(|a, b| a == b).filter(|same| same.len() > 1);
            twice.filter_map(|same| same.first().copied()).collect()
        })
        .collect();
    let alike = |second: usize| {
        let others = candidates.get(second).map_or(&[][..], Vec::as_slice);
        let pair = move |first: &u32| {
            let first = *first as usize;
            let similarity = vectors.get(first)?.similarity(vectors.get(second)?);
            (similarity >= SAME_STORY).then_some(Pair {
                similarity,
                first,
                second,
            })
        };
        others.iter().filter_map(pair).collect::<Vec<Pair>>()
    };
    (0..vectors.len())
        .into_par_iter()
        .flat_map_iter(alike)
        .collect()
}

/// Articles that were joined, with the sum of their vectors.
struct Cluster {
    articles: Vec<usize>,
    sum: Vector,
}

/// Joins articles by average link; the mean similarity of two clusters is exact.
fn clusters(vectors: &[Vector]) -> Vec<Vec<usize>> {
    let mut near: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    let mut heap: BinaryHeap<Pair> = pairs(vectors).into();
    for pair in &heap {
        near.entry(pair.first).or_default().insert(pair.second);
        near.entry(pair.second).or_default().insert(pair.first);
    }
    let one = |(article, vector): (usize, &Vector)| {
        let cluster = Cluster {
            articles: vec![article],
            sum: vector.clone(),
        };
        (article, cluster)
    };
    let mut clusters: HashMap<usize, Cluster> = vectors.iter().enumerate().map(one).collect();
    let mut next = vectors.len();
    while let Some(Pair { first, second, .. }) = heap.pop() {
        if !clusters.contains_key(&first) {
            continue;
        }
        let Some(other) = clusters.remove(&second) else {
            continue;
        };
        let Some(mut cluster) = clusters.remove(&first) else {
            continue;
        };
        cluster.sum = cluster.sum.plus(&other.sum);
        cluster.articles.extend(other.articles);
        let mut beside = near.remove(&first).unwrap_or_default();
        beside.extend(near.remove(&second).unwrap_or_default());
        beside.retain(|other| clusters.contains_key(other));
        for other_id in &beside {
            near.entry(*other_id).or_default().insert(next);
            let Some(other) = clusters.get(other_id) else {
                continue;
            };
            let similarity = mean_similarity(&cluster, other);
            if similarity >= SAME_STORY {
                heap.push(Pair {
                    similarity,
                    first: *other_id,
                    second: next,
                });
            }
        }
        near.insert(next, beside);
        clusters.insert(next, cluster);
        next += 1;
    }
    let mut stories: Vec<Vec<usize>> = clusters
        .into_values()
        .map(|cluster| cluster.articles)
        .collect();
    stories
        .iter_mut()
        .for_each(|articles| articles.sort_unstable());
    stories.sort_by_key(|articles| (usize::MAX - articles.len(), articles.first().copied()));
    stories
}

#[expect(clippy::cast_precision_loss, reason = "clusters are smaller than 2^24")]
fn mean_similarity(a: &Cluster, b: &Cluster) -> f32 {
    a.sum.similarity(&b.sum) / (a.articles.len() * b.articles.len()) as f32
}

/// The stories, the largest first; every article is in exactly one.
pub fn stories(articles: &[Analyzed], vectors: &[Vector]) -> Vec<Story> {
    let _ = articles;
    let story = |members: Vec<usize>| Story {
        label: String::new(),
        articles: members.into_iter().map(ArticleId::new).collect(),
    };
    clusters(vectors).into_iter().map(story).collect()
}
