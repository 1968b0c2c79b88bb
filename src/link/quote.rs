//! The same words, or nearly, quoted in several articles.
//!
//! Quotes are compared by their folded words: equal ones join at once, the rest through hashed runs of
//! words, so that no quote is compared with all others.

mod diff;
mod words;

use std::collections::{BTreeMap, BTreeSet, HashMap};

pub use diff::{Change, word_diff};

use super::{Analyzed, EntityId, Links, QuoteMention, SharedQuote};
use crate::analysis::QuoteId;
use crate::article::ArticleId;
use words::{Words, in_common};

/// So many words in a row make two quotes candidates.
const RUN: usize = 4;
/// A run of words that more quotes share is a phrase of everyday speech.
const COMMON: usize = 64;
/// So many different groups of the same few words are told apart at most.
const SHORT_GROUPS: usize = 8;

/// One quote of the corpus with its words.
#[derive(Debug)]
struct Printed {
    article: ArticleId,
    quote: QuoteId,
    speaker: Option<EntityId>,
    /// Whether it is given to several speakers: "they both said".
    several: bool,
    words: Words,
}

/// All quotes of all articles, the same words joined. `links` has the entities already.
pub fn shared_quotes(articles: &[Analyzed], links: &Links) -> Vec<SharedQuote> {
    let printed = printed(articles, links);
    let mut groups = Groups::new(printed.len());
    let first_of_wording = join_equal(&printed, links, &mut groups);
    join_alike(&printed, &first_of_wording, articles, links, &mut groups);
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for index in 0..printed.len() {
        members.entry(groups.root(index)).or_default().push(index);
    }
    members
        .into_iter()
        .map(|(root, members)| shared(articles, &printed, members, groups.weakest.get(&root)))
        .collect()
}

fn printed(articles: &[Analyzed], links: &Links) -> Vec<Printed> {
    let mut printed = Vec::new();
    for (index, analyzed) in articles.iter().enumerate() {
        let article = ArticleId::new(index);
        let text = &analyzed.article.text;
        for (index, quote) in analyzed.annotations.quotes.iter().enumerate() {
            let named = quote.speaker_text.map_or("", |span| span.of(text));
            printed.push(Printed {
                article,
                quote: QuoteId::new(index),
                speaker: quote.speaker.and_then(|chain| links.entity(article, chain)),
                several: named.eq_ignore_ascii_case("they") || named.eq_ignore_ascii_case("both"),
                words: Words::of(quote.span.of(text)),
            });
        }
    }
    printed
}

/// Which quotes are one, with the weakest evidence by which they were joined.
#[derive(Debug)]
struct Groups {
    parent: Vec<usize>,
    weakest: HashMap<usize, (usize, usize)>,
}

impl Groups {
    fn new(count: usize) -> Self {
        Self {
            parent: (0..count).collect(),
            weakest: HashMap::new(),
        }
    }

    fn root(&mut self, mut index: usize) -> usize {
        while self.parent[index] != index {
            self.parent[index] = self.parent[self.parent[index]];
            index = self.parent[index];
        }
        index
    }

    /// Joins two groups by `same` equal words of `of`; the earlier quote leads.
    fn join(&mut self, left: usize, right: usize, same: usize, of: usize) {
        let (left, right) = (self.root(left), self.root(right));
        let (first, second) = (left.min(right), left.max(right));
        self.parent[second] = first;
        let before = [self.weakest.remove(&first), self.weakest.remove(&second)];
        let all = before.into_iter().flatten().chain([(same, of)]);
        let weakest = all.min_by(|a, b| (a.0 * b.1).cmp(&(b.0 * a.1)).then(b.1.cmp(&a.1)));
        self.weakest.extend(weakest.map(|weakest| (first, weakest)));
    }
}

/// Joins quotes of equal words; returns the first quote of every wording, or of every group of a short one.
fn join_equal(printed: &[Printed], links: &Links, groups: &mut Groups) -> Vec<usize> {
    let mut by_words: HashMap<u64, Vec<usize>> = HashMap::new();
    let mut firsts = Vec::new();
    for (index, quote) in printed.iter().enumerate() {
        let seen = by_words.entry(quote.words.key()).or_default();
        let count = quote.words.len();
        let same = seen.iter().find(|first| {
            let first = &printed[**first];
            first.words == quote.words
                && (count > 7
                    || (count > RUN && !speakers_differ(first, quote))
                    || is_plausible(links, first, quote))
        });
        if let Some(first) = same {
            groups.join(*first, index, count, count);
        } else {
            firsts.push(index);
            if seen.len() < SHORT_GROUPS {
                seen.push(index);
            }
        }
    }
    firsts
}

