//! Agreement over the whole article: the same words are the same kind of name, and a name once found is found again.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Found;
use super::evidence::Document;
use super::words::Words;
use crate::analysis::EntityKind;
use crate::analysis::lexicon::Lexicon;

/// The names with kinds that agree, and with the repeats that were missed; in order, without overlap.
pub(super) fn settle(
    words: &Words<'_>,
    mut found: Vec<Found>,
    document: &Document<'_>,
    lexicon: &Lexicon,
) -> Vec<Found> {
    let votes = Votes::of(words, &found);
    for name in &mut found {
        name.kind = votes.kind(words, name, lexicon);
    }
    add_repeats(words, &mut found, &votes, document, lexicon);
    found
}

struct Votes<'a> {
    kinds: HashMap<&'a str, BTreeMap<EntityKind, usize>>,
    surnames: HashMap<&'a str, usize>,
}

impl<'a> Votes<'a> {
    fn of(words: &Words<'a>, found: &[Found]) -> Self {
        let mut votes = Self {
            kinds: HashMap::new(),
            surnames: HashMap::new(),
        };
        for name in found {
            *votes
                .kinds
                .entry(text(words, name))
                .or_default()
                .entry(name.kind)
                .or_default() += 1;
            if name.kind == EntityKind::Person && name.words.len() > 1 {
                *votes
                    .surnames
                    .entry(words.text(name.words.end - 1))
                    .or_default() += 1;
            }
        }
        votes
    }

    fn count(&self, text: &str, kind: EntityKind) -> usize {
        let kinds = self.kinds.get(text);
        kinds
            .and_then(|kinds| kinds.get(&kind))
            .copied()
            .unwrap_or_default()
    }

    fn kind(&self, words: &Words<'_>, name: &Found, lexicon: &Lexicon) -> EntityKind {
        let text = text(words, name);
        let Some(kinds) = self.kinds.get(text) else {
            return name.kind;
        };
        let all: usize = kinds.values().sum();
        let own = self.count(text, name.kind);
        if self.surnames.contains_key(text) && name.kind != EntityKind::Person {
            let person = self.count(text, EntityKind::Person);
            if person * 2 >= own || all <= 2 && lexicon.phrase(text).codes.is_none() {
                return EntityKind::Person;
            }
        }
        let best = kinds
            .iter()
            .max_by_key(|(kind, count)| (**count, std::cmp::Reverse(**kind)));
        best.filter(|(_, count)| **count > own)
            .map_or(name.kind, |(kind, _)| *kind)
    }
}

fn text<'a>(words: &Words<'a>, name: &Found) -> &'a str {
    let first = words.all.get(name.words.start);
    let last = name
        .words
        .end
        .checked_sub(1)
        .and_then(|at| words.all.get(at));
    match (first, last) {
        (Some(first), Some(last)) => first.span.cover(last.span).of(words.whole()),
        _ => "",
    }
}

/// Finds again, where no name was seen, the words of names that are sure: of several words, repeated, or surnames.
fn add_repeats(
    words: &Words<'_>,
    found: &mut Vec<Found>,
    votes: &Votes<'_>,
    document: &Document<'_>,
    lexicon: &Lexicon,
) {
    let sure = sure_names(words, found, votes, document, lexicon);
    let mut covered = vec![false; words.all.len()];
    for at in found.iter().flat_map(|name| name.words.clone()) {
        covered[at] = true;
    }
    let mut added = Vec::new();
    for line in &words.lines {
        let mut at = line.words.start;
        while at < line.words.end {
            let candidates = sure.get(words.text(at)).map_or(&[] as &[_], Vec::as_slice);
            let repeat = candidates.iter().find(|(name, _)| {
                let end = at + name.len();
                end <= line.words.end
                    && (at..end).all(|at| !covered[at])
                    && name
                        .clone()
                        .zip(at..end)
                        .all(|(one, other)| words.text(one) == words.text(other))
            });
            let Some((name, kind)) = repeat else {
                at += 1;
                continue;
            };
            added.push(Found {
                words: at..at + name.len(),
                kind: *kind,
            });
            at += name.len();
        }
    }
    found.append(&mut added);
    found.sort_by_key(|name| name.words.start);
}

type Sure<'a> = HashMap<&'a str, Vec<(std::ops::Range<usize>, EntityKind)>>;

/// The names to look for, by their first word, the longest first.
fn sure_names<'a>(
    words: &Words<'a>,
    found: &[Found],
    votes: &Votes<'a>,
    document: &Document<'_>,
    lexicon: &Lexicon,
) -> Sure<'a> {
    let mut sure: Sure<'a> = HashMap::new();
    let mut known: HashSet<&str> = HashSet::new();
    let small = |at: usize| document.evidence(words.folded(at)).small > 0;
    for name in found {
        let text = text(words, name);
        let first = name.words.start;
        if known.insert(text) && words.all[first].capital {
            let repeated = votes
                .kinds
                .get(text)
                .is_some_and(|kinds| kinds.values().sum::<usize>() > 1);
            if name.words.len() > 1 || repeated && !small(first) {
                sure.entry(words.text(first))
                    .or_default()
                    .push((name.words.clone(), name.kind));
            }
        }
        let last = name.words.end - 1;
        let surname = words.text(last);
        if name.kind == EntityKind::Person
            && name.words.len() > 1
            && surname.len() > 2
            && words.all[last].capital
            && lexicon.phrase(surname).codes.is_none()
            && !votes.kinds.contains_key(surname)
            && known.insert(surname)
            && !small(last)
        {
            sure.entry(surname)
                .or_default()
                .push((last..last + 1, EntityKind::Person));
        }
    }
    for names in sure.values_mut() {
        names.sort_by_key(|(name, _)| (std::cmp::Reverse(name.len()), name.start));
    }
    sure
}
