//! The program's state, and how events change it: `Event → Action → update → effects`.
//!
//! [`App::update`] is deterministic and does no I/O: what has to happen outside comes back as [`Effect`]s.

mod act;
mod cursor;
pub mod finder;
mod going;
pub mod help;
mod journal;
mod judging;
pub mod jumps;
pub mod known;
pub mod layout;
mod leaving;
pub mod links;
pub mod list;
mod motion;
mod onward;
mod outward;
mod panes;
pub mod places;
mod pointer;
pub mod prompt;
pub mod reading;
pub mod session;
mod settle;
mod snapshot;
pub mod view;
pub mod when;

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use ratatui::layout::Size;

use crate::article::ArticleId;
use crate::config::Config;
use crate::config::action::Action;
use crate::config::key::Key;
use crate::config::keymap::{Context, Lookup};
use crate::config::ui::{Highlight, Measure};
use crate::corpus::{Corpus, Place};
use crate::link::decision::Decisions;
use crate::text::Span;
use finder::{Answer, Finder, Question};
use help::Help;
use journal::Journal;
use judging::Merging;
use jumps::Jumps;
use known::Known;
use layout::Layout;
use links::Lens;
use list::List;
use places::Places;
use prompt::{Prompt, Search};
use reading::Reading;
use session::{Remembered, Saved};
use view::View;

pub use pointer::{Mouse, MouseKind};

/// A pane of the main screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pane {
    /// The articles.
    List,
    /// The text.
    Read,
    /// What the others say.
    Links,
}

/// How far the work on the files has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Files are being read.
    Reading {
        /// Files that were read.
        done: usize,
        /// Files that there are.
        of: usize,
    },
    /// All files were read; what joins them is being worked out.
    Linking,
    /// Everything is there.
    Ready,
}

/// Something that happened outside.
#[derive(Debug, Clone)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The mouse was used.
    Mouse(Mouse),
    /// The terminal has another size.
    Resize(Size),
    /// So many files were read, of so many.
    Progress {
        /// Files that were read.
        done: usize,
        /// Files that there are.
        of: usize,
    },
    /// A corpus was made; it takes the place of the one before.
    Loaded {
        /// The corpus.
        corpus: Arc<Corpus>,
        /// Whether it is linked already.
        linked: bool,
    },
    /// The answer to [`Effect::Find`].
    Found(Answer),
    /// Something to say in the status line.
    Notice(String),
    /// Something went wrong: what, where and what to do.
    Failed(String),
}

/// Something to do outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// End the program.
    Quit,
    /// Stop, as the shell's job control has it.
    Suspend,
    /// Draw the whole screen again.
    Redraw,
    /// Read all files again.
    Reload,
    /// Find something; the answer comes as [`Event::Found`].
    Find(Question),
    /// Put text on the clipboard.
    Copy(String),
    /// Open an address in the browser.
    OpenUrl(String),
    /// Open a file in the editor, with the cursor on a line, counted from 1.
    Edit {
        /// The file.
        path: PathBuf,
        /// The line.
        line: usize,
    },
    /// Keep a change of what is remembered.
    Save(Saved),
    /// Show everything as the reader has decided; it comes as [`Event::Loaded`].
    Decide(Arc<Decisions>),
    /// Listen to the mouse, or leave it to the terminal.
    Mouse(bool),
}

/// What is open on top of the main screen.
#[derive(Debug, Clone)]
pub enum Overlay {
    /// The finder and the palette.
    Finder(Box<Finder>),
    /// The help.
    Help(Help),
    /// A list of places: counterparts, uses of a name, where one was.
    Places(Places),
    /// A counterpart below the sentence.
    Peek(Places),
}

/// A line for the reader, until the next key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// What it says.
    pub text: String,
    /// Whether something went wrong.
    pub warning: bool,
}

/// The links pane.
#[derive(Debug, Clone)]
pub struct LinksPane {
    /// What it shows.
    pub lens: Lens,
    /// Its rows.
    pub rows: Vec<links::Row>,
    /// The selected row.
    pub at: usize,
    /// The first visible row.
    pub top: usize,
    /// The sentence on which it stays while the cursor moves on.
    pub pinned: Option<Place>,
    /// For which sentence, lens and width the rows were made.
    made_for: Option<(Place, Lens, usize)>,
}

