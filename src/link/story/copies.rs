//! Articles of a story that are one text, nearly word for word: what an agency wrote and several outlets print.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use crate::article::{Article, ArticleId};
use crate::link::Analyzed;
use crate::text::shingle::{hash, shingles};

/// How many words in a row are compared.
const WIDTH: usize = 4;
/// The share of such rows from which on two articles are copies.
const SAME: f64 = 0.8;
/// How many of its rows find the articles with which an article is compared: copies share nearly all of them.
const SKETCH: usize = 12;
/// Texts of fewer rows of words are too short to be told apart by them.
const LEAST: usize = 20;

/// The articles among `members` that are copies of each other: each group in order, of at least two.
pub fn copies(articles: &[Analyzed], members: &[usize]) -> Vec<Vec<ArticleId>> {
    let rows_of = |member: &usize| (*member, articles.get(*member).map_or_else(Vec::new, rows));
    let rows: Vec<(usize, Vec<u64>)> = members.par_iter().map(rows_of).collect();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut having: HashMap<u64, Vec<usize>> = HashMap::new();
    // Each article is compared with the first of every group that shares a row of its sketch, never with all.
    for (index, (_, of)) in rows
        .iter()
        .enumerate()
        .filter(|(_, (_, of))| of.len() >= LEAST)
    {
        let sketch = of.iter().take(SKETCH);
        let near: HashSet<usize> = sketch
            .clone()
            .filter_map(|row| having.get(row))
            .flatten()
            .copied()
            .collect();
        let is_copy = |group: &&usize| {
            let first = groups.get(**group).and_then(|group| group.first());
            first.is_some_and(|first| share(&rows[*first].1, of) >= SAME)
        };
        if let Some(group) = near.iter().filter(is_copy).min().copied() {
            groups[group].push(index);
        } else {
            for row in sketch {
                having.entry(*row).or_default().push(groups.len());
            }
            groups.push(vec![index]);
        }
    }
    let article = |index: usize| ArticleId::new(rows[index].0);
    let several = groups.into_iter().filter(|group| group.len() > 1);
    several
        .map(|group| group.into_iter().map(article).collect())
        .collect()
}

/// The rows of words of what the article reports, by their hashes, each once and in order of the hashes.
fn rows(analyzed: &Analyzed) -> Vec<u64> {
    let article: &Article = &analyzed.article;
    let sentences = article.sentence_ids();
    let told = sentences.filter(|sentence| article.kind_of(*sentence).is_report());
    let spans = told.filter_map(|sentence| article.sentences.get(sentence.index()));
    let mut words: Vec<u64> = Vec::new();
    for sentence in spans {
        let written = article
            .words(sentence.span)
            .split(|c: char| !c.is_alphanumeric());
        let written = written.filter(|word| !word.is_empty());
        words.extend(written.map(|word| hash(&word.to_lowercase())));
    }
    let mut rows = shingles(&words, WIDTH);
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// How many rows both have, as a share of those of the longer one.
#[expect(
    clippy::cast_precision_loss,
    reason = "articles have fewer than 2^53 words"
)]
fn share(a: &[u64], b: &[u64]) -> f64 {
    let mut others = b.iter().peekable();
    let mut both = 0_usize;
    for row in a {
        while others.next_if(|other| *other < row).is_some() {}
        both += usize::from(others.next_if(|other| *other == row).is_some());
    }
    both as f64 / a.len().max(b.len()).max(1) as f64
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::*;
    use crate::article::parse;
    use crate::corpus::Corpus;

    const REPORT: &str = "The harbour board closed the old ferry bridge at Eastmoor on Monday after inspectors found deep \
        cracks in four of its piers. Engineers expect repairs to cost 14 million crowns and to last until the spring of \
        next year. Commuters must take a detour of nine miles through the Larch valley until then, said the board.";

    fn copies_among(texts: &[String]) -> Vec<Vec<usize>> {
        let articles = texts.iter().enumerate().map(|(at, text)| {
            let text = format!("Ferry bridge at Eastmoor shut\n\n{text}\n");
            Arc::new(parse(Path::new(&format!("{at}.txt")), text.as_bytes()))
        });
        let corpus = Corpus::analyzed(articles.collect());
        let members: Vec<usize> = (0..texts.len()).collect();
        let places = |group: Vec<ArticleId>| group.into_iter().map(ArticleId::index).collect();
        copies(&corpus.articles, &members)
            .into_iter()
            .map(places)
            .collect()
    }

    #[test]
    fn a_text_with_a_word_changed_is_a_copy() {
        let changed = REPORT.replace("Monday", "Tuesday");
        let other = "Inspectors told the harbour board at Eastmoor that the ferry bridge was unsafe, and commuters now wait \
            an hour for a boat that carries forty people across the water to the market square every morning.";
        let texts = [REPORT.to_owned(), other.to_owned(), changed];
        assert_eq!(copies_among(&texts), [[0, 2]]);
    }

    #[test]
    fn a_report_that_takes_over_a_sentence_is_no_copy() {
        let first = REPORT.split_inclusive(". ").next().unwrap_or_default();
        let own = format!(
            "{first}Fishermen said on the quay that they had seen rust on the piers for years, and had written three \
             letters about it. None was answered, they said. The harbour board would not say who had read the letters."
        );
        assert!(copies_among(&[REPORT.to_owned(), own]).is_empty());
    }
}
