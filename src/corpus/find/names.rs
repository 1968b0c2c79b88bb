//! Titles, names and commands: short lines, found fuzzily.

use nucleo::pattern::{Atom, AtomKind, CaseMatching, Normalization};
use nucleo::{Config, Matcher, Utf32String, chars};
use rayon::prelude::*;

use super::query::{How, Term};
use crate::text::fold::fold;

/// From so many lines on, more than one thread looks through them.
const MANY: usize = 20_000;

/// A line that answers, and how well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scored {
    /// The position of the line.
    pub index: usize,
    /// Higher is better.
    pub score: u32,
}

/// Lines made ready for matching, once for a corpus.
#[derive(Debug, Default)]
pub struct Names {
    lines: Vec<Utf32String>,
    /// Which letters and digits each line has: most lines are ruled out by them alone.
    letters: Vec<u64>,
}

impl Names {
    /// Makes lines ready.
    pub fn new<'a>(lines: impl Iterator<Item = std::borrow::Cow<'a, str>>) -> Self {
        let lines: Vec<Utf32String> = lines.map(|line| haystack(&line)).collect();
        let letters = lines.iter().map(letters).collect();
        Self { lines, letters }
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// The lines that answer to all of the pattern, in order of the lines.
    pub fn find(&self, pattern: &Pattern) -> Vec<Scored> {
        let find = |matcher: &mut Matcher, index: usize| {
            let (line, letters) = (self.lines.get(index)?, self.letters.get(index)?);
            let score = pattern.score(line, *letters, matcher)?;
            Some(Scored { index, score })
        };
        let matcher = || Matcher::new(Config::DEFAULT);
        if self.lines.len() < MANY {
            let mut matcher = matcher();
            return (0..self.lines.len())
                .filter_map(|index| find(&mut matcher, index))
                .collect();
        }
        let all = (0..self.lines.len()).into_par_iter().with_min_len(2_048);
        all.map_init(matcher, find).flatten_iter().collect()
    }

    /// The positions of the graphemes of a line that answer, sorted; none where the line does not answer.
    pub fn positions(&self, index: usize, pattern: &Pattern) -> Vec<u32> {
        let mut positions = Vec::new();
        let mut matcher = Matcher::new(Config::DEFAULT);
        let line = self.lines.get(index).zip(self.letters.get(index));
        let line = line.filter(|(line, letters)| {
            let score = pattern.score(line, **letters, &mut matcher);
            score.is_some()
        });
        for (atom, (line, _)) in pattern.atoms.iter().zip(line.into_iter().cycle()) {
            atom.indices(line.slice(..), &mut matcher, &mut positions);
        }
        positions.sort_unstable();
        positions.dedup();
        positions
    }
}

/// What short lines are matched with: every word of a query, in any order.
#[derive(Debug, Default)]
pub struct Pattern {
    atoms: Vec<Atom>,
    letters: u64,
    /// Whether letters far apart are no match.
    is_strict: bool,
}

impl Pattern {
    /// The pattern of the terms; a strict one does not match letters that are strewn over a line.
    pub fn new<'a>(terms: impl Iterator<Item = &'a Term>, is_strict: bool) -> Self {
        let mut pattern = Self {
            is_strict,
            ..Self::default()
        };
        for term in terms {
            let word = fold(&term.word);
            let kind = match term.how {
                How::Plain | How::Name => AtomKind::Fuzzy,
                How::Exact | How::Not | How::Quoted => AtomKind::Substring,
            };
            let mut atom = Atom::new(
                &word,
                CaseMatching::Ignore,
                Normalization::Smart,
                kind,
                false,
            );
            atom.negative = term.how == How::Not;
            if !atom.negative {
                pattern.letters |= letters(&haystack(&word));
            }
            pattern.atoms.push(atom);
        }
        pattern
    }

    /// The pattern of the terms as they are written.
    pub fn literal<'a>(terms: impl Iterator<Item = &'a Term>) -> Self {
        let mut pattern = Self::new(terms, true);
        for atom in &mut pattern.atoms {
            atom.kind = AtomKind::Substring;
        }
        pattern
    }

    fn score(&self, line: &Utf32String, letters: u64, matcher: &mut Matcher) -> Option<u32> {
        if self.letters & !letters != 0 {
            return None;
        }
        let mut all = 0;
        for atom in &self.atoms {
            let score = u32::from(atom.score(line.slice(..), matcher)?);
            // A letter counts 16 and a gap costs 3 and more: below this, a word is hardly recognized.
            let least = 14 * u32::try_from(atom.needle_text().len()).unwrap_or(u32::MAX / 14);
            if self.is_strict && atom.kind == AtomKind::Fuzzy && score < least {
                return None;
            }
            all += score;
        }
        Some(all)
    }
}

