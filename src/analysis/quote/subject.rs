//! Subjects: who does what a verb says, found from the verb's place in its sentence.

use super::cue::Class;
use super::phrase::{Phrase, Sentence, Who};
use super::unit::What;

impl Sentence<'_> {
    /// The subject of the verb at `verb`, looked for to its left and not before `limit`.
    pub(crate) fn subject_before(&self, verb: usize, limit: usize) -> Option<Phrase> {
        let mut end = verb;
        loop {
            let at = end.checked_sub(1).filter(|at| *at >= limit)?;
            match self.what(at)? {
                What::Mark(')' | ']') => {
                    end = (limit..at)
                        .rev()
                        .find(|open| self.is_mark(*open, &['(', '[']))?;
                }
                What::Mark(',' | '—' | '–' | '-') => {
                    let start = self.clause_start(limit, at);
                    return self
                        .clause_subject(start, at)
                        .or_else(|| self.clause_subject(limit, at));
                }
                What::Mark(_) | What::Quote(_) => return self.clause_subject(limit, at),
                What::Name(..) | What::Number => return self.phrase_before(end, limit),
                What::Word(class) => match class {
                    // The prepositions of "to say", "of saying", "on Tuesday said".
                    Class::Auxiliary
                    | Class::Be
                    | Class::Adverb
                    | Class::Time
                    | Class::Preposition => end = at,
                    Class::Pronoun(_) => return self.pronoun(at),
                    Class::Relative | Class::That => {
                        let comma = at > limit && self.is_comma(at - 1);
                        let end = if comma { at - 1 } else { at };
                        return self.phrase_before(end, limit);
                    }
                    Class::Verb(verb) if !verb.doubtful => end = at,
                    Class::Conjunction | Class::Subordinator => {
                        return self.clause_subject(limit, at);
                    }
                    Class::Plain if self.is_time_noun(at) => {
                        end = self.chunk_start(end, limit).min(at);
                    }
                    Class::Plain
                    | Class::Determiner
                    | Class::Possessive
                    | Class::Genitive
                    | Class::Verb(_) => return self.phrase_before(end, limit),
                },
            }
        }
    }

    /// The noun phrase that ends before `end`, with its head: "a spokesman for Ruiz" is no name.
    fn phrase_before(&self, end: usize, limit: usize) -> Option<Phrase> {
        let start = self.chunk_start(end, limit);
        if start == end {
            return end
                .checked_sub(1)
                .filter(|at| *at >= limit)
                .and_then(|at| self.pronoun(at));
        }
        let mut who = self.who(start, end)?;
        let mut first = start;

        // Walk over "of the ministry", "for Ruiz" to the noun that they belong to.
        while first > limit + 1 && self.is_of(first - 1) {
            let head_end = first - 1;
            let head = self.chunk_start(head_end, limit);
            let Some(found) = self.who(head, head_end) else {
                break;
            };
            first = head;
            who = match found {
                Who::Noun(_) => Who::Noun(self.span(head, end)),
                Who::Name(..) | Who::Pronoun(..) => found,
            };
        }
        if matches!(who, Who::Noun(_)) {
            if first > limit && self.class(first - 1) == Some(Class::Preposition) {
                // "and in a statement said": an adverbial, which speaks as little as its preposition.
                return self.clause_subject(limit, first - 1);
            }
            first = self.joined_start(first, limit);
            who = Who::Noun(self.span(first, end));
        }
        Some(Phrase {
            who,
            start: first,
            end,
        })
    }

    /// Whether the preposition at `at` can bind a noun to the noun before it.
    fn is_of(&self, at: usize) -> bool {
        self.class(at) == Some(Class::Preposition)
            && !self.is(at, "to")
            && !self.is(at, "during")
            && !self.is(at, "after")
    }

    /// Where the last clause before `end` starts whose subject has an apposition up to there:
    /// "Ruiz lost, but Palmer, his aide, said".
    fn clause_start(&self, limit: usize, end: usize) -> usize {
        // A clause may begin right behind a quote: “…,” as Palmer, his aide, puts it.
        (limit.max(1)..end)
            .rev()
            .filter(|at| {
                let joins = matches!(
                    self.class(*at),
                    Some(Class::Conjunction | Class::Subordinator)
                );
                let quoted = matches!(self.what(*at - 1), Some(What::Quote(_)));
                if joins && (self.is(*at, "what") || quoted) {
                    return true;
                }
                // ", and an organizer," goes on with the apposition.
                let new = !self.is(at + 1, "a") && !self.is(at + 1, "an");
                let told = matches!(self.class(at - 1), Some(Class::Verb(_)));
                (joins && new && self.is_comma(at - 1))
                    || (told && self.class(*at) == Some(Class::That))
            })
            .map(|at| at + 1)
            .find(|at| {
                let chunk = self.chunk_end(*at, end);
                chunk > *at && self.is_comma(chunk)
            })
            .unwrap_or(limit)
    }

    /// The subject of the clause that lies between `limit` and `end`: its first noun phrase.
    pub(crate) fn clause_subject(&self, limit: usize, end: usize) -> Option<Phrase> {
        let mut at = limit;
        while at < end {
            match self.what(at)? {
                What::Mark(_) | What::Quote(_) => at += 1,
                What::Name(..) => match self.dateline_end(at, end) {
                    Some(after) => at = after,
                    None => return self.first_phrase(at, end),
                },
                What::Number => {
                    let chunk = self.chunk_end(at, end);
                    if !self.is_time_noun(chunk.saturating_sub(1)) {
                        return self.first_phrase(at, end);
                    }
                    at = chunk;
                }
                What::Word(class) => match class {
                    Class::Conjunction | Class::Adverb | Class::That | Class::Time => at += 1,
                    Class::Pronoun(_) => return self.pronoun(at),
                    Class::Verb(verb) if !verb.doubtful => {
                        at = self.after_comma(at, end)?;
                    }
                    Class::Preposition
                    | Class::Subordinator
                    | Class::Be
                    | Class::Auxiliary
                    | Class::Relative => at = self.after_comma(at, end)?,
                    Class::Plain if self.words(at).ends_with("ing") => {
                        at = self.after_comma(at, end)?;
                    }
                    Class::Plain
                    | Class::Determiner
                    | Class::Possessive
                    | Class::Genitive
                    | Class::Verb(_) => {
                        let chunk = self.chunk_end(at, end);
                        if !self.is_time_noun(chunk.saturating_sub(1)) {
                            return self.first_phrase(at, end);
                        }
                        // "A few minutes later,", "Last month"
                        at = chunk;
                    }
                },
            }
        }
        None
    }

    /// The end of a dateline: "LISBON (Metro Wire) —".
    fn dateline_end(&self, at: usize, end: usize) -> Option<usize> {
        let shouted = at == 0
            && self
                .words(at)
                .chars()
                .all(|c| !c.is_alphabetic() || c.is_uppercase());
        if !shouted {
            return None;
        }
        (at + 1..end.min(at + 8))
            .find(|at| self.is_mark(*at, &['-', '—', '–']))
            .map(|dash| dash + 1)
    }

    /// The place after the next comma; an introduction ("In a statement,") ends there.
    fn after_comma(&self, at: usize, end: usize) -> Option<usize> {
        let mut commas = (at..end).filter(|at| self.is_comma(*at));
        // "After a long, late meeting,": a comma between adjectives ends nothing.
        commas
            .find(|comma| !self.goes_on_after(comma + 1, end))
            .map(|comma| comma + 1)
    }

    /// Whether a bare noun in the singular and another comma follow, which is no subject.
    fn goes_on_after(&self, at: usize, end: usize) -> bool {
        let chunk = self.chunk_end(at, end);
        self.class(at) == Some(Class::Plain)
            && self.words(at).starts_with(char::is_lowercase)
            && chunk < end
            && self.is_mark(chunk, &[','])
            && (at..chunk).all(|at| !self.is_name(at))
            && !self.words(chunk - 1).ends_with('s')
    }

    fn first_phrase(&self, at: usize, end: usize) -> Option<Phrase> {
        let mut phrase = self.phrase_from(at, end)?;
        if let Who::Noun(_) = phrase.who
            && let Some(name) = self.name_in_apposition(phrase.end, end)
        {
            phrase.who = name;
        }
        Some(phrase)
    }

    /// A name between two commas further on: "A spokeswoman for the ministry in Lund, Ana Dahl, …".
    fn name_in_apposition(&self, from: usize, end: usize) -> Option<Who> {
        (from..end)
            .filter(|at| self.is_mark(*at, &[',']))
            .find_map(|comma| self.apposed_name(comma, end))
            .map(|(name, _)| name)
    }
}
