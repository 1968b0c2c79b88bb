//! How far two sentences of one story say the same.

use std::collections::HashMap;

use crate::analysis::claim::clause;
use crate::analysis::claim::table::{Stem, Table, Vector};
use crate::analysis::claim::{Content, Statement};
use crate::text::Span;

/// Weight, in sentences, of background frequencies beside those of the story.
const BACKGROUND: f32 = 20.0;
/// From which cosine on two different stems are taken to be related.
const RELATED: f32 = 0.30;
/// The shares of the three measures in the score: words by their square, words, the best clauses.
const SHARES: [f32; 3] = [0.225, 0.542, 0.233];
/// How much of its weight a word keeps that only says when or who says so.
const FAINT: f32 = 0.3;
/// How much weight two clauses must share to count in full.
const FULL_CLAUSE: f32 = 8.0;

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
    vector: Option<Vector>,
}

/// A run of pieces of a sentence.
#[derive(Debug, Clone)]
pub struct Clause {
    /// Where it stands.
    pub span: Span,
    /// How often it has every word of the sentence.
    counts: Box<[u8]>,
    length: f32,
}

impl Clause {
    /// Whether the clause has the word of its sentence at `index`.
    pub fn has(&self, index: usize) -> bool {
        self.counts.get(index).is_some_and(|count| *count > 0)
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
            vector: Table::embedded().vector(word.stem),
        };
        let words: Vec<Weighted> = stems.iter().map(weighted).collect();
        let clauses = clauses(statement, span, &words);
        Self {
            total: words.iter().map(|word| word.weight).sum(),
            squares: words.iter().map(|word| word.weight * word.weight).sum(),
            words,
            clauses,
        }
    }

    /// The word of the sentence with this stem.
    pub fn word(&self, stem: Stem) -> Option<&Weighted> {
        let index = self.words.binary_search_by_key(&stem, |word| word.stem);
        self.words.get(index.ok()?)
    }
}

fn clauses(statement: &Statement, span: Span, words: &[Weighted]) -> Vec<Clause> {
    let counts = |first: usize, last: usize| {
        let mut counts = vec![0_u8; words.len()];
        for word in &statement.words {
            if (first..=last).contains(&usize::from(word.piece))
                && let Ok(index) = words.binary_search_by_key(&word.stem, |word| word.stem)
            {
                counts[index] = counts[index].saturating_add(1);
            }
        }
        counts
    };
    let clause = |span: Span, counts: Vec<u8>| {
        let square = |(count, word): (&u8, &Weighted)| (f32::from(*count) * word.weight).powi(2);
        Clause {
            length: counts.iter().zip(words).map(square).sum::<f32>().sqrt(),
            span,
            counts: counts.into(),
        }
    };
    let telling = |first, last| {
        counts(first, last)
            .iter()
            .filter(|count| **count > 0)
            .count()
    };
    let mut clauses = vec![clause(span, counts(0, usize::MAX))];
    for (first, last) in clause::runs(statement.pieces.len(), telling) {
        let ends = statement.pieces.get(first).zip(statement.pieces.get(last));
        if let Some((first_piece, last_piece)) = ends {
            clauses.push(clause(first_piece.cover(*last_piece), counts(first, last)));
        }
    }
    clauses
}

/// A word that two sentences share: its place in either, and its weight.
#[derive(Debug, Clone, Copy)]
pub struct SharedWord {
    /// The index of the word in the first sentence.
    pub first: usize,
    /// The index of the word in the second sentence.
    pub second: usize,
    /// How much it tells.
    pub weight: f32,
}

/// The words that two sentences share, in order of their stems.
pub fn shared_words(a: &Weighed, b: &Weighed) -> Vec<SharedWord> {
    let mut shared = Vec::with_capacity(a.words.len().min(b.words.len()));
    let mut others = b.words.iter().enumerate().peekable();
    for (first, word) in a.words.iter().enumerate() {
        while others
            .next_if(|(_, other)| other.stem < word.stem)
            .is_some()
        {}
        if let Some((second, _)) = others.next_if(|(_, other)| other.stem == word.stem) {
            shared.push(SharedWord {
                first,
                second,
                weight: word.weight,
            });
        }
    }
    shared
}

