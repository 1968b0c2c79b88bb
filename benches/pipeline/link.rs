//! What joins articles, at sizes that show how the cost grows.

use crossread::corpus::Corpus;
use crossread::link::{self, Analyzed, Links};
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};

use crate::made::{SIZES, made};

fn measure<T>(bencher: Bencher, size: usize, stage: impl Fn(&[Analyzed]) -> T + Sync) {
    let made = made(size);
    bencher
        .counter(ItemsCount::new(size))
        .bench(|| stage(black_box(&made.analyzed)));
}

#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1, max_time = 3)]
fn entities(bencher: Bencher, size: usize) {
    measure(bencher, size, link::entity::entities);
}

#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1, max_time = 3)]
fn quotes(bencher: Bencher, size: usize) {
    let (entities, entity_of_chain) = link::entity::entities(&made(size).analyzed);
    let links = Links {
        entities,
        entity_of_chain,
        ..Links::default()
    };
    measure(bencher, size, |articles| {
        link::quote::shared_quotes(articles, &links)
    });
}

#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1, max_time = 3)]
fn stories(bencher: Bencher, size: usize) {
    measure(bencher, size, |articles| {
        link::story::stories(articles, &link::story::vector::vectors(articles))
    });
}

#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1, max_time = 3)]
fn everything(bencher: Bencher, size: usize) {
    measure(bencher, size, link::link);
}

/// From parsed articles to all that is shown of them: what a reader waits for.
#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1, max_time = 3)]
fn analyze_and_link(bencher: Bencher, size: usize) {
    let made = made(size);
    let articles = || made.articles.clone();
    bencher
        .counter(ItemsCount::new(size))
        .with_inputs(articles)
        .bench_values(Corpus::analyzed);
}
