//! What one report has word for word from another: long runs of the same words, outside of quotation marks.

use std::collections::{BTreeMap, HashMap};

use crate::article::{Article, ArticleId};
use crate::link::{Analyzed, Story};
use crate::text::Span;
use crate::text::fold::fold_into;
use crate::text::shingle::{hash, join};

/// So many words in a row are looked up.
const WIDTH: usize = 7;
/// So many words in a row are a passage that was copied; fewer only where they are a whole sentence.
const LONG: usize = 12;

/// What a report has word for word from an earlier one.
#[derive(Debug, Clone, PartialEq)]
pub struct Copied {
    /// The report that has the words too.
    pub article: ArticleId,
    /// The earliest report that has them.
    pub from: ArticleId,
    /// Whether both have a date, so that it is known which was first.
    pub is_dated: bool,
    /// The passages, as they stand in the one and in the other, in order.
    pub passages: Vec<(Span, Span)>,
    /// How many words they have.
    pub words: usize,
    /// The share of the report's words outside of quotation marks, 0 to 1.
    pub share: f32,
}

/// A word of a report with its hash.
#[derive(Debug, Clone, Copy)]
struct Word {
    hash: u64,
    span: Span,
    /// The stretch in which it stands; runs do not go beyond.
    stretch: usize,
}

/// What the reports of a story have from earlier ones. Every run of words is looked up once, so the cost grows with the
/// length of the reports alone.
pub(super) fn copied(articles: &[Analyzed], story: &Story) -> Vec<Copied> {
    if story.articles.len() < 2 {
        return Vec::new();
    }
    let published = |id: &ArticleId| {
        articles
            .get(id.index())
            .and_then(|analyzed| analyzed.article.meta.published)
    };
    let mut order = story.articles.clone();
    order.sort_by_key(|id| (published(id).is_none(), published(id), *id));
    let mut first: HashMap<u64, (usize, u32)> = HashMap::new();
    let mut read: Vec<Vec<Word>> = Vec::with_capacity(order.len());
    let mut all = Vec::new();
    for (rank, id) in order.iter().enumerate() {
        let Some(analyzed) = articles.get(id.index()) else {
            read.push(Vec::new());
            continue;
        };
        let words = words(analyzed);
        let matches: Vec<Option<(usize, u32)>> = (words.windows(WIDTH))
            .map(|run| first.get(&key(run)?).copied())
            .collect();
        let mut from: BTreeMap<usize, (Vec<(Span, Span)>, usize)> = BTreeMap::new();
        for (at, length, (other, place)) in runs(&matches) {
            let there = read
                .get(other)
                .and_then(|words| words.get(place..place + length));
            let here = words.get(at..at + length);
            let (Some(here), Some(there)) = (here, there) else {
                continue;
            };
            if length >= LONG || is_sentence(&analyzed.article, here) {
                let (passages, count) = from.entry(other).or_default();
                passages.push((cover(here), cover(there)));
                *count += length;
            }
        }
        for (other, (passages, count)) in from {
            let Some(source) = order.get(other) else {
                continue;
            };
            all.push(Copied {
                article: *id,
                from: *source,
                is_dated: published(id).is_some() && published(source).is_some(),
                passages,
                words: count,
                share: super::share(count, words.len()),
            });
        }
        for (place, run) in words.windows(WIDTH).enumerate() {
            if let (Some(key), Ok(place)) = (key(run), u32::try_from(place)) {
                first.entry(key).or_insert((rank, place));
            }
        }
        read.push(words);
    }
    all.sort_by_key(|copied| (copied.article, std::cmp::Reverse(copied.words), copied.from));
    all
}

/// The hash of a run of words, if it lies in one stretch.
fn key(run: &[Word]) -> Option<u64> {
    let (first, last) = (run.first()?, run.last()?);
    let mut hashes = [0; WIDTH];
    for (slot, word) in hashes.iter_mut().zip(run) {
        *slot = word.hash;
    }
    (first.stretch == last.stretch).then(|| join(&hashes))
}

/// The runs of words that go on in the same earlier report: where, how many words, and whence.
fn runs(matches: &[Option<(usize, u32)>]) -> Vec<(usize, usize, (usize, usize))> {
    let mut runs = Vec::new();
    let mut at = 0;
    while let Some(found) = matches.get(at) {
        let Some((other, place)) = *found else {
            at += 1;
            continue;
        };
        let mut more = 1;
        while let Some(Some((next, next_place))) = matches.get(at + more)
            && *next == other
            && *next_place as usize == place as usize + more
        {
            more += 1;
        }
        runs.push((at, more + WIDTH - 1, (other, place as usize)));
        // Words of this run are not counted again for another report.
        at += more + WIDTH - 1;
    }
    runs
}

fn cover(words: &[Word]) -> Span {
    match (words.first(), words.last()) {
        (Some(first), Some(last)) => first.span.cover(last.span),
        _ => Span::default(),
    }
}

/// Whether the words are all those of their sentence.
fn is_sentence(article: &Article, words: &[Word]) -> bool {
    let span = cover(words);
    let sentence = article.sentence_at(span.start());
    let whole = sentence.and_then(|id| article.sentences.get(id.index()));
    whole.is_some_and(|whole| {
        whole.span.start() == span.start() && whole.span.end() <= span.end() + 2
    })
}

/// The words of the report outside of quotation marks: what somebody said may be printed by all.
fn words(analyzed: &Analyzed) -> Vec<Word> {
    let article = &analyzed.article;
    let mut quotes = analyzed
        .annotations
        .quotes
        .iter()
        .map(|quote| quote.outer)
        .peekable();
    let mut words = Vec::with_capacity(article.text.len() / 6);
    let mut stretch = 0;
    let mut folded = String::new();
    for paragraph in article
        .paragraphs
        .iter()
        .filter(|paragraph| paragraph.kind.is_report())
    {
        stretch += 1;
        let text = article.words(paragraph.span);
        for written in text.split_whitespace() {
            let Some(span) = Span::of_slice(written, text) else {
                continue;
            };
            let span = span.shift(paragraph.span.start());
            while quotes
                .next_if(|quote| quote.end() <= span.start())
                .is_some()
            {
                stretch += 1;
            }
            if quotes.peek().is_some_and(|quote| quote.overlaps(span)) {
                continue;
            }
            folded.clear();
            fold_into(
                written.trim_matches(|c: char| !c.is_alphanumeric()),
                &mut folded,
            );
            if !folded.is_empty() {
                words.push(Word {
                    hash: hash(&folded),
                    span,
                    stretch,
                });
            }
        }
    }
    words
}
