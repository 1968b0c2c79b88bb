//! What is known of every word by itself, computed once: hashes of its form, and the lists that hold it.

use super::words::{Line, Words};
use crate::analysis::lexicon::{Lexicon, NameClass, WordClass};

/// What is known of one word without its neighbours.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Traits {
    /// The folded word, digits made alike.
    pub(super) word: u32,
    /// Capitals, small letters, digits and marks in order.
    pub(super) shape: u32,
    /// The shape's first two runs.
    pub(super) look: u32,
    /// The last three letters, when there are more.
    pub(super) ending: Option<u32>,
    /// The lists of single words that hold it, as bits.
    pub(super) lists: u16,
    /// The gazetteers that hold the phrase it is part of, as bits.
    pub(super) phrase: u16,
}

impl Traits {
    const FIRST_NAME_ONLY: u16 = 1 << 6;
    const DEMONYM: u16 = 1 << 7;
    const CAPITALS: u16 = 1 << 8;
    const TITLE: u16 = 1 << 9;
    const ORGANIZATION: u16 = 1 << 10;
    const PLACE: u16 = 1 << 11;
    const DATE: u16 = 1 << 12;
    /// Set on words of a phrase behind its first.
    const INSIDE: u16 = 1 << 8;
    /// Set on phrases of one word.
    const ALONE: u16 = 1 << 9;
}

/// The traits of all words.
pub(super) fn traits(words: &Words<'_>, lexicon: &Lexicon) -> Vec<Traits> {
    let mut traits: Vec<Traits> = (0..words.all.len())
        .map(|at| of_word(words, at, lexicon))
        .collect();
    let mut key = String::new();
    for line in &words.lines {
        mark_phrases(words, line, &mut traits, &mut key, lexicon);
    }
    traits
}

fn of_word(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> Traits {
    let folded = words.folded(at);
    let (shape, look) = shape(words.text(at));
    Traits {
        word: hash_word(folded),
        shape,
        look,
        ending: ending(folded, 3).filter(|_| folded.len() > 3),
        lists: lists(words, at, lexicon),
        phrase: 0,
    }
}

/// The hash of some bytes; digits count as alike in what begins with one.
fn hash_word(folded: &str) -> u32 {
    if folded.as_bytes().first().is_some_and(u8::is_ascii_digit) {
        let alike = folded
            .bytes()
            .map(|byte| if byte.is_ascii_digit() { b'0' } else { byte });
        return hash(alike);
    }
    hash(folded.bytes())
}

/// The hash of bytes (FNV-1a).
pub(super) fn hash(bytes: impl Iterator<Item = u8>) -> u32 {
    bytes.fold(0x811C_9DC5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

/// The hash of the last `count` characters.
pub(super) fn ending(word: &str, count: usize) -> Option<u32> {
    let (start, _) = word.char_indices().rev().nth(count - 1)?;
    Some(hash(word.get(start..)?.bytes()))
}

/// The hash of the first `count` characters.
pub(super) fn beginning(word: &str, count: usize) -> Option<u32> {
    let (last, c) = word.char_indices().nth(count - 1)?;
    Some(hash(word.get(..last + c.len_utf8())?.bytes()))
}

/// The hashes of the whole shape, in which no class is written more than twice in a row, and of its beginning.
fn shape(text: &str) -> (u32, u32) {
    let mut shape = [0_u8; 8];
    let mut length = 0;
    for c in text.chars() {
        let class = class(c);
        let repeats = length > 1 && shape[length - 1] == class && shape[length - 2] == class;
        if !repeats {
            shape[length] = class;
            length += 1;
            if length == shape.len() {
                break;
            }
        }
    }
    let hash = |length: usize| hash(shape.iter().take(length).copied());
    (hash(length), hash(length.min(2)))
}

fn class(c: char) -> u8 {
    if c.is_uppercase() {
        b'X'
    } else if c.is_lowercase() {
        b'x'
    } else if c.is_numeric() {
        b'd'
    } else {
        match c {
            '“' | '”' => b'"',
            '‘' | '’' => b'\'',
            '–' | '—' => b'-',
            c => u8::try_from(c).unwrap_or(b'?'),
        }
    }
}

fn lists(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> u16 {
    let word = &words.all[at];
    if !word.letter {
        return 0;
    }
    let folded = words.folded(at);
    let class = lexicon.word(folded);
    let mut lists = 0;
    let mut set = |bit: u16, when: bool| lists |= if when { bit } else { 0 };
    set(Traits::TITLE, class.is(WordClass::TITLE));
    set(Traits::ORGANIZATION, class.is(WordClass::ORGANIZATION));
    set(Traits::PLACE, class.is(WordClass::PLACE));
    set(Traits::DATE, class.is(WordClass::DATE));
    if word.capital {
        let name = lexicon.name(folded);
        let known_last = NameClass::LAST_COMMON
            .or(NameClass::LAST_KNOWN)
            .or(NameClass::LAST_WORLD);
        set(u16::from(name.bits()), true);
        set(
            Traits::FIRST_NAME_ONLY,
            name.any(NameClass::ANY_FIRST) && !name.any(known_last),
        );
        set(Traits::DEMONYM, lexicon.is_demonym(words.text(at)));
        set(Traits::CAPITALS, word.all_capitals);
    }
    lists
}

/// Marks the words of the longest phrases that the gazetteers hold.
fn mark_phrases(
    words: &Words<'_>,
    line: &Line,
    traits: &mut [Traits],
    key: &mut String,
    lexicon: &Lexicon,
) {
    let mut at = line.words.start;
    while at < line.words.end {
        let starts =
            words.all[at].capital || matches!(words.text(at), "al" | "de" | "eBay" | "iPhone");
        let found = starts
            .then(|| longest_phrase(words, line, at, key, lexicon))
            .flatten();
        let Some((end, codes)) = found else {
            at += 1;
            continue;
        };
        let mut bits = codes.chars().map(code_bit).fold(0, |all, one| all | one);
        if end == at + 1 {
            bits |= Traits::ALONE;
        }
        for (rank, traits) in traits[at..end].iter_mut().enumerate() {
            traits.phrase = if rank == 0 {
                bits
            } else {
                bits | Traits::INSIDE
            };
        }
        at = end;
    }
}

fn code_bit(code: char) -> u16 {
    match code {
        'C' => 1,
        'S' => 2,
        'T' => 4,
        'K' => 8,
        'R' => 16,
        'P' => 32,
        'O' => 64,
        _ => 128,
    }
}

/// Where the longest phrase that begins at `at` ends, and its gazetteers.
pub(super) fn longest_phrase(
    words: &Words<'_>,
    line: &Line,
    at: usize,
    key: &mut String,
    lexicon: &Lexicon,
) -> Option<(usize, &'static str)> {
    key.clear();
    let mut longest = None;
    for end in at..line.words.end {
        if end > at {
            key.push(' ');
        }
        push_printed(words, line, end, key);
        let phrase = lexicon.phrase(key);
        if let Some(codes) = phrase.codes {
            longest = Some((end + 1, codes));
        }
        if !phrase.continues {
            break;
        }
    }
    longest
}

/// The word as it is printed, or, in a sentence all of capitals, as it would be printed elsewhere.
fn push_printed(words: &Words<'_>, line: &Line, at: usize, key: &mut String) {
    let text = words.text(at);
    if !line.shouted || text.len() < 4 || text.contains('.') {
        key.push_str(text);
        return;
    }
    let mut letters = words.folded(at).chars();
    key.extend(letters.next().into_iter().flat_map(char::to_uppercase));
    key.push_str(letters.as_str());
}
