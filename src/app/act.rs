//! What every action does: one arm each, the work in the function that the arm calls.

use std::sync::Arc;

use super::jumps::Jump;
use super::links::Target;
use super::motion::What;
use super::reading::{LineKind, Reading};
use super::session::{Saved, SentenceKey};
use super::{App, Effect, Overlay, Pane, list, when};
use crate::article::{ArticleId, SentenceId};
use crate::config::action::Action;
use crate::corpus::Place;
use crate::corpus::find::Kind;

/// Columns by which one press makes the lines of the text longer or shorter.
const STEP: i16 = 2;

impl App {
    /// Does what the action says.
    pub(super) fn perform(&mut self, action: Action) {
        let onward = self.onward.take();
        match action {
            Action::Down => self.move_by(1),
            Action::Up => self.move_by(-1),
            Action::Left => self.go_left(),
            Action::Right => self.go_right(),
            Action::ReadOn => self.read_on(),
            Action::ReadBack => self.read_back(),
            Action::SentenceNext => self.move_or_say(|reading| reading.move_stop(true)),
            Action::SentencePrev => self.move_or_say(|reading| reading.move_stop(false)),
            Action::ParagraphNext => self.move_paragraph(true),
            Action::ParagraphPrev => self.move_paragraph(false),
            Action::HalfPageDown => self.move_page(1, 2),
            Action::HalfPageUp => self.move_page(-1, 2),
            Action::PageDown => self.move_page(1, 1),
            Action::PageUp => self.move_page(-1, 1),
            Action::Top => self.move_to_end(false),
            Action::Bottom => self.move_to_end(true),
            Action::ScrollDown => self.scroll(1),
            Action::ScrollUp => self.scroll(-1),
            Action::PaneNext => self.next_pane(1),
            Action::PanePrev => self.next_pane(2),
            Action::PaneList => self.pane_list(),
            Action::PaneRead => self.pane_read(),
            Action::PaneLinks => self.pane_links(),
            Action::Pin => self.pin(),
            Action::Fold => self.fold(),
            Action::Zen => self.toggle_zen(),
            Action::TextNarrower => self.measure = self.measure.wider(-STEP),
            Action::TextWider => self.measure = self.measure.wider(STEP),
            Action::Follow => self.follow(),
            Action::ArticleNext => self.open_neighbour(1),
            Action::ArticlePrev => self.open_neighbour(-1),
            Action::ToggleRead => self.toggle_read(),
            Action::MarkAboveRead => self.mark_above_read(),
            Action::Filter => self.start_filter(),
            Action::Sort => self.sort(),
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            Action::HighlightNext => self.highlight(true, onward),
            Action::HighlightPrev => self.highlight(false, onward),
            Action::Peek => self.peek(),
            Action::SharedNext => self.go(What::Shared, true),
            Action::SharedPrev => self.go(What::Shared, false),
            Action::QuoteNext => self.go(What::Quote, true),
            Action::QuotePrev => self.go(What::Quote, false),
            Action::ClaimNext => self.go(What::Claim, true),
            Action::ClaimPrev => self.go(What::Claim, false),
            Action::EntityNext => self.go(What::Entity, true),
            Action::EntityPrev => self.go(What::Entity, false),
            Action::ContradictionNext => self.go(What::Contradiction, true),
            Action::ContradictionPrev => self.go(What::Contradiction, false),
            Action::UniqueNext => self.go(What::Unique, true),
            Action::UniquePrev => self.go(What::Unique, false),
            Action::NewNext => self.go(What::New, true),
            Action::NewPrev => self.go(What::New, false),
            Action::RepeatMotion => self.repeat(),
            Action::FirstSaid => self.first_said(),
            Action::Everywhere => self.everywhere(),
            Action::SearchNameUnderCursor => self.uses_of_name(),
            Action::HistoryBack => self.history(super::jumps::Jumps::back, "nothing to go back to"),
            Action::HistoryForward => {
                self.history(super::jumps::Jumps::forward, "nothing to go forward to")
            }
            Action::HistoryToggle => {
                self.history(super::jumps::Jumps::toggle, "no other place yet")
            }
            Action::HistoryList => self.list_jumps(),
            Action::FindAll => self.find(None),
            Action::FindArticles => self.find(Some(Kind::Article)),
            Action::FindText => self.find(Some(Kind::Text)),
            Action::FindQuotes => self.find(Some(Kind::Quote)),
            Action::FindClaims => self.find(Some(Kind::Claim)),
            Action::FindEntities => self.find(Some(Kind::Entity)),
            Action::FindCommands | Action::Command => self.find(Some(Kind::Command)),
            Action::FindResume => self.find_resume(),
            Action::Search => self.start_search(),
            Action::FinderDown => self.move_by(1),
            Action::FinderUp => self.move_by(-1),
            Action::FinderPageDown => self.move_page(1, 1),
            Action::FinderPageUp => self.move_page(-1, 1),
            Action::FinderKindNext => self.finder_kind(true),
            Action::FinderKindPrev => self.finder_kind(false),
            Action::FinderMatching => self.finder_matching(),
            Action::FinderPreview => self.finder_preview(),
            Action::FinderClear => self.finder_clear(),
            Action::FinderHistory => self.finder_history(),
            Action::CopyWithCitation => self.copy(Self::citation),
            Action::CopyText => self.copy(|app, place| Some(app.corpus.sentence(place).to_owned())),
            Action::CopyUrl => self.copy_url(),
            Action::CopyMarkdown => self.copy(Self::markdown),
            Action::Help => self.help(),
            Action::Cancel => self.cancel(),
            Action::Close => self.close(),
            Action::Quit => self.effects.push(Effect::Quit),
            Action::OpenBrowser => self.open_browser(),
            Action::OpenEditor => self.open_editor(),
            Action::Reload => self.reload(),
            Action::Redraw => self.effects.push(Effect::Redraw),
            Action::Suspend => self.effects.push(Effect::Suspend),
        }
    }

