//! Names that go on where the tagger stopped: across hyphens, particles and numbers.

use super::Found;
use super::words::{Line, Words};
use crate::analysis::EntityKind;
use crate::analysis::lexicon::{Lexicon, WordClass};

/// Makes the names of one sentence whole, in order and without overlap.
pub(super) fn extend(words: &Words<'_>, line: &Line, found: &mut Vec<Found>, lexicon: &Lexicon) {
    let mut whole: Vec<Found> = Vec::with_capacity(found.len());
    let mut rest = std::mem::take(found).into_iter().peekable();
    while let Some(mut name) = rest.next() {
        let start = whole.last().map_or(line.words.start, |name| name.words.end);
        go_back(words, start, &mut name, lexicon);
        loop {
            let next = rest.peek();
            let Some(end) = further(words, line, &name, next, lexicon) else {
                break;
            };
            while rest.next_if(|next| next.words.start < end).is_some() {}
            name.words.end = end;
        }
        number(words, line, &mut name, rest.peek());
        while rest
            .next_if(|next| next.words.start < name.words.end)
            .is_some()
        {}
        whole.push(name);
    }
    *found = whole;
}

/// Where a person's name ends that goes on behind a hyphen or a particle.
fn further(
    words: &Words<'_>,
    line: &Line,
    name: &Found,
    next: Option<&Found>,
    lexicon: &Lexicon,
) -> Option<usize> {
    if name.kind != EntityKind::Person {
        return None;
    }
    let end = name.words.end;
    let limit = line.words.end;
    let free = next.map_or(limit, |next| next.words.start);
    if is_hyphen(words, end) && end + 1 < limit {
        let syllable = end + 1 < free && is_syllable(words, end + 1, lexicon);
        return syllable.then_some(end + 2);
    }
    let mut at = end;
    while at < limit.min(end + 2) && at < free && is_particle(words.text(at)) {
        at += 1;
    }
    if at < free && is_hyphen(words, at) {
        at += 1;
    }
    let joins = at > end
        && at < limit
        && words.all[at].capital
        && !lexicon.is_demonym(words.text(at))
        && !lexicon.word(words.folded(at)).is(WordClass::DATE);
    if !joins {
        return None;
    }
    match next {
        Some(next) if next.words.start == at => {
            (next.kind != EntityKind::Organization).then_some(next.words.end)
        }
        _ => Some(at + 1),
    }
}

/// "von der Marwitz" begins with its particles, "Dong-Eui University" before its hyphen.
fn go_back(words: &Words<'_>, start: usize, name: &mut Found, lexicon: &Lexicon) {
    let first = name.words.start;
    if name.kind == EntityKind::Organization
        && first >= start + 2
        && is_hyphen(words, first - 1)
        && words.all[first - 2].capital
        && lexicon.phrase(words.text(first - 2)).codes.is_none()
        && !lexicon.is_demonym(words.text(first - 2))
    {
        name.words.start -= 2;
    }
    if name.kind == EntityKind::Person {
        let leads = |at: usize| {
            matches!(words.text(at), "von" | "van" | "bin" | "ibn" | "bint")
                || matches!(words.text(at), "der" | "den" | "dem" | "de" | "la")
                    && at > start
                    && matches!(words.text(at - 1), "von" | "van" | "de")
        };
        while name.words.start > start && leads(name.words.start - 1) {
            name.words.start -= 1;
        }
    }
}

/// Small words inside the names of persons.
fn is_particle(text: &str) -> bool {
    let particles = "bin ibn bint ben bar al el ul ud de da do dos das del della delle di du van von der den des la las los le \
                     ter ten zu zur y abu ould wad af av";
    particles.split(' ').any(|particle| particle == text)
}

/// The second syllable of "Suk-yeol", and not the second word of "Marlow-backed".
fn is_syllable(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> bool {
    let word = &words.all[at];
    let text = words.text(at);
    let compounds = "era style like led based born run held free wide bound type only time made built ally anti pro to in and \
                     own turned style friendly esque heavy site side owned aligned inspired themed linked picked";
    word.letter
        && !word.capital
        && (2..=6).contains(&text.chars().count())
        && !text.ends_with("ed")
        && !text.ends_with("ing")
        && !lexicon
            .word(text)
            .any(WordClass::FUNCTION.with(WordClass::TITLE))
        && !compounds.split(' ').any(|compound| compound == text)
}

/// "Velmora 717" and "Velmora V38" are things that Velmora makes.
fn number(words: &Words<'_>, line: &Line, name: &mut Found, next: Option<&Found>) {
    let end = name.words.end;
    if name.kind == EntityKind::Person || name.kind == EntityKind::Place || end >= line.words.end {
        return;
    }
    if next.is_some_and(|next| next.words.start == end && next.words.len() > 2) {
        return;
    }
    if words.all[end].glued || !is_model(words, line, end) {
        return;
    }
    name.words.end += 1;
    name.kind = EntityKind::Other;
}

/// Whether a word is the number of a model: letters and digits, or three digits that count nothing.
fn is_model(words: &Words<'_>, line: &Line, at: usize) -> bool {
    let text = words.text(at);
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let plain = digits + letters == text.len();
    if !plain || digits < 2 {
        return false;
    }
    if words.all[at].capital {
        return letters <= 2;
    }
    let counted = at + 1 < line.words.end
        && words.all[at + 1].letter
        && (words.text(at + 1).ends_with('s')
            || matches!(
                words.text(at + 1),
                "million" | "billion" | "percent" | "people"
            ));
    let unit = matches!(
        text.trim_start_matches(|c: char| c.is_ascii_digit()),
        "" | "s" | "ER" | "LR" | "M" | "F"
    );
    text.starts_with(|c: char| c.is_ascii_digit())
        && digits == 3
        && unit
        && !(letters == 0 && counted)
}

fn is_hyphen(words: &Words<'_>, at: usize) -> bool {
    matches!(words.text(at), "-" | "‑")
        && words.all[at].glued
        && words.all.get(at + 1).is_some_and(|next| next.glued)
}
