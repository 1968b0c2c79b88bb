//! The tagger's weights, read where they lie, and the best labels by them.
//!
//! The file: `CRT1`, the number of rows, transitions as 10 × 9 `i32` (the last row is the beginning), the first row of
//! every bucket of hashes, the hashes in order, and for each hash 9 weights as `i8`. A weight `w` counts `w·|w|`: roots keep
//! small weights apart. All numbers are little-endian, all sums integers, so that every machine finds the same names.

use std::sync::LazyLock;

use crate::analysis::EntityKind;

/// How many labels there are: none, and the beginning and the inside of names of four kinds.
pub const LABELS: usize = 9;

/// How many of a hash's first bits choose its bucket.
const BUCKET_BITS: u32 = 14;

const MAGIC: &[u8] = b"CRT1";

/// The label of the beginning of a name of a kind; its inside is the next label, and 0 is no name.
pub fn beginning(kind: EntityKind) -> usize {
    match kind {
        EntityKind::Person => 1,
        EntityKind::Organization => 3,
        EntityKind::Place => 5,
        EntityKind::Other => 7,
    }
}

/// The kind of names that a label belongs to.
pub fn kind(label: usize) -> Option<EntityKind> {
    match label {
        1 | 2 => Some(EntityKind::Person),
        3 | 4 => Some(EntityKind::Organization),
        5 | 6 => Some(EntityKind::Place),
        7 | 8 => Some(EntityKind::Other),
        _ => None,
    }
}

/// Whether a label is the inside of a name.
pub fn is_inside(label: usize) -> bool {
    label > 0 && label.is_multiple_of(2)
}

/// Whether `label` may follow `before`; nothing before it is [`LABELS`].
pub fn may_follow(before: usize, label: usize) -> bool {
    !is_inside(label) || before == label || before + 1 == label
}

/// Weights of a linear tagger.
#[derive(Debug, Clone, Copy)]
pub struct Model<'a> {
    transitions: [[i32; LABELS]; LABELS + 1],
    buckets: &'a [u8],
    hashes: &'a [u8],
    weights: &'a [u8],
}

/// What a forbidden transition costs.
const NEVER: i32 = i32::MIN / 4;

