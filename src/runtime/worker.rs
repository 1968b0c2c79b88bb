//! Files → corpus, off the loop: read in parallel, shown as soon as they can be read, and once more when linked.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, select};
use rayon::prelude::*;

use super::{Outbox, finder::Finder};
use crate::app::Event;
use crate::article::Article;
use crate::corpus::Corpus;
use crate::corpus::load::{self, LoadError};
use crate::link::decision::Decisions;

/// The path that stands for standard input.
pub const STDIN: &str = "-";
/// So many files are shown before the rest is read.
const FIRST: usize = 24;
/// So many files are read between two looks at the clock, and at whether a newer run is wanted.
const BATCH: usize = 128;
/// The least time between two reports of progress.
const RHYTHM: Duration = Duration::from_millis(50);

/// What is read.
#[derive(Debug)]
pub struct Work {
    /// The files and folders.
    pub paths: Vec<PathBuf>,
    /// What came on standard input.
    pub stdin: Option<Vec<u8>>,
    /// The article that is shown first, if it is among them.
    pub first: Option<PathBuf>,
    /// What the reader has decided in other runs.
    pub decisions: Arc<Decisions>,
}

/// The thread that reads.
#[derive(Debug)]
pub struct Loader {
    reloads: Sender<()>,
    decisions: Sender<Arc<Decisions>>,
}

impl Loader {
    /// Starts the thread, which waits to be asked.
    pub fn start(work: Work, outbox: Outbox, finder: Finder) -> Self {
        let (reloads, inbox) = crossbeam_channel::unbounded();
        let (decisions, decided) = crossbeam_channel::unbounded();
        let mut run = Run {
            decisions: Arc::clone(&work.decisions),
            work,
            outbox,
            finder,
            reloads: inbox,
            decided,
        };
        thread::spawn(move || run.serve());
        Self { reloads, decisions }
    }

    /// Reads everything again; what is being read is given up.
    pub fn reload(&self) {
        let _ = self.reloads.send(());
    }

    /// Shows everything as the reader has decided; of several decisions in a row the newest are shown.
    pub fn decide(&self, decisions: Arc<Decisions>) {
        let _ = self.decisions.send(decisions);
    }
}

/// One reading of everything. Its steps return `None` when a newer one is wanted.
struct Run {
    work: Work,
    outbox: Outbox,
    finder: Finder,
    reloads: Receiver<()>,
    decided: Receiver<Arc<Decisions>>,
    /// The newest decisions that were heard of.
    decisions: Arc<Decisions>,
}

/// What was read so far.
#[derive(Default)]
struct Read {
    articles: Vec<Arc<Article>>,
    errors: Vec<LoadError>,
}

impl Run {
    /// Does what is asked for until nobody can ask any more.
    fn serve(&mut self) {
        let mut before: Option<Arc<Corpus>> = None;
        loop {
            let decisions = select! {
                recv(self.reloads) -> asked => asked.ok().map(|()| None),
                recv(self.decided) -> decided => decided.ok().map(Some),
            };
            let Some(decisions) = decisions else { return };
            let reloads = decisions.is_none();
            self.decisions = decisions.unwrap_or_else(|| Arc::clone(&self.decisions));
            if reloads {
                self.reloads.try_iter().for_each(drop);
                // A run that a newer request overtakes leaves the rest to that one.
                before = self.run(before.as_ref()).or(before);
            } else if let Some(shown) = &before {
                let corpus = self.decide(Arc::clone(shown));
                if !Arc::ptr_eq(&corpus, shown) {
                    // Where everything is to be read again, that run shows it.
                    let _ = self.publish(Arc::clone(&corpus), true);
                }
                before = Some(corpus);
            }
        }
    }

    /// The corpus as the newest decisions have it.
    fn decide(&mut self, corpus: Arc<Corpus>) -> Arc<Corpus> {
        if let Some(newest) = self.decided.try_iter().last() {
            self.decisions = newest;
        }
        corpus.decided(&self.decisions).map_or(corpus, Arc::new)
    }

