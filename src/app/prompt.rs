//! One line at the bottom: the search in the open article and the filter of the list.

use tui_input::{Input, InputRequest};

use super::jumps::Jump;
use super::{App, Pane};
use crate::article::ArticleId;
use crate::config::key::Key;
use crate::corpus::find::search_in;
use crate::text::Span;

/// What is being typed.
#[derive(Debug, Clone)]
pub enum PromptKind {
    /// Words to search for in the open article; where the cursor and the focus were before.
    Search(Option<Jump>, Pane),
    /// Words by which the list is filtered; the filter there was before.
    Filter(String),
    /// Words that the rows of a view must have; those there were before.
    View(String),
}

/// A line that is being typed.
#[derive(Debug, Clone)]
pub struct Prompt {
    /// For what it is typed.
    pub kind: PromptKind,
    /// What was typed.
    pub input: Input,
}

/// The search in the open article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search {
    /// The words.
    pub query: String,
    /// The article in which the hits are.
    pub article: ArticleId,
    /// Where they stand, in order.
    pub hits: Vec<Span>,
    /// The hit under the cursor, an index into `hits`.
    pub at: usize,
}

impl App {
    /// Starts typing words to search for: in the open article, or in the list when that has the focus.
    pub(super) fn start_search(&mut self) {
        if self.view().is_some() {
            return self.start_view_filter();
        }
        if self.focus == Pane::List {
            return self.start_filter();
        }
        let before = self.here();
        self.search = None;
        self.prompt = Some(Prompt {
            kind: PromptKind::Search(before, self.focus),
            input: Input::default(),
        });
    }

    /// Starts typing words by which the list is filtered.
    pub(super) fn start_filter(&mut self) {
        let before = self.list.filter.clone();
        self.leave_zen();
        self.focus = Pane::List;
        self.prompt = Some(Prompt {
            input: Input::default(),
            kind: PromptKind::Filter(before),
        });
    }

    /// Hands a key to whatever line is being typed.
    pub(super) fn edit(&mut self, key: Key) {
        if let Some(request) = key.edit() {
            self.type_requests(&[request]);
        }
    }

    /// Takes pasted text as typed; where nothing is typed it is ignored, so that it can never run keys.
    pub(super) fn paste(&mut self, text: &str) {
        let line = crate::article::sanitize::line(text);
        let requests: Vec<InputRequest> = line.chars().map(InputRequest::InsertChar).collect();
        if self.context().types() {
            self.type_requests(&requests);
        } else {
            self.say("pasted text is only taken where text is typed: f finds, / searches");
        }
    }

    pub(super) fn type_requests(&mut self, requests: &[InputRequest]) {
        if let Some(mut prompt) = self.prompt.take() {
            requests
                .iter()
                .for_each(|request| _ = prompt.input.handle(*request));
            let typed = prompt.input.value().to_owned();
            match &prompt.kind {
                PromptKind::Search(before, _) => self.search_while_typing(&typed, before.clone()),
                PromptKind::Filter(_) => self.filter(typed),
                PromptKind::View(_) => self.filter_view(typed),
            }
            self.prompt = Some(prompt);
        } else {
            self.type_in_overlay(requests);
        }
    }

    /// Takes what was typed.
    pub(super) fn accept_prompt(&mut self) {
        let Some(prompt) = self.prompt.take() else {
            return;
        };
        match prompt.kind {
            PromptKind::Search(before, _) => match &self.search {
                Some(search) if search.hits.is_empty() => {
                    let message = format!(
                        "“{}” is not in this article; f t finds it in the others",
                        search.query
                    );
                    self.search = None;
                    self.say(message);
                }
                Some(_) => before.into_iter().for_each(|jump| self.jumps.leave(jump)),
                None => {}
            },
            PromptKind::Filter(_) | PromptKind::View(_) => {}
        }
    }

    /// Leaves the line as if nothing had been typed.
    pub(super) fn leave_prompt(&mut self) {
        let Some(prompt) = self.prompt.take() else {
            return;
        };
        match prompt.kind {
            PromptKind::Search(before, focus) => {
                self.search = None;
                before.into_iter().for_each(|jump| self.return_to(jump));
                self.focus = focus;
            }
            PromptKind::Filter(before) => self.filter(before),
            PromptKind::View(before) => self.filter_view(before),
        }
    }

    /// Shows only the articles with all of the words.
    pub(super) fn filter(&mut self, words: String) {
        self.list.filter = words;
        let corpus = std::sync::Arc::clone(&self.corpus);
        self.list.arrange(&corpus);
    }

    fn search_while_typing(&mut self, query: &str, before: Option<Jump>) {
        before.into_iter().for_each(|jump| self.return_to(jump));
        self.search = None;
        if !query.trim().is_empty() {
            self.search_for(query, true);
        }
    }

    /// Searches in the open article and goes to the first hit at or after the cursor, or to the last before it.
    pub(super) fn search_for(&mut self, query: &str, down: bool) {
        let Some(place) = self.place() else { return };
        let hits = search_in(self.corpus.article(place.article), query);
        let from = self.corpus.span(place).start();
        let next = hits.partition_point(|hit| hit.start() < from);
        let at = if next == hits.len() || !down && next > 0 {
            next.saturating_sub(1)
        } else {
            next
        };
        // Searching starts again at the top where nothing is further down.
        let at = if down && next == hits.len() { 0 } else { at };
        self.search = Some(Search {
            query: query.to_owned(),
            article: place.article,
            hits,
            at,
        });
        self.show_hit();
    }

    /// Goes to the next hit; says whether there was one.
    pub(super) fn go_to_hit(&mut self, down: bool) -> bool {
        let open = self.open.as_ref().map(|reading| reading.article);
        if let Some(query) = self
            .search
            .as_ref()
            .filter(|s| Some(s.article) != open)
            .map(|s| s.query.clone())
        {
            self.search_for(&query, down);
            return self
                .search
                .as_ref()
                .is_some_and(|search| !search.hits.is_empty());
        }
        let Some(search) = &mut self.search else {
            return false;
        };
        let to = if down {
            search.at.checked_add(1)
        } else {
            search.at.checked_sub(1)
        };
        let Some(to) = to.filter(|to| *to < search.hits.len()) else {
            return false;
        };
        search.at = to;
        self.show_hit();
        true
    }

    /// Puts the cursor on the sentence of the hit.
    fn show_hit(&mut self) {
        let Some(hit) = self
            .search
            .as_ref()
            .and_then(|search| search.hits.get(search.at))
            .copied()
        else {
            return;
        };
        let Some(place) = self.place() else { return };
        let Some(sentence) = self.corpus.article(place.article).sentence_at(hit.start()) else {
            return;
        };
        let height = self.text_height();
        self.show_aside(sentence);
        if let Some(reading) = &mut self.open {
            reading.go_to(sentence);
            reading.show_cursor(height);
        }
    }
}
