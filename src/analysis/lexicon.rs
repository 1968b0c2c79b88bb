//! Word lists compiled in from `src/data/*.txt`: gazetteers, titles, cue verbs, stop words.

use std::sync::LazyLock;

/// Everything the analysis knows besides the article: built once, read by all threads.
#[derive(Debug)]
pub struct Lexicon {}

impl Lexicon {
    /// The lexicon that is compiled into the program.
    pub fn embedded() -> &'static Self {
        static EMBEDDED: LazyLock<Lexicon> = LazyLock::new(|| Lexicon {});
        &EMBEDDED
    }
}
