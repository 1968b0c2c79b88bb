//! Articles → stories: those that report one event.
//!
//! Every article has a vector of its most telling words. Articles that share telling words are compared, and joined
//! as long as the mean similarity of what is joined stays high enough; then look-alike events are told apart.

pub mod copies;
pub mod label;
pub mod near;
pub mod split;
pub mod vector;

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap};

use rayon::prelude::*;

use super::{Analyzed, Story};
use crate::article::ArticleId;
pub use vector::{Vector, vectors};

/// From which mean similarity articles are one story; [`split`] tells apart what is alike only in its words.
const SAME_STORY: f32 = 0.17;

/// The stories, the largest first; every article is in exactly one.
pub fn stories(articles: &[Analyzed], vectors: &[Vector]) -> Vec<Story> {
    let clusters: Vec<Vec<usize>> = clusters(vectors);
    let mut stories: Vec<Vec<usize>> = clusters
        .into_par_iter()
        .flat_map_iter(|members| split::events(articles, members))
        .collect();
    stories.sort_by_key(|members| (usize::MAX - members.len(), members.first().copied()));
    let story = |members: Vec<usize>| Story {
        label: label::label(articles, &members),
        copies: copies::copies(articles, &members),
        articles: members.into_iter().map(ArticleId::new).collect(),
    };
    stories.into_par_iter().map(story).collect()
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
    let near = near::near(vectors);
    let alike = |second: usize| {
        let others = near.get(second).map_or(&[][..], Vec::as_slice);
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

/// How many pairs of articles are compared: what the cost of finding stories grows with.
pub fn pairs_compared(vectors: &[Vector]) -> usize {
    near::near(vectors).iter().map(Vec::len).sum()
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
    for members in &mut stories {
        members.sort_unstable();
    }
    stories.sort_unstable();
    stories
}

#[expect(clippy::cast_precision_loss, reason = "clusters are smaller than 2^24")]
fn mean_similarity(a: &Cluster, b: &Cluster) -> f32 {
    a.sum.similarity(&b.sum) / (a.articles.len() * b.articles.len()) as f32
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use proptest::prelude::*;

    use crate::article::parse;
    use crate::corpus::Corpus;

    const EVENTS: [[&str; 3]; 3] = [
        [
            "The levee at Torvik broke on Sunday and the flood drove four hundred families from Ostmark.",
            "Rescuers in boats took families from the roofs of Ostmark after the Torvik levee broke.",
            "Engineers had warned that the levee at Torvik would not hold; the flood in Ostmark proved them right.",
        ],
        [
            "Brandelby Dairy recalled its goat cheese after eleven people fell ill with listeria in Selmer.",
            "Listeria in goat cheese from Brandelby Dairy has made eleven people ill, doctors in Selmer said.",
            "Shops in Selmer took the goat cheese of Brandelby Dairy off their shelves because of listeria.",
        ],
        [
            "Violinist Maren Oduya won the Halden prize with a sonata that nobody had played for a century.",
            "The Halden prize goes to violinist Maren Oduya, who played a sonata forgotten for a century.",
            "A forgotten sonata brought Maren Oduya the Halden prize and the violinist a standing ovation.",
        ],
    ];

    /// The stories of all reports when report `order[n]` has the n-th path: the reports of each story, in order.
    fn stories_in(order: &[usize]) -> Vec<Vec<usize>> {
        let article = |(place, report): (usize, &usize)| {
            let text = EVENTS[report / 3][report % 3];
            let path = format!("{place}.txt");
            Arc::new(parse(Path::new(&path), format!("{text}\n").as_bytes()))
        };
        let corpus = Corpus::analyzed(order.iter().enumerate().map(article).collect());
        let reports = corpus.links.stories.iter().map(|story| {
            let mut reports: Vec<usize> =
                story.articles.iter().map(|id| order[id.index()]).collect();
            reports.sort_unstable();
            reports
        });
        let mut stories: Vec<Vec<usize>> = reports.collect();
        stories.sort();
        stories
    }

    #[test]
    fn reports_of_one_event_are_one_story() {
        let order: Vec<usize> = (0..9).collect();
        assert_eq!(stories_in(&order), [[0, 1, 2], [3, 4, 5], [6, 7, 8]]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(12))]

        #[test]
        fn stories_do_not_depend_on_the_order_of_the_articles(
            order in Just((0..9).collect::<Vec<usize>>()).prop_shuffle()
        ) {
            prop_assert_eq!(stories_in(&order), stories_in(&[0, 1, 2, 3, 4, 5, 6, 7, 8]));
        }
    }
}
