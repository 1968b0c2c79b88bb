//! Paragraphs that say again what an earlier one said, word for word or nearly.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::{Paragraph, ParagraphKind};
use crate::text::fold::fold_into;
use crate::text::shingle::{hash, shingles};

/// Shorter paragraphs may be said twice.
const SHORTEST: usize = 6;

/// How many words a run has by which paragraphs are compared.
const RUN: usize = 3;

/// Marks the paragraphs of the report that repeat an earlier one, or a part of it.
///
/// A word that the earlier one does not have, such as another figure or a "not", makes another statement.
pub fn mark(text: &str, paragraphs: &mut [Paragraph]) {
    // The first paragraph in which a run of words stands, and the words of each.
    let mut first: HashMap<u64, usize> = HashMap::new();
    let mut earlier: HashMap<usize, Vec<u64>> = HashMap::new();
    let mut folded = String::new();
    for (index, paragraph) in paragraphs.iter_mut().enumerate() {
        if !paragraph.kind.is_own() {
            continue;
        }
        folded.clear();
        fold_into(paragraph.span.of(text), &mut folded);
        let mut words: Vec<u64> = words(&folded).map(hash).collect();
        if words.len() < SHORTEST {
            continue;
        }
        let runs = shingles(&words, RUN);
        let known = likest(&runs, &first).and_then(|index| earlier.get(&index));
        let nothing_new =
            |known: &Vec<u64>| words.iter().all(|word| known.binary_search(word).is_ok());
        if paragraph.kind != ParagraphKind::Title && known.is_some_and(nothing_new) {
            paragraph.kind = ParagraphKind::Duplicate;
            continue;
        }
        for run in runs {
            first.entry(run).or_insert(index);
        }
        words.sort_unstable();
        earlier.insert(index, words);
    }
}

fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// The earlier paragraph that holds nearly all runs.
fn likest(runs: &[u64], first: &HashMap<u64, usize>) -> Option<usize> {
    let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
    for index in runs.iter().filter_map(|run| first.get(run)) {
        *shared.entry(*index).or_default() += 1;
    }
    let (index, count) = shared
        .into_iter()
        .max_by_key(|(index, count)| (*count, Reverse(*index)))?;
    (count * 100 >= runs.len() * 85).then_some(index)
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