    /// Reads everything, and returns it as it was shown in the end. Where something is shown already, from `before`,
    /// it stays until all that is new is known.
    fn run(&mut self, before: Option<&Arc<Corpus>>) -> Option<Arc<Corpus>> {
        let Read { articles, errors } = self.read(before.is_none())?;
        let count = articles.len();
        let corpus = if let Some(before) = before {
            Corpus::renewed(articles, before)
        } else {
            self.publish(Corpus::parsed(articles.clone()).into(), false)?;
            Corpus::analyzed(articles).into()
        };
        let corpus = self.decide(corpus);
        self.publish(Arc::clone(&corpus), true)?;
        if let Some(complaint) = self.complaint(count, &errors) {
            self.outbox.failed(complaint);
        }
        Some(corpus)
    }

    fn read(&self, shows_first: bool) -> Option<Read> {
        let mut read = Read::default();
        let files = self.files(&mut read);
        let of = files.len();
        let _span = tracing::info_span!("parse", files = of).entered();
        let (first, rest) = files.split_at(FIRST.min(of));
        read.take(first);
        if shows_first && !rest.is_empty() {
            self.publish(Corpus::parsed(read.articles.clone()).into(), false)?;
        }
        let mut told = Instant::now();
        for (number, batch) in (1..).zip(rest.chunks(BATCH)) {
            self.is_current()?;
            read.take(batch);
            if told.elapsed() >= RHYTHM {
                told = Instant::now();
                let done = (first.len() + number * BATCH).min(of);
                self.outbox.event(Event::Progress { done, of });
            }
        }
        Some(read)
    }

    /// The files in the order in which they are read: those first that will be seen first.
    fn files(&self, read: &mut Read) -> Vec<PathBuf> {
        let is_stdin = |path: &&PathBuf| path.as_path() == Path::new(STDIN);
        let (stdin, named): (Vec<&PathBuf>, Vec<&PathBuf>) =
            self.work.paths.iter().partition(is_stdin);
        if let (Some(path), Some(bytes)) = (stdin.first(), &self.work.stdin) {
            read.add(load::read_from(path, bytes.as_slice()));
        }
        let named: Vec<PathBuf> = named.into_iter().cloned().collect();
        let (mut files, errors) = load::files(&named);
        read.errors.extend(errors);
        let first = self.work.first.as_ref();
        if let Some(at) = first.and_then(|first| files.iter().position(|file| file == first)) {
            files
                .get_mut(..=at)
                .expect("it was found there")
                .rotate_right(1);
        }
        files
    }

    /// Shows a corpus, if no newer one is wanted.
    fn publish(&self, corpus: Arc<Corpus>, linked: bool) -> Option<()> {
        self.is_current()?;
        // Whoever asks about a corpus has seen it, so that the finder must know it before.
        self.finder.take(Arc::clone(&corpus), linked);
        self.outbox.event(Event::Loaded { corpus, linked });
        Some(())
    }

    fn is_current(&self) -> Option<()> {
        self.reloads.is_empty().then_some(())
    }

    /// What to say about what could not be read.
    fn complaint(&self, articles: usize, errors: &[LoadError]) -> Option<String> {
        match errors {
            [] if articles > 0 => None,
            [] => {
                let paths: Vec<String> = self
                    .work
                    .paths
                    .iter()
                    .map(|path| path.display().to_string())
                    .collect();
                Some(format!(
                    "no articles in {} ({})",
                    paths.join(", "),
                    load::what_is_read()
                ))
            }
            [error] => Some(format!("cannot be read: {error}")),
            [error, ..] => Some(format!(
                "{} files cannot be read, the first: {error}",
                errors.len()
            )),
        }
    }
}

impl Read {
    fn take(&mut self, files: &[PathBuf]) {
        let read: Vec<Result<Vec<Article>, LoadError>> =
            files.par_iter().map(|file| load::read(file)).collect();
        read.into_iter().for_each(|outcome| self.add(outcome));
    }

