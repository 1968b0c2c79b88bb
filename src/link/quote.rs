//! The same words, or nearly, quoted in several articles.
//!
//! Quotes are compared by their folded words: equal ones join at once, the rest through hashed runs of
//! words, so that no quote is compared with all others.

mod attribution;
mod candidates;
mod censor;
mod diff;
mod words;

use std::collections::{BTreeMap, BTreeSet, HashMap};

pub use diff::{Change, word_diff};

use super::{Analyzed, EntityId, Links, QuoteMention, SharedQuote};
use crate::analysis::{Quote, QuoteId};
use crate::article::ArticleId;
use words::{Words, in_common};

/// So many words in a row make two quotes candidates.
const RUN: usize = 4;
/// With so many wordings one with letters left out is compared.
const WORDINGS: usize = 32;
/// So many different groups of the same few words are told apart at most.
const SHORT_GROUPS: usize = 8;

/// One quote of the corpus with its words.
#[derive(Debug)]
struct Printed {
    article: ArticleId,
    quote: QuoteId,
    speaker: Option<EntityId>,
    /// Whether the article names the speaker where it quotes, and does not leave it at "he" or "the senator".
    named: bool,
    /// Whether it is said by several together, of whom `speaker` is only one.
    joint: bool,
    words: Words,
}

/// All quotes of all articles, the same words joined. `links` has the entities and the stories already.
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
        .map(|(root, members)| {
            shared(
                articles,
                links,
                &printed,
                members,
                groups.weakest.get(&root),
            )
        })
        .collect()
}

fn printed(articles: &[Analyzed], links: &Links) -> Vec<Printed> {
    let mut printed = Vec::new();
    for (index, analyzed) in articles.iter().enumerate() {
        let article = ArticleId::new(index);
        let text = &analyzed.article.text;
        for (index, quote) in analyzed.annotations.quotes.iter().enumerate() {
            let (speaker, named) = said_by(analyzed, links, article, quote);
            let joint = attribution::is_joint(analyzed, quote);
            printed.push(Printed {
                article,
                quote: QuoteId::new(index),
                speaker,
                named,
                joint,
                words: Words::of(quote.span.of(text)),
            });
        }
    }
    printed
}

/// Whom the article means as the speaker, and whether it names them where it quotes.
fn said_by(
    analyzed: &Analyzed,
    links: &Links,
    article: ArticleId,
    quote: &Quote,
) -> (Option<EntityId>, bool) {
    let speaker = quote.speaker.and_then(|chain| links.entity(article, chain));
    let here = quote.speaker_text;
    let here = here.map_or("", |span| span.of(&analyzed.article.text));
    let named = speaker.is_some_and(|speaker| attribution::is_named(links, speaker, here));
    // Several who say it together are no other speaker than one of them.
    (speaker, named && !attribution::is_joint(analyzed, quote))
}

