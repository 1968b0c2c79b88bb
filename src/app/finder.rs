//! The finder: a prompt, the hits, and which of them is selected. It asks outside and goes on taking keys.

use std::sync::Arc;

use tui_input::{Input, InputRequest};

use super::{App, Effect, Overlay};
use crate::config::action::Action;
use crate::corpus::Corpus;
use crate::corpus::find::{Found, Hit, Kind, Matching, Target};

/// What is to be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Questions are numbered; the answer to an older one is of no use.
    pub number: u64,
    /// What was typed.
    pub typed: String,
    /// How words of prose are compared.
    pub matching: Matching,
    /// The only kind that is asked for.
    pub only: Option<Kind>,
    /// The most hits that are wanted.
    pub limit: usize,
}

/// What was found, in one corpus: when another one is shown, the finder asks again.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The number of the question.
    pub number: u64,
    /// The corpus to which the hits belong.
    pub corpus: Arc<Corpus>,
    /// The hits.
    pub found: Found,
}

/// The finder.
#[derive(Debug, Clone)]
pub struct Finder {
    /// What was typed.
    pub input: Input,
    /// The only kind that is shown.
    pub only: Option<Kind>,
    /// How words of prose are compared.
    pub matching: Matching,
    /// Whether the hit is shown in its surroundings.
    pub preview: bool,
    /// What was found.
    pub found: Found,
    /// The selected hit, an index into the hits.
    pub at: usize,
    /// The number of the newest question.
    asked: u64,
    /// The number of the question that `found` answers.
    answered: u64,
    /// Enter was pressed before the answer came.
    take: bool,
}

/// The most hits that are listed.
const LIMIT: usize = 500;
/// The most queries that are kept.
const KEPT: usize = 50;

impl Finder {
    fn new(only: Option<Kind>) -> Self {
        Self {
            input: Input::default(),
            only,
            matching: Matching::default(),
            preview: true,
            found: Found::default(),
            at: 0,
            asked: 0,
            answered: 0,
            take: false,
        }
    }

    /// Whether an answer is still to come.
    pub fn is_waiting(&self) -> bool {
        self.answered < self.asked
    }

    /// The selected hit.
    pub fn selected(&self) -> Option<&Hit> {
        self.found.hits.get(self.at)
    }

    /// Moves the selection; stops at both ends.
    pub fn move_by(&mut self, rows: isize) {
        self.at = self
            .at
            .saturating_add_signed(rows)
            .min(self.found.hits.len().saturating_sub(1));
    }
}

impl App {
    /// Opens the finder for one kind or for all.
    pub(super) fn find(&mut self, only: Option<Kind>) {
        self.overlay = Some(Overlay::Finder(Box::new(Finder::new(only))));
        self.ask();
    }

    /// Opens the finder as it was left.
    pub(super) fn find_resume(&mut self) {
        match self.found_last.clone() {
            Some(finder) => {
                let at = finder.at;
                self.overlay = Some(Overlay::Finder(finder));
                self.ask();
                self.with_finder(|finder| finder.at = at);
            }
            None => self.find(None),
        }
    }

    /// Asks for what is typed now.
    fn ask(&mut self) {
        self.questions += 1;
        let number = self.questions;
        let Some(Overlay::Finder(finder)) = &mut self.overlay else {
            return;
        };
        finder.asked = number;
        finder.take = false;
        finder.at = 0;
        let question = Question {
            number,
            typed: finder.input.value().to_owned(),
            matching: finder.matching,
            only: finder.only,
            limit: LIMIT,
        };
        self.effects.push(Effect::Find(question));
    }

    /// Asks again where the finder is open, for a new corpus.
    pub(super) fn find_again(&mut self) {
        self.found_last = None;
        // The hits name places of the corpus before; nothing of them may be drawn or taken now.
        self.with_finder(|finder| finder.found = Found::default());
        if matches!(self.overlay, Some(Overlay::Finder(_))) {
            self.ask();
        }
    }

    /// Takes an answer; one to an older question, or from another corpus, is of no use.
    pub(super) fn answered(&mut self, answer: Answer) {
        let current = Arc::ptr_eq(&answer.corpus, &self.corpus);
        let Some(Overlay::Finder(finder)) = &mut self.overlay else {
            return;
        };
        if answer.number != finder.asked || !current {
            return;
        }
        finder.answered = answer.number;
        finder.found = answer.found;
        finder.at = finder.at.min(finder.found.hits.len().saturating_sub(1));
        if finder.take {
            self.follow();
        }
    }

