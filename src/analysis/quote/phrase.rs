//! Noun phrases: who stands before or after a reporting verb.

use super::cue::{Class, Cues, Form, Pronoun, lower};
use super::unit::{Unit, What};
use crate::analysis::EntityKind;
use crate::text::Span;

/// Whom a phrase names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who {
    /// A name, an index into the mentions, with its span.
    Name(usize, Span),
    /// A pronoun.
    Pronoun(Pronoun, Span),
    /// A common noun: "one former official".
    Noun(Span),
}

impl Who {
    /// The words that name them.
    pub(crate) fn span(self) -> Span {
        match self {
            Self::Name(_, span) | Self::Pronoun(_, span) | Self::Noun(span) => span,
        }
    }
}

/// A noun phrase with its place among the units of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Phrase {
    /// Whom it names.
    pub(crate) who: Who,
    /// Its first unit.
    pub(crate) start: usize,
    /// The unit after its last.
    pub(crate) end: usize,
}

/// The units of one sentence.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sentence<'a> {
    pub(crate) text: &'a str,
    pub(crate) units: &'a [Unit],
}

/// Nouns of time that stand as adverbs: "Ruiz said this week".
const TIME_NOUNS: [&str; 9] = [
    "week",
    "month",
    "year",
    "day",
    "morning",
    "afternoon",
    "evening",
    "night",
    "weekend",
];

impl<'a> Sentence<'a> {
    /// What the unit at `at` is.
    pub(crate) fn what(&self, at: usize) -> Option<What> {
        self.units.get(at).map(|unit| unit.what)
    }

    /// The class of the word at `at`.
    pub(crate) fn class(&self, at: usize) -> Option<Class> {
        match self.what(at) {
            Some(What::Word(class)) => Some(class),
            _ => None,
        }
    }

