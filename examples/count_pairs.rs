//! Counts how many pairs of articles and of sentences are compared, at sizes that show how the cost grows:
//! `cargo run --release --example count_pairs -- 1000 10000`.

#[path = "../benches/pipeline/corpus.rs"]
mod corpus;

use std::io::Write;
use std::sync::Arc;
use std::time::Instant;

use color_eyre::eyre::Result;
use crossread::analysis::analyze;
use crossread::analysis::lexicon::Lexicon;
use crossread::article::parse;
use crossread::link::{Analyzed, Links, claim, story};
use rayon::prelude::*;

fn main() -> Result<()> {
    let sizes: Result<Vec<usize>, _> = std::env::args().skip(1).map(|size| size.parse()).collect();
    for size in sizes? {
        count(size)?;
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "counts are below 2^53")]
fn count(size: usize) -> Result<()> {
    let reports = corpus::reports(size);
    let articles: Vec<Analyzed> = (reports.par_iter())
        .map(|report| {
            let article = parse(&report.path, &report.bytes);
            Analyzed {
                annotations: Arc::new(analyze(&article, Lexicon::embedded())),
                article: Arc::new(article),
            }
        })
        .collect();
    let start = Instant::now();
    let vectors = story::vectors(&articles);
    let links = Links {
        stories: story::stories(&articles, &vectors),
        ..Links::default()
    };
    let stories_took = start.elapsed();
    let start = Instant::now();
    let sentences = claim::pairs_scored(&articles, &vectors, &links);
    let each = |count: usize| count as f64 / size.max(1) as f64;
    writeln!(
        std::io::stdout(),
        "{size} articles, {} stories: {:.1} pairs of articles and {:.1} pairs of sentences for each; stories {:.2} s, pairs {:.2} s",
        links.stories.len(),
        each(story::pairs_compared(&vectors)),
        each(sentences),
        stories_took.as_secs_f64(),
        start.elapsed().as_secs_f64(),
    )?;
    Ok(())
}
