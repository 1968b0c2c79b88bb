//! Which quotes are worth comparing word by word: those that share a run of words, the rarest first.
//!
//! No quote is compared with more than a fixed number of others, however many share a turn of phrase with it, so
//! that the work grows with the number of quotes and not with its square.

use std::collections::BTreeSet;

use super::RUN;
use super::words::Words;

/// With so many others a quote is compared at most.
const OTHERS: usize = 24;
/// Of the quotes that share a run each is compared with so many that come after it: what joins goes on joining.
const NEXT: usize = 4;

/// The pairs of quotes to be compared, in order; of each pair the earlier one comes first.
pub(super) fn pairs<'a>(
    quotes: impl Iterator<Item = (usize, &'a Words)>,
) -> BTreeSet<(usize, usize)> {
    let mut runs: Vec<(u64, usize)> = Vec::new();
    let mut count = 0;
    for (index, words) in quotes {
        runs.extend(words.runs(RUN).map(|run| (run, index)));
        count = count.max(index + 1);
    }
    runs.sort_unstable();
    runs.dedup();
    let mut shared: Vec<&[(u64, usize)]> = (runs.chunk_by(|left, right| left.0 == right.0))
        .filter(|same| same.len() > 1)
        .collect();
    shared.sort_by_key(|same| same.len());
    let mut others = vec![0; count];
    let mut pairs = BTreeSet::new();
    for same in shared {
        for (at, (_, left)) in same.iter().enumerate() {
            for (_, right) in same.iter().skip(at + 1).take(NEXT) {
                let room = others[*left] < OTHERS && others[*right] < OTHERS;
                if room && pairs.insert((*left, *right)) {
                    others[*left] += 1;
                    others[*right] += 1;
                }
            }
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compared(quotes: &[String]) -> usize {
        let words: Vec<Words> = quotes.iter().map(|quote| Words::of(quote)).collect();
        pairs(words.iter().enumerate()).len()
    }

    /// So many quotes that all begin with the same turn of phrase and go on with words of their own.
    fn alike(count: usize) -> Vec<String> {
        let own = |at: usize| {
            format!("the harbour wall is broken because of number{at} and word{at} too")
        };
        (0..count).map(own).collect()
    }

    #[test]
    fn comparisons_for_each_quote_stay_the_same_in_large_corpora() {
        let (few, many) = (compared(&alike(100)), compared(&alike(4_000)));
        assert!(few >= 99 * NEXT / 2, "{few}");
        assert!(many <= few * 42, "{many} for forty times as many as {few}");
    }

    #[test]
    fn the_rarest_runs_come_first() {
        // Far more quotes share the beginning than are compared; the end of the last is that of the first.
        let mut quotes = alike(400);
        quotes.insert(
            0,
            "the harbour wall is broken and my old boat sank".to_owned(),
        );
        quotes.push("the harbour wall is broken so that my old boat sank".to_owned());
        let words: Vec<Words> = quotes.iter().map(|quote| Words::of(quote)).collect();
        assert!(pairs(words.iter().enumerate()).contains(&(0, 401)));
    }

    #[test]
    fn quotes_without_a_common_run_are_not_compared() {
        let quotes = ["one boat has sunk today", "two ferries were lost yesterday"];
        assert_eq!(compared(&quotes.map(str::to_owned)), 0);
    }
}
