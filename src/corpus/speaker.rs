//! Who is meant by a name that a reader types, and everything that is said to be theirs.

use std::collections::BTreeSet;

use super::Corpus;
use crate::link::{EntityId, QuoteMention, SharedQuoteId};
use crate::text::fold::fold;

/// Who is meant by a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant {
    /// Nobody who says anything; those who are named and say nothing.
    Nobody(Vec<EntityId>),
    /// These, who have one name.
    Speaker(Vec<EntityId>),
    /// Nobody with a name of their own, but these quotes are by somebody described so: "one former official".
    Described(Vec<SharedQuoteId>),
    /// One of these, who have different names.
    Several(Vec<EntityId>),
}

/// How well a name is met; the best counts alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Met {
    /// It is the name.
    Name,
    /// It is one of the other names.
    Alias,
    /// All its words are words of a name: a surname.
    Words,
}

/// Whom of the corpus `name` means, among those who say something. Case and accents do not count.
pub fn meant(corpus: &Corpus, name: &str) -> Meant {
    let wanted = words(name);
    if wanted.is_empty() {
        return Meant::Nobody(Vec::new());
    }
    let ids = (0..corpus.links.entities.len()).map(EntityId::new);
    let met: Vec<(Met, EntityId)> = ids
        .filter_map(|id| Some((met(corpus, id, &wanted)?, id)))
        .collect();
    let speakers = speakers(corpus);
    let (speaking, silent): (Vec<_>, Vec<_>) =
        met.into_iter().partition(|(_, id)| speakers.contains(id));
    let best = speaking.iter().map(|(met, _)| *met).min();
    let of_best = speaking.iter().filter(|(met, _)| Some(*met) == best);
    let best: Vec<EntityId> = of_best.map(|(_, id)| *id).collect();
    let Some(first) = best.first() else {
        let described = described(corpus, &wanted);
        if described.is_empty() {
            return Meant::Nobody(silent.into_iter().map(|(_, id)| id).collect());
        }
        return Meant::Described(described);
    };
    let name = |id: &EntityId| words(&corpus.entity(*id).name);
    if best.iter().all(|id| name(id) == name(first)) {
        Meant::Speaker(best)
    } else {
        Meant::Several(best)
    }
}

/// The quotes of which somebody says that they are by one of `speakers`: the earliest first where dates are known.
pub fn said_by(corpus: &Corpus, speakers: &[EntityId]) -> Vec<SharedQuoteId> {
    let theirs = |mention: &QuoteMention| {
        speaker_of(corpus, *mention).is_some_and(|speaker| speakers.contains(&speaker))
    };
    let mut quotes: Vec<SharedQuoteId> = quotes(corpus)
        .filter(|id| corpus.quote(*id).mentions.iter().any(theirs))
        .collect();
    by_time(corpus, &mut quotes);
    quotes
}

/// Who says the quote in that article, where it is a named entity.
pub fn speaker_of(corpus: &Corpus, mention: QuoteMention) -> Option<EntityId> {
    let quote = corpus.annotations(mention.article).quote(mention.quote);
    corpus.links.entity(mention.article, quote.speaker?)
}

fn quotes(corpus: &Corpus) -> impl Iterator<Item = SharedQuoteId> + use<> {
    (0..corpus.links.quotes.len()).map(SharedQuoteId::new)
}

fn by_time(corpus: &Corpus, quotes: &mut [SharedQuoteId]) {
    quotes.sort_by_key(|id| {
        let mentions = corpus.quote(*id).mentions.iter();
        let times = mentions.filter_map(|m| corpus.article(m.article).meta.published);
        let first = times.min();
        (first.is_none(), first, *id)
    });
}

/// Everybody who says something.
fn speakers(corpus: &Corpus) -> BTreeSet<EntityId> {
    let mentions = corpus.links.quotes.iter().flat_map(|quote| &quote.mentions);
    mentions
        .filter_map(|mention| speaker_of(corpus, *mention))
        .collect()
}

