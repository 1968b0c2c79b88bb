//! Which reporting verb attributes a quote: the cues of a sentence and the choice among them.

use super::cue::{Class, Form, Pronoun, Verb};
use super::people::is_human;
use super::phrase::{Phrase, Sentence, Who};
use super::unit::What;
use crate::text::Span;

/// A word or phrase that attributes, with whom it attributes to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cue {
    /// Its words.
    pub(crate) span: Span,
    /// Its first unit.
    pub(crate) at: usize,
    /// The unit after its last.
    pub(crate) end: usize,
    /// Its subject.
    pub(crate) subject: Option<Phrase>,
    /// Whether it reports words and does not only take a position.
    pub(crate) speech: bool,
    /// Whether it is a verb of a clause of its own and not "saying".
    pub(crate) finite: bool,
    /// Whether it tells by itself who speaks: not "will say", "a voice that said".
    pub(crate) strong: bool,
}

impl Cue {
    /// Where the clause of the cue starts, as far as it lies behind `from`.
    fn start_after(&self, from: usize) -> usize {
        self.subject
            .map_or(self.at, |subject| subject.start.min(self.at))
            .max(from)
    }
}

/// The cues of a sentence, in order.
pub(crate) fn cues(sentence: &Sentence) -> Vec<Cue> {
    let mut found: Vec<Cue> = Vec::new();
    for (at, unit) in sentence.units.iter().enumerate() {
        let What::Word(class) = unit.what else {
            continue;
        };
        let cue = match class {
            Class::Verb(verb) => verb_cue(sentence, at, verb, &found),
            Class::Plain if sentence.is(at, "according") && sentence.is(at + 1, "to") => {
                according_to(sentence, at)
            }
            _ => None,
        };
        found.extend(cue);
    }
    // "Calling it “…,” Ruiz said": what comes before its subject takes the one that follows.
    let later = found
        .iter()
        .find(|cue| cue.finite)
        .and_then(|cue| cue.subject);
    for cue in &mut found {
        if cue.subject.is_none() && !cue.finite {
            cue.subject = later;
        }
    }
    found
}

fn according_to(sentence: &Sentence, at: usize) -> Option<Cue> {
    let subject = sentence.phrase_from(at + 2, sentence.units.len())?;
    let last = sentence.units.get(at + 1)?;
    Some(Cue {
        span: sentence.units.get(at)?.span.cover(last.span),
        at,
        end: at + 2,
        subject: Some(subject),
        speech: true,
        finite: true,
        strong: true,
    })
}

fn verb_cue(sentence: &Sentence, at: usize, verb: Verb, before: &[Cue]) -> Option<Cue> {
    let span = sentence.units.get(at)?.span;
    if at > 0 && sentence.is_mark(at - 1, &['-']) {
        // "so-called"
        return None;
    }
    let subject = match verb.form {
        Form::Gerund => gerund_subject(sentence, at, verb, before),
        Form::Base if !is_base_form(sentence, at, verb) => return None,
        Form::Participle if !has_helper(sentence, at) => return None,
        Form::Base | Form::Third | Form::Past | Form::Participle => {
            if verb.doubtful && !has_clear_subject(sentence, at) {
                return None;
            }
            if matches!(verb.form, Form::Past | Form::Participle) && is_passive(sentence, at) {
                return passive(sentence, at, verb, span);
            }
            if is_reduced_relative(sentence, at) {
                return None;
            }
            let last_quote = (0..at)
                .rev()
                .find(|at| matches!(sentence.what(*at), Some(What::Quote(_))));
            // "… and said": its subject is that of the verb before it.
            let joined = at > 0 && sentence.class(at - 1) == Some(Class::Conjunction);
            inverted_subject(sentence, at)
                .or_else(|| sentence.subject_before(at, last_quote.filter(|_| !joined)? + 1))
                .or_else(|| sentence.subject_before(at, 0))
                .or_else(|| before.iter().rev().find_map(|cue| cue.subject))
        }
    };
    if subject.is_none() && verb.form != Form::Gerund {
        // "Asked about it, Ruiz …"
        return None;
    }
    Some(Cue {
        span,
        at,
        end: at + 1,
        subject,
        speech: verb.speech,
        finite: verb.form != Form::Gerund || has_helper(sentence, at),
        strong: verb.speech && verb.form != Form::Base && !is_relative(sentence, at, subject),
    })
}

