//! Everything outside: the terminal, the disk, the clock and threads, around the loop of [`App::update`] and [`ui::view`](crate::ui::view).
//!
//! One channel brings everything to the loop: keys, signals, what the workers made. Nothing ticks while nothing happens.

mod editor;
mod finder;
mod keys;
mod outside;
mod screen;
mod signals;
mod store;
mod worker;

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use color_eyre::eyre::WrapErr;
use crossbeam_channel::{Receiver, Sender};
use jiff::Timestamp;

use crate::app::{App, Effect, Event};
use crate::config::Config;
use finder::Finder;
use keys::Keys;
use screen::Screen;
use signals::Signals;
use store::Store;
use worker::{Loader, Work};

pub use store::data_dir;

/// What the reader is started with.
#[derive(Debug)]
pub struct Options {
    /// The files and folders to read.
    pub paths: Vec<PathBuf>,
    /// What came on standard input, where `-` is among the paths.
    pub stdin: Option<Vec<u8>>,
    /// The configuration on this terminal.
    pub config: Config,
}

/// What reaches the loop.
#[derive(Debug)]
enum Incoming {
    /// Something for the program's state.
    Event(Event),
    /// Somebody wants the program to stop, as the shell's job control has it.
    Stop,
    /// The program goes on after it was stopped.
    Continued,
    /// A signal asks the program to end.
    Ended(i32),
    /// The terminal is gone.
    Gone,
}

/// Where threads leave what should reach the loop.
#[derive(Debug, Clone)]
struct Outbox(Sender<Incoming>);

impl Outbox {
    fn new() -> (Self, Receiver<Incoming>) {
        let (sender, inbox) = crossbeam_channel::unbounded();
        (Self(sender), inbox)
    }

    fn send(&self, incoming: Incoming) {
        // Nobody listens any more when the program ends.
        let _ = self.0.send(incoming);
    }

    fn event(&self, event: Event) {
        self.send(Incoming::Event(event));
    }

    fn notice(&self, text: impl Into<String>) {
        self.event(Event::Notice(text.into()));
    }

    fn failed(&self, text: impl Into<String>) {
        let text = text.into();
        tracing::warn!("{text}");
        self.event(Event::Failed(text));
    }
}

/// How the loop came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// The user quit.
    Quit,
    /// A signal asked for it.
    Signal(i32),
    /// The terminal is gone.
    Gone,
}

impl Ending {
    /// The status as shells have it: 128 and the signal's number.
    fn status(self) -> ExitCode {
        match self {
            Self::Quit => ExitCode::SUCCESS,
            Self::Signal(signal) => ExitCode::from(signals::status(signal)),
            Self::Gone => ExitCode::from(signals::status(signal_hook::consts::SIGHUP)),
        }
    }
}

/// Runs the reader until the user quits, a signal asks for it, or the terminal is gone.
///
/// However it ends, the terminal is as it was, and what is remembered is written.
pub fn run(options: Options) -> color_eyre::Result<ExitCode> {
    let (outbox, inbox) = Outbox::new();
    let signals = Signals::listen(outbox.clone()).wrap_err("listening to signals")?;
    let (store, remembered) = Store::open(&options.paths, outbox.clone());
    screen::restore_on_panic();
    let screen = Screen::new(options.config.ui.mouse).wrap_err("preparing the terminal")?;
    let work = Work {
        paths: options.paths,
        stdin: options.stdin,
        first: remembered.last.clone(),
        decisions: Arc::new(remembered.decisions.clone()),
    };
    let app = App::new(options.config, screen.size(), Timestamp::now(), remembered);
    let finder = Finder::start(outbox.clone());
    let mut reader = Reader {
        loader: Loader::start(work, outbox.clone(), finder.clone()),
        keys: Keys::listen(outbox.clone()),
        app,
        screen,
        signals,
        store,
        finder,
        outbox,
        inbox,
    };
    let ending = reader.run();
    let ending = reader.end(ending).wrap_err("drawing on the terminal")?;
    tracing::info!(?ending, "ended");
    Ok(ending.status())
}

