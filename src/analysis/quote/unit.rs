//! The narrative between the quotes: every quote is one symbol, every name one, and the sentences are
//! those of the reporter, not those inside the quotes.

use std::ops::Range;

use super::cue::{Class, Cues, lower};
use super::marks::Quoted;
use crate::analysis::{EntityKind, Mention};
use crate::article::Article;
use crate::text::Span;
use crate::text::token::{Token, TokenKind, tokens};

/// One symbol of the narrative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    /// A word outside of names.
    Word(Class),
    /// A number.
    Number,
    /// A mark of punctuation.
    Mark(char),
    /// A name, an index into the mentions.
    Name(usize, EntityKind),
    /// A quote, an index into the quoted words.
    Quote(usize),
}

/// One symbol of the narrative with its place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Unit {
    pub(crate) span: Span,
    pub(crate) what: What,
}

/// One sentence of the reporter's.
#[derive(Debug, Clone)]
pub(crate) struct Stretch {
    /// Its units.
    pub(crate) units: Range<usize>,
}

/// All that is told outside of quotes in the article's own paragraphs.
#[derive(Debug, Default)]
pub(crate) struct Narrative {
    pub(crate) units: Vec<Unit>,
    pub(crate) stretches: Vec<Stretch>,
}

/// Reads the narrative of an article.
pub(crate) fn narrative(
    article: &Article,
    mentions: &[Mention],
    quoted: &[Quoted],
    cues: &Cues,
) -> Narrative {
    let mut reader = Reader {
        article,
        cues,
        mentions,
        next_mention: 0,
        units: Vec::with_capacity(article.text.len() / 6),
        paragraph_start: 0,
        buffer: String::new(),
    };
    let mut stretches = Vec::with_capacity(article.sentences.len());
    let mut next_quote = 0;
    for paragraph in &article.paragraphs {
        if !paragraph.kind.is_own() {
            continue;
        }
        let first = reader.units.len();
        reader.paragraph_start = first;
        let mut at = paragraph.span.start();
        while let Some(quote) = quoted.get(next_quote)
            && quote.outer.end() <= paragraph.span.end()
        {
            reader.read(Span::new(at, quote.outer.start()));
            reader.push(quote.outer, What::Quote(next_quote));
            at = quote.outer.end();
            next_quote += 1;
        }
        reader.read(Span::new(at, paragraph.span.end()));
        reader.cut(first, &mut stretches);
    }
    Narrative {
        units: reader.units,
        stretches,
    }
}

struct Reader<'a> {
    article: &'a Article,
    cues: &'a Cues,
    mentions: &'a [Mention],
    next_mention: usize,
    units: Vec<Unit>,
    paragraph_start: usize,
    buffer: String,
}

impl Reader<'_> {
    fn push(&mut self, span: Span, what: What) {
        self.units.push(Unit { span, what });
    }

    /// Reads the words and names between two quotes.
    fn read(&mut self, gap: Span) {
        if gap.trim(&self.article.text).is_empty() {
            return;
        }
        for token in tokens(&self.article.text, gap) {
            self.skip_mentions_before(token.span.start());
            let mention = self.mentions.get(self.next_mention);
            match mention {
                Some(mention) if mention.span.end() <= gap.end() => {
                    self.name_or_token(*mention, token);
                }
                _ => self.token(token),
            }
        }
    }

    fn skip_mentions_before(&mut self, offset: usize) {
        while self
            .mentions
            .get(self.next_mention)
            .is_some_and(|mention| mention.span.end() <= offset)
        {
            self.next_mention += 1;
        }
    }

    fn name_or_token(&mut self, mention: Mention, token: Token) {
        if !token.span.overlaps(mention.span) {
            self.token(token);
            return;
        }
        let is_new = self
            .units
            .last()
            .is_none_or(|last| last.what != What::Name(self.next_mention, mention.kind));
        if is_new {
            let name = What::Name(self.next_mention, mention.kind);
            self.push(mention.span, name);
        }
        if token.span.end() > mention.span.end() {
            let rest = Span::new(mention.span.end(), token.span.end());
            self.push(rest, What::Word(Class::Genitive));
        }
    }

    fn token(&mut self, token: Token) {
        let words = token.span.of(&self.article.text);
        let what = match token.kind {
            TokenKind::Number => What::Number,
            TokenKind::Mark => What::Mark(words.chars().next().unwrap_or(' ')),
            TokenKind::Word => What::Word(self.class(words)),
        };
        self.push(token.span, what);
    }

    fn class(&mut self, word: &str) -> Class {
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        if word.len() > 1 && word.chars().all(char::is_uppercase) {
            // "US" and "IT" are no pronouns.
            return Class::Plain;
        }
        let word = lower(word, &mut self.buffer);
        if matches!(word, "'s" | "'") {
            let verb = matches!(
                self.units.last().map(|last| last.what),
                Some(What::Word(
                    Class::Pronoun(_) | Class::Relative | Class::That
                ))
            );
            return if verb { Class::Be } else { Class::Genitive };
        }
        let stem = word.split_once('\'').map_or(word, |(stem, _)| stem);
        let class = self.cues.class(word);
        if class == Class::Plain && stem.len() < word.len() {
            // "he's", "she'd", "hasn't", "didn't"
            let stem = stem.strip_suffix('n').unwrap_or(stem);
            return match self.cues.class(stem) {
                class @ (Class::Pronoun(_) | Class::Be | Class::Auxiliary | Class::Relative) => {
                    class
                }
                _ => Class::Plain,
            };
        }
        let starts = self.units.len() <= self.paragraph_start
            || self.units.last().is_some_and(|last| match last.what {
                What::Mark(c) => !matches!(c, ',' | '-' | '’' | '\''),
                What::Quote(_) => true,
                What::Word(_) | What::Number | What::Name(..) => false,
            });
        // A word with a capital inside a sentence is a part of a name or title, not a verb.
        if capital && !starts && matches!(class, Class::Verb(_) | Class::Adverb | Class::Auxiliary)
        {
            return Class::Plain;
        }
        class
    }

    /// Cuts the units of a paragraph, which start at `first`, into sentences.
    fn cut(&self, first: usize, stretches: &mut Vec<Stretch>) {
        let mut start = first;
        for at in first + 1..self.units.len() {
            if self.is_boundary(at) {
                stretches.push(Stretch { units: start..at });
                start = at;
            }
        }
        if start < self.units.len() {
            stretches.push(Stretch {
                units: start..self.units.len(),
            });
        }
    }

    /// Whether a sentence of the reporter's starts at the unit `at`.
    fn is_boundary(&self, at: usize) -> bool {
        let (Some(unit), Some(before)) = (self.units.get(at), self.units.get(at - 1)) else {
            return false;
        };
        let sentence = |offset| self.article.sentence_at(offset);
        if sentence(unit.span.start()) == sentence(before.span.end().saturating_sub(1)) {
            return false;
        }
        if matches!(unit.what, What::Mark(_)) {
            return false;
        }
        if matches!(before.what, What::Quote(_)) {
            // “Who pays?” Ruiz asked: a quote that ends in anything but a stop waits for its cue.
            let words = before.span.of(&self.article.text);
            let last = words
                .chars()
                .rev()
                .find(|c| !matches!(c, '"' | '”' | '“' | '’' | '\'' | '»' | '‘' | '«'));
            if matches!(last, Some(',' | '?' | '!' | '—' | '–' | '-' | '…')) {
                return matches!(unit.what, What::Quote(_));
            }
        }
        let words = unit.span.of(&self.article.text);
        !words.starts_with(char::is_lowercase)
    }
}
