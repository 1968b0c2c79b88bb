//! The corpora that are measured, each made once.

use std::sync::{Arc, OnceLock};

use crossread::analysis::analyze;
use crossread::analysis::lexicon::Lexicon;
use crossread::article::{Article, parse};
use crossread::corpus::Corpus;
use crossread::corpus::find::Index;
use crossread::link::Analyzed;
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use rayon::prelude::*;

use crate::corpus::{Report, reports};

/// How many articles stages of one article are measured on; they are linear, so that one size will do.
pub const ARTICLES: usize = 300;
/// Sizes at which what joins articles is measured.
pub const SIZES: [usize; 4] = [10, 100, 1_000, 10_000];

/// A corpus in all its states, made once.
pub struct Made {
    /// What was made up.
    pub reports: Vec<Report>,
    /// How many bytes that is.
    pub bytes: usize,
    /// The same, parsed.
    pub articles: Vec<Arc<Article>>,
    /// The same, analyzed.
    pub analyzed: Vec<Analyzed>,
}

/// The corpus of so many articles.
pub fn made(size: usize) -> &'static Made {
    static MADE: [OnceLock<Made>; 5] = [const { OnceLock::new() }; 5];
    let slot = SIZES.iter().position(|of| *of == size).unwrap_or(4);
    MADE[slot].get_or_init(|| {
        let reports = reports(size);
        let articles: Vec<Arc<Article>> = reports
            .par_iter()
            .map(|report| Arc::new(parse(&report.path, &report.bytes)))
            .collect();
        let analyzed = articles.par_iter().map(|article| Analyzed {
            article: Arc::clone(article),
            annotations: Arc::new(analyze(article, Lexicon::embedded())),
        });
        Made {
            bytes: reports.iter().map(|report| report.bytes.len()).sum(),
            analyzed: analyzed.collect(),
            articles,
            reports,
        }
    })
}

/// Measures a stage that takes one article at a time, by the bytes of its text.
pub fn each<T>(bencher: Bencher, stage: impl Fn(&Analyzed) -> T + Sync) {
    let made = made(ARTICLES);
    bencher
        .counter(BytesCount::new(made.bytes))
        .bench_local(|| {
            for analyzed in &made.analyzed {
                black_box(stage(black_box(analyzed)));
            }
        });
}

/// What can be found in the corpus of so many articles.
pub fn index(size: usize) -> &'static Index {
    static INDEX: [OnceLock<Index>; 2] = [const { OnceLock::new() }; 2];
    INDEX[usize::from(size > 1_000)].get_or_init(|| {
        let corpus = Corpus::analyzed(made(size).articles.clone());
        Index::new(Arc::new(corpus), &[("quit", "Leave the program")])
    })
}
