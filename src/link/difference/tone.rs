//! How sure something is said to be: denied, left open, or plainly said.

use super::reading::Term;
use crate::analysis::claim::table::Stem;
use crate::analysis::claim::word::Lists;
use crate::text::Span;

/// How many words may stand between a word of tone and the verb it is about.
const REACH: usize = 3;

/// Words that leave open whether what follows is so.
const OPEN: [&str; 12] = [
    "may",
    "might",
    "could",
    "considering",
    "considers",
    "consider",
    "weighing",
    "weighs",
    "possibly",
    "perhaps",
    "reportedly",
    "allegedly",
];
/// Words after which what follows is said to be so.
const SURE: [&str; 1] = ["will"];

/// A word that is left open, denied or plainly said, with the word that does so.
#[derive(Debug, Clone)]
pub struct Toned {
    /// What is left open, denied or said.
    pub stem: Stem,
    /// The words from the one that sets the tone to the one it is about.
    pub span: Span,
}

/// What `terms` leave open: "is considering an appeal", "may be fitted".
pub fn open(terms: &[Term]) -> Vec<Toned> {
    toned(terms, |term| {
        OPEN.contains(&term.lower.as_str()) && !term.capital
    })
}

/// What `terms` say will be.
pub fn sure(terms: &[Term]) -> Vec<Toned> {
    toned(terms, |term| SURE.contains(&term.lower.as_str()))
}

/// What `terms` deny: "will not appeal".
pub fn denied(terms: &[Term]) -> Vec<Toned> {
    let is_not =
        |term: &Term| matches!(term.lower.as_str(), "not" | "never") || term.lower.ends_with("n't");
    toned(terms, is_not)
}

/// Whether any of `terms` denies or leaves open anything.
pub fn is_plain(terms: &[Term]) -> bool {
    let lists = Lists::embedded();
    let plain = |term: &Term| {
        !lists.denies(&term.lower)
            && !lists.hedges(&term.lower)
            && !OPEN.contains(&term.lower.as_str())
    };
    terms.iter().all(plain)
}

fn toned(terms: &[Term], sets_tone: impl Fn(&Term) -> bool) -> Vec<Toned> {
    let mut toned = Vec::new();
    for (index, tone) in terms.iter().enumerate().filter(|(_, term)| sets_tone(term)) {
        let following = terms.iter().skip(index + 1).take(REACH);
        let mut following = following.take_while(|term| !term.after_mark);
        if let Some(about) = following.find(|term| term.tells) {
            toned.push(Toned {
                stem: about.stem,
                span: tone.span.cover(about.span),
            });
        }
    }
    toned
}
