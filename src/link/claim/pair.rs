//! How far two sentences of one story say the same.

use std::collections::HashMap;

use crate::analysis::claim::clause;
use crate::analysis::claim::table::{Stem, Table, Vector};
use crate::analysis::claim::word::Lists;
use crate::analysis::claim::{Content, Statement};
use crate::text::Span;

/// Weight, in sentences, of background frequencies beside those of the story.
const BACKGROUND: f32 = 20.0;

/// From which cosine on two different stems are taken to be related.
const RELATED: f32 = 0.30;
/// What each measure adds to the score.
const SQUARED: f32 = 0.124;
const PLAIN: f32 = 0.084;
const ACTS: f32 = 0.103;
const SHARED: f32 = 0.359;
const LENGTH: f32 = 0.054;
const OTHER_NUMBERS: f32 = 0.106;
/// From which shared weight on two sentences share enough.
const FULL_SHARED: f32 = 12.0;
/// How much of its weight a word keeps that only says when or who says so.
const FAINT: f32 = 0.3;

/// How much every stem tells in one story: what all its sentences have tells little.
#[derive(Debug)]
pub struct Weights {
    sentences: f32,
    with: HashMap<Stem, u32>,
}

impl Weights {
    /// The weights in a story of these statements.
    #[expect(
        clippy::cast_precision_loss,
        reason = "stories have fewer than 2^24 sentences"
    )]
    pub fn new<'a>(statements: impl Iterator<Item = &'a Statement>) -> Self {
        let mut with: HashMap<Stem, u32> = HashMap::new();
        let mut sentences = 0_usize;
        for statement in statements {
            sentences += 1;
            let mut stems: Vec<Stem> = statement.words.iter().map(|word| word.stem).collect();
            stems.sort_unstable();
            stems.dedup();
            for stem in stems {
                *with.entry(stem).or_default() += 1;
            }
        }
        Self {
            sentences: sentences as f32,
            with,
        }
    }

    /// How much `stem` tells: −ln of the smoothed share of sentences that have it.
    #[expect(
        clippy::cast_precision_loss,
        reason = "stories have fewer than 2^24 sentences"
    )]
    pub fn of(&self, stem: Stem) -> f32 {
        let with = self.with.get(&stem).copied().unwrap_or(0) as f32;
        let total = self.sentences + BACKGROUND;
        let share = (with + BACKGROUND * Table::embedded().share_of_sentences(stem)) / total;
        -share.max(0.5 / total).ln()
    }
}

/// A telling word of a sentence, once however often it stands there.
#[derive(Debug, Clone, Copy)]
pub struct Weighted {
    /// What the word is.
    pub stem: Stem,
    /// How much it tells.
    pub weight: f32,
    /// Whether it is (part of) a name somewhere in the sentence.
    pub is_name: bool,
    /// Whether it is a number.
    is_number: bool,
    /// Whether it only says when or who says so.
    is_faint: bool,
    /// What a number counts: the telling word after it.
    unit: Option<Stem>,
    vector: Option<Vector>,
}

/// A run of pieces of a sentence.
#[derive(Debug, Clone)]
pub struct Clause {
    /// Where it stands.
    pub span: Span,
    /// Whether it has every word of the sentence.
    has: Box<[bool]>,
}

impl Clause {
    /// Whether the clause has the word of its sentence at `index`.
    pub fn has(&self, index: usize) -> bool {
        self.has.get(index).copied().unwrap_or(false)
    }
}

/// A sentence with the weights that its words have in its story.
#[derive(Debug, Clone)]
pub struct Weighed {
    /// Its words in order of their stems.
    pub words: Vec<Weighted>,
    /// The whole sentence, then its clauses.
    pub clauses: Vec<Clause>,
    /// The sum of the weights.
    pub total: f32,
    squares: f32,
    has_numbers: bool,
}