/// The running program.
struct Reader {
    app: App,
    screen: Screen,
    keys: Keys,
    signals: Signals,
    store: Store,
    finder: Finder,
    loader: Loader,
    outbox: Outbox,
    inbox: Receiver<Incoming>,
}

impl Reader {
    /// The loop. One frame shows everything that has come since the last one.
    fn run(&mut self) -> io::Result<Ending> {
        self.screen.draw(&self.app)?;
        self.loader.reload();
        while let Ok(first) = self.inbox.recv() {
            let rest: Vec<Incoming> = self.inbox.try_iter().collect();
            for incoming in std::iter::once(first).chain(rest) {
                if let Some(ending) = self.take(incoming)? {
                    return Ok(ending);
                }
            }
            self.screen.draw(&self.app)?;
        }
        Ok(Ending::Gone)
    }

    /// Gives the terminal back and writes what is not written yet.
    fn end(self, ending: io::Result<Ending>) -> io::Result<Ending> {
        let ending = match ending {
            Err(error) if is_gone(&error) => Ok(Ending::Gone),
            ending => ending,
        };
        // What is typed from here on is for the shell.
        if matches!(ending, Ok(Ending::Quit)) {
            self.keys.pause();
        }
        drop(self.screen);
        self.store.close();
        ending
    }

    fn take(&mut self, incoming: Incoming) -> io::Result<Option<Ending>> {
        match incoming {
            Incoming::Event(event) => self.update(event),
            Incoming::Stop => self.suspend().map(|()| None),
            Incoming::Continued => self.come_back().map(|()| None),
            Incoming::Ended(signal) => Ok(Some(Ending::Signal(signal))),
            Incoming::Gone => Ok(Some(Ending::Gone)),
        }
    }

    fn update(&mut self, event: Event) -> io::Result<Option<Ending>> {
        for effect in self.app.update(event) {
            if effect == Effect::Quit {
                return Ok(Some(Ending::Quit));
            }
            self.perform(effect)?;
        }
        Ok(None)
    }

    fn perform(&mut self, effect: Effect) -> io::Result<()> {
        match effect {
            Effect::Quit => {}
            Effect::Suspend => self.suspend()?,
            Effect::Redraw => self.screen.spoil(),
            Effect::Reload => self.loader.reload(),
            Effect::Find(question) => self.finder.ask(question),
            Effect::Copy(text) => outside::copy(text, &mut self.screen, &self.outbox)?,
            Effect::OpenUrl(url) => outside::open(&url, &self.outbox),
            Effect::Edit { path, line } => self.edit(&path, line)?,
            Effect::Save(saved) => self.store.save(saved),
            Effect::Decide(decisions) => self.loader.decide(decisions),
            Effect::Mouse(listens) => self.screen.listen_to_mouse(listens)?,
        }
        Ok(())
    }

    fn suspend(&mut self) -> io::Result<()> {
        let signals = self.signals.clone();
        if !self.away(|| signals.stop())? {
            self.outbox
                .failed("cannot stop: no shell waits for the program");
        }
        Ok(())
    }

    fn edit(&mut self, path: &Path, line: usize) -> io::Result<()> {
        if path == Path::new(worker::STDIN) {
            self.outbox.failed("standard input is no file to edit");
            return Ok(());
        }
        match self.away(|| editor::run(path, line))? {
            Ok(()) => {}
            Err(message) => self.outbox.failed(message),
        }
        self.loader.reload();
        Ok(())
    }

    /// Leaves the terminal to somebody else while `what` runs.
    fn away<T>(&mut self, what: impl FnOnce() -> T) -> io::Result<T> {
        self.keys.pause();
        self.screen.leave();
        let outcome = what();
        self.come_back()?;
        self.keys.resume();
        Ok(outcome)
    }

    /// Takes the terminal, whatever was done to it in between.
    fn come_back(&mut self) -> io::Result<()> {
        let size = self.screen.enter()?;
        self.outbox.event(Event::Resize(size));
        Ok(())
    }
}

/// Whether an error says that there is no terminal any more.
fn is_gone(error: &io::Error) -> bool {
    // Rust has no name for EIO, which is 5 wherever there are terminals.
    const EIO: i32 = 5;
    error.kind() == io::ErrorKind::BrokenPipe || error.raw_os_error() == Some(EIO)
}
