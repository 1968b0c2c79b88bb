//! Where a name begins and ends: without titles and articles, with its nickname, apart at hyphens.

use super::Found;
use super::words::{Line, Words};
use crate::analysis::EntityKind;
use crate::analysis::lexicon::{Lexicon, NameClass, WordClass};

/// The names of one sentence with their ends put right; what is no name at all is dropped.
pub(super) fn trim(
    words: &Words<'_>,
    line: &Line,
    mut found: Vec<Found>,
    lexicon: &Lexicon,
) -> Vec<Found> {
    add_compounds(words, line, &mut found, lexicon);
    add_peoples(words, line, &mut found, lexicon);
    let mut trimmed: Vec<Found> = Vec::with_capacity(found.len());
    for name in found {
        for part in pieces(words, name)
            .into_iter()
            .flat_map(|piece| apart(words, piece, lexicon))
        {
            if let Some(part) = without_title(words, part, lexicon) {
                trimmed.push(part);
            }
        }
    }
    join_nicknames(words, line, &mut trimmed, lexicon);
    super::extend::extend(words, line, &mut trimmed, lexicon);
    super::heads::add_heads(words, line, &mut trimmed);
    super::dateline::add(words, line, &mut trimmed, lexicon);
    add_households(words, &mut trimmed);
    trimmed
}

/// "US-Mexico" names both, even where the tagger saw but one or none.
fn add_compounds(words: &Words<'_>, line: &Line, found: &mut Vec<Found>, lexicon: &Lexicon) {
    let country = |at: usize| {
        lexicon
            .phrase(words.text(at))
            .codes
            .is_some_and(|codes| codes.contains('C'))
    };
    let mut added = false;
    for hyphen in line.words.clone().filter(|at| is_hyphen(words, *at)) {
        let (Some(before), after) = (hyphen.checked_sub(1), hyphen + 1) else {
            continue;
        };
        if before < line.words.start
            || after >= line.words.end
            || !country(before)
            || !country(after)
        {
            continue;
        }
        for at in [before, after] {
            if !found.iter().any(|name| name.words.contains(&at)) {
                added = true;
                found.push(Found {
                    words: at..at + 1,
                    kind: EntityKind::Place,
                });
            }
        }
    }
    if added {
        found.sort_by_key(|name| name.words.start);
    }
}

/// Nationality words, which the tagger does not learn.
fn add_peoples(words: &Words<'_>, line: &Line, found: &mut Vec<Found>, lexicon: &Lexicon) {
    let covered = |at: usize, found: &[Found]| found.iter().any(|name| name.words.contains(&at));
    let peoples: Vec<usize> = line
        .words
        .clone()
        .filter(|at| {
            words.all[*at].capital && lexicon.is_demonym(words.text(*at)) && !covered(*at, found)
        })
        .collect();
    if peoples.is_empty() {
        return;
    }
    found.extend(peoples.into_iter().map(|at| Found {
        words: at..at + 1,
        kind: EntityKind::Other,
    }));
    found.sort_by_key(|name| name.words.start);
}

fn is_hyphen(words: &Words<'_>, at: usize) -> bool {
    matches!(words.text(at), "-" | "–" | "/")
        && words.all[at].glued
        && words.all.get(at + 1).is_some_and(|next| next.glued)
}

/// The parts of what the tagger took for one name across a dash or a bracket: a dateline, an aside.
fn pieces(words: &Words<'_>, name: Found) -> Vec<Found> {
    let divides = |at: &usize| {
        let mark = matches!(
            words.text(*at),
            "—" | "–" | "--" | ";" | ":" | "|" | "(" | ")"
        );
        let owner = name.kind == EntityKind::Person
            && matches!(words.folded(*at), "'s" | "'")
            && *at > name.words.start
            && at + 2 < name.words.end;
        mark && !is_hyphen(words, *at) || owner
    };
    if !name.words.clone().any(|at| divides(&at)) {
        return vec![name];
    }
    let mut pieces = Vec::new();
    let mut start = name.words.start;
    for at in name.words.clone().filter(divides).chain([name.words.end]) {
        if at > start {
            pieces.push(Found {
                words: start..at,
                kind: name.kind,
            });
        }
        start = at + 1;
    }
    if let [owner, _, ..] = pieces.as_mut_slice()
        && words.text(owner.words.end).starts_with(['\'', '’'])
    {
        owner.kind = EntityKind::Other;
    }
    // The place of a dateline stands in capitals before the dash.
    if let [dateline, _, ..] = pieces.as_mut_slice()
        && dateline.words.clone().all(|at| words.all[at].all_capitals)
    {
        dateline.kind = EntityKind::Place;
    }
    pieces
}