    // ---- moving -------------------------------------------------------------------------------------------

    /// Moves the cursor of whatever has the focus by one row.
    fn move_by(&mut self, rows: isize) {
        if self.move_overlay(rows) {
            return;
        }
        match self.focus {
            Pane::List => _ = self.list.move_by(rows),
            Pane::Read => self.move_or_say(|reading| reading.move_line(rows > 0)),
            Pane::Links => self.move_link(rows),
        }
    }

    /// Moves by a part of a page; the part is one divided by `part`.
    fn move_page(&mut self, pages: isize, part: isize) {
        let height = |height: u16| isize::try_from(height).unwrap_or(1).max(2);
        let layout = self.layout();
        let overlay = height(self.size.height) / 2;
        if self.move_overlay(pages * overlay / part) {
            return;
        }
        match self.focus {
            Pane::List => {
                _ = self
                    .list
                    .move_by(pages * height(layout.list.height) / 2 / part)
            }
            Pane::Read => {
                let text = self.text_height();
                let lines = pages * (height(layout.read.height) - 1) / part;
                if !self.move_cursor(|reading| reading.page(lines, text)) {
                    self.say_end(pages > 0);
                }
            }
            Pane::Links => {
                (0..height(layout.links.height) / 2 / part).for_each(|_| self.move_link(pages))
            }
        }
    }

    fn move_to_end(&mut self, bottom: bool) {
        let far = if bottom { isize::MAX } else { isize::MIN };
        if self.move_overlay(far) {
            return;
        }
        match self.focus {
            Pane::List => _ = self.list.move_by(far),
            Pane::Links => {
                self.links.at = if bottom {
                    self.links.rows.len().saturating_sub(1)
                } else {
                    0
                }
            }
            Pane::Read => {
                let here = self.here();
                let moved = self.set_cursor(|reading| {
                    let to = if bottom {
                        reading.stops.len().saturating_sub(1)
                    } else {
                        0
                    };
                    reading.move_to(to)
                });
                if let (true, Some(here)) = (moved, here) {
                    self.jumps.leave(here);
                }
            }
        }
    }

    /// Moves the selection of what is open on top; says whether anything is.
    fn move_overlay(&mut self, rows: isize) -> bool {
        match &mut self.overlay {
            Some(Overlay::Finder(finder)) => finder.move_by(rows),
            Some(Overlay::Help(help)) => help.move_by(rows),
            Some(Overlay::Places(list) | Overlay::Peek(list)) => list.move_by(rows),
            None => return false,
        }
        true
    }

