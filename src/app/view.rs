//! Views over the main screen: rows, and what there is to say about the selected one.
//!
//! A view is data: its [`Topic`] says which [`Item`]s it has, how an item looks as a row and what stands beside it;
//! `ui::view` draws them all. Views lie on a stack; the top one is seen, and closing it shows what was below as it was.
//! What must outlast a corpus is an [`Address`]: words, names and paths. To add a view: a variant of `Topic`, a file
//! with its items, rows and details, an arm in each `match` here, an action that opens it.

pub mod area;
mod decisions;
mod ledger;
mod names;
mod page;
mod speakers;
mod stack;
mod steer;
mod uses;

use std::path::PathBuf;

use jiff::Timestamp;

use super::Stage;
use super::links::{Row, Target};
use crate::article::ArticleId;
use crate::config::glyphs::Glyphs;
use crate::corpus::{Corpus, Place};
use crate::link::decision::{Decision, NameKey};
use crate::link::{EntityId, SharedQuoteId};
use crate::text::fold::fold;
use crate::text::key::SentenceKey;
pub use page::Page;

/// What a view is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Topic {
    /// All names.
    Names,
    /// All uses of one name.
    Uses(NameKey),
    /// All who are quoted.
    Speakers,
    /// All that one of them is quoted as saying.
    Ledger(NameKey),
    /// What the reader has decided.
    Decisions,
}

/// A row of a view, by what it stands for in the corpus that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// Words above rows, with their number; the cursor does not stop there.
    Heading(&'static str, usize),
    /// The name of an outlet above its sentences, with their number; the cursor does not stop there.
    Article(ArticleId, usize),
    /// A name.
    Name(EntityId),
    /// A sentence.
    Place(Place),
    /// Somebody who is quoted.
    Speaker(EntityId),
    /// A quote of the ledger, and whether it goes on with the row before.
    Said(SharedQuoteId, bool),
    /// Something that the reader has decided, by its number.
    Ruling(usize),
}

/// An item by what outlasts the corpus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Anchor {
    /// A name.
    Name(NameKey),
    /// A sentence of the article at a path.
    Sentence(PathBuf, SentenceKey),
    /// Something that the reader has decided.
    Decision(Decision),
}

/// Which part of a view has the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The rows.
    Rows,
    /// What is said about the selected one.
    Detail,
}

/// Which rows are shown, and in which order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// Words that rows must have.
    pub filter: String,
    /// Which kind of rows, an index into [`Topic::kinds`].
    pub kind: usize,
    /// In which order, an index into [`Topic::orders`].
    pub order: usize,
}

/// All that is needed to open a view again as it was left, in this corpus or another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// What it is about.
    pub topic: Topic,
    /// Which rows it shows.
    pub choice: Choice,
    /// The selected row.
    pub anchor: Option<Anchor>,
    /// Its number, for where it is gone.
    pub at: usize,
    /// Which part has the cursor.
    pub side: Side,
    /// The selected row of the detail, and where it leads.
    pub detail: (usize, Option<Anchor>),
    /// Rows between the top of each part and its selected row.
    pub above: (usize, usize),
}

/// A view that is open.
#[derive(Debug, Clone)]
pub struct View {
    /// What it is about.
    pub topic: Topic,
    /// Which rows it shows.
    pub choice: Choice,
    /// Its rows.
    pub items: Vec<Item>,
    /// The selected row, an index into `items`.
    pub at: usize,
    /// The first visible row.
    pub top: usize,
    /// Which part has the cursor.
    pub side: Side,
    /// What there is to say about the selected row.
    pub detail: Vec<Row>,
    /// The selected row of the detail.
    pub detail_at: usize,
    /// The first visible row of the detail.
    pub detail_top: usize,
    /// The name that is highlighted in its sentences.
    pub name: Option<EntityId>,
    /// What the selected row of the detail was, when the view was opened.
    sought: Option<Anchor>,
    /// For which item and width the detail was made.
    made_for: Option<(Item, usize)>,
}

/// What rows are made from.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The corpus.
    pub corpus: &'a Corpus,
    /// The signs in which rows are written.
    pub glyphs: &'static Glyphs,
    /// From when ages count.
    pub now: Timestamp,
    /// The width of the part in columns.
    pub width: usize,
    /// The name that is highlighted in sentences.
    pub name: Option<EntityId>,
}