/// The parts of a compound of two places or peoples: "US-Mexico", "Sino-Indian" stays whole.
fn apart(words: &Words<'_>, name: Found, lexicon: &Lexicon) -> Vec<Found> {
    let known = |at: usize| {
        let text = words.text(at);
        lexicon.is_demonym(text)
            || lexicon
                .phrase(text)
                .codes
                .is_some_and(|codes| codes.contains(['C', 'S', 'K', 'R']))
    };
    let kind = |at: usize| {
        if lexicon.is_demonym(words.text(at)) {
            EntityKind::Other
        } else {
            EntityKind::Place
        }
    };
    let cut = name.words.clone().find(|at| is_hyphen(words, *at));
    match cut {
        Some(at)
            if name.words.len() == 3
                && at == name.words.start + 1
                && known(at - 1)
                && known(at + 1) =>
        {
            [at - 1, at + 1]
                .map(|at| Found {
                    words: at..at + 1,
                    kind: kind(at),
                })
                .into()
        }
        _ => vec![name],
    }
}

/// The name without titles, "the", marks and a final possessive; nothing when nothing is left but an office or a day.
fn without_title(words: &Words<'_>, mut name: Found, lexicon: &Lexicon) -> Option<Found> {
    let is_outer = |at: usize| {
        matches!(words.folded(at), "the" | "'s" | "'" | "’")
            || !words.all[at].letter && !words.text(at).chars().all(char::is_alphanumeric)
    };
    while !name.words.is_empty() && is_outer(name.words.start) {
        name.words.start += 1;
    }
    while !name.words.is_empty() && is_outer(name.words.end - 1) {
        name.words.end -= 1;
    }
    while name.words.len() > 1 && is_prefix(words, &name, lexicon) {
        name.words.start += 1;
    }
    if is_person_with_office(words, &name, lexicon) {
        name.words.start += 1;
        name.kind = EntityKind::Person;
    }
    if name.kind == EntityKind::Person {
        let title = |at: usize| {
            lexicon.is_title(words.folded(at))
                || matches!(
                    words.folded(at),
                    "special" | "former" | "ex" | "then" | "acting" | "-" | "vice" | "us" | "u.s."
                )
        };
        while name.words.len() > 1 && title(name.words.start) {
            name.words.start += 1;
        }
    }
    let empty = |at: usize| {
        let class = lexicon.word(words.folded(at));
        class.any(
            WordClass::TITLE
                .with(WordClass::OFFICE)
                .with(WordClass::DATE),
        ) || class.is(WordClass::FUNCTION) && !words.all[at].all_capitals
    };
    let cased = |at: usize| {
        words
            .text(at)
            .contains(|c: char| c.is_lowercase() || c.is_uppercase())
    };
    // "US$" is money.
    let money = name.words.len() == 1
        && words.all.get(name.words.end).is_some_and(|next| next.glued)
        && words.text(name.words.end) == "$";
    let named = name.words.clone().any(cased) && !name.words.clone().all(empty) && !money;
    named.then_some(name)
}

/// A word before a name that is no part of it: "2013", "No.", a year's "Per" at the beginning of a headline.
fn is_prefix(words: &Words<'_>, name: &Found, lexicon: &Lexicon) -> bool {
    let at = name.words.start;
    let text = words.text(at);
    let year = text.len() == 4
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && (text.starts_with("19") || text.starts_with("20"));
    let number = matches!(words.folded(at), "no" | "no." | "nr" | "nr.")
        && is_count(words.text(at + 1))
        || is_count(text) && at > 0 && matches!(words.folded(at - 1), "no" | "no." | "nr" | "nr.");
    let function = words.all[at].capital
        && !words.all[at].all_capitals
        && lexicon.word(words.folded(at)).is(WordClass::FUNCTION)
        && !lexicon.word(words.folded(at)).is(WordClass::GENERIC)
        && lexicon.name(words.folded(at)).bits() == 0
        && name.kind != EntityKind::Other;
    let next = words.all[at + 1].capital || is_count(words.text(at + 1));
    (year || number || function) && next
}

