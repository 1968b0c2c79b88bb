//! Where an article says where it has something from: "according to Harbour News", "told Coast Radio".
//!
//! Named persons who only speak are no citations: their words are quotes or claims of their own.

use super::quote::attribute::{Cue, cues};
use super::quote::cue::{Class, Form};
use super::quote::people::{is_human, is_stranger};
use super::quote::phrase::{Phrase, Sentence, Who};
use super::quote::unit::{Narrative, What};
use super::{Citation, EntityKind, Mention};
use crate::article::Article;
use crate::text::Span;

/// What stands between a source and those who have it: "a report seen by Metro Wire".
const HANDED_ON: [&str; 11] = [
    "cited",
    "seen",
    "obtained",
    "reviewed",
    "reported",
    "published",
    "quoted",
    "leaked",
    "shared",
    "verified",
    "interviewed",
];

/// Nouns for what can be read as a source.
const DOCUMENTS: [&str; 42] = [
    "report",
    "reports",
    "study",
    "studies",
    "model",
    "models",
    "survey",
    "surveys",
    "poll",
    "polls",
    "data",
    "figures",
    "document",
    "documents",
    "record",
    "records",
    "filing",
    "filings",
    "review",
    "analysis",
    "audit",
    "letter",
    "letters",
    "memo",
    "memos",
    "email",
    "emails",
    "statement",
    "statements",
    "research",
    "investigation",
    "assessment",
    "statistics",
    "footage",
    "video",
    "notes",
    "minutes",
    "article",
    "story",
    "paper",
    "transcript",
    "complaint",
];

/// What an outlet brings, named after it: "an NBC report".
const REPORTS: [&str; 5] = ["report", "article", "story", "interview", "broadcast"];

/// Verbs by which documents speak.
const SHOWS: [&str; 16] = [
    "show",
    "shows",
    "showed",
    "find",
    "finds",
    "found",
    "suggest",
    "suggests",
    "suggested",
    "indicate",
    "indicates",
    "indicated",
    "estimate",
    "estimates",
    "estimated",
    "reckons",
];

/// Verbs by which a report hands on what others say.
const SAYS: [&str; 34] = [
    "say",
    "says",
    "said",
    "told",
    "tell",
    "tells",
    "report",
    "reports",
    "reported",
    "announced",
    "announces",
    "confirmed",
    "confirms",
    "claimed",
    "claims",
    "stated",
    "states",
    "wrote",
    "writes",
    "revealed",
    "reveals",
    "disclosed",
    "acknowledged",
    "warned",
    "warn",
    "warns",
    "argued",
    "noted",
    "insisted",
    "denied",
    "described",
    "predicted",
    "believe",
    "reckons",
];

/// Nouns for bodies that speak.
const BODIES: [&str; 34] = [
    "board",
    "union",
    "network",
    "newspaper",
    "paper",
    "magazine",
    "outlet",
    "channel",
    "station",
    "agency",
    "ministry",
    "company",
    "police",
    "government",
    "administration",
    "department",
    "office",
    "group",
    "court",
    "party",
    "parties",
    "council",
    "committee",
    "commission",
    "team",
    "port",
    "authority",
    "authorities",
    "people",
    "firm",
    "bank",
    "campaign",
    "desk",
    "daily",
];

/// The citations of the report's own paragraphs, in order, without overlap.
pub(crate) fn citations(
    article: &Article,
    mentions: &[Mention],
    narrative: &Narrative,
) -> Vec<Citation> {
    let mut found = Vec::new();
    for stretch in &narrative.stretches {
        let Some(units) = narrative.units.get(stretch.units.clone()) else {
            continue;
        };
        let sentence = Sentence {
            text: &article.text,
            units,
        };
        let report = units
            .first()
            .and_then(|unit| article.sentence_at(unit.span.start()))
            .filter(|id| article.kind_of(*id).is_report());
        if report.is_some() {
            let reader = Reader { sentence, mentions };
            found.extend(reader.citations().into_iter().filter_map(|(span, source)| {
                Some(Citation {
                    span,
                    sentence: article.sentence_at(span.start())?,
                    source: source.span,
                    cites: source.mention.and_then(|at| Some(mentions.get(at)?.chain)),
                })
            }));
        }
    }
    found
}

/// The noun of a phrase: "report" of "a report by the board".
fn head(phrase: &str) -> &str {
    phrase
        .split(' ')
        .take_while(|word| {
            !matches!(
                *word,
                "of" | "for" | "by" | "from" | "in" | "on" | "with" | "at" | "to" | "familiar"
            )
        })
        .last()
        .unwrap_or_default()
}

/// Who or what is cited.
#[derive(Debug, Clone, Copy)]
struct Cited {
    span: Span,
    mention: Option<usize>,
}

/// Looks for citations in one sentence.
struct Reader<'a> {
    sentence: Sentence<'a>,
    mentions: &'a [Mention],
}

