//! The speaker ledger: everything somebody is quoted as saying, in all articles.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use jiff::Timestamp;

use super::{Corpus, Place};
use crate::analysis::{Directness, QuoteId};
use crate::article::ArticleId;
use crate::link::{EntityId, QuoteMention, SharedQuoteId};
use crate::text::Span;
use crate::text::fold::fold;

/// Somebody who is quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Speaker {
    /// Who it is.
    pub entity: EntityId,
    /// How many quotes are theirs, each counted once, however many articles print it.
    pub quotes: usize,
    /// How many articles quote them.
    pub articles: usize,
}

/// To whom one article gives the words of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attribution {
    /// To the speaker of the ledger.
    Speaker,
    /// To somebody else by name.
    Other(EntityId),
    /// To somebody without a name; a span of the article: "a spokesman".
    Words(Span),
    /// To nobody.
    Nobody,
}

/// One article that prints an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Print {
    /// Where.
    pub place: Place,
    /// Which quote of that article.
    pub quote: QuoteId,
    /// To whom it gives the words.
    pub attribution: Attribution,
}

/// One wording of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// Its number: 0 is the first.
    pub variant: u32,
    /// The articles that print it, each once, in the order of the quote's mentions.
    pub prints: Vec<Print>,
}

/// One quote of the ledger in all its wordings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The quote.
    pub quote: SharedQuoteId,
    /// When it was first printed, as far as dates are known.
    pub published: Option<Timestamp>,
    /// How many articles print it.
    pub articles: usize,
    /// Whether it goes on with the entry before it, of which the report splits it: “…,” said Ruiz, “…”.
    pub continues: bool,
    /// Whether all articles only build parts of it into sentences of their own.
    pub partial: bool,
    /// Whether articles name different speakers.
    pub attribution_differs: bool,
    /// Its wordings, in the order of their numbers; never empty.
    pub wordings: Vec<Wording>,
}

impl Corpus {
    /// Everybody who is quoted by name, who has most quotes first, then by name.
    pub fn speakers(&self) -> Vec<Speaker> {
        let quoted = |entity: EntityId| {
            let quotes = self.quotes_of_speaker(entity);
            let by = |mention: &&QuoteMention| self.speaker_of(**mention) == Some(entity);
            let mentions = quotes
                .iter()
                .flat_map(|quote| self.quote(*quote).mentions.iter());
            let articles: BTreeSet<ArticleId> = mentions.filter(by).map(|m| m.article).collect();
            (!quotes.is_empty()).then_some(Speaker {
                entity,
                quotes: quotes.len(),
                articles: articles.len(),
            })
        };
        let ids = (0..self.links.entities.len()).map(EntityId::new);
        let mut speakers: Vec<Speaker> = ids.filter_map(quoted).collect();
        speakers.sort_by_cached_key(|speaker| {
            let name = fold(&self.entity(speaker.entity).name);
            (Reverse((speaker.quotes, speaker.articles)), name)
        });
        speakers
    }

    /// Those who are quoted under this name; if nobody is, those of whose names it is a part, in order of [`Self::speakers`].
    pub fn speakers_named(&self, name: &str) -> Vec<Speaker> {
        let wanted = fold(name.trim());
        if wanted.is_empty() {
            return Vec::new();
        }
        let names = |speaker: &Speaker| {
            let entity = self.entity(speaker.entity);
            let aliases = entity.aliases.iter();
            let names: Vec<String> = aliases.chain([&entity.name]).map(|n| fold(n)).collect();
            names
        };
        let holds = |name: &String| {
            let words: Vec<&str> = name.split(' ').collect();
            wanted.split(' ').all(|word| words.contains(&word))
        };
        let all = self.speakers();
        let (equal, other): (Vec<Speaker>, Vec<Speaker>) =
            (all.into_iter()).partition(|speaker| names(speaker).contains(&wanted));
        if !equal.is_empty() {
            return equal;
        }
        let mut part = other;
        part.retain(|speaker| names(speaker).iter().any(holds));
        part
    }

    /// Everything the speaker is quoted as saying, earliest first where dates are known, then in order of the articles.
    pub fn ledger(&self, speaker: EntityId) -> Vec<Entry> {
        let quotes = self.quotes_of_speaker(speaker).iter();
        let mut entries: Vec<Entry> = quotes.map(|quote| self.entry(*quote, speaker)).collect();
        entries.sort_by_key(|entry| {
            let first = entry.wordings.first().and_then(|w| w.prints.first());
            let first = first.map(|print| (print.place.article, print.quote));
            (entry.published.is_none(), entry.published, first)
        });
        for at in 1..entries.len() {
            entries[at].continues = self.goes_on(&entries[at - 1], &entries[at]);
        }
        entries
    }

