//! What the whole article tells about a capitalized word: whether it is also written small, what stands around it.

use std::collections::HashMap;

use super::words::{Line, Words};
use crate::analysis::lexicon::{Lexicon, NameClass, WordClass};

/// What was seen of one word form anywhere in the article.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Evidence {
    /// How often it is written in lower case.
    pub(crate) small: u16,
    /// How often it is capitalized where a sentence does not ask for it.
    pub(crate) capital: u16,
    /// The circumstances, as bits of [`Evidence`]'s constants.
    pub(crate) seen: u16,
}

impl Evidence {
    /// It follows a title.
    pub(crate) const AFTER_TITLE: u16 = 1;
    /// It follows another capitalized word.
    pub(crate) const IN_RUN: u16 = 2;
    /// It follows a first name.
    pub(crate) const AFTER_FIRST_NAME: u16 = 4;
    /// It follows "in", "near", "from".
    pub(crate) const AFTER_IN: u16 = 8;
    /// It follows "the".
    pub(crate) const AFTER_THE: u16 = 16;
    /// A verb of reporting follows.
    pub(crate) const BEFORE_SAID: u16 = 32;
    /// "who" follows.
    pub(crate) const BEFORE_WHO: u16 = 64;
    /// A possessive follows.
    pub(crate) const BEFORE_POSSESSIVE: u16 = 128;
    /// "-based" follows.
    pub(crate) const BEFORE_BASED: u16 = 256;
    /// A word of organizations follows: "Bank".
    pub(crate) const BEFORE_ORGANIZATION: u16 = 512;
    /// A word of places follows: "River".
    pub(crate) const BEFORE_PLACE: u16 = 1024;
    /// It stands in brackets behind words whose initials it is.
    pub(crate) const ACRONYM: u16 = 2048;
}

/// The evidence for all words of an article, by folded form.
#[derive(Debug, Default)]
pub(crate) struct Document<'a> {
    words: HashMap<&'a str, Evidence>,
}

impl<'a> Document<'a> {
    /// Looks through all words.
    pub(crate) fn of(words: &'a Words<'_>, lexicon: &Lexicon) -> Self {
        let mut document = Self::default();
        for line in &words.lines {
            document.count(words, line);
            if !line.headline {
                document.look_around(words, line, lexicon);
            }
        }
        document
    }

    /// What is known of a folded word.
    pub(crate) fn evidence(&self, folded: &str) -> Evidence {
        self.words.get(folded).copied().unwrap_or_default()
    }

    fn count(&mut self, words: &'a Words<'_>, line: &Line) {
        for at in line.words.clone().filter(|at| words.all[*at].letter) {
            let opens = at == line.words.start
                || matches!(
                    words.text(at - 1),
                    "“" | "\"" | "``" | ":" | "‘" | "•" | "." | "—" | "–"
                );
            let evidence = self.words.entry(words.folded(at)).or_default();
            if !words.all[at].capital {
                evidence.small = evidence.small.saturating_add(1);
            } else if !opens && !line.headline {
                evidence.capital = evidence.capital.saturating_add(1);
            }
        }
    }

    fn look_around(&mut self, words: &'a Words<'_>, line: &Line, lexicon: &Lexicon) {
        for at in line.words.clone().filter(|at| words.all[*at].capital) {
            let mut seen = 0;
            if at > line.words.start {
                seen |= before(words, at, lexicon);
                if words.text(at - 1) == "(" && is_acronym(words, line, at) {
                    seen |= Evidence::ACRONYM;
                }
            }
            if at + 1 < line.words.end {
                seen |= after(words, line, at, lexicon);
            }
            if seen != 0 {
                self.words.entry(words.folded(at)).or_default().seen |= seen;
            }
        }
    }
}

fn before(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> u16 {
    let previous = words.folded(at - 1);
    match previous {
        "in" | "at" | "near" | "from" | "across" | "outside" | "inside" | "around"
        | "throughout" => Evidence::AFTER_IN,
        "the" => Evidence::AFTER_THE,
        _ if lexicon.is_title(previous) => Evidence::AFTER_TITLE,
        _ if !words.all[at - 1].capital => 0,
        _ if lexicon.name(previous).any(NameClass::ANY_FIRST) => {
            Evidence::IN_RUN | Evidence::AFTER_FIRST_NAME
        }
        _ => Evidence::IN_RUN,
    }
}

fn after(words: &Words<'_>, line: &Line, at: usize, lexicon: &Lexicon) -> u16 {
    let next = words.folded(at + 1);
    let class = lexicon.word(next);
    let mut seen = match next {
        "who" | "whose" => Evidence::BEFORE_WHO,
        "'s" => Evidence::BEFORE_POSSESSIVE,
        "-" if at + 2 < line.words.end && words.folded(at + 2) == "based" => Evidence::BEFORE_BASED,
        _ if class.is(WordClass::SAID) => Evidence::BEFORE_SAID,
        _ => 0,
    };
    if words.all[at + 1].capital {
        if class.is(WordClass::ORGANIZATION) {
            seen |= Evidence::BEFORE_ORGANIZATION;
        }
        if class.is(WordClass::PLACE) {
            seen |= Evidence::BEFORE_PLACE;
        }
    }
    seen
}

/// Whether the word at `at`, in brackets, is made of the initials of the capitalized words before it.
pub(crate) fn is_acronym(words: &Words<'_>, line: &Line, at: usize) -> bool {
    let letters: Vec<char> = words.text(at).chars().filter(|c| *c != '.').collect();
    if letters.len() < 2 || !words.all[at].all_capitals {
        return false;
    }
    let first = line
        .words
        .start
        .max((at - 1).saturating_sub(2 * letters.len() + 2));
    let initials: Vec<char> = (first..at - 1)
        .filter(|at| words.all[*at].capital)
        .filter_map(|at| words.text(at).chars().next())
        .collect();
    initials.ends_with(&letters)
}
