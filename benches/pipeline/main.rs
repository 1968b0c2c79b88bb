//! What every stage of the pipeline costs, next to floors measured in the same run, so that ratios mean
//! something on any machine: `cargo bench`.

mod corpus;

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, OnceLock};

use corpus::{Report, reports};
use crossread::analysis::lexicon::Lexicon;
use crossread::analysis::{analyze, claim, coref, mention};
use crossread::app::session::Remembered;
use crossread::app::{App, Event};
use crossread::article::{Article, parse};
use crossread::config::Config;
use crossread::config::key::Key;
use crossread::corpus::Corpus;
use crossread::corpus::find::{Index, Matching, Query, find, search_in};
use crossread::link::{self, Analyzed, Links};
use crossread::text::sentence::sentences;
use crossread::text::token::tokens;
use crossread::text::{Span, runs, wrap};
use crossread::ui;
use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use jiff::Timestamp;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Size;
use rayon::prelude::*;

/// Sizes at which stages of one article are measured; they are linear, so that one will do.
const ARTICLES: usize = 300;
/// Sizes at which what joins articles is measured.
const SIZES: [usize; 4] = [10, 100, 1_000, 10_000];

fn main() {
    divan::main();
}

/// A corpus in all its states, made once.
struct Made {
    reports: Vec<Report>,
    bytes: usize,
    articles: Vec<Arc<Article>>,
    analyzed: Vec<Analyzed>,
}

fn made(size: usize) -> &'static Made {
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
fn each<T>(bencher: Bencher, stage: impl Fn(&Analyzed) -> T + Sync) {
    let made = made(ARTICLES);
    bencher
        .counter(BytesCount::new(made.bytes))
        .bench_local(|| {
            for analyzed in &made.analyzed {
                black_box(stage(black_box(analyzed)));
            }
        });
}

#[divan::bench_group(sample_count = 15, max_time = 2)]
mod a_floor {
    use super::*;

    #[divan::bench]
    fn read_bytes(bencher: Bencher) {
        each(bencher, |analyzed| {
            analyzed.article.text.bytes().map(u64::from).sum::<u64>()
        });
    }

    #[divan::bench]
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
}

#[divan::bench_group(sample_count = 15, max_time = 2)]
mod b_article {
    use super::*;

    #[divan::bench]
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

    #[divan::bench]
    fn tokenize(bencher: Bencher) {
        each(bencher, |Analyzed { article, .. }| {
            tokens(&article.text, Span::new(0, article.text.len()))
        });
    }

    #[divan::bench]
    fn split_sentences(bencher: Bencher) {
        each(bencher, |Analyzed { article, .. }| {
            let paragraphs = article.paragraphs.iter();
            paragraphs
                .map(|paragraph| sentences(&article.text, paragraph.span).len())
                .sum::<usize>()
        });
    }
}

#[divan::bench_group(sample_count = 15, max_time = 2)]
mod c_analysis {
    use super::*;

    #[divan::bench]
    fn names(bencher: Bencher) {
        each(bencher, |Analyzed { article, .. }| {
            mention::names(article, Lexicon::embedded())
        });
    }

    #[divan::bench]
    fn names_and_chains(bencher: Bencher) {
        let lexicon = Lexicon::embedded();
        each(bencher, |Analyzed { article, .. }| {
            coref::chains(article, mention::names(article, lexicon), lexicon)
        });
    }

    #[divan::bench]
    fn statements(bencher: Bencher) {
        each(
            bencher,
            |Analyzed {
                 article,
                 annotations,
             }| {
                claim::statements(article, &annotations.mentions, Lexicon::embedded())
            },
        );
    }

    /// All of it; what the others leave of it goes to quotes and citations.
    #[divan::bench]
    fn everything(bencher: Bencher) {
        each(bencher, |Analyzed { article, .. }| {
            analyze(article, Lexicon::embedded())
        });
    }
}

#[divan::bench_group(sample_count = 5, sample_size = 1, max_time = 3)]
mod d_link {
    use super::*;

    fn measure<T>(bencher: Bencher, size: usize, stage: impl Fn(&[Analyzed]) -> T + Sync) {
        let made = made(size);
        bencher
            .counter(ItemsCount::new(size))
            .bench(|| stage(black_box(&made.analyzed)));
    }

    #[divan::bench(args = SIZES)]
    fn entities(bencher: Bencher, size: usize) {
        measure(bencher, size, link::entity::entities);
    }

