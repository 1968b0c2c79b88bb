//! Names by capitals, gazetteers, titles and the evidence of the whole article.

use std::ops::Range;

use super::Found;
use super::evidence::{Document, Evidence};
use super::words::{Line, Words};
use crate::analysis::EntityKind;
use crate::analysis::lexicon::{Lexicon, NameClass, WordClass};

/// The names of one sentence.
pub(crate) fn tag(
    words: &Words<'_>,
    line: &Line,
    document: &Document<'_>,
    lexicon: &Lexicon,
) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = line.words.start;
    while at < line.words.end {
        if let Some(name) = starts(words, line, at, document, lexicon) {
            at = name.words.end;
            found.push(name);
        } else {
            at += 1;
        }
    }
    found
}

fn starts(
    words: &Words<'_>,
    line: &Line,
    at: usize,
    document: &Document<'_>,
    lexicon: &Lexicon,
) -> Option<Found> {
    if !words.all[at].capital {
        return None;
    }
    let run = run(words, line, at, lexicon);
    let phrase = longest_phrase(words, at..line.words.end, lexicon);
    if let Some((end, kind)) = phrase
        && end >= run
        && (end > at + 1
            || !doubtful(words, line, at, document, lexicon)
            || kind != EntityKind::Place)
    {
        return Some(Found {
            words: at..end,
            kind,
        });
    }
    let folded = words.folded(at);
    if lexicon.is_demonym(words.text(at)) {
        let organization =
            (at + 1..run).any(|at| lexicon.word(words.folded(at)).is(WordClass::ORGANIZATION));
        let (end, kind) = if organization {
            (run, EntityKind::Organization)
        } else {
            (at + 1, EntityKind::Other)
        };
        return Some(Found {
            words: at..end,
            kind,
        });
    }
    let class = lexicon.word(folded);
    if class.any(WordClass::TITLE.with(WordClass::DATE))
        && !(run > at + 1 && class.is(WordClass::ORGANIZATION))
        || doubtful(words, line, at, document, lexicon)
    {
        return None;
    }
    let kind = classify(words, line, at..run, document, lexicon)?;
    Some(Found {
        words: at..run,
        kind,
    })
}

/// Whether the word is capitalized only because of where it stands.
fn doubtful(
    words: &Words<'_>,
    line: &Line,
    at: usize,
    document: &Document<'_>,
    lexicon: &Lexicon,
) -> bool {
    let evidence = document.evidence(words.folded(at));
    if lexicon.word(words.folded(at)).is(WordClass::FUNCTION) {
        return true;
    }
    let opens = at == line.words.start || matches!(words.text(at - 1), "“" | "\"" | ":" | "‘");
    (opens || line.headline)
        && (evidence.small > evidence.capital || evidence.capital == 0 && evidence.seen == 0)
}

/// Where the run of capitalized words that begins at `at` ends.
fn run(words: &Words<'_>, line: &Line, at: usize, lexicon: &Lexicon) -> usize {
    let mut end = at + 1;
    while end < line.words.end {
        let word = &words.all[end];
        let class = lexicon.word(words.folded(end));
        let joins = match words.folded(end) {
            "of" => lexicon
                .word(words.folded(end - 1))
                .is(WordClass::ORGANIZATION),
            "de" | "la" | "del" | "van" | "von" | "der" | "al" | "bin" | "da" | "&" => true,
            "-" => word.glued && words.all.get(end + 1).is_some_and(|next| next.glued),
            _ => false,
        };
        let follows =
            words.all.get(end + 1).is_some_and(|next| next.capital) && end + 1 < line.words.end;
        if word.capital && !class.is(WordClass::DATE) && !lexicon.is_demonym(words.text(end)) {
            end += 1;
        } else if joins && follows {
            end += 2;
        } else {
            break;
        }
    }
    end
}

/// The longest phrase of the gazetteers that begins at the first of `at`.
fn longest_phrase(
    words: &Words<'_>,
    at: Range<usize>,
    lexicon: &Lexicon,
) -> Option<(usize, EntityKind)> {
    let mut key = String::new();
    let mut longest = None;
    for end in at {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(words.text(end));
        let phrase = lexicon.phrase(&key);
        if let Some(codes) = phrase.codes {
            let kind = if codes.contains(['O', 'P']) {
                EntityKind::Organization
            } else {
                EntityKind::Place
            };
            longest = Some((end + 1, kind));
        }
        if !phrase.continues {
            break;
        }
    }
    longest
}

fn classify(
    words: &Words<'_>,
    line: &Line,
    run: Range<usize>,
    document: &Document<'_>,
    lexicon: &Lexicon,
) -> Option<EntityKind> {
    let class = |at: usize| lexicon.word(words.folded(at));
    let last = document.evidence(words.folded(run.end - 1));
    let before_title =
        run.start > line.words.start && lexicon.is_title(words.folded(run.start - 1));
    let first_name = lexicon.name(words.folded(run.start));
    let last_name = lexicon.name(words.folded(run.end - 1));
    if run
        .clone()
        .any(|at| class(at).is(WordClass::ORGANIZATION) && words.all[at].capital)
    {
        return Some(EntityKind::Organization);
    }
    if before_title
        || run.len() > 1
            && first_name.any(NameClass::ANY_FIRST)
            && !class(run.end - 1).is(WordClass::PLACE)
    {
        return Some(EntityKind::Person);
    }
    if class(run.end - 1).is(WordClass::PLACE) {
        return Some(EntityKind::Place);
    }
    if run.len() == 1 && words.all[run.start].all_capitals && words.text(run.start).len() < 7 {
        return Some(EntityKind::Organization);
    }
    if last.has(Evidence::AFTER_TITLE | Evidence::AFTER_FIRST_NAME | Evidence::BEFORE_WHO)
        && run.len() < 4
    {
        return Some(EntityKind::Person);
    }
    if last.has(Evidence::AFTER_IN | Evidence::BEFORE_BASED) {
        return Some(EntityKind::Place);
    }
    if last.has(Evidence::BEFORE_SAID) && last_name.any(NameClass::ANY_LAST) && run.len() < 4 {
        return Some(EntityKind::Person);
    }
    if run.len() > 1 {
        return Some(EntityKind::Organization);
    }
    (last.capital > 0).then_some(EntityKind::Other)
}
