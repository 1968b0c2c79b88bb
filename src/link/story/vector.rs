//! What an article is about: its most telling words with their weight.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::analysis::claim::Statement;
use crate::analysis::claim::table::{Stem, Table};
use crate::link::Analyzed;

/// Weight, in articles, of background frequencies beside those of the corpus.
const BACKGROUND: f32 = 500.0;
/// The same inside one story.
const STORY_BACKGROUND: f32 = 5.0;
/// How many of its heaviest words stand for an article.
const WORDS: usize = 60;
/// How much more a name tells than another word.
const NAME: f32 = 1.5;

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
            let product = |(stem, weight): &(Stem, f32)| {
                let index = long.binary_search_by_key(stem, |(stem, _)| *stem).ok()?;
                Some(weight * long.get(index)?.1)
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

    /// The sum of two vectors, whose length is no longer 1.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
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
    pub fn heaviest(&self) -> Vec<(Stem, f32)> {
        let mut words = self.0.clone();
        words.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        words
    }

    /// The heaviest of `words`, scaled to length 1.
    fn unit(words: Vec<(Stem, f32)>) -> Self {
        let mut words = Self(words).heaviest();
        words.truncate(WORDS);
        let squares = words.iter().map(|(_, weight)| weight * weight);
        let length = squares.sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
        for (_, weight) in &mut words {
            *weight /= length;
        }
        words.sort_by_key(|(stem, _)| *stem);
        Self(words)
    }
}

type Counts = HashMap<Stem, f32>;

/// The vectors of all articles, in order.
pub fn vectors(articles: &[Analyzed]) -> Vec<Vector> {
    let counts: Vec<Counts> = articles.par_iter().map(counts).collect();
    weighed(&counts, BACKGROUND, 1)
}

/// The vectors of the articles of one story, in order; what all of them have weighs little, what one has nothing.
pub fn story_vectors<'a>(articles: impl Iterator<Item = &'a Analyzed>) -> Vec<Vector> {
    let counts: Vec<Counts> = articles.map(counts).collect();
    weighed(&counts, STORY_BACKGROUND, 2)
}

/// How often the article has every telling word; the headline and what comes first count more, names too.
fn counts(analyzed: &Analyzed) -> Counts {
    let mut counts = Counts::new();
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

/// Counts as vectors; a word counts from `least` articles on, and `background` articles smooth its frequency.
#[expect(
    clippy::cast_precision_loss,
    reason = "shares need no more than seven digits"
)]
fn weighed(counts: &[Counts], background: f32, least: u32) -> Vec<Vector> {
    let mut articles_with: HashMap<Stem, u32> = HashMap::new();
    for stem in counts.iter().flat_map(HashMap::keys) {
        *articles_with.entry(*stem).or_default() += 1;
    }
    let table = Table::embedded();
    let total = counts.len() as f32 + background;
    let weight = |(stem, count): (&Stem, &f32)| {
        let with = articles_with.get(stem).copied().unwrap_or(0);
        let share = (with as f32 + background * table.share_of_articles(*stem)) / total;
        let often = if *count >= 1.0 {
            1.0 + count.ln()
        } else {
            *count
        };
        (with >= least).then(|| (*stem, often * -share.max(0.5 / total).ln()))
    };
    counts
        .par_iter()
        .map(|counts| Vector::unit(counts.iter().filter_map(weight).collect()))
        .collect()
}
