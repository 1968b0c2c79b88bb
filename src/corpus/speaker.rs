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

/// Whom of the corpus `name` means, among those who say something. Case and accents do not count.
pub fn meant(corpus: &Corpus, name: &str) -> Meant {
    let speakers = corpus.speakers_named(name);
    let speakers: Vec<EntityId> = speakers.into_iter().map(|speaker| speaker.entity).collect();
    let Some(first) = speakers.first() else {
        return nobody(corpus, name);
    };
    let name = |id: &EntityId| fold(&corpus.entity(*id).name);
    if speakers.iter().all(|id| name(id) == name(first)) {
        Meant::Speaker(speakers)
    } else {
        Meant::Several(speakers)
    }
}

/// Somebody who is only described, or who is named and says nothing.
fn nobody(corpus: &Corpus, name: &str) -> Meant {
    let wanted = words(name);
    if wanted.is_empty() {
        return Meant::Nobody(Vec::new());
    }
    let described = described(corpus, &wanted);
    if !described.is_empty() {
        return Meant::Described(described);
    }
    let is_named = |id: &EntityId| {
        let entity = corpus.entity(*id);
        let mut names = entity.aliases.iter().chain([&entity.name]);
        names.any(|name| holds(&words(name), &wanted))
    };
    let ids = (0..corpus.links.entities.len()).map(EntityId::new);
    Meant::Nobody(ids.filter(is_named).collect())
}

/// The quotes of which an article says that they are by one of `speakers`: the earliest first where dates are known.
pub fn said_by(corpus: &Corpus, speakers: &[EntityId]) -> Vec<SharedQuoteId> {
    let quotes = speakers.iter().flat_map(|id| corpus.quotes_of_speaker(*id));
    let quotes: BTreeSet<SharedQuoteId> = quotes.copied().collect();
    let mut quotes: Vec<SharedQuoteId> = quotes.into_iter().collect();
    by_time(corpus, &mut quotes);
    quotes
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
        assert_eq!(names(&corpus, &who), ["José Okonjo", "Marta Okonjo"]);
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