    /// The words of the unit at `at`.
    pub(crate) fn words(&self, at: usize) -> &'a str {
        self.units
            .get(at)
            .map_or("", |unit| unit.span.of(self.text))
    }

    /// Whether the word at `at` is `word`, whatever its case.
    pub(crate) fn is(&self, at: usize, word: &str) -> bool {
        self.words(at).eq_ignore_ascii_case(word)
    }

    pub(crate) fn is_mark(&self, at: usize, marks: &[char]) -> bool {
        matches!(self.what(at), Some(What::Mark(c)) if marks.contains(&c))
    }

    pub(crate) fn is_comma(&self, at: usize) -> bool {
        self.is_mark(at, &[',', '—', '–'])
    }

    pub(crate) fn is_name(&self, at: usize) -> bool {
        matches!(self.what(at), Some(What::Name(..)))
    }

    pub(crate) fn is_person(&self, at: usize) -> bool {
        matches!(self.what(at), Some(What::Name(_, EntityKind::Person)))
    }

    pub(crate) fn span(&self, start: usize, end: usize) -> Span {
        match (
            self.units.get(start),
            end.checked_sub(1).and_then(|last| self.units.get(last)),
        ) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => Span::default(),
        }
    }

    pub(super) fn name(&self, at: usize) -> Option<Who> {
        match self.units.get(at) {
            Some(Unit {
                span,
                what: What::Name(mention, _),
            }) => Some(Who::Name(*mention, *span)),
            _ => None,
        }
    }

    pub(super) fn pronoun(&self, at: usize) -> Option<Phrase> {
        match self.units.get(at) {
            Some(Unit {
                span,
                what: What::Word(Class::Pronoun(pronoun)),
            }) => Some(Phrase {
                who: Who::Pronoun(*pronoun, *span),
                start: at,
                end: at + 1,
            }),
            _ => None,
        }
    }

    pub(super) fn is_time_noun(&self, at: usize) -> bool {
        TIME_NOUNS.iter().any(|noun| self.is(at, noun))
    }

    /// Whether the unit at `at` can be a part of a noun phrase, read from left to right.
    fn is_nominal(&self, at: usize) -> bool {
        match self.what(at) {
            Some(What::Name(..) | What::Number) => true,
            Some(What::Mark(c)) => {
                let joined = |at: usize| {
                    self.units
                        .get(at)
                        .zip(self.units.get(at + 1))
                        .is_some_and(|(left, right)| left.span.end() == right.span.start())
                };
                match c {
                    '-' | '/' | '&' | '\'' | '’' => at > 0 && joined(at - 1),
                    // The stop of an abbreviation stays inside a sentence.
                    '.' => at > 0 && joined(at - 1) && self.what(at + 1).is_some(),
                    _ => false,
                }
            }
            Some(What::Word(class)) => match class {
                Class::Plain | Class::Determiner | Class::Possessive | Class::Genitive => true,
                Class::Verb(verb) => {
                    let handed = self.is(at + 1, "by");
                    verb.doubtful || (verb.form == Form::Participle && !handed)
                }
                Class::Be
                | Class::Auxiliary
                | Class::Adverb
                | Class::Preposition
                | Class::Subordinator
                | Class::Conjunction
                | Class::Relative
                | Class::That
                | Class::Pronoun(_)
                | Class::Time => false,
            },
            Some(What::Quote(_)) | None => false,
        }
    }

    /// The end of the run of nouns and names that starts at `at`.
    pub(crate) fn chunk_end(&self, at: usize, limit: usize) -> usize {
        let mut end = at;
        while end < limit.min(self.units.len()) {
            let adverb = self.class(end) == Some(Class::Adverb)
                && (end == at || self.class(end - 1) == Some(Class::Determiner));
            if !adverb && !self.is_nominal(end) {
                break;
            }
            // After a person, only what can be built on the name goes on: "the Ruiz campaign".
            if end > at && self.is_person(end - 1) && !self.builds_on_name(end) {
                break;
            }
            if self.class(end) == Some(Class::Determiner) && end > at && self.is_name(end - 1) {
                break;
            }
            end += 1;
        }
        end
    }

    fn builds_on_name(&self, at: usize) -> bool {
        let words = self.words(at);
        match self.what(at) {
            Some(What::Word(Class::Plain | Class::Verb(_))) => {
                !words.ends_with("ing")
                    && !words.ends_with("ed")
                    && !self.is(at, "alone")
                    && !Cues::embedded().is_past(words)
            }
            Some(What::Word(Class::Genitive) | What::Name(..) | What::Mark(_)) => true,
            _ => false,
        }
    }

    /// The start of the run of nouns and names that ends before `end`.
    pub(crate) fn chunk_start(&self, end: usize, limit: usize) -> usize {
        let mut start = end;
        while start > limit {
            let at = start - 1;
            let adverb = self.class(at) == Some(Class::Adverb)
                && at > limit
                && self.class(at - 1) == Some(Class::Determiner);
            if !adverb && !self.is_nominal(at) {
                break;
            }
            start = at;
            let first = matches!(self.class(at), Some(Class::Determiner | Class::Possessive));
            let more = at > limit && self.class(at - 1) == Some(Class::Determiner);
            if first && !more {
                break;
            }
        }
        start
    }

    /// Whom the run of units names: the name that ends it, or else the noun.
    pub(super) fn who(&self, start: usize, end: usize) -> Option<Who> {
        if start >= end {
            return None;
        }
        let last = end - 1;
        // "Ruiz's predicting" is a short form of "is".
        let short = self.class(last) == Some(Class::Genitive);
        let last = last.saturating_sub(usize::from(short)).max(start);
        if let Some(name) = self.name(last) {
            return Some(name);
        }
        let noun = (start..end).any(|at| {
            matches!(
                self.class(at),
                Some(Class::Plain | Class::Verb(_) | Class::Determiner)
            )
        });
        noun.then(|| Who::Noun(self.span(start, end)))
    }

    /// The noun phrase that starts at `at`, as after "said" or "according to".
    pub(crate) fn phrase_from(&self, at: usize, limit: usize) -> Option<Phrase> {
        if let Some(pronoun) = self.pronoun(at) {
            return Some(pronoun);
        }
        let mut end = self.chunk_end(at, limit);
        let mut who = self.who(at, end)?;
        if matches!(who, Who::Noun(_)) {
            end = self.joined_end(at, end, limit);
            while self.class(end) == Some(Class::Preposition) {
                let next = self.chunk_end(end + 1, limit);
                if next == end + 1 {
                    break;
                }
                end = next;
            }
            who = Who::Noun(self.span(at, end));
            if let Some((name, after)) = self.apposed_name(end, limit) {
                return Some(Phrase {
                    who: name,
                    start: at,
                    end: after,
                });
            }
        }
        Some(Phrase {
            who,
            start: at,
            end,
        })
    }

    /// The end of "four current and former engineers", whose noun comes after what is joined.
    fn joined_end(&self, start: usize, end: usize, limit: usize) -> usize {
        let counted = matches!(self.class(start), Some(Class::Determiner))
            || self.what(start) == Some(What::Number);
        let plural = |end: usize| self.words(end.saturating_sub(1)).ends_with('s');
        if !counted || plural(end) {
            return end;
        }
        let mut at = end;
        for _ in 0..4 {
            while self.is_joint(at) {
                at += 1;
            }
            let next = self.chunk_end(at, limit);
            if next == at {
                return end;
            }
            at = next;
            if plural(at) {
                return at;
            }
        }
        end
    }

    /// The start of "four current and former engineers", read from its noun.
    pub(crate) fn joined_start(&self, start: usize, limit: usize) -> usize {
        let determined = |at: usize| {
            matches!(self.class(at), Some(Class::Determiner | Class::Possessive))
                || self.what(at) == Some(What::Number)
        };
        if determined(start) {
            return start;
        }
        let mut at = start;
        for _ in 0..4 {
            let mut joint = at;
            while joint > limit && self.is_joint(joint - 1) {
                joint -= 1;
            }
            let before = self.chunk_start(joint, limit);
            if joint == at || before == joint {
                return start;
            }
            at = before;
            if determined(at) {
                return at;
            }
        }
        start
    }

    fn is_joint(&self, at: usize) -> bool {
        self.class(at) == Some(Class::Conjunction) || self.is_mark(at, &[','])
    }

    /// The name of a person between commas after a noun: "the union's secretary, Anna Price,".
    pub(super) fn apposed_name(&self, comma: usize, limit: usize) -> Option<(Who, usize)> {
        let first = comma + 1;
        if !self.is_mark(comma, &[',']) || first >= limit {
            return None;
        }
        let end = self.chunk_end(first, limit);
        let last = end.checked_sub(1).filter(|last| *last >= first)?;
        let closed = end >= limit
            || end >= self.units.len()
            || matches!(self.what(end), Some(What::Mark(_) | What::Quote(_)));
        (self.is_person(last) && closed)
            .then(|| self.name(last))
            .flatten()
            .map(|name| (name, end))
    }

    /// The persons named in the sentence, in order.
    pub(crate) fn persons(&self) -> impl Iterator<Item = (usize, Who)> {
        (0..self.units.len())
            .filter(|at| self.is_person(*at))
            .filter_map(|at| self.name(at).map(|who| (at, who)))
    }

    /// Whether the name at `at` only qualifies another word: "Ruiz's lawyer", "Ruiz supporters".
    pub(crate) fn is_qualifier(&self, at: usize) -> bool {
        match self.class(at + 1) {
            Some(Class::Genitive) => true,
            Some(Class::Plain) => {
                let words = self.words(at + 1);
                words.ends_with('s') && words.starts_with(char::is_lowercase)
            }
            _ => false,
        }
    }

    /// Whether the word at `at` has to do with a work or a nickname.
    pub(crate) fn names_a_work(&self, at: usize, cues: &Cues, buffer: &mut String) -> bool {
        cues.names_a_work(lower(self.words(at), buffer))
    }
}