    fn add(&mut self, outcome: Result<Vec<Article>, LoadError>) {
        match outcome {
            Ok(articles) => self.articles.extend(articles.into_iter().map(Arc::new)),
            Err(error) => self.errors.push(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::runtime::Incoming;

    /// A folder of reports, and the program's reader of files.
    struct Desk {
        folder: tempfile::TempDir,
        inbox: Receiver<Incoming>,
        loader: Loader,
    }

    impl Desk {
        fn new(reports: usize, first: &str) -> Self {
            Self::with_stdin(reports, first, None)
        }

        fn with_stdin(reports: usize, first: &str, stdin: Option<&[u8]>) -> Self {
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path();
            for number in 0..reports {
                let report =
                    format!("Report {number}\n\nThe ferry left Port {number} on Monday.\n");
                fs::write(path.join(format!("{number:03}.txt")), report).expect("written");
            }
            let (outbox, inbox) = Outbox::new();
            let work = Work {
                paths: std::iter::once(path.to_owned())
                    .chain(stdin.map(|_| STDIN.into()))
                    .collect(),
                stdin: stdin.map(<[u8]>::to_vec),
                first: Some(path.join(first)),
                decisions: Arc::default(),
            };
            let finder = Finder::start(outbox.clone());
            let loader = Loader::start(work, outbox, finder);
            Self {
                folder,
                inbox,
                loader,
            }
        }

        /// Reads everything and returns what is shown: the last is linked.
        fn reload(&self) -> Vec<Arc<Corpus>> {
            self.loader.reload();
            let mut shown = Vec::new();
            loop {
                match self.inbox.recv().expect("the reader runs") {
                    Incoming::Event(Event::Loaded { corpus, linked }) => {
                        shown.push(corpus);
                        if linked {
                            return shown;
                        }
                    }
                    Incoming::Event(Event::Progress { .. }) => {}
                    other => panic!("{other:?}"),
                }
            }
        }
    }

    #[test]
    fn of_many_reports_some_are_shown_at_once_and_the_last_one_read_is_among_them() {
        let desk = Desk::new(40, "039.txt");
        let shown = desk.reload();
        let counts: Vec<usize> = shown.iter().map(|corpus| corpus.articles.len()).collect();
        assert_eq!(counts, [FIRST, 40, 40]);
        assert!(
            shown[0]
                .article_at(&desk.folder.path().join("039.txt"))
                .is_some()
        );
    }

    #[test]
    fn what_is_shown_stays_until_it_is_linked_anew_and_what_did_not_change_is_not_analyzed_again() {
        let desk = Desk::new(40, "000.txt");
        let before = desk.reload().pop().expect("linked");
        let same = desk.reload();
        assert!(same.len() == 1 && Arc::ptr_eq(&same[0], &before));
        fs::write(
            desk.folder.path().join("000.txt"),
            "Other\n\nThe ferry sank.\n",
        )
        .expect("written");
        let after = desk.reload();
        let is_kept = |index: usize| {
            Arc::ptr_eq(
                &after[0].articles[index].annotations,
                &before.articles[index].annotations,
            )
        };
        assert!(after.len() == 1 && !is_kept(0) && (1..40).all(is_kept));
        assert!(after[0].articles[0].article.text.contains("sank"));
    }

    #[test]
    fn a_folder_without_reports_is_told() {
        let desk = Desk::new(0, "");
        assert!(desk.reload().iter().all(|corpus| corpus.is_empty()));
        let said = desk.inbox.recv().expect("said");
        assert!(
            matches!(said, Incoming::Event(Event::Failed(text)) if text.starts_with("no articles in ") && text.contains("Markdown"))
        );
    }

    #[test]
    fn standard_input_without_anything_to_read_is_told_and_is_no_article() {
        for (stdin, why) in [(&b""[..], "it is empty"), (b"\0\0", "not text")] {
            let desk = Desk::with_stdin(1, "", Some(stdin));
            let shown = desk.reload().pop().expect("linked");
            assert_eq!(shown.articles.len(), 1);
            let Ok(Incoming::Event(Event::Failed(said))) = desk.inbox.recv() else {
                panic!("nothing was said");
            };
            assert!(said.contains(why), "{said}");
        }
    }
}