impl Weighed {
    /// The sentence at `span` that states `statement`.
    pub fn new(statement: &Statement, span: Span, weights: &Weights) -> Self {
        let mut stems: Vec<&Content> = statement.words.iter().collect();
        stems.sort_by_key(|word| (word.stem, !word.is_name));
        stems.dedup_by_key(|word| word.stem);
        stems.truncate(usize::from(u8::MAX));
        let weighted = |word: &&Content| Weighted {
            stem: word.stem,
            weight: weights.of(word.stem) * if word.is_faint { FAINT } else { 1.0 },
            is_name: word.is_name,
            is_number: word.is_number,
            is_faint: word.is_faint,
            unit: if word.is_number {
                unit(statement, word.stem)
            } else {
                None
            },
            vector: Table::embedded().vector(word.stem),
        };
        let words: Vec<Weighted> = stems.iter().map(weighted).collect();
        let clauses = clauses(statement, span, &words);
        Self {
            total: words.iter().map(|word| word.weight).sum(),
            squares: words.iter().map(|word| word.weight * word.weight).sum(),
            has_numbers: words.iter().any(|word| word.is_number),
            words,
            clauses,
        }
    }

    /// Whether the sentences share a word besides names, what somebody is, and who says so and when.
    pub fn shares_content(&self, other: &Self) -> bool {
        let tells =
            |word: &Weighted| !(word.is_name || word.is_faint || Lists::is_role_stem(word.stem));
        let mut telling = self.words.iter().filter(|word| tells(word));
        telling.any(|word| other.word(word.stem).is_some_and(tells))
    }

    /// The word of the sentence with this stem.
    pub fn word(&self, stem: Stem) -> Option<&Weighted> {
        let index = self.words.binary_search_by_key(&stem, |word| word.stem);
        self.words.get(index.ok()?)
    }
}

/// The telling word after the number `number`, unless it is a number too.
fn unit(statement: &Statement, number: Stem) -> Option<Stem> {
    let at = statement
        .words
        .iter()
        .position(|word| word.stem == number)?;
    let next = statement.words.get(at + 1)?;
    (!next.is_number).then_some(next.stem)
}

fn clauses(statement: &Statement, span: Span, words: &[Weighted]) -> Vec<Clause> {
    let place = |word: &Content| {
        let index = words.binary_search_by_key(&word.stem, |word| word.stem);
        Some((usize::from(word.piece), index.ok()?))
    };
    let places: Vec<(usize, usize)> = statement.words.iter().filter_map(place).collect();
    let has = |first: usize, last: usize| {
        let mut has = vec![false; words.len()];
        for (_, index) in places
            .iter()
            .filter(|(piece, _)| (first..=last).contains(piece))
        {
            has[*index] = true;
        }
        has
    };
    let clause = |span: Span, has: Vec<bool>| Clause {
        span,
        has: has.into(),
    };
    let telling = |first, last| has(first, last).iter().filter(|has| **has).count();
    let mut clauses = vec![clause(span, vec![true; words.len()])];
    for (first, last) in clause::runs(statement.pieces.len(), telling) {
        let ends = statement.pieces.get(first).zip(statement.pieces.get(last));
        if let Some((first_piece, last_piece)) = ends {
            clauses.push(clause(first_piece.cover(*last_piece), has(first, last)));
        }
    }
    clauses
}

/// What the words of two sentences have in common.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Common {
    /// How much of the squared weight of either has a partner in the other.
    squared: f32,
    /// How much of the weight of either has a partner in the other.
    plain: f32,
    /// The same of words that are neither names nor numbers nor faint.
    acts: f32,
    /// The weight of the words that both have, other than faint ones.
    shared: f32,
    /// Whether both have numbers, all of them other ones of other things.
    other_numbers: bool,
}

/// How far the words of two sentences say the same, before what is known beyond their words.
pub fn score(a: &Weighed, b: &Weighed) -> f32 {
    let common = common(a, b);
    let length = a.total.min(b.total).max(1.0).ln();
    let other_numbers = if common.other_numbers { 1.0 } else { 0.0 };
    SQUARED * common.squared
        + PLAIN * common.plain
        + ACTS * common.acts
        + SHARED * (common.shared / FULL_SHARED).min(1.0)
        - LENGTH * length
        - OTHER_NUMBERS * other_numbers
}