/// How far two sentences say the same, 0 to 1.
pub fn score(a: &Weighed, b: &Weighed) -> f32 {
    let shared = shared_words(a, b);
    let [soft, soft_f] = soft_measures(a, b, &shared);
    let (clauses, _) = best_clauses(a, b, &shared);
    SHARES[0] * soft + SHARES[1] * soft_f + SHARES[2] * clauses
}

/// Two measures in which every word counts as far as the other sentence has it or a related one.
fn soft_measures(a: &Weighed, b: &Weighed, shared: &[SharedWord]) -> [f32; 2] {
    let mut partners = [vec![0.0_f32; a.words.len()], vec![0.0_f32; b.words.len()]];
    for word in shared {
        partners[0][word.first] = 1.0;
        partners[1][word.second] = 1.0;
    }
    let [of_a, of_b] = &mut partners;
    for (here, best_here) in a.words.iter().zip(of_a.iter_mut()) {
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
    let sums = |words: &[Weighted], partners: &[f32]| {
        let add = |(sum, squares): (f32, f32), (word, partner): (&Weighted, &f32)| {
            (
                sum + word.weight * partner,
                squares + word.weight * word.weight * partner,
            )
        };
        words.iter().zip(partners).fold((0.0, 0.0), add)
    };
    let (sum_a, squares_a) = sums(&a.words, of_a);
    let (sum_b, squares_b) = sums(&b.words, of_b);
    let whole = (a.squares * b.squares).max(f32::MIN_POSITIVE);
    let (share_a, share_b) = (sum_a / a.total.max(1e-9), sum_b / b.total.max(1e-9));
    [
        (squares_a * squares_b / whole).sqrt(),
        2.0 * share_a * share_b / (share_a + share_b + 1e-9),
    ]
}

/// How well the best pair of clauses matches, and which clauses these are.
pub fn best_clauses(a: &Weighed, b: &Weighed, shared: &[SharedWord]) -> (f32, [usize; 2]) {
    // Which of the shared words a clause has, as bits; words beyond the 64th are passed over.
    let shared = shared.get(..shared.len().min(64)).unwrap_or_default();
    let bits = |clause: &Clause, place: fn(&SharedWord) -> usize| {
        let has = |bits: u64, (bit, word): (usize, &SharedWord)| {
            bits | (u64::from(clause.has(place(word))) << bit)
        };
        shared.iter().enumerate().fold(0, has)
    };
    let of_b: Vec<(usize, u64)> = (b.clauses.iter().enumerate())
        .map(|(index, clause)| (index, bits(clause, |word| word.second)))
        .filter(|(_, bits)| *bits != 0)
        .collect();
    let count = |clause: &Clause, word: usize| {
        let count = clause.counts.get(word).copied().unwrap_or(0);
        f32::from(count)
    };
    let mut best = (0.0, [0, 0]);
    for (first, here) in a.clauses.iter().enumerate() {
        let bits_here = bits(here, |word| word.first);
        for (second, bits_there) in &of_b {
            let mut both = bits_here & bits_there;
            let Some(there) = b.clauses.get(*second).filter(|_| both != 0) else {
                continue;
            };
            let (mut product, mut mass) = (0.0, 0.0);
            while let Some(word) = shared.get(both.trailing_zeros() as usize) {
                let counts = count(here, word.first) * count(there, word.second);
                product += counts * word.weight * word.weight;
                mass += word.weight;
                both &= both - 1;
            }
            let length = (here.length * there.length).max(f32::MIN_POSITIVE);
            let match_ = product / length * (mass / FULL_CLAUSE).min(1.0);
            if match_ > best.0 + 1e-6 {
                best = (match_, [first, *second]);
            }
        }
    }
    best
}