/// The state of the program.
#[derive(Debug)]
pub struct App {
    /// What the user has set.
    pub config: Config,
    /// The size of the terminal in cells.
    pub size: Size,
    /// When the program was started: articles' ages count from here.
    pub now: Timestamp,
    /// Everything that was read.
    pub corpus: Arc<Corpus>,
    /// How far the work on the files has come.
    pub stage: Stage,
    /// The list of articles.
    pub list: List,
    /// The open article.
    pub open: Option<Reading>,
    /// The links pane.
    pub links: LinksPane,
    /// The pane that has the focus.
    pub focus: Pane,
    /// What is open on top.
    pub overlay: Option<Overlay>,
    /// The views over the main screen; the last one is seen.
    views: Vec<View>,
    /// A line that is being typed at the bottom.
    pub prompt: Option<Prompt>,
    /// The search in the open article.
    pub search: Option<Search>,
    /// Keys of a sequence that has begun.
    pub pending: Vec<Key>,
    /// A line for the reader.
    pub message: Option<Message>,
    /// What was read.
    pub known: Known,
    /// Whether only the text is shown.
    pub zen: bool,
    /// The longest line of text.
    pub measure: Measure,
    /// What is highlighted in the text.
    pub highlight: Highlight,
    jumps: Jumps,
    remembered: Remembered,
    motion: Option<motion::Motion>,
    /// The article to which the same key goes on at the end of this one.
    onward: Option<ArticleId>,
    journal: Journal,
    /// What was marked to be made one with what is marked next.
    merging: Option<Merging>,
    found_last: Option<Box<Finder>>,
    questions: u64,
    /// What was typed into the finder before, the newest first.
    typed: Vec<String>,
    /// The name that the last motion among names selected.
    name_at: Option<Span>,
    /// Whether the highlighted name was chosen, and was not only passed by a motion among names.
    name_chosen: bool,
    /// Whether the reader has pressed a key yet.
    touched: bool,
    effects: Vec<Effect>,
}

impl App {
    /// The state at the start: nothing is read yet.
    pub fn new(config: Config, size: Size, now: Timestamp, remembered: Remembered) -> Self {
        let (measure, highlight) = (config.ui.measure, config.ui.highlight);
        let mut list = List::default();
        list.grouping = config.ui.group;
        let links = LinksPane {
            lens: Lens::Sentence,
            rows: Vec::new(),
            at: 0,
            top: 0,
            pinned: None,
            made_for: None,
        };
        Self {
            config,
            size,
            now,
            corpus: Arc::default(),
            stage: Stage::Reading { done: 0, of: 0 },
            list,
            open: None,
            links,
            focus: Pane::Read,
            overlay: None,
            views: Vec::new(),
            prompt: None,
            search: None,
            pending: Vec::new(),
            message: None,
            known: Known::default(),
            zen: false,
            measure,
            highlight,
            jumps: Jumps::default(),
            remembered,
            motion: None,
            onward: None,
            journal: Journal::default(),
            merging: None,
            found_last: None,
            questions: 0,
            typed: Vec::new(),
            name_at: None,
            name_chosen: false,
            touched: false,
            effects: Vec::new(),
        }
    }

