//! The finder, key by key.

use std::sync::Arc;

use crossread::corpus::find::{Index, Matching, Query, find, search_in};
use crossread::text::Span;
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};

use crate::made::{each, index};

/// What is typed, key by key.
const TYPED: [&str; 3] = ["broken hanger", "@mar rusty", "\"old bridge"];

#[divan::bench(args = [1_000, 10_000], sample_count = 3, sample_size = 1, max_time = 3)]
fn make_index(bencher: Bencher, size: usize) {
    let corpus = index(size).corpus();
    let input = || Arc::clone(corpus);
    bencher
        .counter(ItemsCount::new(size))
        .with_inputs(input)
        .bench_values(|corpus| Index::new(corpus, &[]));
}

fn per_key(bencher: Bencher, size: usize, typed: &str, matching: Matching) {
    let index = index(size);
    let ends = typed
        .char_indices()
        .map(|(at, c)| Span::new(0, at + c.len_utf8()));
    let queries: Vec<Query> = ends.map(|span| Query::parse(span.of(typed))).collect();
    bencher
        .counter(ItemsCount::new(queries.len()))
        .bench_local(|| {
            for query in &queries {
                black_box(find(index, query, matching, None, 100));
            }
        });
}

#[divan::bench(args = [1_000, 10_000], consts = [0, 1, 2], sample_count = 20, max_time = 3)]
fn words<const TYPE: usize>(bencher: Bencher, size: usize) {
    per_key(bencher, size, TYPED[TYPE], Matching::Words);
}

#[divan::bench(args = [1_000, 10_000], sample_count = 20, max_time = 3)]
fn fuzzy(bencher: Bencher, size: usize) {
    per_key(bencher, size, TYPED[0], Matching::Fuzzy);
}

/// The key that finds most: one letter.
#[divan::bench(args = [1_000, 10_000], sample_count = 20, max_time = 3)]
fn one_letter(bencher: Bencher, size: usize) {
    let query = Query::parse("t");
    bencher.bench_local(|| find(index(size), &query, Matching::Words, None, 100));
}

#[divan::bench(sample_count = 20, max_time = 3)]
fn search_in_article(bencher: Bencher) {
    each(bencher, |analyzed| {
        search_in(&analyzed.article, "old bridge")
    });
}