    /// Whether an article prints the second entry as a later piece of the first.
    fn goes_on(&self, before: &Entry, entry: &Entry) -> bool {
        let prints = |entry: &Entry| -> Vec<(ArticleId, QuoteId)> {
            let prints = entry.wordings.iter().flat_map(|wording| &wording.prints);
            prints
                .map(|print| (print.place.article, print.quote))
                .collect()
        };
        let before = prints(before);
        let first = prints(entry).first().copied();
        first.is_some_and(|(article, quote)| {
            let of = self.annotations(article).quote(quote).continues;
            of.is_some_and(|of| before.contains(&(article, of)))
        })
    }

    /// One quote in all its wordings, as the ledger of the speaker has it.
    pub fn entry(&self, id: SharedQuoteId, speaker: EntityId) -> Entry {
        let quote = self.quote(id);
        let mut wordings: BTreeMap<u32, Vec<Print>> = BTreeMap::new();
        let mut printed = HashSet::new();
        for mention in &quote.mentions {
            let prints = wordings.entry(mention.variant).or_default();
            if printed.insert((mention.variant, mention.article)) {
                prints.push(self.print(*mention, speaker));
            }
        }
        let part = |mention: &QuoteMention| {
            let quote = self.annotations(mention.article).quote(mention.quote);
            quote.directness == Directness::Mixed
        };
        let published = quote.mentions.iter();
        Entry {
            quote: id,
            published: published
                .filter_map(|mention| self.article(mention.article).meta.published)
                .min(),
            articles: self.articles_of_quote(id).len(),
            continues: false,
            partial: quote.mentions.iter().all(part),
            attribution_differs: quote.attribution_differs,
            wordings: (wordings.into_iter())
                .map(|(variant, prints)| Wording { variant, prints })
                .collect(),
        }
    }

    fn print(&self, mention: QuoteMention, speaker: EntityId) -> Print {
        let quote = self.annotations(mention.article).quote(mention.quote);
        let attribution = match (self.speaker_of(mention), quote.speaker_text) {
            (Some(entity), _) if entity == speaker => Attribution::Speaker,
            (Some(entity), _) => Attribution::Other(entity),
            (None, Some(words)) => Attribution::Words(words),
            (None, None) => Attribution::Nobody,
        };
        let (article, sentence) = (mention.article, quote.sentence);
        Print {
            place: Place { article, sentence },
            quote: mention.quote,
            attribution,
        }
    }

    /// Who is said in this sentence to have said something: the first speaker by name of its quotes.
    pub fn speaker_at(&self, place: Place) -> Option<EntityId> {
        let quotes = self.annotations(place.article).quotes.iter();
        let here = |at: usize| QuoteMention {
            article: place.article,
            quote: QuoteId::new(at),
            variant: 0,
        };
        let span = self.span(place);
        (quotes.enumerate())
            .filter(|(_, quote)| quote.outer.overlaps(span))
            .find_map(|(at, _)| self.speaker_of(here(at)))
    }