impl Reader<'_> {
    fn citations(&self) -> Vec<(Span, Cited)> {
        let mut found: Vec<(Span, Cited)> = Vec::new();
        for cue in cues(&self.sentence) {
            found.extend(self.by_cue(&cue));
        }
        for (at, unit) in self.sentence.units.iter().enumerate() {
            match unit.what {
                What::Word(_) => found.extend(self.handed_on(at).or_else(|| self.told(at))),
                What::Name(..) => found.extend(self.own_report(at)),
                What::Number | What::Mark(_) | What::Quote(_) => {}
            }
        }
        found.sort_by_key(|(span, _)| (span.start(), std::cmp::Reverse(span.end())));
        let mut end = 0;
        found.retain(|(span, _)| {
            let free = span.start() >= end;
            if free {
                end = span.end();
            }
            free
        });
        found
    }

    fn named(&self, at: usize) -> Option<(usize, EntityKind, Span)> {
        match self.sentence.units.get(at)?.what {
            What::Name(mention, kind) => Some((mention, kind, self.sentence.units.get(at)?.span)),
            _ => None,
        }
    }

    /// "according to …", "Harbour News reported", "two officials said".
    fn by_cue(&self, cue: &Cue) -> Option<(Span, Cited)> {
        let subject = cue.subject?;
        let according = cue.end == cue.at + 2;
        let says = SAYS.iter().any(|verb| self.sentence.is(cue.at, verb));
        let shows = || self.shows(cue.at) && self.is_document(subject);
        if !according && !(cue.finite && (says || shows())) {
            return None;
        }
        let cited = self.cited(subject, according)?;
        // A far subject ("The board, which …, said") is cited by its own words alone.
        let near = subject.end.abs_diff(cue.at) <= 3 || subject.start.abs_diff(cue.end) <= 1;
        // The verb belongs to the outlet that was told.
        if self.told(cue.at).is_some() {
            return Some((cited.span, cited));
        }
        if near {
            return Some((cited.span.cover(cue.span), cited));
        }
        let outlet = (subject.start..subject.end)
            .filter_map(|at| self.named(at))
            .any(|(_, kind, _)| kind == EntityKind::Organization);
        let named = matches!(subject.who, Who::Name(..));
        (outlet && named).then_some((cited.span, cited))
    }

    fn shows(&self, at: usize) -> bool {
        SHOWS.iter().any(|verb| self.sentence.is(at, verb))
    }

    fn is_document(&self, subject: Phrase) -> bool {
        let head = head(subject.who.span().of(self.sentence.text));
        DOCUMENTS.iter().any(|noun| head.eq_ignore_ascii_case(noun))
    }

    /// Whether the noun is a body, a document or somebody unnamed, and not a person known from before.
    fn is_source(&self, subject: Phrase) -> bool {
        let words = subject.who.span().of(self.sentence.text);
        let head = head(words);
        if BODIES.iter().any(|noun| head.eq_ignore_ascii_case(noun)) || self.is_document(subject) {
            return true;
        }
        if let Some(one) = head.strip_suffix('s') {
            return is_human(&one.to_lowercase());
        }
        is_stranger(words)
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
                })
            }
            Who::Noun(span) => {
                let publisher = self.publisher(phrase);
                let mention = publisher.or_else(|| {
                    let outlet = || self.outlet_in(phrase);
                    self.is_document(phrase).then(outlet).flatten()
                });
                (according || publisher.is_some() || self.is_source(phrase))
                    .then_some(Cited { span, mention })
            }
            Who::Pronoun(..) => None,
        }
    }

    /// Whose report a phrase is by its name alone: "a Kestrel Wire broadcast", of whatever kind the name was taken
    /// to be. One capitalized word of no organization tells of whom or where: "a Norwegian report".
    fn publisher(&self, phrase: Phrase) -> Option<usize> {
        (phrase.start..phrase.end)
            .filter(|at| REPORTS.iter().any(|noun| self.sentence.is(at + 1, noun)))
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
        let verb = HANDED_ON.iter().any(|verb| sentence.is(at, verb));
        if !verb || !(sentence.is(at + 1, "by") || sentence.is(at + 1, "in")) {
            return None;
        }
        let article = usize::from(sentence.class(at + 2) == Some(Class::Determiner));
        let (mention, kind, span) = self.named(at + 2 + article)?;
        if sentence.is(at + 1, "in") && kind != EntityKind::Organization {
            return None;
        }
        let cited = Cited {
            span,
            mention: Some(mention),
        };
        Some((sentence.units.get(at)?.span.cover(span), cited))
    }

    /// "told Coast Radio", "in an interview with The Ledger".
    fn told(&self, at: usize) -> Option<(Span, Cited)> {
        let sentence = &self.sentence;
        let told = match sentence.class(at)? {
            Class::Verb(verb) => {
                matches!(verb.form, Form::Past | Form::Third | Form::Gerund)
                    && ["told", "tells", "telling"]
                        .iter()
                        .any(|verb| sentence.is(at, verb))
            }
            _ => sentence.is(at, "interview") && sentence.is(at + 1, "with"),
        };
        let next = at + 1 + usize::from(sentence.is(at, "interview"));
        let article = usize::from(sentence.class(next) == Some(Class::Determiner));
        let (mention, kind, span) = self.named(next + article)?;
        // "told the Ruiz campaign" names no outlet.
        let alone = !matches!(
            sentence.class(next + article + 1),
            Some(Class::Plain | Class::Genitive)
        );
        let outlet = matches!(kind, EntityKind::Organization | EntityKind::Other);
        (told && alone && outlet).then_some((
            sentence.units.get(at)?.span.cover(span),
            Cited {
                span,
                mention: Some(mention),
            },
        ))
    }

    /// "a Harbour Post report", wherever it stands.
    fn own_report(&self, at: usize) -> Option<(Span, Cited)> {
        let sentence = &self.sentence;
        let (mention, kind, span) = self.named(at)?;
        let before = at.checked_sub(1)?;
        let article =
            matches!(sentence.class(before), Some(Class::Determiner)) && !sentence.is(before, "no");
        let noun = sentence.units.get(at + 1)?.span;
        let report = [
            "report",
            "investigation",
            "poll",
            "survey",
            "story",
            "article",
        ]
        .iter()
        .any(|noun| sentence.is(at + 1, noun));
        let cited = Cited {
            span,
            mention: Some(mention),
        };
        (article && report && kind == EntityKind::Organization)
            .then(|| (sentence.units[before].span.cover(noun), cited))
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::analysis::analyze;
    use crate::analysis::lexicon::Lexicon;
    use crate::article::parse;

    /// Every citation as "its words → its source", with the name of the entity where there is one.
    fn cited(text: &str) -> Vec<String> {
        let article = parse(
            Path::new("test.txt"),
            format!("Bridge closed\n\n{text}").as_bytes(),
        );
        let annotations = analyze(&article, Lexicon::embedded());
        let citations = annotations.citations.iter();
        citations
            .map(|citation| {
                let name = citation
                    .cites
                    .map_or("-", |chain| annotations.chain(chain).name.as_str());
                let words = citation.span.of(&article.text);
                format!("{words} → {} ({name})", citation.source.of(&article.text))
            })
            .collect()
    }

    #[test]
    fn an_outlet_that_reports_is_cited() {
        assert_eq!(
            cited("Harbour News reported on Tuesday that the bridge is closed."),
            ["Harbour News reported → Harbour News (Harbour News)"]
        );
        assert_eq!(
            cited("The bridge is closed, according to Harbour News."),
            ["according to Harbour News → Harbour News (Harbour News)"]
        );
    }

    #[test]
    fn who_told_and_whom_are_two_citations() {
        assert_eq!(
            cited("Four current and former engineers told Harbour News that the bridge is closed."),
            [
                "Four current and former engineers → Four current and former engineers (-)",
                "told Harbour News → Harbour News (Harbour News)"
            ]
        );
    }

    #[test]
    fn a_document_and_who_has_it_are_two_citations() {
        assert_eq!(
            cited("The bridge was rated fair, according to a report seen by Harbour News."),
            [
                "according to a report → a report (-)",
                "seen by Harbour News → Harbour News (Harbour News)"
            ]
        );
        assert_eq!(
            cited("The detour adds half an hour, the board’s traffic model shows."),
            ["the board’s traffic model shows → the board’s traffic model (-)"]
        );
    }

    #[test]
    fn the_outlet_of_a_report_is_cited() {
        for (outlet, noun) in [
            ("NBC", "report"),
            ("NBC News", "report"),
            ("Kestrel Wire", "article"),
            ("Kestrel Wire", "broadcast"),
            ("Kestrel Wire", "interview"),
            ("Harbour Post", "story"),
        ] {
            let source = format!("the {outlet} {noun}");
            assert_eq!(
                cited(&format!("Costs doubled, according to {source}.")),
                [format!("according to {source} → {source} ({outlet})")]
            );
            assert_eq!(
                cited(&format!("Costs doubled, {source} said.")),
                [format!("{source} said → {source} ({outlet})")]
            );
        }
    }

    #[test]
    fn a_report_from_somewhere_names_no_outlet() {
        assert_eq!(
            cited("Costs doubled, according to a Norwegian report."),
            ["according to a Norwegian report → a Norwegian report (-)"]
        );
    }

    #[test]
    fn a_person_who_merely_speaks_is_no_citation() {
        assert!(cited("The bridge is closed, Dana Ruiz said.").is_empty());
        assert!(cited("The bridge is closed, she said.").is_empty());
    }

    #[test]
    fn a_verb_without_a_source_is_no_citation() {
        assert!(cited("The detour adds half an hour. The work has begun.").is_empty());
    }
}