/// The words of help before the verb at `at`: "has", "also", "never".
fn helpers<'a>(sentence: &'a Sentence, at: usize) -> impl Iterator<Item = Class> + 'a {
    (0..at).rev().map_while(|at| match sentence.class(at) {
        Some(class @ (Class::Auxiliary | Class::Be | Class::Adverb)) => Some(class),
        _ => None,
    })
}

fn has_helper(sentence: &Sentence, at: usize) -> bool {
    helpers(sentence, at).any(|class| matches!(class, Class::Auxiliary | Class::Be))
}

fn is_passive(sentence: &Sentence, at: usize) -> bool {
    helpers(sentence, at).any(|class| class == Class::Be)
}

/// Whether the verb only tells of a noun without a name: "a young woman who suggested".
fn is_relative(sentence: &Sentence, at: usize, subject: Option<Phrase>) -> bool {
    let before = (0..at).rev().find(|at| {
        !matches!(
            sentence.class(*at),
            Some(Class::Auxiliary | Class::Be | Class::Adverb)
        )
    });
    let relative =
        before.is_some_and(|at| matches!(sentence.class(at), Some(Class::Relative | Class::That)));
    relative && subject.is_some_and(|subject| matches!(subject.who, Who::Noun(_)))
}

/// Whether a form that may be a noun has its subject right before it.
fn has_clear_subject(sentence: &Sentence, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    match sentence.what(before) {
        Some(What::Name(..)) => true,
        Some(What::Word(class)) => matches!(
            class,
            Class::Pronoun(_) | Class::Relative | Class::Auxiliary | Class::Adverb
        ),
        Some(What::Quote(_)) => sentence.is_name(at + 1),
        Some(What::Mark(',')) => {
            before > 0 && matches!(sentence.what(before - 1), Some(What::Quote(_)))
        }
        _ => false,
    }
}

/// Whether "say" at `at` is a verb here: "will say", "officials say", "to say".
fn is_base_form(sentence: &Sentence, at: usize, verb: Verb) -> bool {
    if has_helper(sentence, at) {
        return true;
    }
    let before = (0..at)
        .rev()
        .find(|at| sentence.class(*at) != Some(Class::Adverb));
    let Some(before) = before else {
        return false;
    };
    match sentence.class(before) {
        Some(Class::Pronoun(Pronoun::They | Pronoun::Author) | Class::Relative) => true,
        Some(Class::Preposition) => sentence.is(before, "to"),
        Some(Class::Plain) => !verb.doubtful && sentence.words(before).ends_with('s'),
        _ => sentence.is_name(before) || matches!(sentence.what(before), Some(What::Mark(','))),
    }
}

/// Whether the verb only describes the noun before it: "a group called “…”", "a bill dubbed “…”".
fn is_reduced_relative(sentence: &Sentence, at: usize) -> bool {
    const NAMING: [&str; 4] = ["called", "dubbed", "labeled", "branded"];
    let naming = NAMING.iter().any(|verb| sentence.is(at, verb));
    naming
        && at > 1
        && sentence.class(at - 1) == Some(Class::Plain)
        && !sentence.words(at - 1).starts_with(char::is_uppercase)
        && (0..at - 1).rev().take(3).any(|at| {
            ["a", "an", "the"]
                .iter()
                .any(|article| sentence.is(at, article))
        })
        && matches!(sentence.what(at + 1), Some(What::Quote(_)))
}

/// "was called “…” by Ruiz": the subject follows "by".
fn passive(sentence: &Sentence, at: usize, verb: Verb, span: Span) -> Option<Cue> {
    let by = (at + 1..sentence.units.len().min(at + 12)).find(|at| sentence.is(*at, "by"));
    let subject = match by {
        Some(by) => sentence.phrase_from(by + 1, sentence.units.len())?,
        // "was quoted as saying" leaves its subject to "saying".
        None if sentence.is(at, "quoted") => sentence.subject_before(at, 0)?,
        None => return None,
    };
    Some(Cue {
        span,
        at,
        end: at + 1,
        subject: Some(subject),
        speech: verb.speech,
        finite: true,
        strong: false,
    })
}

