//! A short name for a story: the words in a row that tell most of what its reports share.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::analysis::claim::Casing;
use crate::analysis::claim::table::{Stem, Table};
use crate::analysis::claim::word::{Folded, Lists, Token, tokens};
use crate::article::{Article, ParagraphKind};
use crate::link::Analyzed;

/// How many sentences of the beginning of a report are looked at, besides its headline.
const BEGINNING: usize = 3;
/// The most telling words of a label.
const LONGEST: usize = 4;
/// How much more a name tells than another word.
const NAME: f32 = 1.4;

/// A row of words, by its stems: in how many articles it stands, and how it is written.
#[derive(Debug, Default)]
struct Phrase {
    articles: usize,
    written: BTreeMap<String, usize>,
    names: usize,
}

/// The short name of the story of the articles at `members`.
pub fn label(articles: &[Analyzed], members: &[usize]) -> String {
    let telling = telling(articles, members);
    let mut phrases: BTreeMap<Vec<Stem>, Phrase> = BTreeMap::new();
    for analyzed in members.iter().filter_map(|member| articles.get(*member)) {
        let mut seen = HashSet::new();
        for text in beginning(&analyzed.article) {
            collect(text, &mut phrases, &mut seen);
        }
    }
    let weight = |(stems, phrase): &(Vec<Stem>, Phrase)| {
        let sum: f32 = stems.iter().filter_map(|stem| telling.get(stem)).sum();
        let named = 2 * phrase.names > phrase.articles;
        let links = phrase.articles < 2
            && phrase
                .written
                .keys()
                .all(|words| words.split(' ').any(links));
        let sum = if links { 0.0 } else { sum };
        sum * share(phrase.articles, members.len()) * if named { NAME } else { 1.0 }
    };
    let best = phrases
        .into_iter()
        .max_by(|a, b| weight(a).total_cmp(&weight(b)).then(b.0.cmp(&a.0)));
    let written = best.and_then(|(_, phrase)| {
        let often = |(text, count): &(String, usize)| (*count, std::cmp::Reverse(text.clone()));
        phrase.written.into_iter().max_by_key(often)
    });
    match written {
        Some((words, _)) => capitalized(&words),
        None => members
            .first()
            .and_then(|member| articles.get(*member))
            .map_or_else(String::new, |analyzed| analyzed.article.meta.title.clone()),
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of articles are small")]
fn share(part: usize, whole: usize) -> f32 {
    part as f32 / whole.max(1) as f32
}

/// How much every stem tells of the story: how rare it is elsewhere and how often it stands in the story's articles.
fn telling(articles: &[Analyzed], members: &[usize]) -> HashMap<Stem, f32> {
    let mut telling: HashMap<Stem, f32> = HashMap::new();
    for analyzed in members.iter().filter_map(|member| articles.get(*member)) {
        let mut counts: HashMap<Stem, f32> = HashMap::new();
        let statements = &analyzed.annotations.statements;
        for word in statements.iter().flat_map(|statement| &statement.words) {
            *counts.entry(word.stem).or_default() += 1.0;
        }
        for (stem, count) in counts {
            *telling.entry(stem).or_default() += (1.0 + count.ln()) * share(1, members.len());
        }
    }
    for (stem, weight) in &mut telling {
        *weight *= -Table::embedded().share_of_articles(*stem).min(1.0).ln();
    }
    telling
}

/// The headline and the first sentences of the report.
fn beginning(article: &Article) -> impl Iterator<Item = &str> {
    let title = std::iter::once(article.meta.title.as_str());
    let stands = |kind: ParagraphKind| kind.is_report() || kind == ParagraphKind::Title;
    let ids = article.sentence_ids();
    let first = ids.filter(move |sentence| stands(article.kind_of(*sentence)));
    let sentence = |index: usize| article.sentences.get(index).map(|s| article.words(s.span));
    title.chain(
        first
            .take(BEGINNING)
            .filter_map(move |id| sentence(id.index())),
    )
}

/// Adds the rows of telling words in `text`; each counts once in an article, whose rows are in `seen`.
fn collect(text: &str, phrases: &mut BTreeMap<Vec<Stem>, Phrase>, seen: &mut HashSet<Vec<Stem>>) {
    let folded = Folded::new(text);
    let tokens = tokens(&folded);
    let casing = Casing::of(&folded, &tokens);
    if casing == Casing::Shouted {
        return;
    }
    for first in 0..tokens.len() {
        let row = row(text, tokens.get(first..).unwrap_or_default());
        for end in 2..=row.len() {
            let words = row.get(..end).unwrap_or_default();
            let Some(last) = words.last().filter(|last| tells(text, last)) else {
                continue;
            };
            let telling = words.iter().filter(|token| !token.word.stop);
            let stems: Vec<Stem> = telling.clone().map(|token| token.word.stem).collect();
            let Some(span) = words.first().map(|first| first.span.cover(last.span)) else {
                continue;
            };
            let phrase = phrases.entry(stems.clone()).or_default();
            if seen.insert(stems) {
                phrase.articles += 1;
                let is_name = |token: &Token| casing.is_name(&folded, token, false);
                let names = casing == Casing::Running && telling.clone().all(is_name);
                phrase.names += usize::from(names);
            }
            // Headlines write common words with capitals, so they count less than running text.
            let times = if casing == Casing::Running { 10 } else { 1 };
            let written = span.of(text).trim_end_matches("’s").trim_end_matches("'s");
            *phrase.written.entry(written.to_owned()).or_default() += times;
        }
    }
}

/// The words from the first of `tokens` on that stand in a row, up to a mark or to the longest row.
fn row<'a>(text: &str, tokens: &'a [Token]) -> &'a [Token] {
    if !tokens.first().is_some_and(|first| tells(text, first)) {
        return &[];
    }
    let mut telling = 0;
    let mut length = 0;
    let mut before: Option<&Token> = None;
    for token in tokens {
        let joined = before.is_none_or(|before| {
            let gap = crate::text::Span::new(before.span.end(), token.span.start()).of(text);
            let owns = before.span.of(text).ends_with('s');
            matches!(gap, " " | "-")
                && (!token.word.stop || !before.word.stop)
                && (owns || !gap.is_empty())
        });
        telling += usize::from(!token.word.stop);
        if !joined || telling > LONGEST || (token.word.stop && !links(token.span.of(text))) {
            break;
        }
        length += 1;
        before = Some(token);
    }
    tokens.get(..length).unwrap_or_default()
}

/// Words that may stand inside a label without telling anything.
fn links(word: &str) -> bool {
    matches!(word, "of" | "on" | "for" | "in" | "the" | "against")
}

/// Whether a label may begin or end with the word.
fn tells(text: &str, token: &Token) -> bool {
    let lower = token.span.of(text).to_lowercase();
    let word = token.word;
    !word.stop && !word.faint && !word.number && !Lists::embedded().is_vague(&lower)
}

fn capitalized(words: &str) -> String {
    let mut rest = words.chars();
    let first = rest.next().into_iter().flat_map(char::to_uppercase);
    first.chain(rest).collect()
}