/// The quotes by somebody without a name who is described by these words.
fn described(corpus: &Corpus, wanted: &[String]) -> Vec<SharedQuoteId> {
    let described = |mention: &QuoteMention| {
        let quote = corpus.annotations(mention.article).quote(mention.quote);
        let text = |span| corpus.article(mention.article).words(span);
        let described = words(quote.speaker_text.map_or("", text));
        quote.speaker.is_none() && holds(&described, wanted)
    };
    let mut quotes: Vec<SharedQuoteId> = quotes(corpus)
        .filter(|id| corpus.quote(*id).mentions.iter().any(described))
        .collect();
    by_time(corpus, &mut quotes);
    quotes
}

fn met(corpus: &Corpus, id: EntityId, wanted: &[String]) -> Option<Met> {
    let entity = corpus.entity(id);
    let name = words(&entity.name);
    let aliases: Vec<Vec<String>> = entity.aliases.iter().map(|alias| words(alias)).collect();
    if name == wanted {
        Some(Met::Name)
    } else if aliases.iter().any(|alias| alias == wanted) {
        Some(Met::Alias)
    } else if holds(&name, wanted) || aliases.iter().any(|alias| holds(alias, wanted)) {
        Some(Met::Words)
    } else {
        None
    }
}

fn holds(words: &[String], wanted: &[String]) -> bool {
    wanted.iter().all(|word| words.contains(word))
}

/// The words of a name in the form in which names are compared.
fn words(name: &str) -> Vec<String> {
    let parts = name.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
    let folded = parts.map(fold).filter(|word| !word.is_empty());
    folded.collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::*;
    use crate::article::parse;

    fn corpus(texts: &[&str]) -> Corpus {
        let articles = texts.iter().enumerate().map(|(at, text)| {
            let text = format!("Tunnel closed\n\n{text}");
            Arc::new(parse(Path::new(&format!("{at}.txt")), text.as_bytes()))
        });
        Corpus::analyzed(articles.collect())
    }

    fn names(corpus: &Corpus, ids: &[EntityId]) -> Vec<String> {
        let name = |id: &EntityId| corpus.entity(*id).name.clone();
        ids.iter().map(name).collect()
    }

    const THREE: &str = "“We found water in four of the old shafts,” Marta Okonjo said.\n\n\
        “Nobody may enter the tunnel this week,” José Okonjo said.\n\n\
        “The pumps have been running since Friday,” said one former official. Ulla Brink was there.";

    #[test]
    fn a_name_is_met_whatever_its_case_and_accents() {
        let corpus = corpus(&[THREE]);
        let Meant::Speaker(who) = meant(&corpus, "jose okonjo") else {
            panic!("{:?}", meant(&corpus, "jose okonjo"));
        };
        assert_eq!(names(&corpus, &who), ["José Okonjo"]);
        assert_eq!(said_by(&corpus, &who).len(), 1);
    }

    #[test]
    fn a_surname_of_two_means_both() {
        let corpus = corpus(&[THREE]);
        let Meant::Several(who) = meant(&corpus, "Okonjo") else {
            panic!("{:?}", meant(&corpus, "Okonjo"));
        };
        assert_eq!(names(&corpus, &who), ["Marta Okonjo", "José Okonjo"]);
    }

    #[test]
    fn a_surname_of_one_is_enough() {
        let corpus = corpus(&["“We found water in four of the old shafts,” Marta Okonjo said."]);
        assert!(matches!(meant(&corpus, "OKONJO"), Meant::Speaker(_)));
    }

    #[test]
    fn somebody_without_a_name_is_met_by_the_description() {
        let corpus = corpus(&[THREE]);
        let Meant::Described(quotes) = meant(&corpus, "former official") else {
            panic!("{:?}", meant(&corpus, "former official"));
        };
        assert_eq!(quotes.len(), 1);
    }

    #[test]
    fn who_says_nothing_is_nobody_who_is_named() {
        let corpus = corpus(&[THREE]);
        let Meant::Nobody(silent) = meant(&corpus, "Brink") else {
            panic!("{:?}", meant(&corpus, "Brink"));
        };
        assert_eq!(names(&corpus, &silent), ["Ulla Brink"]);
        assert_eq!(meant(&corpus, "Zog"), Meant::Nobody(Vec::new()));
        assert_eq!(meant(&corpus, "…"), Meant::Nobody(Vec::new()));
    }
}
