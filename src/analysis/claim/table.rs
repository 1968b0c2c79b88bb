//! The table of stems: how common each is in English news, and a vector that tells which mean much the same.
//!
//! The table is compiled in and read in place; see `assets/claims_stems.NOTICE` for what it was made from.
//! Its format, little endian: `"XRSTEM1\0"`, the numbers of rows, of dimensions, of background articles, of background
//! sentences and of bytes of names, the names with a line feed between them, for every row the sentences and then
//! for every row the articles that have it, and for every row its vector of `i8`.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The common beginning of words of one meaning, by number: a row of the table, or a hash where it has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stem(u32);

const UNKNOWN: u32 = 1 << 31;

impl Stem {
    /// The number of `stem`, which must be stemmed already.
    pub fn of(stem: &str) -> Self {
        match Table::embedded().rows.get(stem) {
            Some(row) => Self(*row),
            None => Self(UNKNOWN | hash(stem)),
        }
    }

    /// The row of the stem in the table, if it has one.
    pub fn row(self) -> Option<usize> {
        (self.0 & UNKNOWN == 0).then_some(self.0 as usize)
    }
}

/// FNV-1a: the same on every machine, which the standard hasher does not promise.
fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

/// Background frequencies and vectors of stems.
#[derive(Debug)]
pub struct Table {
    rows: HashMap<&'static str, u32>,
    sentences: f32,
    articles: f32,
    sentences_with: &'static [u8],
    articles_with: &'static [u8],
    vectors: &'static [u8],
    /// The same with room for their products, which processors multiply several at a time.
    wide: LazyLock<Vec<i16>, fn() -> Vec<i16>>,
    dimensions: usize,
    /// One over the length of every vector, computed when the first two are compared.
    scales: LazyLock<Vec<f32>, fn() -> Vec<f32>>,
}

static BYTES: &[u8] = include_bytes!("../../../assets/claims_stems.bin");
static TABLE: LazyLock<Table> = LazyLock::new(|| Table::read(BYTES).unwrap_or_else(Table::empty));

impl Table {
    /// The table that is compiled into the program.
    pub fn embedded() -> &'static Self {
        &TABLE
    }

    fn empty() -> Self {
        Self {
            rows: HashMap::new(),
            sentences: 1.0,
            articles: 1.0,
            sentences_with: &[],
            articles_with: &[],
            vectors: &[],
            wide: LazyLock::new(wide),
            dimensions: 0,
            scales: LazyLock::new(scales),
        }
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "counts are far below 2^24 times what matters"
    )]
    fn read(bytes: &'static [u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(b"XRSTEM1\0")?;
        let number = |index: usize| Some(u32_at(rest, index)? as usize);
        let (rows, dimensions) = (number(0)?, number(1)?);
        let (articles, sentences, names) = (number(2)?, number(3)?, number(4)?);
        let (names, rest) = rest.get(20..)?.split_at_checked(names)?;
        let (sentences_with, rest) = rest.split_at_checked(4 * rows)?;
        let (articles_with, rest) = rest.split_at_checked(4 * rows)?;
        let names = std::str::from_utf8(names).ok()?;
        Some(Self {
            rows: names.split('\n').zip(0..).collect(),
            sentences: sentences as f32,
            articles: articles as f32,
            sentences_with,
            articles_with,
            vectors: rest.get(..rows * dimensions)?,
            wide: LazyLock::new(wide),
            dimensions,
            scales: LazyLock::new(scales),
        })
    }

    /// The share of background sentences that have `stem`; never zero.
    #[expect(
        clippy::cast_precision_loss,
        reason = "a share needs no more than seven digits"
    )]
    pub fn share_of_sentences(&self, stem: Stem) -> f32 {
        let with = stem.row().and_then(|row| u32_at(self.sentences_with, row));
        (with.unwrap_or(0) as f32 + 0.5) / self.sentences
    }

    /// The share of background articles that have `stem`; never zero.
    #[expect(
        clippy::cast_precision_loss,
        reason = "a share needs no more than seven digits"
    )]
    pub fn share_of_articles(&self, stem: Stem) -> f32 {
        let with = stem.row().and_then(|row| u32_at(self.articles_with, row));
        (with.unwrap_or(0) as f32 + 0.5) / self.articles
    }

    /// The vector of `stem` with one over its length, if the table has it.
    pub fn vector(&'static self, stem: Stem) -> Option<Vector> {
        let row = stem.row()?;
        let start = row * self.dimensions;
        Some(Vector {
            values: self.wide.get(start..start + self.dimensions)?,
            scale: *self.scales.get(row)?,
        })
    }
}

fn u32_at(bytes: &[u8], index: usize) -> Option<u32> {
    let bytes = bytes.get(4 * index..4 * index + 4)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

fn wide() -> Vec<i16> {
    let values = Table::embedded().vectors.iter();
    values.map(|value| i16::from(value.cast_signed())).collect()
}

fn scales() -> Vec<f32> {
    let table = Table::embedded();
    table
        .wide
        .chunks_exact(table.dimensions.max(1))
        .map(|values| 1.0 / dot(values, values).max(1.0).sqrt())
        .collect()
}

/// Where a stem stands among meanings.
#[derive(Debug, Clone, Copy)]
pub struct Vector {
    values: &'static [i16],
    scale: f32,
}

impl Vector {
    /// How much alike two meanings are: the cosine of the two vectors.
    pub fn cosine(self, other: Self) -> f32 {
        dot(self.values, other.values) * self.scale * other.scale
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "128 products of bytes stay below 2^24"
)]
fn dot(a: &[i16], b: &[i16]) -> f32 {
    let mut sum = 0_i32;
    for (a, b) in a.chunks_exact(16).zip(b.chunks_exact(16)) {
        let products = a.iter().zip(b).map(|(a, b)| i32::from(*a) * i32::from(*b));
        sum += products.sum::<i32>();
    }
    sum as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cosine(a: &str, b: &str) -> f32 {
        let table = Table::embedded();
        let vector = |stem| table.vector(Stem::of(stem)).expect("a common stem");
        vector(a).cosine(vector(b))
    }

    #[test]
    fn stems_of_one_meaning_have_vectors_that_are_alike() {
        let expected = [
            ("kill", "murder", 0.7987),
            ("talk", "discuss", 0.718),
            ("consent", "approv", 0.4072),
            ("leader", "figur", 0.02),
            ("drone", "banana", 0.0515),
            ("u.s", "mexico", 0.3099),
        ];
        for (a, b, value) in expected {
            assert!((cosine(a, b) - value).abs() < 0.001, "{a} {b}");
        }
    }

    #[test]
    fn a_word_that_the_table_lacks_has_a_number_and_no_vector() {
        let stem = Stem::of("zyxqueline");
        assert_eq!(stem.row(), None);
        assert_eq!(stem, Stem::of("zyxqueline"));
        assert!(Table::embedded().vector(stem).is_none());
        assert!(Table::embedded().share_of_sentences(stem) > 0.0);
    }
}
