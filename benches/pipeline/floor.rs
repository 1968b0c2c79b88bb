//! What no stage can be faster than: reading the bytes, and touching every word.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use divan::Bencher;

use crossread::text::token::tokens;

use crate::made::each;

#[divan::bench(sample_count = 15, max_time = 2)]
fn read_bytes(bencher: Bencher) {
    each(bencher, |analyzed| {
        analyzed.article.text.bytes().map(u64::from).sum::<u64>()
    });
}

#[divan::bench(sample_count = 15, max_time = 2)]
fn split_and_hash(bencher: Bencher) {
    each(bencher, |analyzed| {
        let mut hasher = DefaultHasher::new();
        analyzed
            .article
            .text
            .split_ascii_whitespace()
            .for_each(|word| word.hash(&mut hasher));
        hasher.finish()
    });
}

/// What the tagger of names cannot be faster than: finding the words.
#[divan::bench(sample_count = 15, max_time = 2)]
fn tokenize(bencher: Bencher) {
    each(bencher, |analyzed| {
        let article = &analyzed.article;
        let sentences = article.sentences.iter();
        sentences
            .map(|sentence| tokens(&article.text, sentence.span).len())
            .sum::<usize>()
    });
}
