//! The features of a word in its sentence and article: numbers by which the tagger looks up its weights.

use super::evidence::Document;
use super::traits::{Traits, beginning, ending};
use super::words::{Line, Words};

/// What a feature is made from; part of its hash, so that the order must not change under a trained model.
#[derive(Debug, Clone, Copy)]
enum Of {
    Always,
    Word,
    Shape,
    Beginning,
    Ending,
    Neighbour,
    NeighbourShape,
    NeighbourList,
    NeighbourPhrase,
    NeighbourEnding,
    Edge,
    Bigram,
    Shapes,
    Around,
    Place,
    Headline,
    Shouted,
    List,
    Lists,
    FirstList,
    Phrase,
    Brackets,
    Small,
    Capital,
    SmallCapital,
    FirstSmallCapital,
    Seen,
    Glued,
    Run,
    BeforeRun,
    BehindRun,
    RunEnd,
    RunEndList,
    RunStart,
    RunStartList,
    RunEndSeen,
}

/// Everything from which features are made.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) words: &'a Words<'a>,
    pub(super) traits: &'a [Traits],
    pub(super) document: &'a Document<'a>,
}

/// The features of one word.
#[derive(Debug, Default)]
pub(super) struct Features {
    /// The hashes; the first `lexical` of them depend on single words.
    pub(super) all: Vec<u32>,
    pub(super) lexical: usize,
}

impl Features {
    /// Replaces the features by those of the word at `at` of `line`.
    pub(super) fn fill(&mut self, source: Source<'_>, line: &Line, at: usize) {
        self.all.clear();
        let run = run(source.words, line, at);
        self.add_words(source, line, at);
        self.add_run_words(source, run.as_ref());
        self.lexical = self.all.len();
        self.add_form(source, at);
        self.add_neighbours(source, line, at);
        self.add_lists(source, line, at);
        if let Some(run) = run {
            self.add_evidence(source, line, at, run.end);
            self.add_run(source, line, at, run);
        }
    }

    fn add(&mut self, of: Of, one: u32, other: u32) {
        self.all.push(mix(of as u32, one, other));
    }

    /// One feature for each bit that is set.
    fn add_bits(&mut self, of: Of, mut bits: u16, other: u32) {
        while bits != 0 {
            self.add(of, bits.trailing_zeros(), other);
            bits &= bits - 1;
        }
    }

    fn add_words(&mut self, source: Source<'_>, line: &Line, at: usize) {
        let word = |at: usize| source.traits[at].word;
        let (start, end) = (line.words.start, line.words.end);
        let folded = source.words.folded(at);
        self.add(Of::Word, word(at), 0);
        for count in [3, 4] {
            self.add_affixes(folded, count);
        }
        if at > start {
            self.add(Of::Bigram, word(at - 1), word(at));
        }
        if at + 1 < end {
            self.add(Of::Bigram, word(at), word(at + 1).rotate_left(1));
        }
        if at + 2 < end {
            self.add(Of::Bigram, word(at + 1), word(at + 2).rotate_left(2));
        }
        if at > start + 1 {
            self.add(Of::Bigram, word(at - 2), word(at - 1).rotate_left(3));
        }
        if at > start && at + 1 < end {
            self.add(Of::Around, word(at - 1), word(at + 1));
        }
        self.add_phrase(Of::Phrase, source.traits[at].phrase, 0);
    }

    /// One feature for each gazetteer that holds the phrase, by the word's place in it.
    fn add_phrase(&mut self, of: Of, phrase: u16, other: u32) {
        self.add_bits(of, phrase & 0xFF, u32::from(phrase >> 8) << 8 | other);
    }

    fn add_affixes(&mut self, folded: &str, count: usize) {
        let count_number = u32::try_from(count).unwrap_or_default();
        if folded.len() > count {
            if let Some(beginning) = beginning(folded, count) {
                self.add(Of::Beginning, count_number, beginning);
            }
            if let Some(ending) = ending(folded, count) {
                self.add(Of::Ending, count_number, ending);
            }
        }
    }

    fn add_run_words(&mut self, source: Source<'_>, run: Option<&std::ops::Range<usize>>) {
        let Some(run) = run.filter(|run| run.len() > 1) else {
            return;
        };
        self.add(Of::RunEnd, source.traits[run.end - 1].word, 0);
        self.add(Of::RunStart, source.traits[run.start].word, 0);
    }

    fn add_form(&mut self, source: Source<'_>, at: usize) {
        self.add(Of::Always, 0, 0);
        self.add(Of::Shape, source.traits[at].shape, 0);
        let folded = source.words.folded(at);
        for count in [1, 2] {
            self.add_affixes(folded, count);
        }
    }