    /// Selects the next row of the links pane that leads somewhere; scrolls where there is none.
    fn move_link(&mut self, rows: isize) {
        let (at, rows_there) = (self.links.at, &self.links.rows);
        let leads = |at: &usize| rows_there.get(*at).is_some_and(|row| row.target.is_some());
        let next = if rows > 0 {
            (at + 1..rows_there.len()).find(leads)
        } else {
            (0..at).rev().find(leads)
        };
        self.links.at = next.unwrap_or_else(|| at.saturating_add_signed(rows.signum()));
    }

    fn move_paragraph(&mut self, down: bool) {
        let corpus = Arc::clone(&self.corpus);
        self.move_or_say(|reading| reading.move_paragraph(corpus.article(reading.article), down));
    }

    fn scroll(&mut self, lines: isize) {
        let height = self.text_height();
        self.set_cursor_freely(|reading| {
            reading.scroll(lines, height);
            true
        });
    }

    fn move_or_say(&mut self, motion: impl FnOnce(&mut Reading) -> bool) {
        let at = self.open.as_ref().map_or(0, |reading| reading.at);
        if !self.move_cursor(motion) {
            self.say_end(at > 0);
        }
    }

    fn say_end(&mut self, end: bool) {
        let read_on = self
            .config
            .keys
            .key_of(Action::ReadOn, self.context())
            .unwrap_or_default();
        if self.open.is_some() {
            self.say(if end {
                format!("end of the article; {read_on} goes on")
            } else {
                "start of the article".to_owned()
            });
        }
    }

    /// Moves the cursor of the text as reading does: what it passes on the way down was read.
    pub(super) fn move_cursor(&mut self, motion: impl FnOnce(&mut Reading) -> bool) -> bool {
        let Some((article, from)) = self
            .open
            .as_ref()
            .map(|reading| (reading.article, reading.at))
        else {
            return false;
        };
        let moved = self.set_cursor(motion);
        let Some(reading) = &self.open else {
            return moved;
        };
        let passed: Vec<SentenceId> = reading
            .stops
            .get(from..reading.at)
            .unwrap_or_default()
            .iter()
            .map(|stop| stop.sentence)
            .collect();
        self.mark_sentences(article, &passed);
        moved
    }

    /// Moves the cursor of the text and shows it.
    pub(super) fn set_cursor(&mut self, motion: impl FnOnce(&mut Reading) -> bool) -> bool {
        let height = self.text_height();
        self.set_cursor_freely(|reading| {
            let moved = motion(reading);
            reading.show_cursor(height);
            moved
        })
    }

    fn set_cursor_freely(&mut self, motion: impl FnOnce(&mut Reading) -> bool) -> bool {
        let before = self.place();
        let Some(reading) = &mut self.open else {
            return false;
        };
        let moved = motion(reading);
        if self.place() != before {
            self.save_place();
        }
        moved
    }

    fn save_place(&mut self) {
        let Some(place) = self.place() else { return };
        let path = self.corpus.article(place.article).path.clone();
        self.save(Saved::Place {
            path,
            sentence: SentenceKey::of(self.corpus.sentence(place)),
        });
    }

    // ---- reading on ---------------------------------------------------------------------------------------

    /// Pages down; at the end marks the article read and goes on to the next unread one of the group.
    fn read_on(&mut self) {
        let height = self.text_height();
        let lines = isize::try_from(height.saturating_sub(2).max(1)).unwrap_or(1);
        if self.open.is_none() || self.move_cursor(|reading| reading.page(lines, height)) {
            return;
        }
        let Some(reading) = &self.open else { return };
        let article = reading.article;
        self.finish(article);
        let next = self.unread_after(article);
        match next {
            Some(next) => {
                self.open_article(next, None);
                let names = [article, next].map(|article| self.corpus.article(article).name());
                self.say(format!("{} is read; now {}", names[0], names[1]));
            }
            None => self.say("end of the article; everything here is read"),
        }
    }

    /// Marks everything in the article read.
    fn finish(&mut self, article: ArticleId) {
        let all: Vec<SentenceId> = self.corpus.article(article).report_sentences().collect();
        self.mark_sentences(article, &all);
        self.mark_finished(vec![(article, true)]);
    }

