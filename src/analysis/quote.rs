//! Direct and mixed quotes, the cue that attributes them, and their speaker.
//!
//! First the marks tell what is quoted ([`marks`]); then every quote becomes one symbol of the narrative
//! ([`unit`]), whose reporting verbs ([`cue`], [`attribute`]) and noun phrases ([`phrase`]) tell who said it.

pub(crate) mod attribute;
pub(crate) mod cue;
mod filter;
mod marks;
pub(crate) mod people;
pub(crate) mod phrase;
mod subject;
pub(crate) mod unit;

#[cfg(test)]
mod tests;

use super::lexicon::Lexicon;
use super::{Chain, Directness, Mention, Quote, QuoteId};
use crate::article::{Article, ParagraphKind};
use crate::text::Span;
use attribute::{Cue, choose, cues, leads, without_cue};
use cue::Cues;
use marks::Quoted;
use people::{Actor, People, REACH, Told};
use phrase::{Sentence, Who};
use unit::{Narrative, Stretch, What, narrative};

/// To whom a quote is attributed, and by which words.
#[derive(Debug, Clone, Copy, Default)]
struct Source {
    cue: Option<Span>,
    words: Option<Span>,
    actor: Option<Actor>,
    /// The quoted words of which these are a later piece.
    continues: Option<usize>,
    dropped: bool,
}

/// An article read for who says what: shared by quotes and citations.
#[derive(Debug)]
pub struct Reading {
    quoted: Vec<Quoted>,
    /// What is told outside of quotes.
    pub(crate) narrative: Narrative,
    /// For every chain, whether it is a person.
    persons: Vec<bool>,
}

/// Reads an article for who says what.
pub fn read(
    article: &Article,
    mentions: &[Mention],
    chains: &[Chain],
    lexicon: &Lexicon,
) -> Reading {
    let mut quoted = marks::quoted(article);
    let lists = Cues::embedded();
    filter::drop_nicknames(article, mentions, &mut quoted);
    filter::end_open_quotes(article, lists, &mut quoted);
    filter::take_labels(article, &mut quoted);
    let mut narrative = narrative(article, mentions, &quoted, lists);
    let persons = people::persons(article, mentions, chains, &mut narrative, lexicon);
    Reading {
        quoted,
        narrative,
        persons,
    }
}

/// The attributed quotes of the article, in order.
pub fn quotes(
    article: &Article,
    mentions: &[Mention],
    chains: &[Chain],
    lexicon: &Lexicon,
    reading: &Reading,
) -> Vec<Quote> {
    if reading.quoted.is_empty() {
        return Vec::new();
    }
    let mut teller = Teller {
        article,
        quoted: &reading.quoted,
        narrative: &reading.narrative,
        people: People::new(article, mentions, chains, reading, lexicon),
        sources: vec![Source::default(); reading.quoted.len()],
        last: None,
        buffer: String::new(),
    };
    for at in 0..reading.narrative.stretches.len() {
        teller.attribute(at);
    }
    collect(article, &reading.quoted, &teller.sources)
}

/// Goes through the sentences in order and attributes their quotes.
struct Teller<'a> {
    article: &'a Article,
    quoted: &'a [Quoted],
    narrative: &'a Narrative,
    people: People<'a>,
    sources: Vec<Source>,
    /// The last quote that was attributed, with its sentence.
    last: Option<(usize, usize)>,
    buffer: String,
}

impl<'a> Teller<'a> {
    fn sentence(&self, at: usize) -> Option<(Sentence<'a>, &'a Stretch)> {
        let stretch = self.narrative.stretches.get(at)?;
        let units = self.narrative.units.get(stretch.units.clone())?;
        let text = &self.article.text;
        Some((Sentence { text, units }, stretch))
    }

    fn attribute(&mut self, at: usize) {
        let Some((sentence, _)) = self.sentence(at) else {
            return;
        };
        let cues = cues(&sentence);
        let mut here = Told::default();
        let persons = |qualifies: bool| {
            sentence
                .persons()
                .filter(move |(at, _)| sentence.is_qualifier(*at) == qualifies)
                .filter_map(|(_, who)| Some((who.span(), self.people.chain_of(who)?)))
        };
        here.persons = persons(false).chain(persons(true)).collect();
        here.lead = sentence
            .clause_subject(0, sentence.units.len())
            .and_then(|lead| self.people.actor(lead.who, &Told::default()))
            .filter(|actor| *actor != Actor::Unnamed);
        for (index, unit) in sentence.units.iter().enumerate() {
            match unit.what {
                What::Quote(quote) => {
                    let source = self.source(&sentence, &cues, at, index, quote, &here);
                    if let Some(slot) = self.sources.get_mut(quote) {
                        *slot = source;
                    }
                    if !source.dropped {
                        self.last = Some((quote, at));
                    }
                }
                What::Word(_) => {
                    let subject = cues.iter().find(|cue| cue.at == index && cue.finite);
                    let actor = subject
                        .and_then(|cue| cue.subject)
                        .and_then(|subject| self.people.actor(subject.who, &here));
                    here.speakers.extend(actor);
                }
                What::Name(..) | What::Number | What::Mark(_) => {}
            }
        }
        self.people.remember(here);
    }