    fn add_neighbours(&mut self, source: Source<'_>, line: &Line, at: usize) {
        for (place, offset) in [(0, -2_isize), (1, -1), (2, 1), (3, 2)] {
            let neighbour = at
                .checked_add_signed(offset)
                .filter(|other| line.words.contains(other));
            let Some(neighbour) = neighbour else {
                self.add(Of::Edge, place, 0);
                continue;
            };
            let traits = &source.traits[neighbour];
            self.add(Of::Neighbour, traits.word, place);
            self.add(Of::NeighbourShape, traits.shape, place);
            if offset.abs() == 1 {
                self.add_bits(Of::NeighbourList, traits.lists, place);
                self.add_phrase(Of::NeighbourPhrase, traits.phrase, place);
                if let Some(ending) = traits.ending {
                    self.add(Of::NeighbourEnding, ending, place);
                }
            }
        }
        let shape = |at: usize| source.traits[at].shape;
        let (before, after) = (at > line.words.start, at + 1 < line.words.end);
        if before {
            self.add(Of::Shapes, shape(at - 1), shape(at));
        }
        if after {
            self.add(Of::Shapes, shape(at), shape(at + 1).rotate_left(1));
        }
        if before && after {
            let outer = mix(0, shape(at - 1), shape(at + 1));
            self.add(Of::Shapes, shape(at), outer);
        }
    }

    fn add_lists(&mut self, source: Source<'_>, line: &Line, at: usize) {
        let traits = &source.traits[at];
        let rank = at - line.words.start;
        let opened = rank == 1 && !source.words.all[at - 1].letter;
        self.add(
            Of::Place,
            if rank == 0 {
                0
            } else if opened {
                1
            } else {
                2
            },
            0,
        );
        self.add(Of::Headline, u32::from(line.headline), traits.look);
        if line.shouted {
            self.add(Of::Shouted, 0, 0);
        }
        self.add_bits(Of::List, traits.lists, 0);
        if traits.lists.count_ones() > 1 {
            self.add(Of::Lists, u32::from(traits.lists), 0);
        }
        if rank == 0 {
            self.add_bits(Of::FirstList, traits.lists, 0);
        }
        if rank > 0 && source.words.text(at - 1) == "(" && source.words.text(at + 1) == ")" {
            self.add(Of::Brackets, 0, 0);
        }
        if rank > 0 && source.words.all[at].glued {
            self.add(Of::Glued, 0, 0);
        }
        if at + 1 < line.words.end && source.words.all[at + 1].glued {
            self.add(Of::Glued, 1, 0);
        }
    }

    fn add_evidence(&mut self, source: Source<'_>, line: &Line, at: usize, run_end: usize) {
        let evidence = source.document.evidence(source.words.folded(at));
        let small = match evidence.small {
            0 => 0,
            1 | 2 => 1,
            _ => 2,
        };
        let capital = match evidence.capital {
            0 => 0,
            1 => 1,
            2 | 3 => 2,
            _ => 3,
        };
        let both = (u32::from(small > 0), u32::from(capital > 0));
        self.add(Of::Small, small, 0);
        self.add(Of::Capital, capital, 0);
        self.add(Of::SmallCapital, both.0, both.1);
        if at == line.words.start {
            self.add(Of::FirstSmallCapital, both.0, both.1);
        }
        self.add_bits(Of::Seen, evidence.seen, 0);
        if run_end > at + 1 {
            let last = source.document.evidence(source.words.folded(run_end - 1));
            self.add_bits(Of::RunEndSeen, last.seen, 0);
        }
    }

    fn add_run(&mut self, source: Source<'_>, line: &Line, at: usize, run: std::ops::Range<usize>) {
        let step = |count: usize| u32::try_from(count.min(3)).unwrap_or_default();
        self.add(Of::Run, step(at - run.start), step(run.end - 1 - at));
        if run.start > line.words.start {
            self.add(Of::BeforeRun, source.traits[run.start - 1].word, 0);
        }
        if run.end < line.words.end {
            self.add(Of::BehindRun, source.traits[run.end].word, 0);
        }
        if run.end - 1 > at {
            self.add_bits(Of::RunEndList, source.traits[run.end - 1].lists, 0);
        }
        if run.start < at {
            self.add_bits(Of::RunStartList, source.traits[run.start].lists, 0);
        }
    }
}

/// The run of capitalized words around a capitalized word.
fn run(words: &Words<'_>, line: &Line, at: usize) -> Option<std::ops::Range<usize>> {
    let capital = |at: usize| words.all[at].capital;
    if !capital(at) {
        return None;
    }
    let start = (line.words.start..at)
        .rev()
        .find(|at| !capital(*at))
        .map_or(line.words.start, |at| at + 1);
    let end = (at + 1..line.words.end)
        .find(|at| !capital(*at))
        .unwrap_or(line.words.end);
    Some(start..end)
}

fn mix(of: u32, one: u32, other: u32) -> u32 {
    let mut hash = (u64::from(one) << 32 | u64::from(other))
        ^ u64::from(of + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    hash = (hash ^ hash >> 32).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    hash = (hash ^ hash >> 32).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    u32::try_from(hash >> 32).unwrap_or_default()
}
