//! The stack of views: opening, closing, and finding everything again in another corpus.

use super::area::Area;
use super::{Address, Anchor, Choice, Item, Side, Source, Topic, View};
use crate::app::layout::Layout;
use crate::app::{App, Pane};
use crate::corpus::{Corpus, Place};
use crate::link::EntityId;
use crate::link::decision::NameKey;
use crate::text::wrap;
use ratatui::layout::Size;

/// Rows above the one at which a view is opened.
const ABOVE: usize = 4;
/// So many views can lie one upon the other.
const DEEPEST: usize = 50;

impl App {
    /// The view that is seen.
    pub fn view(&self) -> Option<&View> {
        self.views.last()
    }

    /// Where the lines at the bottom of a view are drawn.
    pub fn view_layout(&self) -> Layout {
        Layout::new(self.size, Pane::Read, false, self.needs_hints())
    }

    /// Where the parts of the view are drawn.
    pub fn view_area(&self) -> Area {
        let layout = self.view_layout();
        let height = self
            .size
            .height
            .saturating_sub(layout.status.height + layout.hint.height);
        let side = self.view().map_or(Side::Rows, |view| view.side);
        Area::new(
            Size {
                height,
                ..self.size
            },
            side,
        )
    }

    /// What rows of a view are made from.
    pub fn view_source<'a>(
        &self,
        corpus: &'a Corpus,
        name: Option<EntityId>,
        side: Side,
    ) -> Source<'a> {
        Source {
            corpus,
            glyphs: self.config.glyphs,
            now: self.now,
            width: usize::from(self.view_area().of(side).width),
            name,
        }
    }

    /// Opens a view on top, at a row.
    pub(in crate::app) fn open_view(&mut self, topic: Topic, anchor: Option<Anchor>) {
        let address = Address {
            topic,
            choice: Choice::default(),
            anchor,
            at: 0,
            side: Side::Rows,
            detail: (0, None),
            above: (ABOVE, 0),
        };
        let view = View::open(address, &self.corpus);
        self.overlay = None;
        self.views.push(view);
        if self.views.len() > DEEPEST {
            self.views.remove(0);
        }
    }

    /// Closes the view on top; what was below is as it was.
    pub(in crate::app) fn close_view(&mut self) {
        self.views.pop();
    }

    /// All that is needed to open the views again.
    pub(in crate::app) fn addresses(&self) -> Vec<Address> {
        let views = self.views.iter();
        views.map(|view| view.address(&self.corpus)).collect()
    }

    /// Opens views as they were left.
    pub(in crate::app) fn open_views(&mut self, addresses: Vec<Address>) {
        let corpus = &self.corpus;
        self.views = addresses
            .into_iter()
            .map(|address| View::open(address, corpus))
            .collect();
    }

    /// Brings the view up to date and keeps what is selected visible.
    pub(in crate::app) fn settle_view(&mut self) {
        let Some(name) = self.view().map(|view| view.name) else {
            return;
        };
        let corpus = std::sync::Arc::clone(&self.corpus);
        let area = self.view_area();
        let source = self.view_source(&corpus, name, Side::Detail);
        if let Some(view) = self.views.last_mut() {
            // Where the detail is not shown it need not be made.
            if source.width > 0 {
                view.say(source);
            }
            view.show(area.rows.height.into(), area.detail.height.into());
        }
    }

    /// Opens the view of names at the name that is meant: the selected one, or the first of the sentence.
    pub(in crate::app) fn open_names(&mut self) {
        let anchor = self.name_at_hand().map(|id| self.anchor_of(id));
        self.open_view(Topic::Names, anchor);
    }

    /// Opens the view of names at a name.
    pub(in crate::app) fn open_name(&mut self, id: EntityId) {
        let anchor = self.anchor_of(id);
        self.open_view(Topic::Names, Some(anchor));
    }

    /// Opens the view of all uses of a name, at the sentence under the cursor if it is one of them.
    pub(in crate::app) fn open_uses(&mut self, id: EntityId) {
        let here = self.view().is_none().then(|| self.place()).flatten();
        let anchor = here.and_then(|place| Item::Place(place).anchor(&self.corpus));
        self.choose_name(id);
        let name = NameKey::of(self.corpus.entity(id));
        self.open_view(Topic::Uses(name), anchor);
    }

    /// Opens all that is quoted of who is meant: the speaker of the quote under the cursor, or the name; without
    /// either, and from a ledger itself, all speakers.
    pub(in crate::app) fn open_ledger(&mut self) {
        let in_ledger = self
            .view()
            .is_some_and(|view| matches!(view.topic, Topic::Ledger(_)));
        let is_quoted = |id: &EntityId| !self.corpus.quotes_of_speaker(*id).is_empty();
        let here = self.view().is_none().then(|| self.place()).flatten();
        let speaker = here.and_then(|place| self.corpus.speaker_at(place));
        let speaker = speaker.or_else(|| self.name_at_hand()).filter(is_quoted);
        match speaker {
            Some(speaker) if !in_ledger => self.open_ledger_of(speaker),
            _ => {
                self.open_speakers();
                if let Some(words) = here.and_then(|place| self.nameless_speaker(place)) {
                    self.say(format!("“{words}” has no name: all speakers"));
                }
            }
        }
    }

    /// The words for the speaker of the sentence's quote, where nobody named is meant by them.
    fn nameless_speaker(&self, place: Place) -> Option<String> {
        let span = self.corpus.span(place);
        let quotes = self.corpus.annotations(place.article).quotes.iter();
        let mut nameless =
            quotes.filter(|quote| quote.speaker.is_none() && quote.outer.overlaps(span));
        let words = nameless.find_map(|quote| quote.speaker_text)?;
        let words = self.corpus.article(place.article).words(words);
        Some(wrap::flat(words).into_owned())
    }

    /// Opens all that somebody is quoted as saying, at the quote under the cursor.
    pub(in crate::app) fn open_ledger_of(&mut self, speaker: EntityId) {
        let here = self.view().is_none().then(|| self.place()).flatten();
        let anchor = here.and_then(|place| Item::Place(place).anchor(&self.corpus));
        let name = NameKey::of(self.corpus.entity(speaker));
        self.open_view(Topic::Ledger(name), anchor);
    }

    /// Opens the view of all who are quoted, at the name that is meant.
    pub(in crate::app) fn open_speakers(&mut self) {
        let anchor = self.name_at_hand().map(|id| self.anchor_of(id));
        self.open_view(Topic::Speakers, anchor);
    }

    /// Highlights one name in the text, and no other.
    pub(in crate::app) fn choose_name(&mut self, id: EntityId) {
        if let Some(reading) = &mut self.open {
            reading.name = Some(id);
        }
        (self.name_chosen, self.name_at) = (true, None);
    }

    fn anchor_of(&self, id: EntityId) -> Anchor {
        Anchor::Name(NameKey::of(self.corpus.entity(id)))
    }

    /// The name that is meant: of the view's row, or the one highlighted in the text, or the first of the sentence.
    pub(in crate::app) fn name_at_hand(&self) -> Option<EntityId> {
        if let Some(view) = self.view() {
            return view.name_at_hand();
        }
        let selected = self.open.as_ref().and_then(|reading| reading.name);
        let here = self.place().map(|place| self.corpus.shared(place));
        selected.or_else(|| here?.entities.first().copied())
    }

    /// The sentence that is meant: of the view's row, or the one under the cursor of the text.
    pub(in crate::app) fn place_at_hand(&self) -> Option<Place> {
        match self.view() {
            Some(view) => view.place_at_hand(),
            None => self.place(),
        }
    }
}
