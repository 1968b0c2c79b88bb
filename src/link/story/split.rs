//! Stories that two look-alike events share → one story for each event.
//!
//! Two floods have the same words. Inside such a story, where the words that all reports have weigh nothing, the
//! reports of one flood have hardly anything in common with those of the other, while those of one event always
//! share its names and places.

use super::vector::{Vector, story_vectors};
use crate::link::Analyzed;

/// The least number of articles of an event that is told apart.
const LEAST: usize = 4;
/// Stories of more articles are left whole, since the cost of splitting them grows with the square of their number.
const MOST: usize = 200;
/// Two halves whose mean similarity is below this report different events.
const APART: f32 = 0.075;

/// The events among `members`, positions of articles that were taken to be one story.
pub fn events(articles: &[Analyzed], members: Vec<usize>) -> Vec<Vec<usize>> {
    if members.len() < 2 * LEAST || members.len() > MOST {
        return vec![members];
    }
    let vectors = story_vectors(members.iter().filter_map(|member| articles.get(*member)));
    let (halves, similarity) = halves(&vectors);
    if similarity >= APART || halves.iter().any(|half| half.len() < LEAST) {
        return vec![members];
    }
    let of_half = |half: Vec<usize>| {
        let members = half.iter().filter_map(|index| members.get(*index).copied());
        events(articles, members.collect())
    };
    halves.into_iter().flat_map(of_half).collect()
}

/// The two clusters at which average link ends, in order of their first article, and their mean similarity.
fn halves(vectors: &[Vector]) -> ([Vec<usize>; 2], f32) {
    let mut clusters: Vec<Vec<usize>> = (0..vectors.len()).map(|index| vec![index]).collect();
    let row = |a: &Vector| vectors.iter().map(|b| a.similarity(b)).collect();
    // Sums of similarities between clusters; a joined cluster's sums are those of its two parts.
    let mut sums: Vec<Vec<f32>> = vectors.iter().map(row).collect();
    while clusters.len() > 2 {
        let (keep, gone) = closest(&clusters, &sums);
        let members = clusters.remove(gone);
        clusters[keep].extend(members);
        let added = sums.remove(gone);
        for (sum, more) in sums[keep].iter_mut().zip(&added) {
            *sum += more;
        }
        for row in &mut sums {
            let more = row[gone];
            row[keep] += more;
            row.remove(gone);
        }
    }
    let similarity = mean(&clusters, &sums, 0, 1);
    let mut halves = clusters.into_iter().map(|mut half| {
        half.sort_unstable();
        half
    });
    let halves = [(); 2].map(|()| halves.next().unwrap_or_default());
    (halves, similarity)
}

/// The two clusters with the highest mean similarity, the lower index first.
fn closest(clusters: &[Vec<usize>], sums: &[Vec<f32>]) -> (usize, usize) {
    let mut best = (f32::MIN, (0, 1));
    for first in 0..clusters.len() {
        for second in first + 1..clusters.len() {
            let mean = mean(clusters, sums, first, second);
            if mean > best.0 {
                best = (mean, (first, second));
            }
        }
    }
    best.1
}

#[expect(clippy::cast_precision_loss, reason = "clusters are small")]
fn mean(clusters: &[Vec<usize>], sums: &[Vec<f32>], first: usize, second: usize) -> f32 {
    let of = |cluster: usize| clusters.get(cluster).map_or(1, Vec::len);
    let sum = sums
        .get(first)
        .and_then(|row| row.get(second))
        .copied()
        .unwrap_or(1.0);
    sum / (of(first) * of(second)) as f32
}
