//! What only one report of a story says, and what a report says in words of its own.
//!
//! Sentences that are no claim of several reports may still be told elsewhere, by two sentences or in passing. What
//! counts is how much of what a sentence tells stands close together in another report.

use std::collections::{BTreeSet, HashMap, HashSet};

use rayon::prelude::*;

use crate::analysis::claim::table::{Stem, Table};
use crate::analysis::claim::{Content, Statement};
use crate::article::{Article, ArticleId, SentenceId};
use crate::link::claim::pair::Weights;
use crate::link::{Analyzed, SharedClaim, Story};

/// How much of what a sentence tells one sentence of another report must hold for both to say the same.
const HELD: f32 = 0.5;
/// The same for two sentences in a row.
const HELD_BY_TWO: f32 = 0.6;
/// How much of what the mentions of a claim share a report must hold for it to be said there too.
const SAID: f32 = 0.75;
/// So many telling words make a sentence that tells anything; fewer only with a name, a number or a quotation.
const TELLING: (usize, usize) = (3, 3);
/// Words that stand in more sentences of a story than this are not looked up.
const COMMON: usize = 400;

/// A sentence of a report of one story.
struct Told<'a> {
    article: ArticleId,
    sentence: SentenceId,
    statement: &'a Statement,
    is_report: bool,
}

/// The sentences of the story's reports that tell something of which no other report has more than a part.
/// `is_shared` says which sentences are known to be told elsewhere.
pub(super) fn only_here(
    articles: &[Analyzed],
    story: &Story,
    is_shared: impl Fn(ArticleId, SentenceId) -> bool + Sync,
) -> Vec<(ArticleId, SentenceId)> {
    let told = told(articles, story);
    let weights = Weights::new(told.iter().map(|told| told.statement));
    let mut having: HashMap<Stem, Vec<usize>> = HashMap::new();
    for (index, told) in told.iter().enumerate() {
        for stem in stems(told.statement) {
            having.entry(stem).or_default().push(index);
        }
    }
    let is_alone = |(index, here): &(usize, &Told)| {
        here.is_report
            && !is_shared(here.article, here.sentence)
            && articles
                .get(here.article.index())
                .is_some_and(|analyzed| tells(analyzed, here))
            && !is_held(&told, &having, &weights, *index)
    };
    let alone = told.par_iter().enumerate().filter(is_alone);
    alone
        .map(|(_, told)| (told.article, told.sentence))
        .collect()
}

fn told<'a>(articles: &'a [Analyzed], story: &Story) -> Vec<Told<'a>> {
    let mut all = Vec::new();
    for id in &story.articles {
        let Some(analyzed) = articles.get(id.index()) else {
            continue;
        };
        let sentences = analyzed
            .article
            .sentence_ids()
            .zip(&analyzed.annotations.statements);
        all.extend(sentences.map(|(sentence, statement)| Told {
            article: *id,
            sentence,
            statement,
            is_report: analyzed.article.kind_of(sentence).is_report(),
        }));
    }
    all
}

/// What a sentence tells: its telling words, each once, without those that only say who says so, or when.
fn stems(statement: &Statement) -> BTreeSet<Stem> {
    let telling = statement.words.iter().filter(|word| !word.is_faint);
    telling.map(|word| word.stem).collect()
}

/// Whether the sentence tells anything by itself: no fragment, no mere attribution, no stage direction.
fn tells(analyzed: &Analyzed, told: &Told) -> bool {
    let statement = told.statement;
    let is_plain = |word: &&Content| !word.is_name && !word.is_faint;
    let plain: BTreeSet<Stem> = statement
        .words
        .iter()
        .filter(is_plain)
        .map(|word| word.stem)
        .collect();
    let has_name = statement.words.iter().any(|word| word.is_name);
    let Some(words) = words(&analyzed.article, told.sentence) else {
        return false;
    };
    let exact =
        has_name || words.contains(|c: char| c.is_ascii_digit()) || words.contains(['“', '"']);
    let least = if exact { TELLING.0 } else { TELLING.1 };
    statement.states()
        && plain.len() >= least
        && !is_question(words)
        && !is_note(&analyzed.article, told.sentence)
}