impl Topic {
    /// What stands in the title line.
    pub fn title(&self, corpus: &Corpus) -> String {
        match self {
            Self::Names => "Names".to_owned(),
            Self::Decisions => "Decided by you".to_owned(),
            Self::Uses(name) => {
                let entity = name.find(&corpus.links).map(|id| corpus.entity(id));
                let name = entity.map_or(name.name.as_str(), |entity| entity.name.as_str());
                format!("All uses of {name}")
            }
            Self::Speakers => "Speakers".to_owned(),
            Self::Ledger(name) => {
                let entity = name.find(&corpus.links).map(|id| corpus.entity(id));
                let name = entity.map_or(name.name.as_str(), |entity| entity.name.as_str());
                format!("Quotes of {name}")
            }
        }
    }

    /// Of which kinds its rows can be; the first are all.
    pub fn kinds(&self) -> &'static [&'static str] {
        match self {
            Self::Names => names::KINDS,
            Self::Decisions => decisions::KINDS,
            Self::Uses(_) => &["all"],
            Self::Speakers => speakers::KINDS,
            Self::Ledger(_) => ledger::KINDS,
        }
    }

    /// The orders in which its rows can stand.
    pub fn orders(&self) -> &'static [&'static str] {
        match self {
            Self::Names => names::ORDERS,
            Self::Uses(_) => &["by article"],
            Self::Speakers => speakers::ORDERS,
            Self::Ledger(_) => ledger::ORDERS,
            Self::Decisions => &["names first"],
        }
    }

    /// What to say where there is no row.
    pub fn nothing(&self, choice: &Choice, stage: Stage) -> &'static str {
        match (self, stage) {
            _ if !choice.filter.is_empty() => "nothing has these words; Esc clears them",
            (_, Stage::Reading { .. } | Stage::Linking) => "the articles are still being compared",
            (Self::Names, _) if choice.kind > 0 => "no name of this kind; F shows the next kind",
            (Self::Names, _) => "no names were found in these articles",
            (Self::Speakers, _) if choice.kind > 0 => {
                "nobody of this kind is quoted; F shows the next"
            }
            (Self::Speakers, _) => "nobody is quoted by name in these articles",
            (Self::Ledger(_), _) if choice.kind > 0 => {
                "no quote of this kind; F shows the next kind"
            }
            (Self::Ledger(_), _) => "nobody of this name is quoted any more; Esc goes back",
            (Self::Decisions, _) => {
                "nothing was decided: in names and links d is wrong, + right, & merges two"
            }
            (Self::Uses(_), _) => "this name is in none of the articles any more; Esc goes back",
        }
    }

    fn items(&self, corpus: &Corpus, name: Option<EntityId>, choice: &Choice) -> Vec<Item> {
        match self {
            Self::Names => names::items(corpus, choice),
            Self::Decisions => decisions::items(corpus, choice),
            Self::Uses(_) => uses::items(corpus, name, choice),
            Self::Speakers => speakers::items(corpus, choice),
            Self::Ledger(_) => ledger::items(corpus, name, choice),
        }
    }

    /// The one name that it is about.
    fn name(&self, corpus: &Corpus) -> Option<EntityId> {
        match self {
            Self::Names | Self::Speakers | Self::Decisions => None,
            Self::Uses(name) | Self::Ledger(name) => name.find(&corpus.links),
        }
    }
}

impl Item {
    /// What it is called where it stands alone.
    pub fn title(self, corpus: &Corpus) -> String {
        match self {
            Self::Heading(words, _) => words.to_owned(),
            Self::Article(article, _) => corpus.article(article).name(),
            Self::Name(entity) | Self::Speaker(entity) => corpus.entity(entity).name.clone(),
            Self::Place(place) => corpus.article(place.article).name(),
            Self::Said(quote, _) => ledger::title(corpus, quote),
            Self::Ruling(_) => "Decided by you".to_owned(),
        }
    }

    /// How it looks as a row.
    pub fn row(self, source: Source<'_>) -> Row {
        match self {
            Self::Heading(words, count) => page::heading(words, count),
            Self::Article(article, count) => page::article(source, article, count),
            Self::Name(entity) => names::row(source, entity),
            Self::Place(place) => page::sentence(source, place),
            Self::Speaker(entity) => speakers::row(source, entity),
            Self::Said(quote, goes_on) => ledger::row(source, quote, goes_on),
            Self::Ruling(number) => decisions::row(source, number),
        }
    }