    /// The article to which reading on goes at the end of this one.
    pub fn next_to_read(&self) -> Option<ArticleId> {
        self.unread_after(self.open.as_ref()?.article)
    }

    /// Scrolls the text under the wheel; what passes by was read.
    pub(super) fn wheel_text(&mut self, lines: isize) {
        self.scroll(lines);
    }

    /// The next article of the group that is unread, in the order of the list, starting again at the top.
    fn unread_after(&self, article: ArticleId) -> Option<ArticleId> {
        let neighbours = self.list.neighbours(article);
        let here = neighbours.iter().position(|other| *other == article)?;
        let (before, after) = neighbours.split_at(here);
        after
            .iter()
            .skip(1)
            .chain(before)
            .copied()
            .find(|other| !self.known.is_finished(*other))
    }

    /// Pages up; at the start goes back to the article before in the group.
    fn read_back(&mut self) {
        let height = self.text_height();
        let lines = isize::try_from(height.saturating_sub(2).max(1)).unwrap_or(1);
        if self.open.is_none() || self.set_cursor(|reading| reading.page(-lines, height)) {
            return;
        }
        let Some(article) = self.open.as_ref().map(|reading| reading.article) else {
            return;
        };
        let neighbours = self.list.neighbours(article);
        let before = neighbours
            .iter()
            .position(|other| *other == article)
            .and_then(|here| here.checked_sub(1));
        match before.and_then(|before| neighbours.get(before)).copied() {
            Some(before) => {
                self.open_article(before, None);
                self.set_cursor(|reading| reading.move_to(reading.stops.len().saturating_sub(1)));
            }
            None => self.say("start of the first article here"),
        }
    }

    /// Marks sentences of the report read, here and for later runs.
    fn mark_sentences(&mut self, article: ArticleId, sentences: &[SentenceId]) {
        let corpus = Arc::clone(&self.corpus);
        let report = sentences
            .iter()
            .copied()
            .filter(|sentence| corpus.article(article).kind_of(*sentence).is_report());
        let fresh: Vec<SentenceKey> = report
            .filter(|sentence| {
                self.known.read(Place {
                    article,
                    sentence: *sentence,
                })
            })
            .map(|sentence| SentenceKey::of(corpus.sentence(Place { article, sentence })))
            .collect();
        if !fresh.is_empty() {
            self.save(Saved::Read {
                path: corpus.article(article).path.clone(),
                sentences: fresh,
            });
        }
    }

    /// Marks articles read or unread; what changes can be undone.
    pub(super) fn mark_finished(&mut self, marks: Vec<(ArticleId, bool)>) {
        let undo = self.set_finished(marks);
        if !undo.is_empty() {
            self.done.push(undo);
            self.undone.clear();
        }
    }

    /// Sets the marks; returns those that take the changes back.
    fn set_finished(&mut self, marks: Vec<(ArticleId, bool)>) -> Vec<(ArticleId, bool)> {
        let mut undo = Vec::new();
        for (article, finished) in marks {
            if self.known.finish(article, finished) {
                let path = self.corpus.article(article).path.clone();
                self.save(Saved::Finished { path, finished });
                undo.push((article, !finished));
            }
        }
        undo
    }

    fn toggle_read(&mut self) {
        let selected = if self.focus == Pane::List {
            self.list.selected()
        } else {
            None
        };
        let Some(article) = selected.or_else(|| self.open.as_ref().map(|reading| reading.article))
        else {
            return;
        };
        let finished = !self.known.is_finished(article);
        self.mark_finished(vec![(article, finished)]);
        let name = self.corpus.article(article).name();
        self.say(format!(
            "{name} is marked {}; u takes it back",
            if finished { "read" } else { "unread" }
        ));
    }

    fn mark_above_read(&mut self) {
        let unread: Vec<ArticleId> = self
            .list
            .above()
            .into_iter()
            .filter(|article| !self.known.is_finished(*article))
            .collect();
        let count = unread.len();
        self.mark_finished(unread.into_iter().map(|article| (article, true)).collect());
        self.say(format!("{count} marked read; u takes it back"));
    }

