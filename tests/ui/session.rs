//! The program without a terminal: keys in, screen out. Effects are carried out at once, or held back on request.

use std::path::PathBuf;
use std::sync::Arc;

use crossread::app::finder::{Answer, Question};
use crossread::app::session::Remembered;
use crossread::app::{App, Effect, Event, Mouse, MouseKind};
use crossread::article::{Article, parse};
use crossread::config::Config;
use crossread::config::action::Action;
use crossread::config::key::Key;
use crossread::corpus::find::{Index, Query, find};
use crossread::corpus::{Corpus, load};
use crossread::ui;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Size;

/// A run of the program.
pub struct Session {
    /// Its state.
    pub app: App,
    /// What it wanted done outside, besides finding.
    pub effects: Vec<Effect>,
    /// Questions that were not answered yet, while answers are held back.
    pub questions: Vec<Question>,
    index: Index,
    holding: bool,
}

/// The moment at which every session starts.
const NOW: &str = "2026-03-12T11:40:00Z";

impl Session {
    /// The program on a folder of the project.
    pub fn on(folder: &str, width: u16, height: u16) -> Self {
        Self::with(folder, width, height, Config::embedded())
    }

    /// The same with a configuration.
    pub fn with(folder: &str, width: u16, height: u16, config: Config) -> Self {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(folder);
        let (articles, errors) = load::load(&[folder]);
        assert!(errors.is_empty(), "{errors:?}");
        Self::of(articles, width, height, config)
    }

    /// The program on articles that a test wrote: name and text.
    pub fn reading(articles: &[(&str, &str)], width: u16, height: u16) -> Self {
        let parsed =
            |(name, text): &(&str, &str)| Arc::new(parse(&PathBuf::from(name), text.as_bytes()));
        Self::of(
            articles.iter().map(parsed).collect(),
            width,
            height,
            Config::embedded(),
        )
    }

    fn of(articles: Vec<Arc<Article>>, width: u16, height: u16, config: Config) -> Self {
        let now = NOW.parse().expect("a timestamp");
        let app = App::new(config, Size { width, height }, now, Remembered::default());
        let mut session = Self {
            app,
            effects: Vec::new(),
            questions: Vec::new(),
            index: Index::default(),
            holding: false,
        };
        session.load(articles);
        session
    }

    /// Hands a newly read corpus to the program.
    pub fn load(&mut self, articles: Vec<Arc<Article>>) {
        self.show(Arc::new(Corpus::analyzed(articles)));
    }

    fn show(&mut self, corpus: Arc<Corpus>) {
        let commands: Vec<(&str, &str)> = Action::ALL
            .iter()
            .map(|action| (action.name(), action.help()))
            .collect();
        self.index = Index::new(Arc::clone(&corpus), &commands);
        self.send(Event::Loaded {
            corpus,
            linked: true,
        });
    }

    /// Presses keys: `j`, `enter`, `C-d`, separated by spaces.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for key in Key::sequence(keys).expect(keys) {
            self.send(Event::Key(key));
        }
        self
    }

    /// Types every character of a text.
    pub fn type_in(&mut self, text: &str) -> &mut Self {
        text.chars()
            .for_each(|character| self.send(Event::Key(Key::typed(character))));
        self
    }

    /// Uses the mouse.
    pub fn mouse(&mut self, kind: MouseKind, column: u16, row: u16) -> &mut Self {
        self.send(Event::Mouse(Mouse { kind, column, row }));
        self
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.send(Event::Resize(Size { width, height }));
        self
    }

    /// Holds answers back until [`Self::answer`].
    pub fn hold(&mut self) -> &mut Self {
        self.holding = true;
        self
    }

    /// Answers the newest question.
    pub fn answer(&mut self) -> &mut Self {
        if let Some(question) = self.questions.pop() {
            self.answer_to(&question);
        }
        self.questions.clear();
        self
    }

    /// Sends an event and carries the effects out.
    pub fn send(&mut self, event: Event) {
        for effect in self.app.update(event) {
            match effect {
                Effect::Find(question) if self.holding => self.questions.push(question),
                Effect::Find(question) => self.answer_to(&question),
                Effect::Decide(decisions) => {
                    let corpus = self
                        .app
                        .corpus
                        .decided(&decisions)
                        .expect("decided otherwise");
                    self.show(Arc::new(corpus));
                }
                other => self.effects.push(other),
            }
        }
    }

    fn answer_to(&mut self, question: &Question) {
        let query = Query::parse(&question.typed);
        let found = find(
            &self.index,
            &query,
            question.matching,
            question.only,
            question.limit,
        );
        let corpus = Arc::clone(self.index.corpus());
        self.send(Event::Found(Answer {
            number: question.number,
            corpus,
            found,
        }));
    }

    /// What is on the screen, with styles.
    pub fn buffer(&self) -> Buffer {
        let Size { width, height } = self.app.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a test terminal");
        terminal
            .draw(|frame| ui::view(&self.app, frame))
            .expect("drawing on a test terminal");
        terminal.backend().buffer().clone()
    }

    /// What is on the screen, as text.
    pub fn screen(&self) -> String {
        let buffer = self.buffer();
        let row = |row| (0..buffer.area.width).map(move |column| (column, row));
        let line = |y| {
            row(y)
                .map(|at| buffer[at].symbol())
                .collect::<String>()
                .trim_end()
                .to_owned()
        };
        (0..buffer.area.height)
            .map(line)
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// The words of the sentence under the cursor.
    pub fn sentence(&self) -> String {
        self.app
            .place()
            .map(|place| self.app.corpus.sentence(place).to_owned())
            .unwrap_or_default()
    }

    /// The name of the open article.
    pub fn article(&self) -> String {
        self.app
            .open
            .as_ref()
            .map(|reading| self.app.corpus.article(reading.article).name())
            .unwrap_or_default()
    }

    /// Opens the article of an outlet.
    pub fn open(&mut self, outlet: &str) -> &mut Self {
        self.press("f a").type_in(outlet).press("enter");
        assert_eq!(self.article(), outlet, "{}", self.screen());
        self
    }

    /// Goes down to the sentence that begins with the words.
    pub fn go_to(&mut self, words: &str) -> &mut Self {
        self.press("g g");
        for _ in 0..500 {
            if self.sentence().starts_with(words) {
                return self;
            }
            self.press(")");
        }
        panic!("no sentence begins with {words:?}");
    }
}