    /// The source of the quote at the unit `index` of the sentence `at`.
    fn source(
        &mut self,
        sentence: &Sentence,
        cues: &[Cue],
        at: usize,
        index: usize,
        quote: usize,
        here: &Told,
    ) -> Source {
        let Some(quoted) = self.quoted.get(quote).copied() else {
            return Source::default();
        };
        let chosen = choose(sentence, cues, index);
        if filter::is_no_speech(
            self.article,
            &quoted,
            sentence,
            index,
            cues,
            chosen,
            &mut self.buffer,
        ) {
            return Source {
                dropped: true,
                ..Source::default()
            };
        }
        if let Some(label) = quoted.label {
            return Source {
                words: Some(label),
                actor: self.people.labelled(label.of(&self.article.text)),
                ..Source::default()
            };
        }
        if quoted.goes_on
            && let Some(source) = self.going_on(quote)
        {
            return source;
        }
        if let Some(cue) = chosen {
            return self.by_cue(cue, here, sentence, index, quote);
        }
        let own = (!leads(sentence, index) || sentence.units.len() > index + 2)
            .then(|| without_cue(sentence, index))
            .flatten();
        if let Some(phrase) = own {
            return Source {
                words: Some(phrase.who.span()),
                actor: self.people.actor(phrase.who, here),
                ..Source::default()
            };
        }
        self.inherited(at, index, quote, sentence)
    }

    /// The speaker of the quote that the paragraph before left open.
    fn going_on(&self, quote: usize) -> Option<Source> {
        let before = quote.checked_sub(1)?;
        let source = self.sources.get(before)?;
        (source.actor.is_some() || source.words.is_some()).then_some(Source {
            cue: None,
            words: None,
            actor: source.actor,
            continues: Some(before),
            dropped: false,
        })
    }

    fn by_cue(
        &self,
        cue: &Cue,
        here: &Told,
        sentence: &Sentence,
        index: usize,
        quote: usize,
    ) -> Source {
        let who: Option<Who> = cue.subject.map(|subject| subject.who);
        // “…,” said Ruiz, “…”: the words between are one cue for both.
        let split = (0..index)
            .rev()
            .find_map(|at| match sentence.what(at) {
                Some(What::Quote(before)) => Some(before),
                _ => None,
            })
            .filter(|before| {
                cue.at < index
                    && self.sources.get(*before).is_some_and(|source| {
                        source.cue == Some(cue.span) && leads_to(self, *before, quote)
                    })
            });
        Source {
            cue: Some(cue.span),
            words: who.map(Who::span),
            actor: who.and_then(|who| self.people.actor(who, here)),
            continues: split,
            dropped: false,
        }
    }

    /// The speaker that a quote without a cue takes from what stands before it.
    fn inherited(&self, at: usize, index: usize, quote: usize, sentence: &Sentence) -> Source {
        let whole = leads(sentence, index);
        if let Some((last, last_at)) = self.last {
            let same_paragraph = self.same_paragraph(last, quote);
            let near = at.saturating_sub(last_at) <= 1;
            let between = self
                .people
                .told()
                .iter()
                .rev()
                .take((at - last_at.min(at)).min(REACH));
            let newer = between
                .take_while(|_| at > last_at + 1)
                .take(at.saturating_sub(last_at + 1))
                .find_map(Told::person);
            if let Some(actor) = newer {
                return Source {
                    actor: Some(actor),
                    ..Source::default()
                };
            }
            if same_paragraph || near {
                let source = self.sources.get(last).copied().unwrap_or_default();
                return Source {
                    cue: None,
                    words: None,
                    actor: source.actor,
                    continues: (whole && same_paragraph && near).then_some(last),
                    dropped: false,
                };
            }
        }
        let actor = self.people.told().iter().rev().take(3).find_map(|told| {
            let first = told.persons.first().map(|(_, chain)| Actor::Chain(*chain));
            told.speakers.first().copied().or(told.lead).or(first)
        });
        Source {
            actor,
            ..Source::default()
        }
    }

    fn same_paragraph(&self, left: usize, right: usize) -> bool {
        let paragraph = |quote: usize| self.quoted.get(quote).map(|quoted| quoted.paragraph);
        paragraph(left) == paragraph(right)
    }
}

/// Whether the two quotes are pieces of one utterance and not two fragments: the first stops for its cue.
fn leads_to(teller: &Teller, first: usize, second: usize) -> bool {
    let words = |quote: usize| {
        teller
            .quoted
            .get(quote)
            .map_or("", |quoted| quoted.span.of(&teller.article.text))
    };
    words(first).ends_with([',', '?', '!', '.', '—', '…']) && !words(second).is_empty()
}

/// The quotes that are left, in order, with the ids by which they refer to each other.
fn collect(article: &Article, quoted: &[Quoted], sources: &[Source]) -> Vec<Quote> {
    let mut ids: Vec<Option<QuoteId>> = vec![None; quoted.len()];
    let mut quotes: Vec<Quote> = Vec::with_capacity(quoted.len());
    for (index, (quoted, source)) in quoted.iter().zip(sources).enumerate() {
        if source.dropped {
            continue;
        }
        let Some(sentence) = article.sentence_at(quoted.outer.start()) else {
            continue;
        };
        ids[index] = Some(QuoteId::new(quotes.len()));
        quotes.push(Quote {
            span: quoted.span,
            outer: quoted.outer,
            sentence,
            directness: directness(article, quoted),
            cue: source.cue,
            speaker_text: source.words,
            speaker: match source.actor {
                Some(Actor::Chain(chain)) => Some(chain),
                Some(Actor::Unnamed) | None => None,
            },
            continues: source
                .continues
                .and_then(|before| ids.get(before).copied().flatten()),
        });
    }
    quotes
}

/// A whole utterance starts with a capital; a part of a paraphrase goes on with the reporter's sentence.
fn directness(article: &Article, quoted: &Quoted) -> Directness {
    let words = quoted.span.of(&article.text);
    let whole = words
        .chars()
        .find(|c| c.is_alphabetic())
        .is_none_or(char::is_uppercase);
    let headline = article.paragraphs[quoted.paragraph.index()].kind == ParagraphKind::Title;
    if whole && !headline {
        Directness::Direct
    } else {
        Directness::Mixed
    }
}