/// Who said what the mentions print, and whether they name different people, as the links have names now.
pub(super) fn speaker(
    articles: &[Analyzed],
    links: &Links,
    mentions: &[QuoteMention],
) -> (Option<EntityId>, bool) {
    let each = mentions.iter().filter_map(|mention| {
        let analyzed = articles.get(mention.article.index())?;
        let quote = analyzed.annotations.quote(mention.quote);
        Some(said_by(analyzed, links, mention.article, quote))
    });
    attribution::speaker(links, each)
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
    let told = stories_of(links);
    let same_story = |a: &Printed, b: &Printed| {
        let story = told.get(&a.article);
        a.article != b.article && story.is_some() && story == told.get(&b.article)
    };
    for (index, quote) in printed.iter().enumerate() {
        let seen = by_words.entry(quote.words.key()).or_default();
        let count = quote.words.len();
        let same = seen.iter().find(|first| {
            let first = &printed[**first];
            first.words == quote.words
                && (count > 7
                    || (count > RUN && !speakers_differ(first, quote))
                    || (count >= RUN && quote.words.is_distinctive() && same_story(first, quote))
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

/// The story of every article that is in one.
fn stories_of(links: &Links) -> HashMap<ArticleId, usize> {
    let stories = links.stories.iter().enumerate();
    stories
        .flat_map(|(id, story)| story.articles.iter().map(move |article| (*article, id)))
        .collect()
}

/// Joins different wordings that share a run of words.
fn join_alike(
    printed: &[Printed],
    firsts: &[usize],
    articles: &[Analyzed],
    links: &Links,
    groups: &mut Groups,
) {
    let pairs = candidates::pairs(firsts.iter().map(|index| (*index, &printed[*index].words)));
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
    let (common, run) = in_common(&a.words, &b.words, || both(articles, a, b));
    let of = a.words.compared().min(b.words.compared());
    let elided = a.words.is_elided() || b.words.is_elided();
    let same = if of >= 10 {
        (run >= 6 && common * 10 >= of * 6) || (run >= RUN && common * 10 >= of * 8)
    } else if of >= 6 {
        common + 1 >= of && run >= RUN
    } else {
        common == of && (run == of || elided)
    };
    same.then_some((common, of))
}

/// The words of two quotes as they are printed.
fn both<'a>(articles: &'a [Analyzed], a: &Printed, b: &Printed) -> Option<(&'a str, &'a str)> {
    let text = |quote: &Printed| -> Option<&'a str> {
        let analyzed = articles.get(quote.article.index())?;
        let span = analyzed.annotations.quotes.get(quote.quote.index())?.span;
        Some(span.of(&analyzed.article.text))
    };
    Some((text(a)?, text(b)?))
}

/// Whether two quotes are word for word the same, letters that were left out aside.
fn is_same_wording(articles: &[Analyzed], a: &Printed, b: &Printed) -> bool {
    let censored = a.words.is_censored() || b.words.is_censored();
    a.words == b.words
        || censored && a.words.len() == b.words.len() && {
            let (common, run) = in_common(&a.words, &b.words, || both(articles, a, b));
            common == run && common == a.words.len()
        }
}

/// Whether both speakers are known and are not the same.
fn speakers_differ(a: &Printed, b: &Printed) -> bool {
    !(a.joint || b.joint) && a.speaker.is_some() && b.speaker.is_some() && a.speaker != b.speaker
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
    links: &Links,
    printed: &[Printed],
    mut members: Vec<usize>,
    weakest: Option<&(usize, usize)>,
) -> SharedQuote {
    members.sort_by_key(|index| {
        let quote = &printed[*index];
        let published = articles[quote.article.index()].article.meta.published;
        (published.is_none(), published, quote.article, quote.quote)
    });
    let mut wordings: Vec<&Printed> = Vec::new();
    let mut numbers: HashMap<u64, usize> = HashMap::new();
    let mut mentions = Vec::with_capacity(members.len());
    for index in &members {
        let quote = &printed[*index];
        let key = quote.words.key();
        let same = |other: &&Printed| is_same_wording(articles, other, quote);
        let known = numbers.get(&key).copied();
        let known = known.or_else(|| wordings.iter().take(WORDINGS).position(same));
        let variant = known.unwrap_or_else(|| {
            wordings.push(quote);
            wordings.len() - 1
        });
        numbers.insert(key, variant);
        mentions.push(QuoteMention {
            article: quote.article,
            quote: quote.quote,
            variant: u32::try_from(variant).unwrap_or(u32::MAX),
        });
    }
    let each = members.iter().map(|index| &printed[*index]);
    let each = each.map(|quote| (quote.speaker, quote.named));
    let (speaker, attribution_differs) = attribution::speaker(links, each);
    SharedQuote {
        speaker,
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
    fn only_names_of_different_people_are_a_difference_of_attribution() {
        let words = "“Every option for the bridge is still open,”";
        let differs = |others: &[&str]| {
            let mut texts = vec![format!("{words} Dana Ruiz said.")];
            texts.extend(others.iter().map(|other| format!("{words} {other}")));
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let corpus = corpus(&texts);
            let quote = &corpus.links.quotes[0];
            assert_eq!(quote.mentions.len(), texts.len());
            let name = |speaker| corpus.entity(speaker).name.clone();
            (quote.attribution_differs, quote.speaker.map(name))
        };
        let ruiz = Some("Dana Ruiz".to_owned());
        assert_eq!(
            differs(&["they said.", "officials said."]),
            (false, ruiz.clone())
        );
        assert_eq!(
            differs(&["a spokesman said.", "the board said."]),
            (false, ruiz.clone())
        );
        assert_eq!(
            differs(&["he said. Oskar Blom, the mayor, left on Monday."]),
            (false, ruiz)
        );
        assert_eq!(differs(&["Oskar Blom said."]), (true, None));
    }

    #[test]
    fn what_several_say_together_is_no_other_speaker() {
        let differs = |joint: &str| {
            let corpus = corpus(&[
                "Dana Ruiz said, “The old bridge will never carry another train.”",
                joint,
            ]);
            let quote = &corpus.links.quotes[0];
            assert_eq!(quote.mentions.len(), 2, "{joint}");
            quote.attribution_differs
        };
        let words = "“The old bridge will never carry another train”";
        assert!(!differs(&format!(
            "Both Dana Ruiz and Secretary Pete Lund said that {words}."
        )));
        assert!(!differs(&format!("{words}, said Pete Lund and Dana Ruiz.")));
        assert!(differs(&format!(
            "Dana Ruiz waited and Secretary Pete Lund said that {words}."
        )));
    }

    #[test]
    fn a_few_equal_words_in_one_story_are_one_quote_of_two_named_speakers() {
        let text = |speaker: &str| {
            format!(
                "Crews shut the Lindgate tunnel on Monday after water broke through the northern wall.\n\n\
                 “Safety is no bargain here,” said {speaker}."
            )
        };
        let corpus = corpus(&[&text("Dana Ruiz"), &text("spokesman Oskar Blom")]);
        let quote = &corpus.links.quotes[0];
        assert_eq!(quote.mentions.len(), 2);
        assert!(quote.attribution_differs);
    }

    #[test]
    fn letters_left_out_make_no_other_wording() {
        assert_eq!(
            joined(&[
                "“This is a damned shame for the whole harbour,” Dana Ruiz said.",
                "“This is a d*mned shame for the whole harbour,” Dana Ruiz said.",
                "“This is a d—ned shame for the whole harbour,” Dana Ruiz said.",
                "“This is a [expletive] shame for the whole harbour,” Dana Ruiz said.",
            ]),
            [[(0, 0), (1, 0), (2, 0), (3, 0)]]
        );
    }

    #[test]
    fn brackets_and_dots_join_the_full_words() {
        assert_eq!(
            joined(&[
                "“I told the board that the wall is broken and must be rebuilt,” Dana Ruiz said.",
                "“[She] told the board that the wall … must be rebuilt,” Dana Ruiz said.",
                "“[T]he wall is broken and must be rebuilt,” Dana Ruiz said.",
            ]),
            [[(0, 0), (1, 1), (2, 2)]]
        );
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
