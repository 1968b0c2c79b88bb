//! A sentence as words with what is needed to compare values, dates and tone.

use crate::analysis::claim::table::Stem;
use crate::analysis::claim::word::{Folded, normal, tokens};
use crate::text::Span;

/// A word of a sentence.
#[derive(Debug, Clone)]
pub struct Term {
    /// Where it stands in the article.
    pub span: Span,
    /// The word in lower case, as it is written.
    pub lower: String,
    /// Its normal form: digits for number words.
    pub form: String,
    /// Its stem.
    pub stem: Stem,
    /// Whether it tells what the sentence states.
    pub tells: bool,
    /// Whether it is written with a capital.
    pub capital: bool,
    /// Whether a mark of punctuation stands before it.
    pub after_mark: bool,
    /// Whether a hyphen joins it to the word before.
    pub is_joined: bool,
}

/// The words of the sentence at `span` of `text`.
pub fn terms(text: &str, span: Span) -> Vec<Term> {
    let sentence = span.of(text);
    let folded = Folded::new(sentence);
    let mut end = 0;
    let mut terms = Vec::new();
    for token in tokens(&folded) {
        let written = token.folded.of(folded.text());
        let gap = Span::new(end, token.span.start()).of(sentence);
        end = token.span.end();
        terms.push(Term {
            span: token.span.shift(span.start()),
            lower: written.to_lowercase().replace('’', "'"),
            form: normal(written).into_owned(),
            stem: token.word.stem,
            tells: !token.word.stop && !token.word.faint && !token.word.number,
            capital: written.starts_with(char::is_uppercase),
            is_joined: gap == "-",
            after_mark: gap.contains([',', ';', ':', '.', '(', ')', '—', '–', '?', '!']),
        });
    }
    terms
}

/// The stems of what is stated within `reach` words of the words from `first` to `last`, both included.
pub fn around(
    terms: &[Term],
    first: usize,
    last: usize,
    reach: usize,
) -> impl Iterator<Item = Stem> {
    let from = first.saturating_sub(reach);
    let near = terms.iter().enumerate().take(last + reach + 1).skip(from);
    near.filter(move |(index, term)| term.tells && !(first..=last).contains(index))
        .map(|(_, term)| term.stem)
}
