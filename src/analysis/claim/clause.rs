//! Sentences → pieces between commas and joining words → clauses: runs of pieces that state something.

use crate::text::Span;

/// Words that begin a new piece.
const JOINING: [&str; 21] = [
    "and",
    "but",
    "while",
    "with",
    "without",
    "that",
    "which",
    "who",
    "after",
    "before",
    "when",
    "if",
    "because",
    "although",
    "though",
    "including",
    "as",
    "saying",
    "where",
    "whether",
    "to",
];

/// The pieces of `sentence`, without the marks and the white space between them.
pub fn pieces(sentence: &str) -> Vec<Span> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before = ' ';
    for (at, c) in sentence.char_indices() {
        let after = at + c.len_utf8();
        let rest = Span::new(after, sentence.len()).of(sentence);
        let cut = match c {
            '—' | '–' => true,
            ',' | ';' | ':' | '(' | ')' | '[' | ']' => rest.starts_with(char::is_whitespace),
            _ if c.is_whitespace() => !before.is_whitespace() && joins(rest.trim_start()),
            _ => false,
        };
        if cut {
            pieces.push(Span::new(start, at));
            start = after;
        }
        before = c;
    }
    pieces.push(Span::new(start, sentence.len()));
    for piece in &mut pieces {
        *piece = piece.trim(sentence);
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// Whether `rest` starts with a joining word.
fn joins(rest: &str) -> bool {
    if !rest.starts_with(|c: char| c.is_ascii_lowercase()) {
        return false;
    }
    let word = rest
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .next();
    word.is_some_and(|word| JOINING.contains(&word))
}

/// The runs of at most four of `count` pieces that have at least three different telling words; growing stops at nine.
/// `telling` says how many different telling words a run has.
pub fn runs(count: usize, mut telling: impl FnMut(usize, usize) -> usize) -> Vec<(usize, usize)> {
    let mut runs = Vec::new();
    for first in 0..count {
        for last in first..count.min(first + 4) {
            let words = telling(first, last);
            if words >= 3 {
                runs.push((first, last));
            }
            if words >= 9 {
                break;
            }
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(sentence: &str) -> Vec<&str> {
        pieces(sentence)
            .iter()
            .map(|piece| piece.of(sentence))
            .collect()
    }

    #[test]
    fn commas_dashes_and_joining_words_cut_a_sentence() {
        assert_eq!(
            cut("Ruiz, the mayor, said that 1,200 homes — and a school—were lost"),
            [
                "Ruiz",
                "the mayor",
                "said",
                "that 1,200 homes",
                "and a school",
                "were lost"
            ]
        );
    }

    #[test]
    fn a_word_that_only_starts_like_a_joining_word_does_not_cut() {
        assert_eq!(
            cut("They saw Andrew as tolls rose"),
            ["They saw Andrew", "as tolls rose"]
        );
    }

    #[test]
    fn a_clause_needs_three_telling_words() {
        let words = [1_usize, 2, 1, 6];
        let telling = |first: usize, last: usize| words[first..=last].iter().sum();
        assert_eq!(
            runs(4, telling),
            [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3), (3, 3)]
        );
    }
}
