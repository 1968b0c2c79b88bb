//! Sentences by their words, so that they are found again when everything around them has changed.

use serde::{Deserialize, Serialize};

use super::fold;

/// A sentence by its words: the same words, however they are spaced and wherever they stand, have the same key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SentenceKey(pub u64);

impl SentenceKey {
    /// The key of a sentence: FNV-1a over its folded words. The value is stored, so it must never change.
    pub fn of(sentence: &str) -> Self {
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        for word in fold::fold(sentence).split_whitespace() {
            for byte in word.bytes().chain([b' ']) {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        }
        Self(hash)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_keeps_its_key_when_it_is_wrapped_anew() {
        assert_eq!(
            SentenceKey::of("The bridge\nis  closed."),
            SentenceKey::of("the bridge is closed.")
        );
        assert_ne!(
            SentenceKey::of("The bridge is open."),
            SentenceKey::of("The bridge is closed.")
        );
    }
}