/// Joins different wordings that share a run of words.
fn join_alike(
    printed: &[Printed],
    firsts: &[usize],
    articles: &[Analyzed],
    links: &Links,
    groups: &mut Groups,
) {
    let mut runs: Vec<(u64, usize)> = Vec::new();
    for index in firsts {
        printed[*index]
            .words
            .runs(RUN)
            .for_each(|run| runs.push((run, *index)));
    }
    runs.sort_unstable();
    runs.dedup();
    let mut pairs = BTreeSet::new();
    for same in runs.chunk_by(|left, right| left.0 == right.0) {
        if same.len() > COMMON {
            continue;
        }
        for (at, left) in same.iter().enumerate() {
            pairs.extend(same.iter().skip(at + 1).map(|right| (left.1, right.1)));
        }
    }
    for (left, right) in pairs {
        if groups.root(left) == groups.root(right) {
            continue;
        }
        let (a, b) = (&printed[left], &printed[right]);
        let Some((same, of)) = alike(articles, a, b) else {
            continue;
        };
        let whole = same * 10 >= a.words.compared().max(b.words.compared()) * 7;
        let known = a.speaker.is_some() && a.speaker == b.speaker;
        // The more words and the nearer the speakers, the less must speak for one utterance.
        let sure = if speakers_differ(a, b) {
            of > 7 && same * 10 >= of * 8 && (whole || of > 11)
        } else if same < of && of < 10 {
            known
        } else {
            of > 7 || (of > RUN + 1 && whole)
        };
        let complete = same == of && (whole || !speakers_differ(a, b));
        if sure || complete && is_plausible(links, a, b) {
            groups.join(left, right, same, of);
        }
    }
}

/// How many words of how many two quotes share, when they are the same utterance or one a part of the other.
fn alike(articles: &[Analyzed], a: &Printed, b: &Printed) -> Option<(usize, usize)> {
    let text = |quote: &Printed| -> Option<&str> {
        let analyzed = articles.get(quote.article.index())?;
        let span = analyzed.annotations.quotes.get(quote.quote.index())?.span;
        Some(span.of(&analyzed.article.text))
    };
    let (common, run) = in_common(&a.words, &b.words, || Some((text(a)?, text(b)?)));
    let of = a.words.compared().min(b.words.compared());
    let same = if of >= 10 {
        (run >= 6 && common * 10 >= of * 6) || (run >= RUN && common * 10 >= of * 8)
    } else if of >= 6 {
        common + 1 >= of && run >= RUN
    } else {
        common == of && run == of
    };
    same.then_some((common, of))
}

/// Whether both speakers are known and are not the same.
fn speakers_differ(a: &Printed, b: &Printed) -> bool {
    a.speaker.is_some() && b.speaker.is_some() && a.speaker != b.speaker
}

/// Whether a few equal words can be one utterance: they are no phrase of everyday speech, and the articles
/// name the same speaker or are about the same people.
fn is_plausible(links: &Links, a: &Printed, b: &Printed) -> bool {
    if a.article == b.article {
        return !speakers_differ(a, b) && a.words.is_distinctive() && b.words.is_distinctive();
    }
    if !a.words.is_distinctive() {
        return false;
    }
    if a.speaker.is_some() && a.speaker == b.speaker {
        return true;
    }
    let entities = |quote: &Printed| -> BTreeSet<EntityId> {
        let chains = links.entity_of_chain.get(quote.article.index());
        chains.into_iter().flatten().copied().collect()
    };
    let shared = entities(a).intersection(&entities(b)).count();
    shared >= if speakers_differ(a, b) { 5 } else { 3 }
}