    pub(super) fn type_in_overlay(&mut self, requests: &[InputRequest]) {
        match &mut self.overlay {
            Some(Overlay::Finder(finder)) => {
                let before = finder.input.value().to_owned();
                requests
                    .iter()
                    .for_each(|request| _ = finder.input.handle(*request));
                finder.take = false;
                if finder.input.value() != before {
                    self.ask();
                }
            }
            Some(Overlay::Help(_)) => self.type_in_help(requests),
            Some(Overlay::Places(_) | Overlay::Peek(_)) | None => {}
        }
    }

    /// Goes to the selected hit; before the answer is there, remembers to.
    pub(super) fn take_hit(&mut self, mut finder: Box<Finder>) {
        if finder.is_waiting() {
            finder.take = true;
            self.overlay = Some(Overlay::Finder(finder));
            return;
        }
        finder.take = false;
        let target = finder.selected().map(|hit| hit.target);
        let typed = finder.input.value().to_owned();
        if !typed.trim().is_empty() {
            self.typed.retain(|before| *before != typed);
            self.typed.insert(0, typed);
            self.typed.truncate(KEPT);
        }
        let Some(target) = target else {
            self.overlay = Some(Overlay::Finder(finder));
            return self.say("nothing found");
        };
        self.found_last = Some(finder);
        self.go_to_target(target);
    }

    fn go_to_target(&mut self, target: Target) {
        match target {
            Target::Article(article) => self.jump_to_article(article),
            Target::Sentence(place) | Target::Quote(_, place) | Target::Claim(_, place) => {
                self.jump(place);
            }
            Target::Entity(entity) => self.open_name(entity),
            Target::Command(index) => {
                if let Some(action) = Action::ALL.get(index) {
                    self.perform(*action);
                }
            }
        }
    }

    /// Shows the next kind, or the one before; after the last all kinds.
    pub(super) fn finder_kind(&mut self, next: bool) {
        let kinds: Vec<Option<Kind>> = std::iter::once(None).chain(Kind::ALL.map(Some)).collect();
        self.with_finder(|finder| {
            let here = kinds
                .iter()
                .position(|kind| *kind == finder.only)
                .unwrap_or(0);
            let step = if next { 1 } else { kinds.len() - 1 };
            finder.only = kinds[(here + step) % kinds.len()];
        });
        self.ask();
    }

    pub(super) fn finder_matching(&mut self) {
        self.with_finder(|finder| {
            finder.matching = match finder.matching {
                Matching::Words => Matching::Fuzzy,
                Matching::Fuzzy => Matching::Words,
            };
        });
        self.ask();
    }

    pub(super) fn finder_preview(&mut self) {
        self.with_finder(|finder| finder.preview = !finder.preview);
    }

    /// Clears whatever line is being typed.
    pub(super) fn finder_clear(&mut self) {
        let clear = [InputRequest::GoToEnd, InputRequest::DeleteLine];
        if self.context().types() {
            self.type_requests(&clear);
        }
    }

    /// Puts what was typed before into the prompt, one query further back at each press.
    pub(super) fn finder_history(&mut self) {
        let typed = self.typed.clone();
        if typed.is_empty() {
            return self.say("nothing was typed before");
        }
        self.with_finder(|finder| {
            let here = typed
                .iter()
                .position(|before| before == finder.input.value());
            let next = here.map_or(0, |here| (here + 1) % typed.len());
            finder.input = Input::new(typed[next].clone());
        });
        self.ask();
    }

    fn with_finder(&mut self, change: impl FnOnce(&mut Finder)) {
        if let Some(Overlay::Finder(finder)) = &mut self.overlay {
            change(finder);
        }
    }

    pub(super) fn wheel_overlay(&mut self, lines: isize) {
        match &mut self.overlay {
            Some(Overlay::Finder(finder)) => finder.move_by(lines.signum()),
            Some(Overlay::Help(help)) => help.move_by(lines.signum()),
            Some(Overlay::Places(list) | Overlay::Peek(list)) => list.move_by(lines.signum()),
            None => {}
        }
    }
}
