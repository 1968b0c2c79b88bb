//! Paragraphs that say again what an earlier one said, word for word or nearly.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Paragraph, ParagraphKind, boilerplate::words_of};
use crate::text::fold::fold;
use crate::text::shingle::{hash, shingles};

/// Shorter paragraphs may be said twice.
const SHORTEST: usize = 6;

/// How many words a run has by which paragraphs are compared.
const RUN: usize = 3;

/// Marks the paragraphs of the report that repeat an earlier one, or a part of it.
///
/// A figure or a "not" that the earlier one does not have makes another statement.
pub fn mark(text: &str, paragraphs: &mut [Paragraph]) {
    // The first paragraph in which a run of words stands.
    let mut first: HashMap<u64, usize> = HashMap::new();
    let mut earlier: BTreeMap<usize, BTreeSet<u64>> = BTreeMap::new();
    for (index, paragraph) in paragraphs.iter_mut().enumerate() {
        if !paragraph.kind.is_own() {
            continue;
        }
        let folded = fold(paragraph.span.of(text));
        let figures = folded
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.starts_with(|c: char| c.is_ascii_digit()));
        let words: Vec<u64> = words_of(&folded)
            .into_iter()
            .map(hash)
            .chain(figures.clone().map(hash))
            .collect();
        let said: Vec<u64> = words_of(&folded)
            .into_iter()
            .filter(|word| *word != "©")
            .map(hash)
            .collect();
        if said.len() < SHORTEST {
            continue;
        }
        let runs = shingles(&said, RUN);
        if paragraph.kind != ParagraphKind::Title && repeats(&runs, &words, &first, &earlier) {
            paragraph.kind = ParagraphKind::Duplicate;
            continue;
        }
        for run in runs {
            first.entry(run).or_insert(index);
        }
        earlier.insert(index, words.into_iter().collect());
    }
}

/// Whether one earlier paragraph holds nearly all runs, and all words but one that is no figure and no "not".
fn repeats(
    runs: &[u64],
    words: &[u64],
    first: &HashMap<u64, usize>,
    earlier: &BTreeMap<usize, BTreeSet<u64>>,
) -> bool {
    let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
    for run in runs {
        if let Some(index) = first.get(run) {
            *shared.entry(*index).or_default() += 1;
        }
    }
    let Some((index, count)) = shared
        .into_iter()
        .max_by_key(|(index, count)| (*count, std::cmp::Reverse(*index)))
    else {
        return false;
    };
    let Some(known) = earlier.get(&index) else {
        return false;
    };
    let new = words.iter().filter(|word| !known.contains(word)).count();
    count * 100 >= runs.len() * 85 && new == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;
    use ParagraphKind::{Body, Duplicate};

    fn kinds(lines: &[&str]) -> Vec<ParagraphKind> {
        let text = lines.join("\n");
        let mut at = 0;
        let mut paragraphs = Vec::new();
        for line in lines {
            let span = Span::new(at, at + line.len());
            paragraphs.push(Paragraph { span, kind: Body });
            at += line.len() + 1;
        }
        mark(&text, &mut paragraphs);
        paragraphs.iter().map(|paragraph| paragraph.kind).collect()
    }

    const SAID: &str =
        "The harbour of Port Tarn – closed on Monday – will open in 12 days, its “master” said.";

    #[test]
    fn the_same_words_with_other_marks_are_a_repeat() {
        let again = SAID
            .replace('–', "-")
            .replace(['“', '”'], "\"")
            .to_uppercase();
        assert_eq!(kinds(&[SAID, &again]), [Body, Duplicate]);
    }

    #[test]
    fn a_part_that_is_drawn_out_is_a_repeat() {
        assert_eq!(
            kinds(&[SAID, "closed on Monday – will open in 12 days"]),
            [Body, Duplicate]
        );
    }

    #[test]
    fn another_figure_or_a_not_is_another_statement() {
        assert_eq!(kinds(&[SAID, &SAID.replace("12", "21")]), [Body, Body]);
        assert_eq!(
            kinds(&[SAID, &SAID.replace("will", "will not")]),
            [Body, Body]
        );
    }

    #[test]
    fn short_lines_may_be_said_twice() {
        assert_eq!(kinds(&["It rained.", "It rained."]), [Body, Body]);
    }
}
