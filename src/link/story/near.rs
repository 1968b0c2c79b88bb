//! Which articles are worth comparing: those that share two of their most telling words.
//!
//! The number of articles with which one is compared is bounded, however many there are. Where a word is among the
//! most telling ones of very many articles, each is compared with those beside it in the order of their other words.

use std::collections::HashMap;

use rayon::prelude::*;

use super::Vector;
use crate::analysis::claim::table::Stem;

/// How many of its heaviest words find the articles with which an article is compared.
const INDEXED: usize = 16;
/// Words of so many articles are crowded.
const CROWDED: usize = 96;
/// With how many articles before it an article is compared by a crowded word.
const BESIDE: usize = 32;

/// For every article, the ones with a lower number that it is worth comparing with, in order.
pub fn near(vectors: &[Vector]) -> Vec<Vec<u32>> {
    let heaviest: Vec<Vec<Stem>> = vectors.par_iter().map(heaviest).collect();
    let mut having: HashMap<Stem, Vec<u32>> = HashMap::new();
    for (words, article) in heaviest.iter().zip(0..) {
        for stem in words {
            having.entry(*stem).or_default().push(article);
        }
    }
    let mut meetings: Vec<(u32, u32)> = having
        .par_iter()
        .flat_map_iter(|(stem, articles)| meetings(*stem, articles, &heaviest))
        .collect();
    meetings.par_sort_unstable();
    let mut near: Vec<Vec<u32>> = vec![Vec::new(); vectors.len()];
    for twice in meetings
        .chunk_by(|a, b| a == b)
        .filter(|same| same.len() > 1)
    {
        if let Some((later, earlier)) = twice.first()
            && let Some(of) = near.get_mut(*later as usize)
        {
            of.push(*earlier);
        }
    }
    near
}

fn heaviest(vector: &Vector) -> Vec<Stem> {
    let words = vector.heaviest().into_iter().take(INDEXED);
    words.map(|(stem, _)| stem).collect()
}

/// The pairs of articles, the later first, that one word brings together.
fn meetings(stem: Stem, articles: &[u32], heaviest: &[Vec<Stem>]) -> Vec<(u32, u32)> {
    let pair = |a: u32, b: u32| (a.max(b), a.min(b));
    let (order, beside) = if articles.len() <= CROWDED {
        (articles.to_vec(), CROWDED)
    } else {
        let others = |article: &u32| {
            let words = heaviest.get(*article as usize).into_iter().flatten();
            let others = words.filter(|other| **other != stem).copied();
            (others.collect::<Vec<Stem>>(), *article)
        };
        let mut order = articles.to_vec();
        order.sort_by_cached_key(others);
        (order, BESIDE)
    };
    let mut pairs = Vec::new();
    for (index, article) in order.iter().enumerate() {
        let before = order.get(index.saturating_sub(beside)..index);
        pairs.extend(
            before
                .into_iter()
                .flatten()
                .map(|other| pair(*article, *other)),
        );
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::story::vectors;

    /// Vectors of so many articles, ten of each event, all of which share a few telling words.
    fn look_alikes(events: usize) -> Vec<Vector> {
        let article = |number: usize| {
            let event = number / 10;
            let text = format!(
                "Levee flood Torvik{event} evacuates\n\nThe levee at Torvik{event} broke and the flood reached Ostmark{event}, \
                 said Mayor Lindqvor{event}. Rescuers from Brandelby{event} evacuated the Selmer{event} school."
            );
            let path = format!("{number:06}.txt");
            let article = crate::article::parse(std::path::Path::new(&path), text.as_bytes());
            let lexicon = crate::analysis::lexicon::Lexicon::embedded();
            crate::link::Analyzed {
                annotations: std::sync::Arc::new(crate::analysis::analyze(&article, lexicon)),
                article: std::sync::Arc::new(article),
            }
        };
        vectors(&(0..10 * events).map(article).collect::<Vec<_>>())
    }

    #[test]
    fn an_article_is_compared_with_no_more_articles_where_there_are_many_look_alikes() {
        let pairs = |events: usize| {
            near(&look_alikes(events))
                .iter()
                .map(Vec::len)
                .sum::<usize>()
        };
        let (few, many) = (pairs(20), pairs(80));
        assert!(few >= 20 * 45, "articles of one event are compared: {few}");
        assert!(
            many <= 5 * few,
            "{few} pairs of 200 articles, {many} of 800"
        );
    }
}