fn is_count(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// "GM Tony Marlow" is a person behind the letters of an office.
fn is_person_with_office(words: &Words<'_>, name: &Found, lexicon: &Lexicon) -> bool {
    let at = name.words.start;
    name.words.len() == 3
        && words.all[at].all_capitals
        && words.text(at).len() <= 3
        && !words.text(at).contains('.')
        && name
            .words
            .clone()
            .skip(1)
            .all(|at| words.all[at].capital && !words.all[at].all_capitals)
        && lexicon.name(words.folded(at + 1)).any(NameClass::FIRST)
        && lexicon.name(words.folded(at + 2)).any(NameClass::ANY_LAST)
        && !lexicon
            .word(words.folded(at + 2))
            .any(WordClass::ORGANIZATION.with(WordClass::PLACE))
}

/// `Leonard “Len” Okoro` is one name.
fn join_nicknames(words: &Words<'_>, line: &Line, found: &mut Vec<Found>, lexicon: &Lexicon) {
    let mut at = line.words.start;
    while at < line.words.end {
        let Some(close) = nickname(words, line, at, lexicon) else {
            at += 1;
            continue;
        };
        let mut whole = at - 1..close + 2;
        for name in found.iter().filter(|name| name.kind == EntityKind::Person) {
            if name.words.end == at {
                whole.start = whole.start.min(name.words.start);
            }
            if name.words.contains(&(close + 1)) {
                whole.end = whole.end.max(name.words.end);
            }
        }
        found.retain(|name| name.words.end <= whole.start || name.words.start >= whole.end);
        at = whole.end;
        found.push(Found {
            words: whole,
            kind: EntityKind::Person,
        });
        found.sort_by_key(|name| name.words.start);
    }
}

/// Where the nickname that opens at `open` closes, when a first name stands before it and a surname behind.
fn nickname(words: &Words<'_>, line: &Line, open: usize, lexicon: &Lexicon) -> Option<usize> {
    let marks = match words.text(open) {
        "“" => ["”", "”"],
        "\"" => ["\"", "\""],
        "‘" | "'" => ["’", "'"],
        "(" => [")", ")"],
        _ => return None,
    };
    let longest = if words.text(open) == "(" { 1 } else { 3 };
    let inner = (open + 1..line.words.end.min(open + 2 + longest))
        .find(|at| marks.contains(&words.text(*at)))?;
    let name = |at: usize| {
        let class = lexicon.word(words.folded(at));
        words.all[at].capital
            && !class.any(
                WordClass::FUNCTION
                    .with(WordClass::TITLE)
                    .with(WordClass::DATE)
                    .with(WordClass::ORGANIZATION),
            )
    };
    let inside = inner > open + 1
        && (open + 1..inner).all(|at| words.all[at].letter && words.all[at].capital);
    let tight = words.all.get(open + 1).is_some_and(|word| word.glued)
        && words.all[inner].glued
        && !words.all[open].glued;
    let shouted = words
        .all
        .get(open + 1)
        .is_some_and(|word| word.all_capitals);
    let around =
        open > line.words.start && inner + 1 < line.words.end && name(open - 1) && name(inner + 1);
    let spaced = words.all.get(inner + 1).is_some_and(|word| !word.glued);
    (inside && tight && around && spaced && !(longest == 1 && shouted)).then_some(inner)
}

/// Extends the names of persons that stand for their households, in names that are in order.
pub(super) fn add_households(words: &Words<'_>, found: &mut [Found]) {
    for at in 0..found.len() {
        let next = found
            .get(at + 1)
            .map_or(words.all.len(), |next| next.words.start);
        extend_to_household(words, &mut found[at], next);
    }
}

/// "Marlow administration" is no mention of the person but an organization of its own.
fn extend_to_household(words: &Words<'_>, name: &mut Found, limit: usize) {
    let end = name.words.end;
    if name.kind != EntityKind::Person || end >= limit {
        return;
    }
    if matches!(
        words.folded(end),
        "administration" | "campaign" | "family" | "admin"
    ) && !words.all[end].glued
    {
        name.words.end += 1;
        name.kind = EntityKind::Organization;
    }
}
