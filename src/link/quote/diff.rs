//! In what two wordings of a quote differ, word by word.

use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::censor::is_censored_form;
use super::words::written;
use crate::text::Span;
use crate::text::fold::fold;

/// A run of words that two wordings share or do not share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// In both; a span of the first wording.
    Same(Span),
    /// Only in the first wording; a span of it.
    Removed(Span),
    /// Only in the second wording; a span of it.
    Added(Span),
}

/// Of how many words the differences are sought one by one; what comes after them is one run.
const COMPARED: usize = 400;

/// The words of one wording: where they stand, and the form in which they are compared.
struct Wording {
    spans: Vec<Span>,
    keys: Vec<String>,
}

impl Wording {
    fn of(text: &str) -> Self {
        let pieces = written(text);
        let spans = spans(text, &pieces);
        let keys = pieces.iter().map(|word| key(word)).collect();
        Self { spans, keys }
    }

    /// The span of some of the words.
    fn run(&self, words: Range<usize>) -> Option<Span> {
        let words = self.spans.get(words).unwrap_or_default();
        Some(words.first()?.cover(*words.last()?))
    }

    /// The keys of some of the words.
    fn keys(&self, words: Range<usize>) -> &[String] {
        self.keys.get(words).unwrap_or_default()
    }
}

/// How `after` differs from `before`, in order; case, curls and punctuation do not count.
///
/// Of long wordings, the first words that are not the same are compared one by one and the rest as a whole.
pub fn word_diff(before: &str, after: &str) -> Vec<Change> {
    let (old, new) = (Wording::of(before), Wording::of(after));
    let (start, end) = frame(&old.keys, &new.keys);
    let (old_end, new_end) = (old.keys.len() - end, new.keys.len() - end);
    let (old_cut, new_cut) = (old_end.min(start + COMPARED), new_end.min(start + COMPARED));
    let mut changes = Vec::new();
    changes.extend(old.run(0..start).map(Change::Same));
    compare(&old, &new, start..old_cut, start..new_cut, &mut changes);
    changes.extend(old.run(old_cut..old_end).map(Change::Removed));
    changes.extend(new.run(new_cut..new_end).map(Change::Added));
    changes.extend(old.run(old_end..old.keys.len()).map(Change::Same));
    changes
}

/// How many words at the start and at the end of two long wordings are the same; of short ones all are compared.
fn frame(old: &[String], new: &[String]) -> (usize, usize) {
    let shorter = old.len().min(new.len());
    if old.len().max(new.len()) <= COMPARED {
        return (0, 0);
    }
    let same = |pair: &(&String, &String)| pair.0 == pair.1;
    let start = old.iter().zip(new).take_while(same).count();
    let end = old.iter().rev().zip(new.iter().rev()).take_while(same);
    (start, end.take(shorter - start).count())
}

/// Adds how some words of `new` differ from some of `old`.
fn compare(
    old: &Wording,
    new: &Wording,
    in_old: Range<usize>,
    in_new: Range<usize>,
    changes: &mut Vec<Change>,
) {
    let old_keys = old.keys(in_old.clone());
    let mut new_keys = new.keys(in_new.clone()).to_vec();
    // A word with letters left out is the same word; it takes the key of its full form.
    for word in &mut new_keys {
        let full = old_keys.iter().find(|other| is_censored_form(other, word));
        if let Some(full) = full {
            word.clone_from(full);
        }
    }
    for change in capture_diff_slices(Algorithm::Myers, old_keys, &new_keys) {
        let shift = |words: Range<usize>, by: usize| words.start + by..words.end + by;
        let gone = old.run(shift(change.old_range(), in_old.start));
        if change.tag() == DiffTag::Equal {
            changes.extend(gone.map(Change::Same));
        } else {
            let come = new.run(shift(change.new_range(), in_new.start));
            changes.extend(gone.map(Change::Removed));
            changes.extend(come.map(Change::Added));
        }
    }
}