    /// To whom an article gives its quote, where that is a named entity.
    pub fn speaker_of(&self, mention: QuoteMention) -> Option<EntityId> {
        let chain = self
            .annotations(mention.article)
            .quote(mention.quote)
            .speaker?;
        self.links.entity(mention.article, chain)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::*;
    use crate::article::parse;

    fn corpus(texts: &[&str]) -> Corpus {
        let articles = texts.iter().enumerate().map(|(at, text)| {
            let text = format!("Bridge closed\n\n{text}");
            Arc::new(parse(Path::new(&format!("{at}.txt")), text.as_bytes()))
        });
        Corpus::analyzed(articles.collect())
    }

    fn dated(days: &[(&str, &str)]) -> Corpus {
        let articles = days.iter().enumerate().map(|(at, (day, text))| {
            let text = format!("---\ntitle: Bridge closed\ndate: {day}\n---\n\n{text}\n");
            Arc::new(parse(Path::new(&format!("{at}.md")), text.as_bytes()))
        });
        Corpus::analyzed(articles.collect())
    }

    /// The ledger of the only speaker of this name: for every entry its wordings, each with the articles.
    fn ledger(corpus: &Corpus, name: &str) -> Vec<Vec<(String, Vec<usize>)>> {
        let speakers = corpus.speakers_named(name);
        assert_eq!(speakers.len(), 1, "{speakers:?}");
        let entries = corpus.ledger(speakers[0].entity);
        let wording = |wording: &Wording| {
            let first = wording.prints[0];
            let span = corpus
                .annotations(first.place.article)
                .quote(first.quote)
                .span;
            let words = corpus.article(first.place.article).words(span);
            let articles = wording.prints.iter().map(|p| p.place.article.index());
            (words.to_owned(), articles.collect())
        };
        (entries.iter())
            .map(|entry| entry.wordings.iter().map(wording).collect())
            .collect()
    }

    #[test]
    fn a_ledger_has_the_quotes_of_one_speaker_in_all_articles() {
        let corpus = corpus(&[
            "“We found cracks in the old wall,” Dana Ruiz said. “Nobody asked us,” Ida Lund said.",
            "“The wall will be mended before the winter,” Ms. Ruiz said.\n\nDana Ruiz is an engineer.",
        ]);
        let words: Vec<String> = (ledger(&corpus, "Dana Ruiz").into_iter().flatten())
            .map(|(words, _)| words)
            .collect();
        assert_eq!(
            words,
            [
                "We found cracks in the old wall,",
                "The wall will be mended before the winter,"
            ]
        );
    }

    #[test]
    fn wordings_stand_together_with_their_articles() {
        let corpus = corpus(&[
            "“We found deep cracks in four of the old hangers,” Dana Ruiz said.",
            "“We found deep cracks in most of the old hangers,” Dana Ruiz said.",
            "“We found deep cracks in four of the old hangers,” Dana Ruiz said.",
        ]);
        let entries = ledger(&corpus, "ruiz");
        assert_eq!(entries.len(), 1);
        let articles: Vec<&Vec<usize>> = entries[0].iter().map(|(_, articles)| articles).collect();
        assert_eq!(articles, [&vec![0, 2], &vec![1]]);
    }

    #[test]
    fn the_earliest_comes_first_where_dates_are_known() {
        let corpus = dated(&[
            (
                "2031-05-03",
                "“The ferry will sail again next week,” Dana Ruiz said.",
            ),
            (
                "2031-05-01",
                "“The harbour wall has to be rebuilt,” Dana Ruiz said.",
            ),
        ]);
        let firsts: Vec<usize> = (ledger(&corpus, "Dana Ruiz").iter())
            .map(|wordings| wordings[0].1[0])
            .collect();
        assert_eq!(firsts, [1, 0]);
    }

    #[test]
    fn a_split_quote_goes_on_in_the_next_entry() {
        let corpus = corpus(&[
            "“We warned them all,” Dana Ruiz said, “and nobody listened to us.”\n\n“That was it,” Ruiz said.",
        ]);
        let ruiz = corpus.speakers()[0].entity;
        let goes_on: Vec<bool> = corpus.ledger(ruiz).iter().map(|e| e.continues).collect();
        assert_eq!(goes_on, [false, true, false]);
    }

    #[test]
    fn another_speaker_of_the_same_words_is_named() {
        let corpus = corpus(&[
            "“Every option for the bridge is still open,” Dana Ruiz said.",
            "“Every option for the bridge is still open,” Oskar Blom said.",
            "“Every option for the bridge is still open,” a spokesman said.",
        ]);
        let ruiz = corpus.speakers_named("Dana Ruiz")[0].entity;
        let blom = corpus.speakers_named("Blom")[0].entity;
        let entries = corpus.ledger(ruiz);
        assert_eq!(entries.len(), 1);
        assert!(entries[0].attribution_differs);
        let prints = &entries[0].wordings[0].prints;
        assert_eq!(prints[0].attribution, Attribution::Speaker);
        assert_eq!(prints[1].attribution, Attribution::Other(blom));
        assert!(matches!(prints[2].attribution, Attribution::Words(_)));
    }

    #[test]
    fn parts_of_a_paraphrase_are_marked() {
        let corpus =
            corpus(&["Dana Ruiz called the plan “a disaster for the whole harbour” on Monday."]);
        let ruiz = corpus.speakers()[0].entity;
        assert!(corpus.ledger(ruiz)[0].partial);
    }

    #[test]
    fn speakers_are_listed_by_their_quotes() {
        let corpus = corpus(&[
            "“We go now,” Ida Lund said. “One wall is gone,” Dana Ruiz said.\n\n“Two walls are left,” Ruiz said.",
        ]);
        let names: Vec<(&str, usize)> = (corpus.speakers().iter())
            .map(|speaker| (corpus.entity(speaker.entity).name.as_str(), speaker.quotes))
            .collect();
        assert_eq!(names, [("Dana Ruiz", 2), ("Ida Lund", 1)]);
        assert!(corpus.speakers_named("").is_empty());
        assert!(corpus.speakers_named("nobody").is_empty());
    }
}
