//! What a sentence states: its telling words and names, and the clauses in which they stand.

pub mod clause;
pub mod table;
pub mod word;

use super::Mention;
use super::lexicon::Lexicon;
use crate::article::{Article, ParagraphKind, SentenceId};
use crate::text::Span;
use table::Stem;
use word::{Folded, Lists, Token};

/// A telling word of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Content {
    /// What the word is.
    pub stem: Stem,
    /// The piece of the sentence in which it stands.
    pub piece: u16,
    /// Whether it is (part of) a name.
    pub is_name: bool,
    /// Whether it is a number.
    pub is_number: bool,
    /// Whether it only says when or who says so.
    pub is_faint: bool,
}

/// What one sentence states, in the form in which sentences are compared.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Statement {
    /// Its telling words in order of the text, one entry for each time.
    pub words: Box<[Content]>,
    /// The pieces between commas and joining words, in order.
    pub pieces: Box<[Span]>,
}

impl Statement {
    /// Whether it states anything: more than who said something, and when ("Coast Radio reported on Monday.").
    pub fn states(&self) -> bool {
        let attributes = self.words.iter().any(|word| word.is_faint);
        let tells = self
            .words
            .iter()
            .any(|word| !word.is_name && !word.is_faint);
        self.words.len() > 1 && (tells || !attributes)
    }
}

/// The statements of the article, one for each sentence, in order. What is not the report's own states nothing.
pub fn statements(article: &Article, mentions: &[Mention], lexicon: &Lexicon) -> Vec<Statement> {
    let _ = (mentions, lexicon);
    let states = |sentence: SentenceId| {
        let kind = article.kind_of(sentence);
        kind.is_own() && kind != ParagraphKind::Caption
    };
    let statement = |sentence: SentenceId| {
        if states(sentence) {
            statement(&article.text, article.sentences[sentence.index()].span)
        } else {
            Statement::default()
        }
    };
    article.sentence_ids().map(statement).collect()
}

/// What the sentence at `span` of `text` states.
pub fn statement(text: &str, span: Span) -> Statement {
    let sentence = span.of(text);
    let folded = Folded::new(sentence);
    let tokens = word::tokens(&folded);
    let casing = Casing::of(&folded, &tokens);
    let pieces = clause::pieces(sentence);
    let mut words = Vec::with_capacity(tokens.len() / 2);
    let mut piece = 0;
    for (index, token) in tokens.iter().enumerate() {
        while pieces
            .get(piece + 1)
            .is_some_and(|next| next.start() <= token.span.start())
        {
            piece += 1;
        }
        if !token.word.stop {
            words.push(Content {
                is_faint: token.word.faint,
                is_number: token.word.number,
                stem: token.word.stem,
                piece: u16::try_from(piece).unwrap_or(u16::MAX),
                is_name: casing.is_name(&folded, token, index == 0),
            });
        }
    }
    Statement {
        words: words.into(),
        pieces: pieces
            .iter()
            .map(|piece| piece.shift(span.start()))
            .collect(),
    }
}

/// How a sentence uses capitals, which decides what they mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Casing {
    /// Capitals begin sentences and names.
    Running,
    /// Every telling word has a capital, as in headlines: any may be a name.
    Headline,
    /// Nearly all letters are capitals, which then say nothing.
    Shouted,
}

impl Casing {
    /// How the sentence of `tokens` uses capitals.
    pub fn of(folded: &Folded, tokens: &[Token]) -> Self {
        let lists = Lists::embedded();
        let (mut letters, mut capitals) = (0, 0);
        for c in folded.text().chars().filter(|c| c.is_alphabetic()) {
            letters += 1;
            capitals += usize::from(c.is_uppercase());
        }
        let (mut telling, mut capitalized) = (0, 0);
        for token in tokens {
            let written = token.folded.of(folded.text());
            let is_word = written.chars().all(char::is_alphabetic);
            if is_word && !lists.is_stop(&written.to_ascii_lowercase()) {
                telling += 1;
                capitalized += usize::from(written.starts_with(char::is_uppercase));
            }
        }
        if 10 * capitals > 7 * letters.max(1) {
            Self::Shouted
        } else if tokens.len() > 4 && 5 * capitalized > 4 * telling.max(1) {
            Self::Headline
        } else {
            Self::Running
        }
    }

    /// Whether a token of the sentence is a name or a part of one, by its capitals and its place.
    pub fn is_name(self, folded: &Folded, token: &Token, is_first: bool) -> bool {
        let lists = Lists::embedded();
        let written = token.folded.of(folded.text());
        let is_stop = lists.is_stop(&written.to_ascii_lowercase()) && !written.contains('U');
        match self {
            Self::Shouted => false,
            Self::Headline => !token.word.stop && !token.word.number,
            Self::Running => {
                let begins = || is_first || begins_anew(folded.text(), token.folded.start());
                let shouted = || written.len() > 1 && !written.contains(char::is_lowercase);
                written.starts_with(char::is_uppercase) && !is_stop && (shouted() || !begins())
            }
        }
    }
}

/// Whether a capital at `at` may only be there because a sentence begins.
fn begins_anew(text: &str, at: usize) -> bool {
    let before = Span::new(0, at).of(text).trim_end();
    before.is_empty() || before.ends_with(['.', '"', '“', '‘', ':', '!', '?'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let statement = statement(text, Span::new(0, text.len()));
        let folded = Folded::new(text);
        let written: Vec<Token> = word::tokens(&folded);
        let content = written.iter().filter(|token| !token.word.stop);
        content
            .zip(&statement.words)
            .filter(|(_, word)| word.is_name)
            .map(|(token, _)| token.span.of(text).to_owned())
            .collect()
    }

    #[test]
    fn a_capital_inside_a_sentence_makes_a_name() {
        assert_eq!(
            names("Officials warned Mayor Dana Ruiz of the UN plan."),
            ["Mayor", "Dana", "Ruiz", "UN"]
        );
    }

    #[test]
    fn the_first_word_of_a_sentence_is_no_name_by_its_capital() {
        assert_eq!(names("Bridges closed. Workers left Larkin."), ["Larkin"]);
    }

    #[test]
    fn capitals_say_nothing_in_a_shouted_sentence() {
        assert_eq!(names("SIGN UP NOW, GET THE NEWS EVERY DAY!"), [""; 0]);
    }

    #[test]
    fn a_word_belongs_to_the_piece_in_which_it_stands() {
        let text = "The bridge closed, and workers left";
        let statement = statement(text, Span::new(0, text.len()));
        let pieces: Vec<u16> = statement.words.iter().map(|word| word.piece).collect();
        assert_eq!(pieces, [0, 0, 1, 1]);
    }
}
