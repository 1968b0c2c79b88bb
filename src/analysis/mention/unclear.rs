//! Names that the tagger passed over: always capitalized, nothing else is known of them.

use super::Found;
use super::evidence::Document;
use super::words::{Line, Words};
use crate::analysis::EntityKind;
use crate::analysis::lexicon::{Lexicon, WordClass};

/// The names with those that capitals alone betray, in order.
pub(super) fn add(
    words: &Words<'_>,
    document: &Document<'_>,
    mut found: Vec<Found>,
    lexicon: &Lexicon,
) -> Vec<Found> {
    let mut covered = vec![false; words.all.len()];
    for at in found.iter().flat_map(|name| name.words.clone()) {
        covered[at] = true;
    }
    for line in &words.lines {
        let known = found.len();
        super::heads::add_offices(words, line, &covered, &mut found, lexicon);
        for at in found.iter().skip(known).flat_map(|name| name.words.clone()) {
            covered[at] = true;
        }
    }
    for line in words.lines.iter().filter(|line| !line.headline) {
        let mut at = line.words.start;
        while at < line.words.end {
            let named = |at: usize| !covered[at] && is_name(words, line, at, document, lexicon);
            let end = (at..line.words.end)
                .find(|at| !named(*at))
                .unwrap_or(line.words.end);
            if end > at && !is_office(words, line, at..end, lexicon) {
                found.push(Found {
                    words: at..end,
                    kind: EntityKind::Other,
                });
            }
            at = end + 1;
        }
    }
    found.sort_by_key(|name| name.words.start);
    found
}

/// Whether the article always writes a word with a capital, and at least once where no rule asks for it.
fn is_name(
    words: &Words<'_>,
    line: &Line,
    at: usize,
    document: &Document<'_>,
    lexicon: &Lexicon,
) -> bool {
    let word = &words.all[at];
    let text = words.text(at);
    let class = lexicon.word(words.folded(at));
    let common = WordClass::TITLE
        .with(WordClass::OFFICE)
        .with(WordClass::DATE)
        .with(WordClass::FUNCTION);
    let evidence = document.evidence(words.folded(at));
    let opened = at > line.words.start && matches!(words.text(at - 1), "“" | "\"" | "‘" | ":");
    word.capital
        && !line.shouted
        && !opened
        && text.chars().count() > 2
        && !class.any(common)
        && evidence.small == 0
        && evidence.capital > 0
}

/// Whether words are part of an office: "Defense Secretary", "Secretary of Defense".
fn is_office(
    words: &Words<'_>,
    line: &Line,
    name: std::ops::Range<usize>,
    lexicon: &Lexicon,
) -> bool {
    let office = |at: usize| {
        let class = lexicon.word(words.folded(at));
        line.words.contains(&at)
            && words.all[at].capital
            && class.any(WordClass::TITLE.with(WordClass::OFFICE))
    };
    let behind = name.start > line.words.start + 1
        && words.folded(name.start - 1) == "of"
        && office(name.start - 2);
    behind || office(name.end)
}