/// The subject after the verb, as in “…,” said Ruiz.
fn inverted_subject(sentence: &Sentence, at: usize) -> Option<Phrase> {
    let skipped = (0..at)
        .rev()
        .find(|at| sentence.class(*at) != Some(Class::Adverb));
    let free = match skipped {
        None => true,
        Some(before) => match sentence.what(before)? {
            What::Quote(_) | What::Mark(':' | ';') => true,
            What::Mark(',' | '—' | '–' | '-') => {
                before > 0 && matches!(sentence.what(before - 1), Some(What::Quote(_)))
            }
            _ => false,
        },
    };
    if !free {
        return subject_at_end(sentence, at);
    }
    let phrase = sentence.phrase_from(at + 1, sentence.units.len())?;
    // "said nothing more", "told reporters" after an elided subject name no speaker.
    let object = matches!(phrase.who, Who::Pronoun(Pronoun::It, _));
    (!object).then_some(phrase)
}

/// The subject after a verb that closes a sentence: "It “went well” in the spring, said Ruiz."
fn subject_at_end(sentence: &Sentence, at: usize) -> Option<Phrase> {
    // What follows these is their subject, never whom they are said to.
    const VERBS: [&str; 9] = [
        "said",
        "says",
        "added",
        "adds",
        "explained",
        "explains",
        "noted",
        "argued",
        "conceded",
    ];
    let comma = at.checked_sub(1).filter(|at| sentence.is_mark(*at, &[',']));
    if comma.is_none() || !VERBS.iter().any(|verb| sentence.is(at, verb)) {
        return None;
    }
    let count = sentence.units.len();
    let phrase = sentence.phrase_from(at + 1, count)?;
    let human = match phrase.who {
        Who::Name(..) => sentence.is_person(phrase.end - 1),
        Who::Noun(span) => is_human(span.of(sentence.text)),
        Who::Pronoun(..) => false,
    };
    let ends = match sentence.what(phrase.end) {
        None => true,
        Some(What::Mark(',')) => {
            (phrase.end + 1..count).all(|at| !sentence.is_comma(at) && !is_verb(sentence, at))
        }
        Some(What::Mark(c)) => c == '.',
        Some(What::Word(class)) => matches!(class, Class::Time),
        Some(What::Name(..) | What::Number | What::Quote(_)) => false,
    };
    (human && ends).then_some(phrase)
}

fn is_verb(sentence: &Sentence, at: usize) -> bool {
    matches!(
        sentence.class(at),
        Some(Class::Verb(_) | Class::Be | Class::Auxiliary)
    )
}

fn gerund_subject(sentence: &Sentence, at: usize, verb: Verb, before: &[Cue]) -> Option<Phrase> {
    if has_helper(sentence, at) {
        return sentence.subject_before(at, 0);
    }
    if verb.doubtful && at > 0 && sentence.class(at - 1) == Some(Class::Determiner) {
        return None;
    }
    if at > 0 && sentence.is_name(at - 1) {
        return sentence.subject_before(at, 0);
    }
    before
        .iter()
        .rev()
        .filter(|cue| cue.finite && cue.strong)
        .find_map(|cue| cue.subject)
        .or_else(|| sentence.clause_subject(0, at))
}

/// The cue that attributes the quote at `quote`, if the sentence has one.
pub(crate) fn choose<'a>(sentence: &Sentence, cues: &'a [Cue], quote: usize) -> Option<&'a Cue> {
    let next_quote = (quote + 1..sentence.units.len())
        .find(|at| matches!(sentence.what(*at), Some(What::Quote(_))))
        .unwrap_or(sentence.units.len());
    let later = || {
        cues.iter()
            .filter(|cue| quote < cue.at && cue.at < next_quote && cue.finite)
    };
    let after = later().find(|cue| is_beside(sentence, quote, cue.start_after(quote + 1)));
    let before = before(sentence, cues, quote);
    let last = || {
        let at_end = |cue: &&Cue| cue.at > quote && cue.finite && cue.strong;
        later()
            .find(|cue| cue.speech)
            .or_else(|| cues.iter().find(at_end))
    };
    if leads(sentence, quote) {
        after.or(before).or_else(last)
    } else {
        let weak = before.is_none_or(|cue| !cue.strong && !stands_by(sentence, cue, quote));
        let after = after.filter(|cue| cue.strong);
        let (first, second) = if weak {
            (after, before)
        } else {
            (before, after)
        };
        first.or(second).or_else(last)
    }
}