    /// What there is to say about it.
    fn detail(self, page: &mut Page<'_>) {
        match self {
            Self::Heading(..) | Self::Article(..) => {}
            Self::Name(entity) => names::detail(page, entity),
            Self::Place(place) => page.context(place),
            Self::Speaker(entity) => speakers::detail(page, entity),
            Self::Said(quote, _) => ledger::detail(page, quote),
            Self::Ruling(number) => decisions::detail(page, number),
        }
    }

    /// Whether the cursor stops there.
    pub fn leads(self) -> bool {
        match self {
            Self::Heading(..) | Self::Article(..) => false,
            Self::Name(_)
            | Self::Place(_)
            | Self::Speaker(_)
            | Self::Said(..)
            | Self::Ruling(_) => true,
        }
    }

    fn anchor(self, corpus: &Corpus) -> Option<Anchor> {
        match self {
            Self::Heading(..) | Self::Article(..) => None,
            Self::Ruling(number) => {
                let decision = corpus.decisions().iter().nth(number)?;
                Some(Anchor::Decision(decision.clone()))
            }
            Self::Name(entity) | Self::Speaker(entity) => {
                Some(Anchor::Name(NameKey::of(corpus.entity(entity))))
            }
            Self::Said(quote, _) => {
                let first = corpus.places_of_quote(quote).next()?;
                Self::Place(first).anchor(corpus)
            }
            Self::Place(place) => Some(Anchor::Sentence(
                corpus.article(place.article).path.clone(),
                SentenceKey::of(corpus.sentence(place)),
            )),
        }
    }
}

impl Anchor {
    /// Which of the items it is.
    fn find(&self, corpus: &Corpus, items: &[Item]) -> Option<usize> {
        match self {
            Self::Name(name) => {
                let id = name.find(&corpus.links)?;
                let is_it =
                    |item: &Item| matches!(item, Item::Name(of) | Item::Speaker(of) if *of == id);
                items.iter().position(is_it)
            }
            Self::Decision(decision) => {
                let number = corpus.decisions().iter().position(|d| d == decision)?;
                items.iter().position(|item| *item == Item::Ruling(number))
            }
            Self::Sentence(path, key) => {
                let id = corpus.article_at(path)?;
                let here = |place: &Place| {
                    place.article == id && SentenceKey::of(corpus.sentence(*place)) == *key
                };
                let is_it = |item: &Item| match item {
                    Item::Place(place) => here(place),
                    Item::Said(quote, _) => corpus.places_of_quote(*quote).any(|p| here(&p)),
                    Item::Heading(..)
                    | Item::Article(..)
                    | Item::Name(_)
                    | Item::Speaker(_)
                    | Item::Ruling(_) => false,
                };
                items.iter().position(is_it)
            }
        }
    }
}

impl View {
    /// Opens a view as it was left.
    pub fn open(address: Address, corpus: &Corpus) -> Self {
        let mut view = Self {
            topic: address.topic,
            choice: address.choice,
            items: Vec::new(),
            at: address.at,
            top: 0,
            side: address.side,
            detail: Vec::new(),
            detail_at: address.detail.0,
            detail_top: address.detail.0.saturating_sub(address.above.1),
            name: None,
            sought: address.detail.1,
            made_for: None,
        };
        view.fill(corpus, address.anchor.as_ref());
        view.top = view.at.saturating_sub(address.above.0);
        view
    }

    /// What is needed to open it again.
    pub fn address(&self, corpus: &Corpus) -> Address {
        Address {
            topic: self.topic.clone(),
            choice: self.choice.clone(),
            anchor: self.selected().and_then(|item| item.anchor(corpus)),
            at: self.at,
            side: self.side,
            detail: match self.side {
                Side::Detail => (self.detail_at, self.detail_anchor(corpus)),
                // As long as nobody has chosen a row of the detail, it is read from its top.
                Side::Rows => (0, None),
            },
            above: (
                self.at.saturating_sub(self.top),
                self.detail_at.saturating_sub(self.detail_top),
            ),
        }
    }

    /// The selected item.
    pub fn selected(&self) -> Option<Item> {
        let item = self.items.get(self.at).copied();
        item.filter(|item| item.leads())
    }

    /// The selected row, from 1, among those at which the cursor stops, and how many these are.
    pub fn number(&self) -> (usize, usize) {
        let stops = |items: &[Item]| items.iter().filter(|item| item.leads()).count();
        let before = self.items.get(..=self.at).unwrap_or_default();
        (stops(before), stops(&self.items))
    }

    /// Where the selected row of the detail leads.
    pub fn detail_target(&self) -> Option<Target> {
        self.detail.get(self.detail_at)?.target
    }

