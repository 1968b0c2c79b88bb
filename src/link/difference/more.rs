//! Reports of the story that print one of the values too, in a sentence that says something else besides.

use std::collections::BTreeSet;

use super::amount::{self, Amount};
use super::reading::{Term, around, terms};
use crate::analysis::claim::table::Stem;
use crate::article::ArticleId;
use crate::link::{Analyzed, Difference, Story};
use crate::text::Span;

/// Stories of more reports are not searched for further values: each difference costs a reading of all of them.
const MOST: usize = 40;
/// How many words around a value say what it is the value of.
const REACH: usize = 7;

/// A value of the difference with what is said around it.
struct Value {
    amount: Amount,
    terms: Vec<Term>,
}

/// Adds the reports that print one of the values of a difference of numbers, of the same thing.
pub(super) fn add(articles: &[Analyzed], story: &Story, difference: &mut Difference) {
    if story.articles.len() > MOST {
        return;
    }
    let values: Vec<Value> = difference
        .values
        .iter()
        .filter_map(|value| value_at(articles, *value))
        .collect();
    let core = core(&values);
    let has = |id: &ArticleId| difference.values.iter().any(|(article, _)| article == id);
    let missing: Vec<ArticleId> = story
        .articles
        .iter()
        .filter(|id| !has(id))
        .copied()
        .collect();
    for id in missing {
        if let Some(span) = articles
            .get(id.index())
            .and_then(|analyzed| find(analyzed, &values, &core))
        {
            difference.values.push((id, span));
        }
    }
    difference.values.sort_unstable();
}

fn value_at(articles: &[Analyzed], (id, span): (ArticleId, Span)) -> Option<Value> {
    let article = &articles.get(id.index())?.article;
    let sentence = article
        .sentences
        .get(article.sentence_at(span.start())?.index())?;
    let terms = terms(&article.text, sentence.span);
    let amount = amount::amounts(&terms)
        .into_iter()
        .find(|amount| amount.span.overlaps(span))?;
    Some(Value { amount, terms })
}

/// The telling words that most of the sentences with the values share.
fn core(values: &[Value]) -> BTreeSet<Stem> {
    let told = |value: &Value| -> BTreeSet<Stem> {
        let told = value.terms.iter().filter(|term| term.tells);
        told.map(|term| term.stem).collect()
    };
    let all: Vec<BTreeSet<Stem>> = values.iter().map(told).collect();
    let stems = all.iter().flatten().copied();
    let most = |stem: &Stem| 2 * all.iter().filter(|told| told.contains(stem)).count() > all.len();
    stems.filter(most).collect()
}

/// The first amount of the report that is one of the values, with a word of their core beside it.
fn find(analyzed: &Analyzed, values: &[Value], core: &BTreeSet<Stem>) -> Option<Span> {
    let article = &analyzed.article;
    article.report_sentences().find_map(|sentence| {
        let span = article.sentences.get(sentence.index())?.span;
        if !article.words(span).contains(|c: char| c.is_ascii_digit())
            && !values.iter().any(is_small)
        {
            return None;
        }
        let terms = terms(&article.text, span);
        let same = |amount: &Amount| {
            let is_value = |value: &Value| {
                amount::same(amount, &value.amount)
                    && amount::same_unit(amount, &terms, &value.amount, &value.terms)
                    && amount::is_alike(amount, &value.amount)
            };
            let (first, last) = amount.place();
            // "The 41 million repair": the word after a sum of money is what it is spent on.
            let unit = amount.unit.filter(|_| !amount.scaled);
            let near = around(&terms, first, last, REACH)
                .any(|stem| core.contains(&stem) && unit != Some(stem));
            near && values.iter().any(is_value)
        };
        amount::amounts(&terms)
            .into_iter()
            .find(same)
            .map(|amount| amount.span)
    })
}

/// Whether the value may be written as a word.
fn is_small(value: &Value) -> bool {
    value.amount.value < 100.0 || value.amount.scaled
}