/// The form in which a word is compared.
fn key(word: &str) -> String {
    let mut key = fold(word);
    key.retain(|c| !matches!(c, '[' | ']'));
    key
}

/// The words with the marks that are glued to them; marks by themselves belong to the word before.
fn spans(text: &str, pieces: &[&str]) -> Vec<Span> {
    let bare: Vec<Span> = (pieces.iter())
        .map(|word| Span::of_slice(word, text).unwrap_or_default())
        .collect();
    let mut spans: Vec<Span> = Vec::with_capacity(bare.len());
    let mut from = 0;
    for (at, word) in bare.iter().enumerate() {
        let end = bare.get(at + 1).map_or(text.len(), |next| {
            let between = Span::new(word.end(), next.start().max(word.end()));
            let glued = between.of(text).trim_end_matches(is_opening).len();
            between.start() + glued
        });
        spans.push(Span::new(from.min(word.start()), end).trim(text));
        from = end;
    }
    spans
}

/// Whether the mark belongs to the word after it.
fn is_opening(c: char) -> bool {
    matches!(c, '“' | '‘' | '(' | '[' | '«' | '$' | '£' | '€' | '#')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(before: &str, after: &str) -> String {
        let shown: Vec<String> = word_diff(before, after)
            .into_iter()
            .map(|change| match change {
                Change::Same(span) => span.of(before).to_owned(),
                Change::Removed(span) => format!("[-{}-]", span.of(before)),
                Change::Added(span) => format!("{{+{}+}}", span.of(after)),
            })
            .collect();
        shown.join(" ")
    }

    #[test]
    fn a_changed_word_is_shown_between_equal_ones() {
        assert_eq!(
            shown("We lost four of the piers", "We lost most of the piers"),
            "We lost [-four-] {+most+} of the piers"
        );
    }

    #[test]
    fn curls_case_and_stops_are_no_difference() {
        assert_eq!(shown("Don't go.", "don’t go"), "Don't go.");
    }

    #[test]
    fn dashes_dots_and_brackets_are_no_words() {
        assert_eq!(shown("We know — now", "We know—now"), "We know — now");
        assert_eq!(
            shown("We … will (all) pay.", "We will all pay"),
            "We … will (all) pay."
        );
        assert_eq!(
            shown("[We] will pay", "They will pay"),
            "[-[We]-] {+They+} will pay"
        );
    }

    #[test]
    fn a_censored_word_is_no_difference() {
        assert_eq!(shown("a d*mn shame", "a damn shame"), "a d*mn shame");
    }

    #[test]
    fn what_only_one_has_is_removed_or_added() {
        assert_eq!(shown("we go", "we go now"), "we go {+now+}");
        assert_eq!(shown("well we go", "we go"), "[-well-] we go");
    }

    #[test]
    fn of_endless_wordings_the_rest_is_one_run() {
        let count = 300_000;
        let words = |word: &str| {
            let words: Vec<String> = (0..count).map(|at| format!("{word}{at}")).collect();
            words.join(" ")
        };
        let (old, new) = (words("old"), words("new"));
        let changes = word_diff(&format!("we {old} go"), &format!("we {new} go"));
        assert_eq!(changes.len(), 6);
        let Some(Change::Added(rest)) = changes.get(4).copied() else {
            panic!("no rest in {changes:?}");
        };
        let rest = rest.of(&format!("we {new} go")).to_owned();
        assert!(rest.starts_with("new400 ") && rest.ends_with(" new299999"));
        assert_eq!(
            word_diff(&old, &old),
            [Change::Same(Span::new(0, old.len()))]
        );
    }

    #[test]
    fn a_word_more_in_a_long_wording_is_the_only_difference() {
        let long = "one two three ".repeat(1000);
        assert_eq!(
            shown(&format!("{long} end"), &format!("{long} very end"))
                .matches("[-")
                .count(),
            0
        );
    }

    #[test]
    fn nothing_differs_from_nothing_in_nothing() {
        assert_eq!(word_diff("", ""), []);
    }
}
