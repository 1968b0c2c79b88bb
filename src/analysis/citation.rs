//! Where an article says where it has something from: "according to Harbour News", "told Coast Radio".
//!
//! Named persons who only speak are no citations: their words are quotes or claims of their own.

mod count;
mod lists;
mod reader;
mod resolve;

pub use count::{Count, count};
pub use resolve::is_medium_name;

use super::quote::phrase::Sentence;
use super::quote::unit::Narrative;
use super::{Chain, Citation, Mention};
use crate::article::Article;
use reader::Reader;

/// The citations of the report's own paragraphs, in order, without overlap.
pub(crate) fn citations(
    article: &Article,
    mentions: &[Mention],
    chains: &[Chain],
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
            found.extend(reader.citations());
        }
    }
    resolve::resolve(article, mentions, chains, &found)
}

/// The noun of a phrase: "report" of "a report by the board".
fn head(phrase: &str) -> &str {
    phrase
        .split(' ')
        .take_while(|word| {
            !matches!(
                *word,
                "of" | "for"
                    | "by"
                    | "from"
                    | "in"
                    | "on"
                    | "with"
                    | "at"
                    | "to"
                    | "familiar"
                    | "who"
                    | "briefed"
                    | "close"
            )
        })
        .last()
        .unwrap_or_default()
        .trim_end_matches(',')
}

/// Whether `word` is one of `list`, whatever its case.
fn is_one_of(word: &str, list: &[&str]) -> bool {
    list.iter().any(|other| word.eq_ignore_ascii_case(other))
}

#[cfg(test)]
mod tests;
