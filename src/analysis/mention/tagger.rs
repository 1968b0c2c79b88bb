//! The trained tagger: features of every word, weights of every feature, the best labels of every sentence.

use super::Found;
use super::evidence::Document;
use super::feature::{Features, Source};
use super::model::{LABELS, Model, beginning, is_inside, kind};
use super::traits::traits;
use super::words::Words;
use crate::analysis::EntityKind;
use crate::analysis::lexicon::Lexicon;
use crate::article::Article;
use crate::text::Span;

/// The names of every sentence by the weights of `model`.
pub(super) fn tag(
    words: &Words<'_>,
    document: &Document<'_>,
    model: &Model<'_>,
    lexicon: &Lexicon,
) -> Vec<Vec<Found>> {
    let traits = traits(words, lexicon);
    let source = Source {
        words,
        traits: &traits,
        document,
    };
    let mut features = Features::default();
    let (mut scores, mut paths, mut labels) = (Vec::new(), Vec::new(), Vec::new());
    let mut tagged = Vec::with_capacity(words.lines.len());
    for line in &words.lines {
        scores.clear();
        for at in line.words.clone() {
            features.fill(source, line, at);
            let mut sums = [0; LABELS];
            for feature in &features.all {
                model.add(*feature, &mut sums);
            }
            scores.push(sums);
        }
        model.decode(&scores, &mut paths, &mut labels);
        tagged.push(names(line.words.start, &labels));
    }
    tagged
}

fn names(first: usize, labels: &[usize]) -> Vec<Found> {
    let mut names: Vec<Found> = Vec::new();
    for (at, label) in labels
        .iter()
        .enumerate()
        .map(|(at, label)| (first + at, *label))
    {
        match (kind(label), names.last_mut()) {
            (Some(_), Some(name)) if is_inside(label) && name.words.end == at => {
                name.words.end += 1;
            }
            (Some(kind), _) => names.push(Found {
                words: at..at + 1,
                kind,
            }),
            (None, _) => {}
        }
    }
    names
}

/// A sentence to learn from.
#[derive(Debug, Clone, Default)]
pub struct Example {
    /// The right label of every word.
    pub labels: Vec<u8>,
    /// The features of every word, and how many of them depend on single words; those come first.
    pub features: Vec<(Vec<u32>, usize)>,
}

/// The sentences of an article whose names are known, as examples. Names of peoples are left to the lexicon.
pub fn examples(
    article: &Article,
    names: &[(Span, EntityKind)],
    lexicon: &Lexicon,
) -> Vec<Example> {
    let words = Words::of(article);
    let document = Document::of(&words, lexicon);
    let traits = traits(&words, lexicon);
    let source = Source {
        words: &words,
        traits: &traits,
        document: &document,
    };
    let mut labels = vec![0; words.all.len()];
    for (span, kind) in names
        .iter()
        .filter(|(span, _)| !is_people(span.of(&article.text), lexicon))
    {
        let first = words
            .all
            .partition_point(|word| word.span.end() <= span.start());
        let end = words
            .all
            .partition_point(|word| word.span.start() < span.end());
        let label = |at: usize| u8::try_from(beginning(*kind) + usize::from(at > first));
        for (at, known) in (first..end).zip(labels.get_mut(first..end).unwrap_or_default()) {
            if *known == 0 {
                *known = label(at).unwrap_or_default();
            }
        }
    }
    let mut features = Features::default();
    let example = |line: &super::words::Line| Example {
        labels: labels[line.words.clone()].to_vec(),
        features: line
            .words
            .clone()
            .map(|at| {
                features.fill(source, line, at);
                (features.all.clone(), features.lexical)
            })
            .collect(),
    };
    words.lines.iter().map(example).collect()
}

fn is_people(text: &str, lexicon: &Lexicon) -> bool {
    text.split([' ', '-']).all(|word| lexicon.is_demonym(word))
}
