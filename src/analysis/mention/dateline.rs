//! Where a report was written: the place before the dash with which its first sentence begins.

use super::Found;
use super::words::{Line, Words};
use crate::analysis::EntityKind;
use crate::analysis::lexicon::Lexicon;

/// How many words a dateline has at most: "PORT MARLOW, Eastland, March 3 (Wire) —".
const LONGEST: usize = 12;

/// Adds the place of a dateline to the names of a sentence, or makes a place of what was taken for something else.
pub(super) fn add(words: &Words<'_>, line: &Line, found: &mut Vec<Found>, lexicon: &Lexicon) {
    let Some(end) = place(words, line, lexicon) else {
        return;
    };
    let start = line.words.start;
    let overlapping = found
        .iter()
        .take_while(|name| name.words.start < end)
        .count();
    let crosses = found.iter().take(overlapping).any(|name| {
        name.words.end > end || name.words.start == start && name.kind == EntityKind::Place
    });
    if crosses {
        return;
    }
    let place = Found {
        words: start..end,
        kind: EntityKind::Place,
    };
    found.splice(..overlapping, [place]);
}

/// The end of the words, at the beginning of a sentence, that name the place of a dateline.
fn place(words: &Words<'_>, line: &Line, lexicon: &Lexicon) -> Option<usize> {
    let limit = line.words.end.min(line.words.start + LONGEST);
    let dash = (line.words.start + 1..limit).find(|at| is_dash(words, *at))?;
    if dash + 3 > line.words.end || line.headline {
        return None;
    }
    let is_name = |at: &usize| words.all[*at].letter && words.all[*at].capital;
    let end = (line.words.start..dash)
        .find(|at| !is_name(at))
        .unwrap_or(dash);
    let name: Vec<&str> = (line.words.start..end).map(|at| words.text(at)).collect();
    let shouted = (line.words.start..end).all(|at| words.all[at].all_capitals);
    let known = lexicon.phrase(&name.join(" ")).codes;
    let known = known.is_some_and(|codes| codes.contains(['T', 't', 'K', 'C', 'S']));
    let ends = end == dash || matches!(words.text(end), "," | "(" | "/" | ":");
    let named = !name.is_empty() && name.len() <= 3;
    (named && ends && (shouted && dash - end < 9 || known && end == dash)).then_some(end)
}

fn is_dash(words: &Words<'_>, at: usize) -> bool {
    let free = words.all.get(at + 1).is_some_and(|next| !next.glued);
    matches!(words.text(at), "—" | "–" | "--") || words.text(at) == "-" && free
}