    fn undo(&mut self) {
        let Some(marks) = self.done.pop() else {
            return self.say("nothing to undo");
        };
        let count = marks.len();
        let redo = self.set_finished(marks);
        self.undone.push(redo);
        self.say(format!("{count} taken back"));
    }

    fn redo(&mut self) {
        let Some(marks) = self.undone.pop() else {
            return self.say("nothing to redo");
        };
        let undo = self.set_finished(marks);
        self.done.push(undo);
        self.say("done again");
    }

    // ---- panes --------------------------------------------------------------------------------------------

    fn next_pane(&mut self, steps: usize) {
        const PANES: [Pane; 3] = [Pane::List, Pane::Read, Pane::Links];
        let here = PANES
            .iter()
            .position(|pane| *pane == self.focus)
            .unwrap_or(0);
        self.focus = PANES[(here + steps) % PANES.len()];
        self.zen = false;
    }

    fn pane_list(&mut self) {
        if self.focus == Pane::List {
            self.list.grouping = self.list.grouping.next();
            let corpus = Arc::clone(&self.corpus);
            self.list.arrange(&corpus);
        }
        self.zen = false;
        self.focus = Pane::List;
    }

    fn pane_read(&mut self) {
        if self.focus == Pane::Read {
            self.highlight = self.highlight.next();
            self.say(format!("highlighted: {}", self.highlight.name()));
        }
        self.focus = Pane::Read;
    }

    fn pane_links(&mut self) {
        if self.focus == Pane::Links {
            self.links.lens = self.links.lens.next();
            (self.links.at, self.links.top) = (0, 0);
        }
        self.zen = false;
        self.focus = Pane::Links;
        self.select_first_link();
    }

    fn select_first_link(&mut self) {
        if self
            .links
            .rows
            .get(self.links.at)
            .is_none_or(|row| row.target.is_none())
        {
            self.links.at = self
                .links
                .rows
                .iter()
                .position(|row| row.target.is_some())
                .unwrap_or(0);
        }
    }

    fn go_left(&mut self) {
        if self.overlay.is_some() {
            return self.cancel();
        }
        self.focus = match self.focus {
            Pane::List | Pane::Read => Pane::List,
            Pane::Links => Pane::Read,
        };
        self.zen = false;
    }

    fn go_right(&mut self) {
        match (&self.overlay, self.focus) {
            (Some(_), _) | (None, Pane::List) => self.follow(),
            (None, Pane::Read) => {
                self.focus = Pane::Links;
                self.zen = false;
                self.select_first_link();
            }
            (None, Pane::Links) => {}
        }
    }

    fn pin(&mut self) {
        self.links.pinned = if self.links.pinned.is_some() {
            None
        } else {
            self.place()
        };
        let words = if self.links.pinned.is_some() {
            "stay with this sentence"
        } else {
            "follow the cursor again"
        };
        self.say(format!("the links {words}"));
    }

    fn fold(&mut self) {
        match self.focus {
            Pane::List => self.list.fold(),
            Pane::Read | Pane::Links => self.unfold_asides(),
        }
    }

    /// Shows what is not the report in full, or folds it away again.
    fn unfold_asides(&mut self) {
        let (width, height) = (self.text_width(), self.text_height());
        let Some(mut reading) = self.open.take() else {
            return;
        };
        reading.unfolded = !reading.unfolded;
        let meta = self.meta_line(reading.article);
        reading.wrap(self.corpus.article(reading.article), width, &meta);
        reading.show_cursor(height);
        self.open = Some(reading);
    }

    /// Unfolds what is not the report where the sentence would be hidden otherwise.
    pub(super) fn show_aside(&mut self, sentence: SentenceId) {
        let hidden = |reading: &Reading| {
            !reading.unfolded && reading.stops.iter().all(|stop| stop.sentence != sentence)
        };
        if self.open.as_ref().is_some_and(hidden) {
            self.unfold_asides();
        }
    }

    fn toggle_zen(&mut self) {
        self.zen = !self.zen && self.open.is_some();
        if self.zen {
            self.focus = Pane::Read;
        }
        // Without panes beside it the terminal's own selection works on the text.
        self.effects
            .push(Effect::Mouse(!self.zen && self.config.ui.mouse));
    }

