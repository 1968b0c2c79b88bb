//! What is remembered between runs, keyed by what survives a change of the files: path and words.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::link::decision::{Decision, Decisions};
pub use crate::text::key::SentenceKey;

/// What is remembered of one article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Memory {
    /// Whether it was read to its end, or marked read.
    pub finished: bool,
    /// The sentences that were read.
    pub read: BTreeSet<SentenceKey>,
    /// The sentence under the cursor when the article was left.
    pub place: Option<SentenceKey>,
}

/// What is remembered of all articles that were ever opened.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Remembered {
    /// By path, as the article has it.
    pub articles: BTreeMap<PathBuf, Memory>,
    /// The article that was open last.
    pub last: Option<PathBuf>,
    /// What the reader has decided about names and links.
    pub decisions: Decisions,
}

/// A change to what is remembered; written when it happens, so that a killed terminal loses nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    /// Sentences were read.
    Read {
        /// The article.
        path: PathBuf,
        /// The sentences.
        sentences: Vec<SentenceKey>,
    },
    /// An article was read to its end, marked read or marked unread; what was read of it stays known.
    Finished {
        /// The article.
        path: PathBuf,
        /// Whether it counts as read from now on.
        finished: bool,
    },
    /// The cursor moved; the article is the one that is open.
    Place {
        /// The article.
        path: PathBuf,
        /// The sentence under the cursor.
        sentence: SentenceKey,
    },
    /// Something was decided, or taken back: all of it holds, or nothing.
    Ruled {
        /// What holds no more.
        removed: Vec<Decision>,
        /// What holds from then on.
        added: Vec<Decision>,
    },
}

impl Saved {
    /// The articles that it is about.
    pub fn paths(&self) -> Vec<&Path> {
        match self {
            Self::Read { path, .. } | Self::Finished { path, .. } | Self::Place { path, .. } => {
                vec![path]
            }
            Self::Ruled { removed, added } => removed
                .iter()
                .chain(added)
                .flat_map(Decision::paths)
                .collect(),
        }
    }
}

impl Remembered {
    /// Takes a change over, as the next run will find it.
    pub fn keep(&mut self, saved: &Saved) {
        match saved {
            Saved::Read { path, sentences } => {
                self.articles
                    .entry(path.clone())
                    .or_default()
                    .read
                    .extend(sentences.iter().copied());
            }
            Saved::Finished { path, finished } => {
                self.articles.entry(path.clone()).or_default().finished = *finished;
            }
            Saved::Place { path, sentence } => {
                self.articles.entry(path.clone()).or_default().place = Some(*sentence);
                self.last = Some(path.clone());
            }
            Saved::Ruled { removed, added } => {
                for decision in removed {
                    self.decisions.remove(decision);
                }
                for decision in added {
                    self.decisions.add(decision.clone());
                }
            }
        }
    }
}