impl<'a> Model<'a> {
    /// The model that is compiled into the program.
    pub fn embedded() -> &'static Model<'static> {
        static EMBEDDED: LazyLock<Model<'static>> = LazyLock::new(|| {
            Model::read(include_bytes!("../../../assets/tagger.bin"))
                .expect("the embedded model is whole")
        });
        &EMBEDDED
    }

    /// Reads a model, when the bytes are one.
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let (rows, rest) = rest.split_at_checked(4)?;
        let rows = usize::try_from(u32::from_le_bytes(rows.try_into().ok()?)).ok()?;
        let (numbers, rest) = rest.split_at_checked((LABELS + 1) * LABELS * 4)?;
        let (buckets, rest) = rest.split_at_checked(((1 << BUCKET_BITS) + 1) * 4)?;
        let (hashes, weights) = rest.split_at_checked(rows.checked_mul(4)?)?;
        let mut transitions = [[NEVER; LABELS]; LABELS + 1];
        for (at, number) in numbers.chunks_exact(4).enumerate() {
            let (before, label) = (at / LABELS, at % LABELS);
            if may_follow(before, label) {
                transitions[before][label] = i32::from_le_bytes(number.try_into().ok()?);
            }
        }
        (weights.len() == rows * LABELS).then_some(Self {
            transitions,
            buckets,
            hashes,
            weights,
        })
    }

    /// Writes a model: transitions, and rows by hash in ascending order.
    pub fn write(
        transitions: &[[i32; LABELS]; LABELS + 1],
        rows: &[(u32, [i8; LABELS])],
    ) -> Vec<u8> {
        let count = |rows: usize| {
            u32::try_from(rows)
                .expect("fewer than 2^32 rows")
                .to_le_bytes()
        };
        let mut bytes = MAGIC.to_vec();
        bytes.extend(count(rows.len()));
        bytes.extend(
            transitions
                .iter()
                .flatten()
                .flat_map(|number| number.to_le_bytes()),
        );
        for bucket in 0..=1_u64 << BUCKET_BITS {
            let first =
                rows.partition_point(|(hash, _)| u64::from(*hash) < bucket << (32 - BUCKET_BITS));
            bytes.extend(count(first));
        }
        bytes.extend(rows.iter().flat_map(|(hash, _)| hash.to_le_bytes()));
        bytes.extend(
            rows.iter()
                .flat_map(|(_, weights)| weights.iter().flat_map(|weight| weight.to_le_bytes())),
        );
        bytes
    }

    /// Adds the weights of a feature to the scores of the labels.
    pub fn add(&self, feature: u32, scores: &mut [i32; LABELS]) {
        let Some(row) = self.row(feature) else { return };
        let Some(weights) = self.weights.get(row * LABELS..(row + 1) * LABELS) else {
            return;
        };
        for (score, byte) in scores.iter_mut().zip(weights) {
            let weight = i32::from(byte.cast_signed());
            *score += weight * weight.abs();
        }
    }

    fn row(&self, feature: u32) -> Option<usize> {
        let bucket = usize::try_from(feature >> (32 - BUCKET_BITS)).ok()?;
        let first = number(self.buckets, bucket)? as usize;
        let end = number(self.buckets, bucket + 1)? as usize;
        let hashes = self.hashes.get(first * 4..end * 4)?;
        let found = hashes
            .chunks_exact(4)
            .position(|hash| hash == feature.to_le_bytes())?;
        Some(first + found)
    }

    /// The labels with the best sum of scores and transitions.
    pub fn decode(
        &self,
        scores: &[[i32; LABELS]],
        paths: &mut Vec<[u8; LABELS]>,
        labels: &mut Vec<usize>,
    ) {
        paths.clear();
        labels.clear();
        let Some(first) = scores.first() else { return };
        let mut best = *first;
        for (best, transition) in best.iter_mut().zip(self.transitions[LABELS]) {
            *best += transition;
        }
        for scores in scores.iter().skip(1) {
            let (next, from) = self.step(&best, scores);
            best = next;
            paths.push(from);
        }
        let mut label = (0..LABELS)
            .rev()
            .max_by_key(|label| best[*label])
            .unwrap_or_default();
        labels.push(label);
        for from in paths.iter().rev() {
            label = usize::from(from[label]);
            labels.push(label);
        }
        labels.reverse();
    }

    fn step(&self, best: &[i32; LABELS], scores: &[i32; LABELS]) -> ([i32; LABELS], [u8; LABELS]) {
        let mut next = [NEVER; LABELS];
        let mut from = [0; LABELS];
        for (before, (score, transitions)) in best.iter().zip(&self.transitions).enumerate() {
            for label in 0..LABELS {
                let sum = score + transitions[label];
                if sum > next[label] {
                    next[label] = sum;
                    from[label] = u8::try_from(before).unwrap_or_default();
                }
            }
        }
        for (next, score) in next.iter_mut().zip(scores) {
            *next = next.saturating_add(*score).max(NEVER);
        }
        (next, from)
    }
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at * 4..at * 4 + 4)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model() -> Vec<u8> {
        let mut person = [0; LABELS];
        person[1] = 10;
        let mut inside = [0; LABELS];
        inside[2] = 10;
        inside[8] = 11;
        Model::write(
            &[[0; LABELS]; LABELS + 1],
            &[(7, person), (u32::MAX, inside)],
        )
    }

    #[test]
    fn a_written_model_is_read_with_its_weights() {
        let bytes = model();
        let model = Model::read(&bytes).expect("it is a model");
        let mut scores = [0; LABELS];
        model.add(7, &mut scores);
        model.add(8, &mut scores);
        assert_eq!(scores[1], 100);
        model.add(u32::MAX, &mut scores);
        assert_eq!(scores[8], 121);
    }

    #[test]
    fn the_inside_of_a_name_never_follows_another_kind() {
        let bytes = model();
        let model = Model::read(&bytes).expect("it is a model");
        let mut scores = [[0; LABELS]; 2];
        model.add(7, &mut scores[0]);
        model.add(u32::MAX, &mut scores[1]);
        let mut labels = Vec::new();
        model.decode(&scores, &mut Vec::new(), &mut labels);
        assert_eq!(labels, [1, 2]);
    }

    #[test]
    fn bytes_that_are_no_model_are_refused() {
        assert!(Model::read(b"").is_none());
        assert!(Model::read(b"CRT1\xff\xff\xff\xff").is_none());
        let bytes = model();
        assert!(Model::read(bytes.get(..bytes.len() - 1).unwrap_or_default()).is_none());
    }
}
