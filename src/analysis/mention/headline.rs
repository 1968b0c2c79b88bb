//! Names in headlines, where every word is capitalized: the article's own sentences tell where they begin and end.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::Found;
use super::evidence::Document;
use super::words::Words;
use crate::analysis::EntityKind;

/// The names with those of headlines cut down to what running text names, in order.
pub(super) fn settle(words: &Words<'_>, document: &Document<'_>, found: Vec<Found>) -> Vec<Found> {
    let headline = headlines(words);
    let known = Known::of(words, &found, &headline);
    let mut settled = Vec::with_capacity(found.len());
    for name in found {
        if headline[name.words.start] && name.words.len() > 1 && !known.is_name(words, &name.words)
        {
            known.cut(words, document, name, &mut settled);
        } else {
            settled.push(name);
        }
    }
    settled
}

/// For every word whether it stands in a headline.
fn headlines(words: &Words<'_>) -> Vec<bool> {
    let mut headline = vec![false; words.all.len()];
    for line in words.lines.iter().filter(|line| line.headline) {
        headline[line.words.clone()].fill(true);
    }
    headline
}

/// The names of running text, by their folded first word.
struct Known<'a> {
    names: HashMap<&'a str, Vec<(Range<usize>, EntityKind)>>,
}

impl<'a> Known<'a> {
    fn of(words: &'a Words<'_>, found: &[Found], headline: &[bool]) -> Self {
        let mut names: HashMap<&str, Vec<(Range<usize>, EntityKind)>> = HashMap::new();
        let mut seen: HashSet<String> = HashSet::new();
        for name in found.iter().filter(|name| !headline[name.words.start]) {
            let mut parts = vec![name.words.clone()];
            if name.kind == EntityKind::Person && name.words.len() > 1 {
                parts.push(name.words.end - 1..name.words.end);
            }
            for part in parts {
                let folded: Vec<&str> = part.clone().map(|at| words.folded(at)).collect();
                if seen.insert(folded.join(" ")) {
                    let first = words.folded(part.start);
                    names.entry(first).or_default().push((part, name.kind));
                }
            }
        }
        Self { names }
    }

    /// The longest known name that begins at a word and ends before another, and its kind.
    fn at(&self, words: &Words<'_>, at: usize, end: usize) -> Option<(usize, EntityKind)> {
        let candidates = self.names.get(words.folded(at))?;
        let fits = |name: &Range<usize>| {
            at + name.len() <= end
                && name
                    .clone()
                    .zip(at..end)
                    .all(|(one, other)| words.folded(one) == words.folded(other))
        };
        candidates
            .iter()
            .filter(|(name, _)| fits(name))
            .map(|(name, kind)| (at + name.len(), *kind))
            .max_by_key(|(end, _)| *end)
    }

    fn is_name(&self, words: &Words<'_>, name: &Range<usize>) -> bool {
        self.at(words, name.start, name.end)
            .is_some_and(|(end, _)| end == name.end)
    }

    /// Keeps the names of running text within a name, where the rest are words that running text writes small, or marks.
    fn cut(&self, words: &Words<'_>, document: &Document<'_>, name: Found, into: &mut Vec<Found>) {
        let mut parts: Vec<Found> = Vec::new();
        let mut rest: Vec<usize> = Vec::new();
        let mut at = name.words.start;
        while at < name.words.end {
            if let Some((end, kind)) = self.at(words, at, name.words.end) {
                parts.push(Found {
                    words: at..end,
                    kind,
                });
                at = end;
            } else {
                rest.push(at);
                at += 1;
            }
        }
        let common = |at: &usize| {
            let evidence = document.evidence(words.folded(*at));
            !words.all[*at].letter || evidence.small > 0 || is_inflected(words, document, *at)
        };
        let quoted = rest
            .iter()
            .any(|at| matches!(words.text(*at), "'" | "‘" | "“" | "\""));
        if !parts.is_empty() && (quoted || rest.iter().all(common)) {
            into.extend(parts);
        } else {
            into.push(name);
        }
    }
}

/// Whether running text writes another form of a word small: "Hits" and "hit".
fn is_inflected(words: &Words<'_>, document: &Document<'_>, at: usize) -> bool {
    let folded = words.folded(at);
    let small = |form: &str| document.evidence(form).small > 0;
    let stem = folded
        .strip_suffix("es")
        .or_else(|| folded.strip_suffix('s'));
    let stem = stem.or_else(|| folded.strip_suffix("ing"));
    folded.len() > 3
        && (stem.is_some_and(small)
            || ["s", "d", "ed", "ing"]
                .iter()
                .any(|end| small(&[folded, end].concat())))
}