/// What the words of two sentences have in common; each word counts as far as the other sentence has it or a related one.
fn common(a: &Weighed, b: &Weighed) -> Common {
    let mut partners = [vec![0.0_f32; a.words.len()], vec![0.0_f32; b.words.len()]];
    let [of_a, of_b] = &mut partners;
    let shared = same_words(a, b, of_a, of_b);
    related_words(a, b, of_a, of_b);
    let (here, there) = (Sums::new(&a.words, of_a), Sums::new(&b.words, of_b));
    let whole = (a.squares * b.squares).max(f32::MIN_POSITIVE);
    Common {
        squared: (here.squares * there.squares / whole).sqrt(),
        plain: mean_share((here.sum, a.total), (there.sum, b.total)),
        acts: mean_share((here.acts, here.all_acts), (there.acts, there.all_acts)),
        shared,
        other_numbers: a.has_numbers && b.has_numbers && !numbers_meet(a, b),
    }
}

/// Marks the words that both sentences have with 1; their weight, without faint ones.
fn same_words(a: &Weighed, b: &Weighed, of_a: &mut [f32], of_b: &mut [f32]) -> f32 {
    let mut weight = 0.0;
    let mut others = b.words.iter().zip(of_b).peekable();
    for (word, partner) in a.words.iter().zip(of_a) {
        while others
            .next_if(|(other, _)| other.stem < word.stem)
            .is_some()
        {}
        if let Some((_, other)) = others.next_if(|(other, _)| other.stem == word.stem) {
            *partner = 1.0;
            *other = 1.0;
            weight += if word.is_faint { 0.0 } else { word.weight };
        }
    }
    weight
}

/// Marks every word with how near the nearest word of the other sentence is.
fn related_words(a: &Weighed, b: &Weighed, of_a: &mut [f32], of_b: &mut [f32]) {
    for (here, best_here) in a.words.iter().zip(of_a) {
        let Some(vector) = here.vector else { continue };
        for (there, best_there) in b.words.iter().zip(of_b.iter_mut()) {
            if *best_here >= 1.0 && *best_there >= 1.0 {
                continue;
            }
            let Some(other) = there.vector else { continue };
            let related = (vector.cosine(other) - RELATED) / (1.0 - RELATED);
            *best_here = best_here.max(related);
            *best_there = best_there.max(related);
        }
    }
}

/// How much of the words of a sentence has a partner.
#[derive(Default)]
struct Sums {
    sum: f32,
    squares: f32,
    acts: f32,
    all_acts: f32,
}

impl Sums {
    fn new(words: &[Weighted], partners: &[f32]) -> Self {
        let mut sums = Self::default();
        for (word, partner) in words.iter().zip(partners) {
            sums.sum += word.weight * partner;
            sums.squares += word.weight * word.weight * partner;
            if !word.is_name && !word.is_number && !word.is_faint {
                sums.acts += word.weight * partner;
                sums.all_acts += word.weight;
            }
        }
        sums
    }
}

/// The harmonic mean of two shares, each a part and a whole.
fn mean_share(a: (f32, f32), b: (f32, f32)) -> f32 {
    let share = |(part, whole): (f32, f32)| if whole > 0.0 { part / whole } else { 0.0 };
    let (a, b) = (share(a), share(b));
    2.0 * a * b / (a + b + 1e-9)
}

/// Whether two sentences have a number in common, or numbers of the same thing.
fn numbers_meet(a: &Weighed, b: &Weighed) -> bool {
    let meets = |x: &&Weighted| {
        let same = |y: &&Weighted| {
            y.is_number && (y.stem == x.stem || x.unit.is_some() && x.unit == y.unit)
        };
        x.is_number && b.words.iter().find(same).is_some()
    };
    a.words.iter().find(meets).is_some()
}
