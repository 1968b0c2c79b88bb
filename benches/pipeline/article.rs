//! From bytes to paragraphs, sentences and words.

use crossread::article::parse;
use crossread::link::Analyzed;
use crossread::text::Span;
use crossread::text::sentence::sentences;
use crossread::text::token::tokens;
use divan::counter::BytesCount;
use divan::{Bencher, black_box};

use crate::made::{ARTICLES, each, made};

#[divan::bench(sample_count = 15, max_time = 2)]
fn parse_all(bencher: Bencher) {
    let made = made(ARTICLES);
    bencher
        .counter(BytesCount::new(made.bytes))
        .bench_local(|| {
            for report in &made.reports {
                black_box(parse(&report.path, black_box(&report.bytes)));
            }
        });
}

#[divan::bench(sample_count = 15, max_time = 2)]
fn tokenize(bencher: Bencher) {
    each(bencher, |Analyzed { article, .. }| {
        tokens(&article.text, Span::new(0, article.text.len()))
    });
}

#[divan::bench(sample_count = 15, max_time = 2)]
fn split_sentences(bencher: Bencher) {
    each(bencher, |Analyzed { article, .. }| {
        let paragraphs = article.paragraphs.iter();
        paragraphs
            .map(|paragraph| sentences(&article.text, paragraph.span).len())
            .sum::<usize>()
    });
}