/// The entry for the quotes `members`, which are all the same words or nearly.
fn shared(
    articles: &[Analyzed],
    printed: &[Printed],
    mut members: Vec<usize>,
    weakest: Option<&(usize, usize)>,
) -> SharedQuote {
    members.sort_by_key(|index| {
        let quote = &printed[*index];
        let published = articles[quote.article.index()].article.meta.published;
        (published.is_none(), published, quote.article, quote.quote)
    });
    let mut wordings: Vec<&Words> = Vec::new();
    let mut mentions = Vec::with_capacity(members.len());
    let mut speakers = BTreeSet::new();
    for index in &members {
        let quote = &printed[*index];
        let known = wordings.iter().position(|words| **words == quote.words);
        let variant = known.unwrap_or_else(|| {
            wordings.push(&quote.words);
            wordings.len() - 1
        });
        speakers.extend(quote.speaker);
        mentions.push(QuoteMention {
            article: quote.article,
            quote: quote.quote,
            variant: u32::try_from(variant).unwrap_or(u32::MAX),
        });
    }
    let several = members.iter().any(|index| printed[*index].several);
    let attribution_differs = speakers.len() > 1 || (speakers.len() == 1 && several);
    SharedQuote {
        speaker: speakers.first().copied().filter(|_| !attribution_differs),
        mentions,
        attribution_differs,
        evidence: evidence(weakest),
    }
}

fn evidence(weakest: Option<&(usize, usize)>) -> String {
    match weakest {
        Some((1, 1)) => "the same word".to_owned(),
        Some((same, of)) => format!("{same} of {of} words the same"),
        None => "printed once".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use crate::article::parse;
    use crate::corpus::Corpus;

    fn corpus(texts: &[&str]) -> Corpus {
        let articles = texts.iter().enumerate().map(|(at, text)| {
            let text = format!("Bridge closed\n\n{text}");
            Arc::new(parse(Path::new(&format!("{at}.txt")), text.as_bytes()))
        });
        Corpus::analyzed(articles.collect())
    }

    /// For every shared quote of several mentions, their articles and variants.
    fn joined(texts: &[&str]) -> Vec<Vec<(usize, u32)>> {
        let corpus = corpus(texts);
        let quotes = corpus.links.quotes.iter();
        quotes
            .filter(|quote| quote.mentions.len() > 1)
            .map(|quote| {
                let mentions = quote.mentions.iter();
                mentions.map(|m| (m.article.index(), m.variant)).collect()
            })
            .collect()
    }

    #[test]
    fn the_same_words_in_other_marks_are_one_quote() {
        assert_eq!(
            joined(&[
                "“We found cracks in it; none has failed,” Dana Ruiz said.",
                "Dana Ruiz said, \"We found cracks in it - none has failed.\"",
            ]),
            [[(0, 0), (1, 0)]]
        );
    }

    #[test]
    fn another_wording_is_another_variant() {
        assert_eq!(
            joined(&[
                "“We found deep cracks in four of the old hangers,” Dana Ruiz said.",
                "“We found deep cracks in most of the old hangers,” Dana Ruiz said.",
                "“We found deep cracks in four of the old hangers,” Dana Ruiz said.",
            ]),
            [[(0, 0), (1, 1), (2, 0)]]
        );
    }

    #[test]
    fn a_part_of_a_quote_joins_the_whole() {
        assert_eq!(
            joined(&[
                "“The board must pay every ferry until the spring, and it will,” Ida Lund said.",
                "The board “must pay every ferry until the spring,” Ida Lund said.",
            ]),
            [[(0, 0), (1, 1)]]
        );
    }

    #[test]
    fn everyday_words_of_different_people_are_not_one_quote() {
        assert!(
            joined(&[
                "“I think so,” Dana Ruiz said in Lisbon.",
                "“I think so,” Oskar Blom said in Toronto.",
            ])
            .is_empty()
        );
    }

    #[test]
    fn the_same_words_of_two_people_are_shown_as_such() {
        let corpus = corpus(&[
            "“Every option for the bridge is still open,” Dana Ruiz said.",
            "“Every option for the bridge is still open,” Oskar Blom said.",
        ]);
        let shared = &corpus.links.quotes[0];
        assert_eq!(shared.mentions.len(), 2);
        assert!(shared.attribution_differs && shared.speaker.is_none());
        assert_eq!(shared.evidence, "8 of 8 words the same");
    }

    #[test]
    fn every_quote_is_an_entry_in_order() {
        let corpus = corpus(&[
            "“One bridge is enough,” Dana Ruiz said. “Two are far too many,” Ida Lund said.",
            "“Three bridges would be better,” Oskar Blom said.",
        ]);
        let firsts: Vec<_> = corpus
            .links
            .quotes
            .iter()
            .map(|q| q.mentions[0].article.index())
            .collect();
        assert_eq!(firsts, [0, 0, 1]);
    }
}