    /// Takes an event and returns what has to happen outside.
    pub fn update(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Key(key) => self.press(key),
            Event::Paste(text) => self.paste(&text),
            Event::Mouse(mouse) => self.point(mouse),
            Event::Resize(size) => self.resize(size),
            Event::Progress { done, of } => self.stage = Stage::Reading { done, of },
            Event::Loaded { corpus, linked } => self.take(corpus, linked),
            Event::Found(answer) => self.answered(answer),
            Event::Notice(text) => self.say(text),
            Event::Failed(text) => {
                self.message = Some(Message {
                    text,
                    warning: true,
                });
            }
        }
        self.settle();
        std::mem::take(&mut self.effects)
    }

    /// Where everything is drawn.
    pub fn layout(&self) -> Layout {
        Layout::new(self.size, self.focus, self.zen, self.needs_hints())
    }

    /// Whether the line of hints has something to show that cannot wait.
    fn needs_hints(&self) -> bool {
        !self.pending.is_empty() || self.prompt.is_some() && self.size.height < 16
    }

    /// What keys mean at the moment.
    pub fn context(&self) -> Context {
        if self.prompt.is_some() {
            return Context::Finder;
        }
        match (&self.overlay, self.focus) {
            (Some(Overlay::Finder(_) | Overlay::Help(_)), _) => Context::Finder,
            (Some(Overlay::Places(_) | Overlay::Peek(_)), _) => Context::Popup,
            (None, _) if !self.views.is_empty() => Context::View,
            (None, Pane::List) => Context::List,
            (None, Pane::Read) => Context::Read,
            (None, Pane::Links) => Context::Links,
        }
    }

    /// The place under the cursor of the text.
    pub fn place(&self) -> Option<Place> {
        self.open.as_ref().and_then(Reading::place)
    }

    /// The place of which the links pane speaks.
    pub fn linked_place(&self) -> Option<Place> {
        self.links.pinned.or_else(|| self.place())
    }

    /// Columns left of the text: the bar, the sign and a space.
    pub fn margin(&self) -> usize {
        let story = self
            .place()
            .and_then(|place| self.corpus.story_of(place.article));
        let many = story.is_some_and(|story| self.corpus.story(story).articles.len() > 9);
        if many { 5 } else { 4 }
    }

    /// The width of the lines of text in columns.
    pub fn text_width(&self) -> usize {
        let read = self.layout().read;
        if let (true, Some(reading)) = (read.is_empty(), &self.open) {
            // A text that is not shown keeps its lines until it is.
            return reading.width;
        }
        let room = usize::from(read.width).saturating_sub(self.margin() + 1);
        room.min(usize::from(self.measure.columns())).max(1)
    }

    /// The number of the sentence under the cursor among those of the report, from 1, and how many there are.
    pub fn sentence_number(&self) -> (usize, usize) {
        let Some(place) = self.place() else {
            return (0, 0);
        };
        let report: Vec<_> = self
            .corpus
            .article(place.article)
            .report_sentences()
            .collect();
        let at = report.partition_point(|sentence| *sentence <= place.sentence);
        (at.max(1), report.len())
    }

    /// The signs that are drawn.
    pub fn glyphs(&self) -> &'static crate::config::glyphs::Glyphs {
        self.config.glyphs
    }

    /// The line below the headline: who wrote it, when, how long it is.
    pub fn meta_line(&self, article: ArticleId) -> String {
        let article = self.corpus.article(article);
        let words = article.text.split_whitespace().count();
        let mut parts: Vec<String> = article.meta.byline.iter().cloned().collect();
        parts.extend(
            article
                .meta
                .published
                .map(|then| when::moment(self.now, then)),
        );
        parts.push(format!("{words} words"));
        parts.push(format!("{} min", words.div_ceil(230).max(1)));
        parts.join(&format!(" {} ", self.glyphs().dot))
    }

    fn press(&mut self, key: Key) {
        self.touched = true;
        self.message = None;
        let context = self.context();
        let typing = context.types();
        if self.pending.is_empty() && typing && key.character().is_some() {
            self.edit(key);
            return;
        }
        self.pending.push(key);
        let (actions, wait): (Option<Vec<Action>>, bool) =
            match self.config.keys.lookup(context, &self.pending) {
                Lookup::Bound(actions) => (Some(actions.to_vec()), false),
                Lookup::Prefix(_) => (None, true),
                Lookup::Unbound => (None, false),
            };
        if wait {
            return;
        }
        let keys = std::mem::take(&mut self.pending);
        match actions {
            Some(actions) => actions.into_iter().for_each(|action| self.perform(action)),
            None if typing => self.edit(key),
            None if keys.len() > 1 && self.cancels(key) => {}
            None => {
                let help = self
                    .config
                    .keys
                    .key_of(Action::Help, context)
                    .unwrap_or_default();
                let keys = self.config.keys.label(&keys);
                self.say(format!("{keys} has no meaning here; {help} shows the keys"));
            }
        }
    }

    /// Whether the key is bound to cancel, which leaves a sequence that has begun.
    fn cancels(&self, key: Key) -> bool {
        self.config.keys.lookup(self.context(), &[key]) == Lookup::Bound(&[Action::Cancel])
    }

    fn say(&mut self, text: impl Into<String>) {
        self.message = Some(Message {
            text: text.into(),
            warning: false,
        });
    }

    fn resize(&mut self, size: Size) {
        self.size = size;
    }

    /// Keeps a change, here and outside.
    fn save(&mut self, saved: Saved) {
        self.remembered.keep(&saved);
        self.effects.push(Effect::Save(saved));
    }
}
