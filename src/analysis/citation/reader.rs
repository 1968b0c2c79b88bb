//! The citations of one sentence, by the words around them.

use super::lists::{BODIES, CITING, DOCUMENTS, HANDED_ON, MEDIA, REPORTS, SAYS, SHOWS};
use super::{Count, count, head, is_one_of, resolve};
use crate::analysis::quote::attribute::{Cue, cues};
use crate::analysis::quote::cue::{Class, Form};
use crate::analysis::quote::people::{is_human, is_stranger};
use crate::analysis::quote::phrase::{Phrase, Sentence, Who};
use crate::analysis::quote::unit::What;
use crate::analysis::{EntityKind, Mention};
use crate::text::Span;

/// How many words may stand between unnamed people and the verb by which they speak.
const REACH: usize = 16;

/// Who or what is cited.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cited {
    /// The words that name or describe it.
    pub(super) span: Span,
    /// The name among them.
    pub(super) mention: Option<usize>,
    /// Whether it is cited as media are: it was told, it reported.
    pub(super) medium: bool,
}

/// Looks for citations in one sentence.
pub(super) struct Reader<'a> {
    pub(super) sentence: Sentence<'a>,
    pub(super) mentions: &'a [Mention],
}

impl Reader<'_> {
    /// The citations with all their words, in order, without overlap.
    pub(super) fn citations(&self) -> Vec<(Span, Cited)> {
        let mut found: Vec<(Span, Cited)> = Vec::new();
        for cue in cues(&self.sentence) {
            found.extend(self.by_cue(&cue));
        }
        for (at, unit) in self.sentence.units.iter().enumerate() {
            match unit.what {
                What::Word(_) => {
                    let passed_on = self.handed_on(at).or_else(|| self.told(at));
                    found.extend(passed_on.or_else(|| self.report_of(at)));
                    found.extend(self.people(at));
                }
                What::Name(..) => found.extend(self.own_report(at)),
                What::Number | What::Mark(_) | What::Quote(_) => {}
            }
        }
        found.sort_by_key(|(span, cited)| {
            (span.start(), !cited.medium, std::cmp::Reverse(span.end()))
        });
        let mut end = 0;
        found.retain(|(span, _)| {
            let free = span.start() >= end;
            if free {
                end = span.end();
            }
            free
        });
        self.with_joined(&found)
    }

    /// The citations with those of "Harbour News and Coast Radio reported", of which one was found by its verb.
    fn with_joined(&self, found: &[(Span, Cited)]) -> Vec<(Span, Cited)> {
        let mut all = found.to_vec();
        for (_, cited) in found.iter().filter(|(_, cited)| cited.medium) {
            let units = self.sentence.units.iter();
            let Some(at) = cited
                .mention
                .and_then(|_| units.clone().position(|unit| unit.span == cited.span))
            else {
                continue;
            };
            let and = |at: usize| self.sentence.is(at, "and");
            let before = (at > 1 && and(at - 1)).then(|| at - 2);
            let after = and(at + 1).then_some(at + 2);
            for other in before.into_iter().chain(after) {
                if let Some((mention, EntityKind::Organization, span)) = self.named(other)
                    && all.iter().all(|(taken, _)| !taken.overlaps(span))
                {
                    let medium = true;
                    all.push((
                        span,
                        Cited {
                            span,
                            mention: Some(mention),
                            medium,
                        },
                    ));
                }
            }
        }
        all.sort_by_key(|(span, _)| span.start());
        all
    }

    fn named(&self, at: usize) -> Option<(usize, EntityKind, Span)> {
        match self.sentence.units.get(at)?.what {
            What::Name(mention, kind) => {
                let span = self.sentence.units.get(at)?.span;
                // Media are named after anything: "Kestrel Wire", "Evening Star Tribune".
                let medium = resolve::is_medium_name(span.of(self.sentence.text));
                let kind = if medium {
                    EntityKind::Organization
                } else {
                    kind
                };
                Some((mention, kind, span))
            }
            _ => None,
        }
    }

    /// "according to …", "Harbour News reported", "two officials said".
    fn by_cue(&self, cue: &Cue) -> Option<(Span, Cited)> {
        let mut subject = cue.subject?;
        let according = cue.end == cue.at + 2;
        let says = is_one_of(self.sentence.words(cue.at), &SAYS);
        let shows = || self.shows(cue.at) && self.is_document(subject);
        if !according && !(cue.finite && (says || shows())) {
            return None;
        }
        let told = self.told(cue.at).is_some();
        if told {
            // "The city has begun, six officials, past and present, told Harbour News": the nearest people told it.
            subject = self.people_before(cue.at).unwrap_or(subject);
        }
        let mut cited = self.cited(subject, according)?;
        cited.medium |= self.reports(cue, subject, cited);
        // A far subject ("The board, which …, said") is cited by its own words alone.
        let near = subject.end.abs_diff(cue.at) <= 3 || subject.start.abs_diff(cue.end) <= 1;
        // The verb belongs to the outlet that was told.
        if told {
            return Some((cited.span, cited));
        }
        if near {
            return Some((cited.span.cover(cue.span), cited));
        }
        let outlet = (subject.start..subject.end)
            .filter_map(|at| self.named(at))
            .any(|(_, kind, _)| kind == EntityKind::Organization);
        let named = matches!(subject.who, Who::Name(..)) && outlet;
        (named || self.is_document(subject)).then_some((cited.span, cited))
    }

    /// Whether an organization hands on news: "Harbour News reported that", not "Varda Ltd reported a loss".
    fn reports(&self, cue: &Cue, subject: Phrase, cited: Cited) -> bool {
        let verb = is_one_of(
            self.sentence.words(cue.at),
            &["reported", "reports", "report"],
        );
        let organization = (subject.start..subject.end)
            .filter_map(|at| self.named(at))
            .any(|(mention, kind, _)| {
                kind == EntityKind::Organization && cited.mention == Some(mention)
            });
        let object = matches!(
            self.sentence.class(cue.end),
            Some(Class::Determiner | Class::Possessive | Class::Plain)
        ) || self.sentence.what(cue.end) == Some(What::Number);
        verb && organization && !object && !is_body(cited.span.of(self.sentence.text))
    }

    fn shows(&self, at: usize) -> bool {
        is_one_of(self.sentence.words(at), &SHOWS)
    }

    fn is_document(&self, subject: Phrase) -> bool {
        is_one_of(head(subject.who.span().of(self.sentence.text)), &DOCUMENTS)
    }

    /// Whether the noun is a body, a document or somebody unnamed, and not a person known from before.
    fn is_source(&self, subject: Phrase) -> bool {
        let words = subject.who.span().of(self.sentence.text);
        let head = head(words);
        is_one_of(head, &BODIES)
            || is_one_of(head, &MEDIA)
            || self.is_document(subject)
            || is_people(head)
            || is_stranger(words)
    }

    /// Who a phrase cites, if it is not a person who merely speaks.
    fn cited(&self, phrase: Phrase, according: bool) -> Option<Cited> {
        match phrase.who {
            Who::Name(mention, span) => {
                let kind = (phrase.start..phrase.end)
                    .filter_map(|at| self.named(at))
                    .find(|(at, ..)| *at == mention)
                    .map(|(_, kind, _)| kind);
                (according || kind != Some(EntityKind::Person)).then_some(Cited {
                    span,
                    mention: Some(mention),
                    medium: false,
                })
            }
            Who::Noun(_) => {
                let start = self.behind_other(phrase.start, phrase.end);
                let phrase = Phrase {
                    who: Who::Noun(self.sentence.span(start, phrase.end)),
                    start,
                    ..phrase
                };
                let span = phrase.who.span();
                let publisher = self.publisher(phrase);
                let mention = publisher.or_else(|| {
                    let outlet = || self.outlet_in(phrase);
                    self.is_document(phrase).then(outlet).flatten()
                });
                (according || publisher.is_some() || self.is_source(phrase)).then_some(Cited {
                    span,
                    mention,
                    medium: publisher.is_some(),
                })
            }
            Who::Pronoun(..) => None,
        }
    }

    /// Whose report a phrase is by its name alone: "a Kestrel Wire broadcast", of whatever kind the name was taken
    /// to be. One capitalized word of no organization tells of whom or where: "a Norwegian report".
    fn publisher(&self, phrase: Phrase) -> Option<usize> {
        (phrase.start..phrase.end)
            .filter(|at| is_one_of(self.sentence.words(at + 1), &REPORTS))
            .filter_map(|at| self.named(at))
            .filter(|(_, _, span)| phrase.who.span().contains(*span))
            .find(|(_, kind, span)| {
                let words = span.of(self.sentence.text);
                let outlet = words.contains(' ') || !words.contains(char::is_lowercase);
                match kind {
                    EntityKind::Organization => true,
                    EntityKind::Place | EntityKind::Other => outlet,
                    EntityKind::Person => false,
                }
            })
            .map(|(mention, ..)| mention)
    }

    /// The organization named in a phrase: "a Harbour Post report", "a report by Harbour News".
    fn outlet_in(&self, phrase: Phrase) -> Option<usize> {
        (phrase.start..phrase.end)
            .filter(|at| self.sentence.class(at + 1) != Some(Class::Genitive))
            .filter_map(|at| self.named(at))
            .find(|(mention, kind, span)| {
                let part_of_phrase = phrase.who.span().contains(*span);
                *kind == EntityKind::Organization
                    && part_of_phrase
                    && self.mentions.get(*mention).is_some()
            })
            .map(|(mention, ..)| mention)
    }

    /// "cited by Harbour News", "a report seen by Metro Wire".
    fn handed_on(&self, at: usize) -> Option<(Span, Cited)> {
        let sentence = &self.sentence;
        let verb = is_one_of(sentence.words(at), &HANDED_ON);
        if !verb || !(sentence.is(at + 1, "by") || sentence.is(at + 1, "in")) {
            return None;
        }
        let article = usize::from(sentence.class(at + 2) == Some(Class::Determiner));
        let (mention, kind, span) = self.named(at + 2 + article)?;
        if sentence.is(at + 1, "in") && kind != EntityKind::Organization {
            return None;
        }
        let medium = kind != EntityKind::Person && !is_body(span.of(sentence.text));
        let cited = Cited {
            span,
            mention: Some(mention),
            medium,
        };
        Some((sentence.units.get(at)?.span.cover(span), cited))
    }

    /// "told Coast Radio", "in an interview with The Ledger", "in a statement to Coast Radio", "told the network".
    fn told(&self, at: usize) -> Option<(Span, Cited)> {
        let sentence = &self.sentence;
        let telling = match sentence.class(at)? {
            Class::Verb(verb) if matches!(verb.form, Form::Past | Form::Third | Form::Gerund) => {
                is_one_of(sentence.words(at), &["told", "tells", "telling"])
            }
            _ => false,
        };
        let talk = sentence.is(at, "interview") && sentence.is(at + 1, "with")
            || is_one_of(sentence.words(at), &["statement", "comments", "remarks"])
                && sentence.is(at + 1, "to");
        if !telling && !talk {
            return None;
        }
        let next = at + 1 + usize::from(talk);
        let article = usize::from(sentence.class(next) == Some(Class::Determiner));
        let first = sentence.units.get(at)?.span;
        let Some((mention, kind, span)) = self.named(next + article) else {
            let span = self.medium_at(next)?;
            let (mention, medium) = (None, true);
            return Some((
                first.cover(span),
                Cited {
                    span,
                    mention,
                    medium,
                },
            ));
        };
        // "told the Ruiz campaign" names no outlet.
        let alone = !matches!(
            sentence.class(next + article + 1),
            Some(Class::Plain | Class::Genitive)
        );
        let outlet = matches!(kind, EntityKind::Organization | EntityKind::Other)
            && !is_body(span.of(sentence.text));
        (alone && outlet).then_some((
            first.cover(span),
            Cited {
                span,
                mention: Some(mention),
                medium: true,
            },
        ))
    }

    /// "the network", "the news outlet" at `at`: an outlet that has been named before.
    fn medium_at(&self, at: usize) -> Option<Span> {
        let sentence = &self.sentence;
        if !sentence.is(at, "the") {
            return None;
        }
        let end = (at + 1..at + 3).find(|end| is_one_of(sentence.words(*end), &MEDIA))?;
        let between = end == at + 2 && !is_one_of(sentence.words(at + 1), &["news", "broadcast"]);
        let more = sentence.class(end + 1) == Some(Class::Plain);
        (!between && !more).then(|| sentence.span(at, end + 1))
    }

    /// "a Harbour Post report", wherever it stands.
    fn own_report(&self, at: usize) -> Option<(Span, Cited)> {
        let sentence = &self.sentence;
        let (mention, kind, span) = self.named(at)?;
        let before = at.checked_sub(1)?;
        let article =
            matches!(sentence.class(before), Some(Class::Determiner)) && !sentence.is(before, "no");
        let noun = sentence.units.get(at + 1)?.span;
        let report = is_one_of(
            sentence.words(at + 1),
            &[
                "report",
                "investigation",
                "poll",
                "survey",
                "story",
                "article",
            ],
        );
        let cited = Cited {
            span,
            mention: Some(mention),
            medium: !is_body(span.of(sentence.text)),
        };
        (article && report && kind == EntityKind::Organization)
            .then(|| (sentence.units[before].span.cover(noun), cited))
    }

    /// "a story in Harbour News", "the article by Coast Radio".
    fn report_of(&self, at: usize) -> Option<(Span, Cited)> {
        let sentence = &self.sentence;
        let noun = is_one_of(
            sentence.words(at),
            &["report", "story", "article", "investigation"],
        );
        let by = is_one_of(sentence.words(at + 1), &["in", "by", "from"]);
        if !noun || !by {
            return None;
        }
        let article = usize::from(sentence.class(at + 2) == Some(Class::Determiner));
        let (mention, kind, span) = self.named(at + 2 + article)?;
        let name = span.of(sentence.text);
        let medium = resolve::is_medium_name(name);
        let cited = Cited {
            span,
            mention: Some(mention),
            medium,
        };
        let first = sentence.units.get(at)?.span;
        (medium && kind == EntityKind::Organization).then(|| (first.cover(span), cited))
    }

    /// Unnamed people at `at` who are cited by what stands around them: "citing two officials", "sources quoted by".
    fn people(&self, at: usize) -> Option<(Span, Cited)> {
        let sentence = &self.sentence;
        let phrase = self.people_ending(at)?;
        let span = phrase.who.span();
        let cited = Cited {
            span,
            mention: None,
            medium: false,
        };
        let before = |back: usize| phrase.start.checked_sub(back);
        if let Some(verb) = before(1).filter(|at| is_one_of(sentence.words(*at), &CITING)) {
            let verb = sentence.units.get(verb)?.span;
            return Some((verb.cover(span), cited));
        }
        let on = before(1).is_some_and(|at| sentence.is(at, "on"));
        let based =
            on && (2..6).any(|back| before(back).is_some_and(|at| sentence.is(at, "based")));
        let passed_on =
            is_one_of(sentence.words(phrase.end), &HANDED_ON) && sentence.is(phrase.end + 1, "by");
        let relative = sentence.is_mark(phrase.end, &[','])
            && sentence.class(phrase.end + 1) == Some(Class::Relative)
            && self.says_after(phrase.end + 2);
        (based || passed_on || relative).then_some((span, cited))
    }

    /// Whether a clause between commas that starts before `from` is followed by a verb of saying.
    fn says_after(&self, from: usize) -> bool {
        let comma = (from..from + REACH).find(|at| self.sentence.is_mark(*at, &[',']));
        comma.is_some_and(|comma| is_one_of(self.sentence.words(comma + 1), &SAYS))
    }

    /// The unnamed people whose noun stands at `at`, with what is said of how many and of what kind they are.
    fn people_ending(&self, at: usize) -> Option<Phrase> {
        let sentence = &self.sentence;
        let plain = matches!(sentence.class(at), Some(Class::Plain | Class::Verb(_)));
        let noun = sentence.words(at);
        let lower = noun.starts_with(char::is_lowercase) || at == 0;
        if !plain || !lower || sentence.class(at + 1) == Some(Class::Genitive) {
            return None;
        }
        let start = sentence.joined_start(sentence.chunk_start(at + 1, 0), 0);
        let start = self.behind_other(start, at + 1);
        let start = self.many_before(start).unwrap_or(start);
        let start = self.one_of(start).unwrap_or(start);
        let span = sentence.span(start, at + 1);
        let words = span.of(sentence.text);
        (is_people(noun) || is_stranger(words)).then_some(Phrase {
            who: Who::Noun(span),
            start,
            end: at + 1,
        })
    }

    /// The start of the people alone: "officials" of "sold to a bank, officials said" and "shut four schools and six
    /// shops, officials said".
    fn behind_other(&self, start: usize, end: usize) -> usize {
        let singular = is_one_of(
            self.sentence.words(start),
            &["a", "an", "another", "the", "this", "that"],
        );
        let plural = |at: usize| {
            let word = self.sentence.words(at);
            is_one_of(word, &["people"])
                || word.ends_with('s') && !word.ends_with("ss") && word.len() > 3
        };
        let other = |at: &usize| {
            let joint =
                self.sentence.is_comma(*at) || self.sentence.class(*at) == Some(Class::Conjunction);
            let list = self.sentence.is_comma(*at) && singular;
            *at > start && joint && (list || plural(*at - 1))
        };
        let joint = (start..end).rev().find(other);
        joint.map_or(start, |joint| joint + 1)
    }

    /// The start of "multiple former and" before `start`.
    fn many_before(&self, start: usize) -> Option<usize> {
        let and = start
            .checked_sub(1)
            .filter(|at| self.sentence.is(*at, "and"))?;
        let first = self.sentence.chunk_start(and, 0);
        let counts =
            count(self.sentence.span(first, and).of(self.sentence.text)) == Some(Count::Several);
        (first < and && counts).then_some(first)
    }

    /// The start of "one of" before `start`.
    fn one_of(&self, start: usize) -> Option<usize> {
        let one = start.checked_sub(2)?;
        let many = self.sentence.is(one, "one") || self.sentence.is(one, "some");
        (many && self.sentence.is(start - 1, "of")).then_some(one)
    }

    /// The nearest unnamed people before the verb at `at`, where nothing else has spoken in between.
    fn people_before(&self, at: usize) -> Option<Phrase> {
        let first = at.saturating_sub(REACH);
        let stops = |at: &usize| match self.sentence.what(*at) {
            Some(What::Quote(_) | What::Mark(';' | ':')) => true,
            Some(What::Word(Class::Verb(verb))) => {
                verb.speech && !verb.doubtful && matches!(verb.form, Form::Past | Form::Third)
            }
            _ => false,
        };
        (first..at)
            .rev()
            .take_while(|at| !stops(at))
            .find_map(|at| self.people_ending(at))
    }
}

/// Whether a noun is about several human beings: "officials", "people".
pub(super) fn is_people(noun: &str) -> bool {
    let noun = noun.to_lowercase();
    noun == "people" || noun.strip_suffix('s').is_some_and(is_human)
}

/// Whether a name is that of a body that may be told something without being a medium: "the finance committee".
fn is_body(name: &str) -> bool {
    let last = name.split(' ').next_back().unwrap_or_default();
    is_one_of(last, &BODIES) && !is_one_of(last, &MEDIA)
        || is_one_of(
            last,
            &[
                "congress",
                "senate",
                "house",
                "parliament",
                "assembly",
                "conference",
                "university",
                "school",
                "club",
                "army",
                "ltd",
                "inc",
                "corp",
                "plc",
            ],
        )
}