    fn sort(&mut self) {
        self.list.order = self.list.order.next();
        let corpus = Arc::clone(&self.corpus);
        self.list.arrange(&corpus);
        self.say(format!("sorted: {}", self.list.order.name()));
    }

    // ---- going somewhere ----------------------------------------------------------------------------------

    /// Opens, goes to, takes: whatever is selected where the focus is.
    pub(super) fn follow(&mut self) {
        if self.prompt.is_some() {
            return self.accept_prompt();
        }
        match self.overlay.take() {
            Some(Overlay::Finder(finder)) => return self.take_hit(finder),
            Some(Overlay::Help(help)) => return self.run_from_help(help),
            Some(Overlay::Places(list) | Overlay::Peek(list)) => {
                return list
                    .selected()
                    .into_iter()
                    .for_each(|place| self.jump(place));
            }
            None => {}
        }
        match self.focus {
            Pane::List => self.follow_row(),
            Pane::Read => self.follow_text(),
            Pane::Links => self.follow_link(),
        }
    }

    fn follow_row(&mut self) {
        match self.list.rows.get(self.list.at).copied() {
            Some(list::Row::Article(article)) => {
                self.open_article(article, None);
                self.focus = Pane::Read;
            }
            Some(list::Row::Group(_)) => self.list.fold(),
            None => {}
        }
    }

    fn follow_text(&mut self) {
        let folded = self.open.as_ref().is_some_and(|reading| {
            let line = reading
                .stop()
                .and_then(|stop| reading.lines.get(stop.first));
            line.is_some_and(|line| matches!(line.kind, LineKind::Folded(_)))
        });
        if folded {
            self.unfold_asides()
        } else {
            self.follow_sentence()
        }
    }

    fn follow_link(&mut self) {
        match self
            .links
            .rows
            .get(self.links.at)
            .and_then(|row| row.target)
        {
            Some(target) => self.follow_target(target),
            None => self.say("this row leads nowhere"),
        }
    }

    /// Goes where a row of the links pane leads.
    pub(super) fn follow_target(&mut self, target: Target) {
        match target {
            Target::Place(place) => self.jump(place),
            Target::Entity(entity) => self.uses_of(entity),
            Target::Claim(claim) => self.places_of(claim),
        }
    }

    /// Goes to a place and remembers where one was.
    pub(super) fn jump(&mut self, place: Place) {
        let before = self.here();
        self.open_article(place.article, Some(place.sentence));
        if let Some(before) = before.filter(|before| before.place != place) {
            self.jumps.leave(before);
        }
        self.focus = Pane::Read;
    }

    /// Opens an article at a sentence, or where the reader left it.
    pub(super) fn open_article(&mut self, article: ArticleId, sentence: Option<SentenceId>) {
        self.overlay = None;
        let height = self.text_height();
        if self
            .open
            .as_ref()
            .is_none_or(|reading| reading.article != article)
        {
            let name = self.open.as_ref().and_then(|reading| reading.name);
            let mut reading = self.reading_of(article);
            reading.name = name;
            self.open = Some(reading);
            self.name_at = None;
            self.list.select(article);
            self.resume(article);
        }
        if let Some(sentence) = sentence {
            self.show_aside(sentence);
            if let Some(reading) = &mut self.open {
                reading.go_to(sentence);
                reading.centre_cursor(height);
            }
        }
        self.save_place();
    }

    /// Opens the next article of the list, or the one before.
    fn open_neighbour(&mut self, step: isize) {
        let articles: Vec<ArticleId> = self.list.articles().collect();
        let open = self.open.as_ref().map(|reading| reading.article);
        let here = open.and_then(|open| articles.iter().position(|article| *article == open));
        let next = here.map_or(Some(0), |here| here.checked_add_signed(step));
        match next.and_then(|next| articles.get(next)) {
            Some(article) => self.open_article(*article, None),
            None => self.say(if step > 0 {
                "this is the last article"
            } else {
                "this is the first article"
            }),
        }
    }

    /// Where the reader is now.
    pub(super) fn here(&self) -> Option<Jump> {
        let reading = self.open.as_ref()?;
        Some(Jump {
            place: reading.place()?,
            above: reading.above(),
        })
    }