    #[divan::bench(args = SIZES)]
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

    #[divan::bench(args = SIZES)]
    fn stories(bencher: Bencher, size: usize) {
        measure(bencher, size, |articles| {
            link::story::stories(articles, &link::story::vectors(articles))
        });
    }

    #[divan::bench(args = SIZES)]
    fn everything(bencher: Bencher, size: usize) {
        measure(bencher, size, link::link);
    }
}

#[divan::bench_group(sample_count = 5, sample_size = 1, max_time = 3)]
mod e_corpus {
    use super::*;

    /// From parsed articles to all that is shown of them: what a reader waits for.
    #[divan::bench(args = SIZES)]
    fn analyze_and_link(bencher: Bencher, size: usize) {
        let made = made(size);
        let articles = || made.articles.clone();
        bencher
            .counter(ItemsCount::new(size))
            .with_inputs(articles)
            .bench_values(Corpus::analyzed);
    }
}

fn index(size: usize) -> &'static Index {
    static INDEX: [OnceLock<Index>; 2] = [const { OnceLock::new() }; 2];
    INDEX[usize::from(size > 1_000)].get_or_init(|| {
        let corpus = Corpus::analyzed(made(size).articles.clone());
        Index::new(Arc::new(corpus), &[("quit", "Leave the program")])
    })
}

#[divan::bench_group(sample_count = 20, max_time = 3)]
mod f_find {
    use super::*;

    /// What is typed, key by key.
    const TYPED: [&str; 3] = ["broken hanger", "@mar rusty", "\"old bridge"];

    #[divan::bench(args = [1_000, 10_000], sample_count = 3, sample_size = 1)]
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

    #[divan::bench(args = [1_000, 10_000], consts = [0, 1, 2])]
    fn words<const TYPE: usize>(bencher: Bencher, size: usize) {
        per_key(bencher, size, TYPED[TYPE], Matching::Words);
    }

    #[divan::bench(args = [1_000, 10_000])]
    fn fuzzy(bencher: Bencher, size: usize) {
        per_key(bencher, size, TYPED[0], Matching::Fuzzy);
    }

    /// The key that finds most: one letter.
    #[divan::bench(args = [1_000, 10_000])]
    fn one_letter(bencher: Bencher, size: usize) {
        let query = Query::parse("t");
        bencher.bench_local(|| find(index(size), &query, Matching::Words, None, 100));
    }

    #[divan::bench]
    fn search_in_article(bencher: Bencher) {
        each(bencher, |analyzed| {
            search_in(&analyzed.article, "old bridge")
        });
    }
}

#[divan::bench_group(sample_count = 15, max_time = 2)]
mod g_screen {
    use super::*;

    #[divan::bench]
    fn wrap_lines(bencher: Bencher) {
        each(bencher, |Analyzed { article, .. }| {
            let paragraphs = article.paragraphs.iter();
            paragraphs
                .map(|paragraph| wrap::lines(&article.text, paragraph.span, 66).len())
                .sum::<usize>()
        });
    }

    #[divan::bench]
    fn mark_runs(bencher: Bencher) {
        each(
            bencher,
            |Analyzed {
                 article,
                 annotations,
             }| {
                let marks = annotations
                    .mentions
                    .iter()
                    .map(|mention| (mention.span, mention.kind));
                let marks: Vec<_> = marks.collect();
                runs::runs(Span::new(0, article.text.len()), &marks)
            },
        );
    }

    fn app(size: usize) -> App {
        let screen = Size::new(160, 45);
        let mut app = App::new(
            Config::embedded(),
            screen,
            Timestamp::UNIX_EPOCH,
            Remembered::default(),
        );
        app.update(Event::Loaded {
            corpus: Arc::clone(index(size).corpus()),
            linked: true,
        });
        app
    }

    /// A key that moves on, and the frame that follows.
    #[divan::bench(args = [1_000, 10_000])]
    fn key_to_frame(bencher: Bencher, size: usize) {
        let mut app = app(size);
        let mut terminal =
            Terminal::new(TestBackend::new(160, 45)).expect("a buffer can be drawn on");
        let keys = Key::sequence("j ) ( tab j j tab").expect("these are keys");
        bencher
            .counter(ItemsCount::new(keys.len()))
            .bench_local(|| {
                for key in &keys {
                    black_box(app.update(Event::Key(*key)));
                    terminal
                        .draw(|frame| ui::view(&app, frame))
                        .expect("a buffer can be drawn on");
                }
            });
    }
}
