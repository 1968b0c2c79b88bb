//! The words of a quote in the form in which quotes are compared.

use crate::text::fold::fold_into;

/// The folded words of a quote as hashes, without punctuation, curls and spacing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Words {
    hashes: Vec<u64>,
    /// Whether letters of a word are left out: "f*cking".
    censored: bool,
    /// How many words carry meaning by themselves.
    content: usize,
}

/// Only so many words of a quote are compared one by one: the cost grows with the product of both lengths.
const COMPARED: usize = 2000;

/// Short words that tell nothing about who is quoted.
const EVERYDAY: [&str; 60] = [
    "about", "again", "all", "also", "and", "are", "back", "because", "been", "being", "but",
    "can", "could", "did", "does", "doing", "done", "for", "from", "good", "great", "have", "her",
    "here", "his", "into", "just", "know", "like", "more", "most", "much", "never", "not", "now",
    "our", "over", "really", "should", "some", "than", "that", "the", "their", "them", "there",
    "they", "thing", "things", "think", "this", "very", "want", "was", "were", "what", "when",
    "will", "with", "you",
];

/// The words of `quote` as they are compared: cut at spaces and dashes, without marks at their ends.
pub(super) fn pieces(quote: &str) -> impl Iterator<Item = &str> {
    quote
        .split(|c: char| c.is_whitespace() || matches!(c, '—' | '–' | '-' | '/' | '…'))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '*'))
        .filter(|word| word.contains(char::is_alphanumeric))
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
        let mut words = Self {
            hashes: Vec::with_capacity(quote.len() / 5),
            censored: false,
            content: 0,
        };
        let mut folded = String::new();
        for word in pieces(quote) {
            folded.clear();
            fold_into(word, &mut folded);
            words.censored |= folded.contains('*');
            words.content +=
                usize::from(folded.len() > 2 && EVERYDAY.binary_search(&folded.as_str()).is_err());
            words.hashes.push(hash(&folded));
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

    /// A number that is equal for equal words.
    pub(super) fn key(&self) -> u64 {
        mix(&self.hashes)
    }

    /// Whether the words are more than a turn of everyday speech.
    pub(super) fn is_distinctive(&self) -> bool {
        self.content >= self.len().min(2)
    }

    /// One number for every `count` words in a row, or for all words when there are fewer.
    pub(super) fn runs(&self, count: usize) -> impl Iterator<Item = u64> {
        self.hashes.windows(count).map(mix)
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
    let (left, right): (Vec<&str>, Vec<&str>) = (
        pieces(left).take(COMPARED).collect(),
        pieces(right).take(COMPARED).collect(),
    );
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

/// Whether one word is the other with letters left out: "f*cking" or "f***".
pub(super) fn is_censored_form(left: &str, right: &str) -> bool {
    let (censored, full) = if left.contains('*') {
        (left, right)
    } else {
        (right, left)
    };
    let stem = censored.split('*').next().unwrap_or_default();
    let end = censored.rsplit('*').next().unwrap_or_default();
    let full = full.to_lowercase();
    censored.contains('*')
        && !stem.is_empty()
        && full.len() >= stem.len() + end.len()
        && full.starts_with(&stem.to_lowercase())
        && full.ends_with(&end.to_lowercase())
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