    fn history(&mut self, step: fn(&mut super::jumps::Jumps, Jump) -> Option<Jump>, nothing: &str) {
        let Some(here) = self.here() else { return };
        match step(&mut self.jumps, here) {
            Some(jump) => self.return_to(jump),
            None => self.say(nothing),
        }
    }

    /// Shows a place exactly as it was left.
    pub(super) fn return_to(&mut self, jump: Jump) {
        self.open_article(jump.place.article, Some(jump.place.sentence));
        let height = self.text_height();
        if let Some(reading) = &mut self.open {
            reading.top = reading
                .stop()
                .map_or(0, |stop| stop.first.saturating_sub(jump.above));
            reading.show_cursor(height);
        }
        self.focus = Pane::Read;
    }

    // ---- leaving ------------------------------------------------------------------------------------------

    /// Leaves one thing: what is typed, what is on top, the search, the name, the pin, the filter.
    fn cancel(&mut self) {
        if self.prompt.is_some() {
            return self.leave_prompt();
        }
        if let Some(overlay) = self.overlay.take() {
            if let Overlay::Finder(finder) = overlay {
                self.found_last = Some(finder);
            }
            return;
        }
        if self.search.take().is_some() || self.links.pinned.take().is_some() {
            return;
        }
        let name = self.open.as_mut().and_then(|reading| reading.name.take());
        if name.is_none() && !self.list.filter.is_empty() {
            self.filter(String::new());
        } else if name.is_none() && self.zen {
            self.toggle_zen();
        }
    }

    fn close(&mut self) {
        if self.overlay.is_some() || self.prompt.is_some() || self.zen {
            self.cancel();
        } else {
            self.effects.push(Effect::Quit);
        }
    }

    // ---- outside ------------------------------------------------------------------------------------------

    fn copy(&mut self, words: impl Fn(&Self, Place) -> Option<String>) {
        match self.place().and_then(|place| words(self, place)) {
            Some(words) => self.effects.push(Effect::Copy(words)),
            None => self.say("nothing to copy"),
        }
    }

    /// “The sentence.” — Metro Wire, 12 Mar 09:40, https://…, ¶3
    fn citation(&self, place: Place) -> Option<String> {
        let sentence = crate::text::wrap::flat(self.corpus.sentence(place)).into_owned();
        Some(format!("“{sentence}” — {}", self.origin(place, false)))
    }

    fn markdown(&self, place: Place) -> Option<String> {
        let sentence = crate::text::wrap::flat(self.corpus.sentence(place)).into_owned();
        Some(format!(
            "> {sentence}\n>\n> — {}\n",
            self.origin(place, true)
        ))
    }

    fn origin(&self, place: Place, markdown: bool) -> String {
        let article = self.corpus.article(place.article);
        let name = article.name();
        let mut parts = match (&article.meta.url, markdown) {
            (Some(url), true) => vec![format!("[{name}]({url})")],
            (Some(url), false) => vec![name, url.clone()],
            (None, _) => vec![name],
        };
        if let Some(then) = article.meta.published {
            parts.insert(1, when::moment(jiff::Timestamp::MIN, then));
        }
        parts.push(format!("¶{}", self.corpus.paragraph_number(place)));
        parts.join(", ")
    }

    fn url(&self) -> Option<String> {
        self.place()
            .and_then(|place| self.corpus.article(place.article).meta.url.clone())
    }

    fn copy_url(&mut self) {
        match self.url() {
            Some(url) => self.effects.push(Effect::Copy(url)),
            None => self.say("this article has no address"),
        }
    }

    fn open_browser(&mut self) {
        match self.url() {
            Some(url) => self.effects.push(Effect::OpenUrl(url)),
            None => self.say("this article has no address"),
        }
    }

    fn open_editor(&mut self) {
        let Some(place) = self.place() else { return };
        let article = self.corpus.article(place.article);
        let before = crate::text::Span::new(0, self.corpus.span(place).start());
        let line = article.words(before).matches('\n').count() + 1;
        self.effects.push(Effect::Edit {
            path: article.path.clone(),
            line,
        });
    }

    fn reload(&mut self) {
        self.say("reading the files again");
        self.effects.push(Effect::Reload);
    }
}
