//! Words and runs of words as hashes, for repeats and near-repeats.

/// The hash of a word; the same on every machine and in every run.
pub fn hash(word: &str) -> u64 {
    // FNV-1a
    word.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    })
}

/// The hash of several hashes in this order.
pub fn join(hashes: &[u64]) -> u64 {
    hashes.iter().fold(0x9E37_79B9_7F4A_7C15, |joined, hash| {
        (joined.rotate_left(23) ^ hash).wrapping_mul(0x2545_F491_4F6C_DD1D)
    })
}

/// The hashes of all runs of `width` words, in order; of the whole when it is shorter.
pub fn shingles(words: &[u64], width: usize) -> Vec<u64> {
    if words.len() < width {
        return vec![join(words)];
    }
    words.windows(width.max(1)).map(join).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_matters_and_place_does_not() {
        let words = |text: &str| text.split(' ').map(hash).collect::<Vec<_>>();
        let (a, b) = (
            shingles(&words("x one two three"), 3),
            shingles(&words("one two three y"), 3),
        );
        assert_eq!(a[1], b[0]);
        assert_ne!(join(&words("one two")), join(&words("two one")));
        assert_eq!(shingles(&words("one"), 3).len(), 1);
    }
}
