//! The words of a quote in the form in which quotes are compared.

use super::censor::{is_censored, is_censored_form};
use crate::text::fold::fold_into;

/// The folded words of a quote as hashes, without punctuation, curls, spacing and what the reporter put in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Words {
    /// The lowest bit of each tells whether the word carries meaning by itself.
    hashes: Vec<u64>,
    /// Whether letters of a word are left out: "f*cking".
    censored: bool,
    /// Whether words are left out: "We … will pay".
    elided: bool,
    /// How many words carry meaning by themselves.
    content: usize,
}

/// Only so many words of a quote are compared one by one: the cost grows with the product of both lengths.
const COMPARED: usize = 2000;

/// Of so many words what stands between brackets is at most, to be taken for the reporter's.
const BRACKETED: usize = 6;

/// Words that tell nothing about who is quoted.
const EVERYDAY: [&str; 119] = [
    "about", "after", "again", "all", "also", "and", "any", "are", "back", "because", "been",
    "before", "being", "but", "can", "could", "day", "did", "does", "doing", "don't", "done",
    "even", "every", "for", "from", "get", "getting", "going", "good", "got", "great", "had",
    "has", "have", "having", "her", "here", "him", "his", "how", "i'm", "i've", "into", "it's",
    "just", "know", "let", "like", "look", "lot", "make", "many", "may", "more", "most", "much",
    "need", "never", "not", "now", "off", "one", "only", "other", "our", "out", "over", "people",
    "really", "right", "said", "say", "see", "she", "should", "some", "such", "take", "than",
    "that", "that's", "the", "their", "them", "then", "there", "there's", "these", "they",
    "they're", "thing", "things", "think", "this", "those", "time", "very", "want", "was", "way",
    "we're", "we've", "well", "were", "what", "what's", "when", "where", "which", "who", "why",
    "will", "with", "would", "year", "years", "you", "your",
];

fn is_everyday(word: &str) -> bool {
    word.len() < 3 || EVERYDAY.binary_search(&word).is_ok()
}

/// The words of `quote` as they are compared: cut at spaces and dashes, without marks at their ends. What a
/// reporter put between brackets does not count; a word that was left out there is a `*`.
pub(super) fn pieces(quote: &str) -> Vec<&str> {
    let words: Vec<&str> = quote.split_whitespace().collect();
    let mut pieces = Vec::with_capacity(words.len());
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let inserted = inserted(words.get(at..).unwrap_or_default());
        if inserted == 0 {
            cut(word, &mut pieces);
        } else if is_expletive(word) {
            pieces.push("*");
        }
        at += inserted.max(1);
    }
    if pieces.is_empty() {
        written(quote)
    } else {
        pieces
    }
}

/// All words of `quote`, with what a reporter put in: cut at spaces and dashes, without marks at their ends.
pub(super) fn written(quote: &str) -> Vec<&str> {
    let mut pieces = Vec::with_capacity(quote.len() / 5);
    quote
        .split_whitespace()
        .for_each(|word| cut(word, &mut pieces));
    pieces
}

/// How many of the words at the start of `words` are the reporter's: "[the mayor]", "[sic]", "(laughs)".
fn inserted(words: &[&str]) -> usize {
    let Some(first) = words.first() else {
        return 0;
    };
    let first = first.trim_start_matches(['"', '“', '‘', '\'']);
    if first.starts_with('(') {
        let aside = [
            "(laughs)",
            "(laughter)",
            "(applause)",
            "(sic)",
            "(inaudible)",
            "(expletive)",
        ];
        let bare = first.trim_end_matches([',', '.', ';', ':', '"', '”']);
        return usize::from(aside.contains(&bare));
    }
    if !first.starts_with('[') {
        return 0;
    }
    let closing = (words.iter().take(BRACKETED)).position(|word| word.contains(']'));
    closing
        .filter(|at| !goes_on(words[*at]))
        .map_or(0, |at| at + 1)
}

/// Whether letters follow the bracket, as in "[t]he": these are words of the quote.
fn goes_on(word: &str) -> bool {
    word.rsplit_once(']')
        .is_some_and(|(_, rest)| rest.contains(char::is_alphanumeric))
}

fn is_expletive(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    [
        "expletive",
        "bleep",
        "f-word",
        "n-word",
        "profanity",
        "obscenity",
    ]
    .iter()
    .any(|other| bare.eq_ignore_ascii_case(other))
}

/// Adds the words that one written word holds: "know—yet" is two.
fn cut<'a>(word: &'a str, pieces: &mut Vec<&'a str>) {
    let bare = word.trim_matches(|c: char| {
        matches!(c, ',' | '.' | ';' | ':' | '!' | '?') || "\"“”‘’'()".contains(c)
    });
    if is_censored(bare) {
        pieces.push(bare);
        return;
    }
    pieces.extend(
        word.split(['—', '–', '-', '/', '…'])
            .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
            .filter(|word| !word.is_empty()),
    );
}

/// Whether words are left out between others.
fn is_elided(quote: &str) -> bool {
    let inside = quote.trim_matches(|c: char| !c.is_alphanumeric());
    inside.contains('…') || inside.contains("...") || inside.contains(". . .")
}

fn hash(word: &str) -> u64 {
    // FNV-1a: short words, and the same on every machine.
    word.bytes()
        .filter(|byte| *byte != b'\'')
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
}

impl Words {
    pub(super) fn of(quote: &str) -> Self {
        let pieces = pieces(quote);
        let mut words = Self {
            hashes: Vec::with_capacity(pieces.len()),
            censored: false,
            elided: is_elided(quote),
            content: 0,
        };
        let mut folded = String::new();
        for word in pieces {
            folded.clear();
            fold_into(word, &mut folded);
            folded.retain(|c| !matches!(c, '[' | ']'));
            words.censored |= is_censored(word);
            let content = !is_everyday(&folded);
            words.content += usize::from(content);
            words.hashes.push(hash(&folded) & !1 | u64::from(content));
        }
        words
    }