    fn detail_anchor(&self, corpus: &Corpus) -> Option<Anchor> {
        let item = match self.detail_target()? {
            Target::Place(place) => Item::Place(place),
            Target::Entity(entity) => Item::Name(entity),
            Target::Claim(_) | Target::Alias(..) => return None,
        };
        item.anchor(corpus)
    }

    /// Selects the row of the detail that was selected before, if it stands elsewhere now.
    fn seek(&mut self, corpus: &Corpus, sought: &Anchor) {
        let before = self.detail_at;
        let mut rows: Vec<usize> = (0..self.detail.len()).collect();
        rows.sort_by_key(|row| row.abs_diff(before));
        let found = rows.into_iter().find(|row| {
            self.detail_at = *row;
            self.detail_anchor(corpus).as_ref() == Some(sought)
        });
        self.detail_at = found.unwrap_or(before);
        let moved = self.detail_at.saturating_add(self.detail_top);
        self.detail_top = moved.saturating_sub(before);
    }

    /// Makes the rows anew; the cursor goes to `anchor`, or where it is gone to the row with the same number.
    fn fill(&mut self, corpus: &Corpus, anchor: Option<&Anchor>) {
        self.name = self.topic.name(corpus);
        self.items = self.topic.items(corpus, self.name, &self.choice);
        let found = anchor.and_then(|anchor| anchor.find(corpus, &self.items));
        let at = found.unwrap_or(self.at);
        self.at = nearest(&self.items, at, Item::leads);
        self.made_for = None;
    }

    /// Makes what is said about the selected row, if it is another row than before.
    fn say(&mut self, source: Source<'_>) {
        let made_for = self.selected().map(|item| (item, source.width));
        if self.made_for == made_for && made_for.is_some() {
            return;
        }
        let same = self.made_for.map(|(item, _)| item) == made_for.map(|(item, _)| item);
        let first = self.made_for.is_none();
        self.made_for = made_for;
        let mut page = Page::new(source);
        if let Some((item, _)) = made_for {
            item.detail(&mut page);
        }
        self.detail = page.rows;
        if !same && !first {
            (self.detail_at, self.detail_top) = (0, 0);
        }
        if let Some(sought) = self.sought.take() {
            self.seek(source.corpus, &sought);
        }
        let leads = |row: &Row| row.target.is_some();
        if self
            .detail
            .get(self.detail_at)
            .is_none_or(|row| !leads(row))
        {
            self.detail_at = self.detail.iter().position(leads).unwrap_or(0);
        }
    }

    /// Scrolls as little as needed to show what is selected.
    fn show(&mut self, rows: usize, detail: usize) {
        self.at = self.at.min(self.items.len().saturating_sub(1));
        let leads = self.items.iter().take(self.at).any(|item| item.leads());
        scroll(&mut self.top, self.at, rows, leads);
        let leads = self
            .detail
            .iter()
            .take(self.detail_at)
            .any(|row| row.target.is_some());
        self.detail_at = self.detail_at.min(self.detail.len().saturating_sub(1));
        // As long as one is among the rows, the detail is read from its top.
        let begins = self.side == Side::Rows && !leads;
        scroll(&mut self.detail_top, self.detail_at, detail, leads);
        if begins {
            self.detail_top = 0;
        }
    }
}

/// Scrolls as little as needed to show row `at`; the headings above the first row that can be chosen stay in sight.
fn scroll(top: &mut usize, at: usize, height: usize, any_before: bool) {
    let height = height.max(1);
    *top = (*top).clamp((at + 1).saturating_sub(height), at);
    if !any_before && at < height {
        *top = 0;
    }
}

/// The place nearest to `at` where the cursor stops: further down, or else further up.
fn nearest<T: Copy>(items: &[T], at: usize, stops: impl Fn(T) -> bool) -> usize {
    let at = at.min(items.len().saturating_sub(1));
    let mut below = items.iter().enumerate().skip(at);
    let mut above = items.iter().enumerate().take(at).rev();
    let is_stop = |(_, item): &(usize, &T)| stops(**item);
    below
        .find(is_stop)
        .or_else(|| above.find(is_stop))
        .map_or(at, |(index, _)| index)
}

/// Whether the words of a row have all the words of the filter.
fn passes(filter: &str, words: &str) -> bool {
    if filter.is_empty() {
        return true;
    }
    let words = fold(words);
    fold(filter)
        .split_whitespace()
        .all(|word| words.contains(word))
}