fn haystack(line: &str) -> Utf32String {
    let plain = |c| match c {
        '’' | '‘' => '\'',
        '“' | '”' | '„' => '"',
        c => c,
    };
    match Utf32String::from(line) {
        // nucleo 0.3.1 overlooks the end of a line that is not ASCII, and would pass over a last word.
        Utf32String::Unicode(line) => {
            let line = line.iter().copied().map(plain);
            Utf32String::Unicode(line.chain([' ']).collect())
        }
        ascii @ Utf32String::Ascii(_) => ascii,
    }
}

fn letters(line: &Utf32String) -> u64 {
    let bit = |c: char| match chars::to_lower_case(chars::normalize(c)) {
        c @ 'a'..='z' => 1 << (u32::from(c) - u32::from('a')),
        c @ '0'..='9' => 1 << (26 + u32::from(c) - u32::from('0')),
        _ => 0_u64,
    };
    line.slice(..)
        .chars()
        .fold(0, |letters, c| letters | bit(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::find::query::Query;
    use std::borrow::Cow;

    fn found(lines: &[&str], typed: &str, is_strict: bool) -> Vec<usize> {
        let names = Names::new(lines.iter().map(|line| Cow::Borrowed(*line)));
        let query = Query::parse(typed);
        let found = names.find(&Pattern::new(query.terms.iter(), is_strict));
        found.into_iter().map(|scored| scored.index).collect()
    }

    #[test]
    fn words_match_in_any_order_whatever_their_case_and_accents() {
        let lines = [
            "Cracks shut Harbour Bridge",
            "Ferry fares rise",
            "Zoë Ångström’s ferry",
        ];
        assert_eq!(found(&lines, "bridge CRACKS", true), [0]);
        assert_eq!(found(&lines, "zoe angstrom's", true), [2]);
        assert_eq!(found(&lines, "Zoë", true), [2]);
        assert_eq!(found(&lines, "ferry !rise", true), [2]);
    }

    #[test]
    fn initials_and_left_out_letters_match_but_strewn_ones_do_not() {
        let lines = [
            "Harbour Bridge reopens",
            "Ferry plan to modernise old docks",
        ];
        assert_eq!(found(&lines, "hb", true), [0]);
        assert_eq!(found(&lines, "brdge", true), [0]);
        assert!(found(&lines, "rates", true).is_empty());
        assert_eq!(found(&lines, "rates", false), [1]);
    }

    #[test]
    fn the_last_word_of_a_line_is_found_as_it_is_written() {
        assert_eq!(
            found(&["café — leave", "quit — Leave"], "'leave", true),
            [0, 1]
        );
        assert_eq!(found(&["Zoë"], "'zoe", true), [0]);
    }

    #[test]
    fn many_lines_are_found_in_order() {
        let lines: Vec<String> = (0..MANY + 5)
            .map(|number| format!("line {number}"))
            .collect();
        let names = Names::new(lines.iter().map(|line| Cow::Borrowed(line.as_str())));
        let query = Query::parse("'2000");
        let found = names.find(&Pattern::new(query.terms.iter(), true));
        let expected: Vec<usize> = (0..lines.len())
            .filter(|index| lines[*index].contains("2000"))
            .collect();
        assert_eq!(
            found.iter().map(|scored| scored.index).collect::<Vec<_>>(),
            expected
        );
    }
}