/// Whether the sentence speaks of the report and its readers: an address, who wrote it, what the outlet offers.
fn is_note(article: &Article, sentence: SentenceId) -> bool {
    let words = words(article, sentence).unwrap_or_default();
    let address = words.contains('@') || words.contains("www.") || words.contains("http");
    let names = |name: &Option<String>| {
        name.as_ref()
            .is_some_and(|name| !name.is_empty() && words.contains(name.as_str()))
    };
    let paragraph = |sentence: SentenceId| {
        article
            .sentences
            .get(sentence.index())
            .map(|sentence| sentence.paragraph)
    };
    let last = article.report_sentences().next_back().and_then(paragraph);
    address
        || paragraph(sentence) == last
            && (names(&article.meta.byline) || names(&article.meta.source))
}

fn words(article: &Article, sentence: SentenceId) -> Option<&str> {
    let sentence = article.sentences.get(sentence.index())?;
    Some(article.words(sentence.span))
}

fn is_question(words: &str) -> bool {
    words.trim_end().ends_with('?')
}

/// Whether other reports hold most of what the sentence at `index` tells.
fn is_held(
    told: &[Told],
    having: &HashMap<Stem, Vec<usize>>,
    weights: &Weights,
    index: usize,
) -> bool {
    let Some(here) = told.get(index) else {
        return false;
    };
    let stems: Vec<(Stem, f32)> = stems(here.statement)
        .into_iter()
        .map(|stem| (stem, weights.of(stem)))
        .collect();
    let all: f32 = stems.iter().map(|(_, weight)| weight).sum();
    let mut shared: HashMap<usize, f32> = HashMap::new();
    for (stem, weight) in &stems {
        let others = having.get(stem).filter(|others| others.len() <= COMMON);
        for other in others.into_iter().flatten() {
            if told
                .get(*other)
                .is_some_and(|other| other.article != here.article)
            {
                *shared.entry(*other).or_default() += weight;
            }
        }
    }
    // Two sentences in a row hold at most what each of them holds.
    let after = |at: usize| match (told.get(at), told.get(at + 1)) {
        (Some(first), Some(second)) if first.article == second.article => {
            shared.get(&(at + 1)).copied().unwrap_or(0.0)
        }
        _ => 0.0,
    };
    shared.iter().any(|(at, held)| {
        *held >= HELD * all
            || *held + after(*at) >= HELD_BY_TWO * all
                && held_by_two(told, *at, &stems) >= HELD_BY_TWO * all
    })
}

fn held_by_two(told: &[Told], at: usize, wanted: &[(Stem, f32)]) -> f32 {
    let two = told.get(at..at + 2).unwrap_or_default();
    let has: HashSet<Stem> = two.iter().flat_map(|told| stems(told.statement)).collect();
    let held = wanted.iter().filter(|(stem, _)| has.contains(stem));
    held.map(|(_, weight)| weight).sum()
}

/// What most mentions of a claim share, with how much it tells.
pub(super) fn core(articles: &[Analyzed], claim: &SharedClaim) -> Vec<(Stem, f32)> {
    let mut with: HashMap<Stem, usize> = HashMap::new();
    for mention in &claim.mentions {
        let statements = articles
            .get(mention.article.index())
            .map(|analyzed| &analyzed.annotations.statements);
        let statement = statements.and_then(|statements| statements.get(mention.sentence.index()));
        for stem in statement.map(stems).unwrap_or_default() {
            *with.entry(stem).or_default() += 1;
        }
    }
    let most = with
        .into_iter()
        .filter(|(_, count)| 2 * count > claim.mentions.len());
    let mut core: Vec<Stem> = most.map(|(stem, _)| stem).collect();
    core.sort_unstable();
    let weight = |stem: Stem| -Table::embedded().share_of_sentences(stem).max(1e-6).ln();
    core.into_iter().map(|stem| (stem, weight(stem))).collect()
}

