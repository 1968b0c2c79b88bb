//! The words of an article's own sentences, with the forms in which they are looked up.

use std::ops::Range;

use crate::article::{Article, SentenceId};
use crate::text::Span;
use crate::text::fold::fold;
use crate::text::token::tokens;

/// One word, number or mark.
#[derive(Debug, Clone, Copy)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent marks of one word"
)]
pub(crate) struct Word {
    /// Where it stands.
    pub(crate) span: Span,
    folded: Span,
    /// Whether its first character is an upper-case letter.
    pub(crate) capital: bool,
    /// Whether it has several letters, all of them upper-case.
    pub(crate) all_capitals: bool,
    /// Whether it begins with a letter.
    pub(crate) letter: bool,
    /// Whether nothing stands between it and the word before it.
    pub(crate) glued: bool,
}

/// A sentence as a range of words.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    /// Which sentence it is.
    pub(crate) sentence: SentenceId,
    /// Its words.
    pub(crate) words: Range<usize>,
    /// Whether most of its words are capitalized, as in headlines.
    pub(crate) headline: bool,
    /// Whether most of its words are written in capitals.
    pub(crate) shouted: bool,
}

/// All words of the paragraphs that are an article's own.
#[derive(Debug)]
pub(crate) struct Words<'a> {
    text: &'a str,
    /// The words in order.
    pub(crate) all: Vec<Word>,
    folded: String,
    /// The sentences in order.
    pub(crate) lines: Vec<Line>,
}

impl<'a> Words<'a> {
    /// The words of `article`.
    pub(crate) fn of(article: &'a Article) -> Self {
        let mut words = Self {
            text: &article.text,
            all: Vec::with_capacity(article.text.len() / 5),
            folded: String::with_capacity(article.text.len()),
            lines: Vec::with_capacity(article.sentences.len()),
        };
        for sentence in article.sentence_ids() {
            if article.kind_of(sentence).is_own() {
                words.add(article, sentence);
            }
        }
        words
    }

    fn add(&mut self, article: &Article, sentence: SentenceId) {
        let first = self.all.len();
        let mut end = None;
        for token in tokens(self.text, article.sentences[sentence.index()].span) {
            let text = token.span.of(self.text);
            let start = self.folded.len();
            if text.is_ascii() {
                self.folded
                    .extend(text.chars().map(|c| c.to_ascii_lowercase()));
            } else {
                self.folded.push_str(&fold(text));
            }
            let initial = text.chars().next();
            self.all.push(Word {
                span: token.span,
                folded: Span::new(start, self.folded.len()),
                capital: initial.is_some_and(char::is_uppercase),
                all_capitals: is_shouted(text),
                letter: initial.is_some_and(char::is_alphabetic),
                glued: end == Some(token.span.start()),
            });
            end = Some(token.span.end());
        }
        let words = first..self.all.len();
        let (headline, shouted) = self.manner(words.clone());
        self.lines.push(Line {
            sentence,
            words,
            headline,
            shouted,
        });
    }

    /// Whether most words of a sentence are capitalized, and whether most are all capitals.
    fn manner(&self, words: Range<usize>) -> (bool, bool) {
        let count = |test: fn(&Word) -> bool| {
            self.all[words.clone()]
                .iter()
                .filter(|word| test(word))
                .count()
        };
        let letters = count(|word| word.letter);
        let capitals = count(|word| word.capital);
        let shouted = count(|word| word.all_capitals);
        (
            letters > 2 && capitals * 10 > letters * 7,
            letters > 2 && shouted * 10 > letters * 6,
        )
    }

    /// The word at `index` as it is printed; empty past the end.
    pub(crate) fn text(&self, index: usize) -> &'a str {
        self.all
            .get(index)
            .map_or("", |word| word.span.of(self.text))
    }

    /// The word at `index`, folded; empty past the end.
    pub(crate) fn folded(&self, index: usize) -> &str {
        self.all
            .get(index)
            .map_or("", |word| word.folded.of(&self.folded))
    }

    /// The article's text.
    pub(crate) fn whole(&self) -> &'a str {
        self.text
    }
}

fn is_shouted(text: &str) -> bool {
    let mut letters = 0;
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        if !c.is_uppercase() {
            return false;
        }
        letters += 1;
    }
    letters > 1
}
