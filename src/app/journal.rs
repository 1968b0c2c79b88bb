//! What the reader has changed, in order, so that every change can be taken back and made again.

use std::path::PathBuf;
use std::sync::Arc;

use super::session::Saved;
use super::{App, Effect};
use crate::link::decision::Decision;

/// Changes that are kept.
const KEPT: usize = 1000;

/// One change, by what survives a new corpus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Change {
    /// Articles were marked read, or unread.
    Finished(Vec<(PathBuf, bool)>),
    /// Something was decided in the place of something else; what to call it.
    Decided {
        /// What holds from then on.
        added: Vec<Decision>,
        /// What holds no more.
        removed: Vec<Decision>,
        /// What it did, for people.
        words: String,
    },
}

/// Changes that can be taken back, and those that can be made again.
#[derive(Debug, Clone, Default)]
pub(super) struct Journal {
    done: Vec<Change>,
    undone: Vec<Change>,
}

impl Change {
    /// The change that takes this one back.
    fn inverse(self) -> Self {
        match self {
            Self::Finished(marks) => {
                let marks = marks.into_iter().map(|(path, finished)| (path, !finished));
                Self::Finished(marks.collect())
            }
            Self::Decided {
                added,
                removed,
                words,
            } => Self::Decided {
                added: removed,
                removed: added,
                words,
            },
        }
    }

    /// What it did, for the status line.
    fn words(&self) -> String {
        match self {
            Self::Finished(marks) => match marks.as_slice() {
                [(path, finished)] => {
                    let name = crate::article::stem(path);
                    format!(
                        "{name} marked {}",
                        if *finished { "read" } else { "unread" }
                    )
                }
                marks => format!("{} articles marked", marks.len()),
            },
            Self::Decided { words, .. } => words.clone(),
        }
    }
}

impl App {
    /// Makes a change that can be taken back; one that changes nothing is not noted. Says whether it changed anything.
    pub(super) fn change(&mut self, change: Change) -> bool {
        let Some(made) = self.make(change) else {
            return false;
        };
        let journal = &mut self.journal;
        journal.done.push(made);
        journal.undone.clear();
        if journal.done.len() > KEPT {
            journal.done.remove(0);
        }
        true
    }

    /// Takes the last change back.
    pub(super) fn undo(&mut self) {
        let Some(change) = self.journal.done.pop() else {
            return self.say("nothing to undo");
        };
        let words = change.words();
        self.make(change.clone().inverse());
        self.journal.undone.push(change);
        self.say(format!("taken back: {words}"));
    }

    /// Makes the change again that was taken back last.
    pub(super) fn redo(&mut self) {
        let Some(change) = self.journal.undone.pop() else {
            return self.say("nothing to redo");
        };
        let words = change.words();
        self.make(change.clone());
        self.journal.done.push(change);
        self.say(format!("done again: {words}"));
    }

    /// Makes a change here and for later runs; returns what of it changed anything.
    fn make(&mut self, change: Change) -> Option<Change> {
        match change {
            Change::Finished(marks) => {
                let changed: Vec<_> = marks
                    .into_iter()
                    .filter(|(path, finished)| self.set_finished(path, *finished))
                    .collect();
                (!changed.is_empty()).then_some(Change::Finished(changed))
            }
            Change::Decided {
                added,
                removed,
                words,
            } => {
                let held = |decision: &Decision| self.remembered.decisions.has(decision);
                let removed: Vec<_> = removed.into_iter().filter(held).collect();
                let added: Vec<_> = added.into_iter().filter(|new| !held(new)).collect();
                if added.is_empty() && removed.is_empty() {
                    return None;
                }
                self.save(Saved::Ruled {
                    removed: removed.clone(),
                    added: added.clone(),
                });
                let decisions = Arc::new(self.remembered.decisions.clone());
                self.effects.push(Effect::Decide(decisions));
                Some(Change::Decided {
                    added,
                    removed,
                    words,
                })
            }
        }
    }
}
