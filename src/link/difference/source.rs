//! Who is said to say something, where it is somebody without a name: six officials, one former official.

use super::reading::Term;
use crate::text::Span;

/// Who may say something without being named.
const PEOPLE: [&str; 14] = [
    "official",
    "officials",
    "source",
    "sources",
    "person",
    "people",
    "witness",
    "witnesses",
    "expert",
    "experts",
    "diplomat",
    "diplomats",
    "aide",
    "aides",
];
/// Words that say how many.
const HOW_MANY: [&str; 6] = ["several", "multiple", "numerous", "dozens", "one", "many"];
/// How many words may stand between the number and the people.
const REACH: usize = 9;

/// Somebody without a name who is said to say something.
#[derive(Debug, Clone)]
pub struct Source {
    /// How many, as digits or as the word.
    many: String,
    /// From the number to the people.
    pub span: Span,
}

/// The people without a name to whom a sentence attributes what it states, if it says how many they are.
pub fn source(terms: &[Term]) -> Option<Source> {
    let saying = |term: &Term| {
        let word = term.lower.as_str();
        matches!(
            word,
            "said" | "told" | "according" | "cited" | "citing" | "say" | "says" | "described"
        )
    };
    if !terms.iter().any(saying) {
        return None;
    }
    let people = terms
        .iter()
        .position(|term| PEOPLE.contains(&term.lower.as_str()))?;
    let from = people.saturating_sub(REACH);
    let before = terms.get(from..people).unwrap_or_default();
    let counts = |term: &&Term| {
        let digits = term.form.parse::<u32>().is_ok_and(|many| many < 1000);
        digits || HOW_MANY.contains(&term.lower.as_str())
    };
    let many = before.iter().rev().find(counts)?;
    Some(Source {
        many: match many.lower.as_str() {
            "several" | "multiple" | "numerous" | "many" => "several".to_owned(),
            "one" => "1".to_owned(),
            _ => many.form.clone(),
        },
        span: many.span.cover(terms.get(people)?.span),
    })
}

/// Whether both say of whom they have it.
pub fn comparable(_: &Source, _: &Source) -> bool {
    true
}

/// Whether as many are said to say it.
pub fn same(a: &Source, b: &Source) -> bool {
    a.many == b.many
}