/// The cue before the quote: the nearest that tells who speaks, unless a weaker one stands right beside.
fn before<'a>(sentence: &Sentence, cues: &'a [Cue], quote: usize) -> Option<&'a Cue> {
    // "When Ruiz asked, Lund fired back: “…”": a cue before the subject of the clause is not its verb.
    let colon = quote
        .checked_sub(1)
        .filter(|at| sentence.is_mark(*at, &[':']));
    let clause = colon
        .and_then(|colon| sentence.clause_subject(0, colon))
        .filter(|subject| !matches!(subject.who, Who::Noun(_)))
        .map_or(0, |subject| subject.start);
    let mut nearest = cues
        .iter()
        .rev()
        .filter(|cue| clause <= cue.at && cue.at < quote);
    let first = nearest.next()?;
    if first.strong || stands_by(sentence, first, quote) {
        return Some(first);
    }
    nearest.find(|cue| cue.strong).or(Some(first))
}

/// Whether a weak cue has a named subject and stands so close that the quote is its object.
fn stands_by(sentence: &Sentence, cue: &Cue, quote: usize) -> bool {
    let named = cue
        .subject
        .is_some_and(|subject| matches!(subject.who, Who::Name(..)));
    named
        && cue.finite
        && cue.end + 3 >= quote
        && (cue.end..quote).all(|at| !matches!(sentence.what(at), Some(What::Mark(_))))
}

/// Whether only marks and small words stand between the quote and the clause that starts at `start`.
fn is_beside(sentence: &Sentence, quote: usize, start: usize) -> bool {
    (quote + 1..start).all(|at| match sentence.what(at) {
        Some(What::Mark(c)) => !matches!(c, ';' | ':'),
        Some(What::Word(class)) => matches!(class, Class::Adverb),
        _ => false,
    })
}

/// Whether nothing of the reporter's stands before the quote in its sentence.
pub(crate) fn leads(sentence: &Sentence, quote: usize) -> bool {
    (0..quote).all(|at| match sentence.what(at) {
        Some(What::Mark(_) | What::Quote(_)) => true,
        Some(What::Word(class)) => matches!(class, Class::Conjunction),
        _ => false,
    })
}

/// Who is meant before a colon: whoever acts, or the person named last where a thing does.
fn before_colon(sentence: &Sentence, colon: usize) -> Option<Phrase> {
    let subject = sentence.clause_subject(0, colon)?;
    let last = colon.checked_sub(1).filter(|at| sentence.is_person(*at));
    match (subject.who, last) {
        (Who::Noun(span), Some(at)) if !is_human(span.of(sentence.text)) => {
            let who = sentence.name(at)?;
            let (start, end) = (at, colon);
            Some(Phrase { who, start, end })
        }
        _ => Some(subject),
    }
}

/// The speaker of a quote in a sentence without a cue: "Ruiz: “…”", "“…” — Ruiz", or whoever acts.
pub(crate) fn without_cue(sentence: &Sentence, quote: usize) -> Option<Phrase> {
    let dash = sentence.is_mark(quote + 1, &['—', '–', '-', '―', '~']);
    if dash && leads(sentence, quote) {
        let signed = sentence.phrase_from(quote + 2, sentence.units.len());
        if let Some(phrase) = signed.filter(|phrase| matches!(phrase.who, Who::Name(..))) {
            return Some(phrase);
        }
    }
    let colon = quote
        .checked_sub(1)
        .filter(|at| sentence.is_mark(*at, &[':']));
    if let Some(colon) = colon
        && let Some(subject) = before_colon(sentence, colon)
        && !matches!(subject.who, Who::Pronoun(Pronoun::It | Pronoun::Author, _))
    {
        return Some(subject);
    }
    let subject = sentence
        .clause_subject(0, quote)
        .filter(|phrase| match phrase.who {
            Who::Name(..) => sentence.is_person(phrase.end - 1),
            Who::Pronoun(pronoun, _) => {
                matches!(pronoun, Pronoun::He | Pronoun::She | Pronoun::They)
            }
            Who::Noun(_) => false,
        });
    let first_person = || {
        let (at, who) = sentence.persons().next()?;
        Some(Phrase {
            who,
            start: at,
            end: at + 1,
        })
    };
    subject.or_else(first_person)
}