    pub(super) fn len(&self) -> usize {
        self.hashes.len()
    }

    /// How many of the words are compared with others.
    pub(super) fn compared(&self) -> usize {
        self.len().min(COMPARED)
    }

    /// Whether words are left out between others.
    pub(super) fn is_elided(&self) -> bool {
        self.elided
    }

    /// Whether letters of a word are left out.
    pub(super) fn is_censored(&self) -> bool {
        self.censored
    }

    /// A number that is equal for equal words.
    pub(super) fn key(&self) -> u64 {
        mix(&self.hashes)
    }

    /// Whether the words are more than a turn of everyday speech.
    pub(super) fn is_distinctive(&self) -> bool {
        self.content >= self.len().min(2)
    }

    /// One number for every `count` words in a row that are more than a turn of everyday speech.
    pub(super) fn runs(&self, count: usize) -> impl Iterator<Item = u64> {
        let says = |run: &&[u64]| run.iter().any(|hash| hash & 1 == 1);
        self.hashes.windows(count).filter(says).map(mix)
    }
}

fn mix(hashes: &[u64]) -> u64 {
    hashes.iter().fold(0x9e37_79b9_7f4a_7c15, |sum: u64, hash| {
        (sum.rotate_left(5) ^ hash).wrapping_mul(0x517c_c1b7_2722_0a95)
    })
}

/// How many words two quotes have in common in the same order, and the longest run of them.
///
/// `texts` gives the words themselves; they are asked for only where letters were left out.
pub(super) fn in_common<'a>(
    a: &Words,
    b: &Words,
    texts: impl FnOnce() -> Option<(&'a str, &'a str)>,
) -> (usize, usize) {
    if !a.censored && !b.censored {
        return common_by(a.compared(), b.compared(), |i, j| {
            a.hashes[i] == b.hashes[j]
        });
    }
    let Some((left, right)) = texts() else {
        return (0, 0);
    };
    let (left, right) = (pieces(left), pieces(right));
    common_by(a.compared(), b.compared(), |i, j| {
        a.hashes[i] == b.hashes[j]
            || left
                .get(i)
                .zip(right.get(j))
                .is_some_and(|(left, right)| is_censored_form(left, right))
    })
}

/// The longest common subsequence and the longest common run, in one pass over the table.
fn common_by(rows: usize, columns: usize, equal: impl Fn(usize, usize) -> bool) -> (usize, usize) {
    let mut best = vec![0usize; columns + 1];
    let mut run = vec![0usize; columns + 1];
    let mut longest = 0;
    for row in 0..rows {
        let (mut corner, mut corner_run) = (0, 0);
        for column in 0..columns {
            let (up, up_run) = (best[column + 1], run[column + 1]);
            if equal(row, column) {
                best[column + 1] = corner + 1;
                run[column + 1] = corner_run + 1;
                longest = longest.max(corner_run + 1);
            } else {
                best[column + 1] = up.max(best[column]);
                run[column + 1] = 0;
            }
            (corner, corner_run) = (up, up_run);
        }
    }
    (best[columns], longest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn common(a: &str, b: &str) -> (usize, usize) {
        in_common(&Words::of(a), &Words::of(b), || Some((a, b)))
    }

    #[test]
    fn the_everyday_words_are_sorted() {
        assert!(EVERYDAY.is_sorted());
    }

    #[test]
    fn marks_curls_case_and_spacing_do_not_count() {
        let straight = Words::of("We don't  know -- yet.");
        assert_eq!(straight, Words::of("we don’t know—yet"));
    }

    #[test]
    fn a_censored_word_equals_the_full_one() {
        assert_eq!(
            common("he is not d*mn well fooling", "He is not damn well fooling"),
            (6, 6)
        );
        assert_eq!(common("he is not d*mn well", "he is not very well").0, 4);
    }

    #[test]
    fn what_the_reporter_put_in_does_not_count() {
        let full = Words::of("We will pay the mayor");
        assert_eq!(
            Words::of("We [of Tarn] will pay [sic] the mayor (laughs)"),
            full
        );
        assert_eq!(Words::of("[W]e will pay the mayor"), full);
        assert_eq!(pieces("[applause]"), ["applause"]);
        assert_eq!(pieces("[He] ... said"), ["said"]);
        assert_eq!(
            pieces("a [list without end"),
            ["a", "list", "without", "end"]
        );
    }

    #[test]
    fn a_word_that_was_taken_out_can_be_any() {
        assert_eq!(
            common("this [expletive] harbour wall", "this damned harbour wall"),
            (4, 4)
        );
        assert_eq!(
            common("this d—ned harbour wall", "this damned harbour wall"),
            (4, 4)
        );
    }

    #[test]
    fn runs_of_everyday_words_are_not_compared() {
        assert_eq!(
            Words::of("it is what it is and that is all")
                .runs(4)
                .count(),
            0
        );
        assert_eq!(Words::of("it is what the harbour is").runs(4).count(), 2);
    }

    #[test]
    fn of_endless_quotes_the_beginnings_are_compared() {
        let (a, b) = ("a b c d e f ".repeat(50_000), "a b c x e f ".repeat(50_000));
        let (same, run) = common(&a, &b);
        assert!(same < COMPARED && run < COMPARED);
        assert_eq!(common(&a, &a).0, COMPARED);
    }

    #[test]
    fn common_words_count_in_order() {
        assert_eq!(common("one two three four", "one two four five"), (3, 2));
    }
}
