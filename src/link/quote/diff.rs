//! In what two wordings of a quote differ, word by word.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::words::is_censored_form;
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

/// How `after` differs from `before`, in order; case, curls and punctuation do not count.
pub fn word_diff(before: &str, after: &str) -> Vec<Change> {
    let (old, new) = (spans(before), spans(after));
    let key = |text: &str, span: &Span| {
        let word = span.of(text);
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '*');
        fold(if bare.is_empty() { word } else { bare })
    };
    let old_keys: Vec<String> = old.iter().map(|span| key(before, span)).collect();
    let mut new_keys: Vec<String> = new.iter().map(|span| key(after, span)).collect();
    // A word with letters left out is the same word; it takes the key of its full form.
    for word in &mut new_keys {
        let full = old_keys.iter().find(|other| is_censored_form(other, word));
        if let Some(full) = full {
            word.clone_from(full);
        }
    }
    let run = |spans: &[Span], start: usize, length: usize| {
        let words = spans.get(start..start + length).unwrap_or_default();
        words.iter().copied().reduce(Span::cover)
    };
    let mut changes = Vec::new();
    for change in capture_diff_slices(Algorithm::Myers, &old_keys, &new_keys) {
        let (same, removed, added) = match change {
            DiffOp::Equal { old_index, len, .. } => (run(&old, old_index, len), None, None),
            DiffOp::Delete {
                old_index, old_len, ..
            } => (None, run(&old, old_index, old_len), None),
            DiffOp::Insert {
                new_index, new_len, ..
            } => (None, None, run(&new, new_index, new_len)),
            DiffOp::Replace {
                old_index,
                old_len,
                new_index,
                new_len,
            } => (
                None,
                run(&old, old_index, old_len),
                run(&new, new_index, new_len),
            ),
        };
        changes.extend(same.map(Change::Same));
        changes.extend(removed.map(Change::Removed));
        changes.extend(added.map(Change::Added));
    }
    changes
}

/// The words of `text` with the marks that are glued to them.
fn spans(text: &str) -> Vec<Span> {
    text.split_whitespace()
        .filter_map(|word| Span::of_slice(word, text))
        .collect()
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
    fn a_censored_word_is_no_difference() {
        assert_eq!(shown("a d*mn shame", "a damn shame"), "a d*mn shame");
    }

    #[test]
    fn what_only_one_has_is_removed_or_added() {
        assert_eq!(shown("we go", "we go now"), "we go {+now+}");
        assert_eq!(shown("well we go", "we go"), "[-well-] we go");
    }

    #[test]
    fn nothing_differs_from_nothing_in_nothing() {
        assert_eq!(word_diff("", ""), []);
    }
}