/// Whether the report holds nearly all that the mentions of a claim share, in one sentence or two in a row.
pub(super) fn says(analyzed: &Analyzed, core: &[(Stem, f32)]) -> bool {
    let all: f32 = core.iter().map(|(_, weight)| weight).sum();
    let statements = &analyzed.annotations.statements;
    let holds = |two: &[Statement]| {
        let has = |stem: Stem| {
            let mut words = two.iter().flat_map(|statement| &statement.words);
            words.any(|word| word.stem == stem)
        };
        let held = core.iter().filter(|(stem, _)| has(*stem));
        held.map(|(_, weight)| weight).sum::<f32>() >= SAID * all
    };
    all > 0.0 && (statements.windows(2).any(holds) || statements.len() == 1 && holds(statements))
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use crate::article::{ArticleId, parse};
    use crate::corpus::Corpus;

    /// Sentences that make the reports one story.
    const STORY: &str = "Rust fell from the roof of the Osterby tram tunnel on Sunday. Mayor Ida Lund closed the Osterby tram tunnel to all trams.";

    fn corpus(reports: &[&str]) -> Corpus {
        let article = |(index, text): (usize, &&str)| {
            let text = format!(
                "Title: Osterby tram tunnel shut\nSource: Kestrel Wire\nBy: Piet Larkin\n\n{STORY}\n\n{text}\n"
            );
            Arc::new(parse(Path::new(&format!("{index}.txt")), text.as_bytes()))
        };
        Corpus::analyzed(reports.iter().enumerate().map(article).collect())
    }

    /// The sentences that only the first report has.
    fn only_here(reports: &[&str]) -> Vec<String> {
        let corpus = corpus(reports);
        let article = ArticleId::new(0);
        let only = corpus.only_here(article);
        only.into_iter()
            .map(|sentence| {
                corpus
                    .sentence(crate::corpus::Place { article, sentence })
                    .to_owned()
            })
            .collect()
    }

    #[test]
    fn what_no_other_report_tells_is_only_here() {
        let told = "Engineers had warned of rust in a letter of January, a diary shows.";
        assert_eq!(
            only_here(&[told, "Two dogs slept on the stairs of the town hall."]),
            [told]
        );
    }

    #[test]
    fn what_two_sentences_of_another_report_tell_is_not_only_here() {
        let told = "Engineers had warned of rust in a letter of January that filled three pages.";
        let other = "Engineers sent a letter of three pages in January. They warned of rust, which nobody read.";
        assert_eq!(only_here(&[told, other]), [""; 0]);
    }

    #[test]
    fn fragments_questions_and_notes_to_readers_are_not_only_here() {
        for told in [
            "So it seems.",
            "Who will pay for the long and costly repair of the rusty roof?",
            "Send pictures of the rusty roof and the dogs to desk@kestrel.example.",
            "Piet Larkin writes about trams, tunnels and the dogs of the town.",
        ] {
            assert_eq!(
                only_here(&[told, "Two dogs slept on the stairs of the town hall."]),
                [""; 0],
                "{told}"
            );
        }
    }

    #[test]
    fn what_a_report_says_in_passing_is_not_missing_from_it() {
        let claim = "Ferries will run every ten minutes from the old customs house to the island.";
        let again = "From the old customs house ferries will run to the island every ten minutes.";
        let corpus = corpus(&[
            claim,
            again,
            "Dogs slept. Gulls cried above the stairs of the town hall.",
        ]);
        let missing = |article: usize| corpus.missing_from(ArticleId::new(article)).len();
        assert_eq!((missing(0), missing(1)), (0, 0));
        assert_eq!(missing(2), 1);
    }
}
