//! What the reader makes, kept between runs: read when the program starts, written by a thread as it happens.

mod library;
mod place;
mod ruling;

use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use crossbeam_channel::{Receiver, Sender};
use etcetera::BaseStrategy;

use super::worker::STDIN;
use super::{Outbox, outside};
use crate::app::session::{Remembered, Saved};
use library::Library;

/// How long the end of the program waits for what is not written yet.
const PATIENCE: Duration = Duration::from_secs(5);
/// The most changes that are written together.
const BATCH: usize = 1000;

/// The folder for what the reader makes, if there is a home folder.
pub fn data_dir() -> Option<PathBuf> {
    let of_environment = outside::variable("CROSSREAD_DATA_DIR").map(PathBuf::from);
    of_environment.or_else(|| {
        let strategy = etcetera::choose_base_strategy().ok()?;
        Some(strategy.data_dir().join("crossread"))
    })
}

/// The thread that writes, if there is anything to write to.
#[derive(Debug)]
pub struct Store(Option<Writer>);

#[derive(Debug)]
struct Writer {
    changes: Sender<Saved>,
    done: Receiver<()>,
}

impl Store {
    /// Opens what is kept, and returns what is remembered of the articles of `paths`.
    ///
    /// Where nothing can be kept, the program runs without, and says so.
    pub fn open(paths: &[PathBuf], outbox: Outbox) -> (Self, Remembered) {
        Self::open_in(data_dir().as_deref(), paths, outbox)
    }

    fn open_in(folder: Option<&Path>, paths: &[PathBuf], outbox: Outbox) -> (Self, Remembered) {
        let nothing = || (Self(None), Remembered::default());
        let Some(folder) = folder else {
            outbox.failed("there is no home folder: what you read is forgotten at the end; set CROSSREAD_DATA_DIR");
            return nothing();
        };
        match open(folder, paths, &outbox) {
            Ok((library, remembered)) => (Self(Some(Writer::start(library, outbox))), remembered),
            Err(error) => {
                let folder = folder.display();
                outbox.failed(format!(
                    "what you read is forgotten at the end: {folder}: {error}"
                ));
                nothing()
            }
        }
    }

    /// Keeps a change, unless it is of standard input, which is another text every time.
    pub fn save(&self, saved: Saved) {
        if saved.paths().into_iter().any(is_stdin) {
            return;
        }
        if let Some(writer) = &self.0 {
            // The thread ends only when this side does.
            let _ = writer.changes.send(saved);
        }
    }

    /// Waits until everything is written.
    pub fn close(self) {
        let Some(Writer { changes, done }) = self.0 else {
            return;
        };
        drop(changes);
        if done.recv_timeout(PATIENCE) == Err(crossbeam_channel::RecvTimeoutError::Timeout) {
            tracing::error!("not everything that was read could be written in time");
        }
    }
}

/// Whether the path names standard input, or one of the articles that stand in it.
fn is_stdin(path: &Path) -> bool {
    let after = path.to_str().and_then(|path| path.strip_prefix(STDIN));
    after.is_some_and(|after| after.is_empty() || place::is_part(after.as_bytes()))
}

/// Opens the library, with what it remembers. One that is damaged is put aside, and an empty one
/// takes its place; a newer one stays where it is, for the program that has written it.
fn open(
    folder: &Path,
    paths: &[PathBuf],
    outbox: &Outbox,
) -> Result<(Library, Remembered), library::Error> {
    let attempt = || -> Result<_, library::Error> {
        let library = Library::open(folder)?;
        let remembered = library.remembered(paths)?;
        Ok((library, remembered))
    };
    match attempt() {
        Err(error) if error.is_damage() => {
            let kept = library::put_aside(folder)?;
            outbox.failed(format!("{error}; it is kept as {}", kept.display()));
            attempt()
        }
        outcome => outcome,
    }
}

impl Writer {
    fn start(library: Library, outbox: Outbox) -> Self {
        let (changes, inbox) = crossbeam_channel::unbounded();
        let (has_done, done) = crossbeam_channel::bounded(1);
        thread::spawn(move || {
            write(library, &inbox, &outbox);
            let _ = has_done.send(());
        });
        Self { changes, done }
    }
}

/// Writes changes in the order in which they come, those together that wait; tells of the first failure in a row.
///
/// What could not be written, because another program writes or the disk is full, waits for what comes next.
fn write(mut library: Library, changes: &Receiver<Saved>, outbox: &Outbox) {
    let mut batch: Vec<Saved> = Vec::new();
    for first in changes {
        let failing = !batch.is_empty();
        batch.push(first);
        batch.extend(changes.try_iter().take(BATCH - 1));
        match library.save(&batch) {
            Ok(()) => batch.clear(),
            Err(error) if !failing => {
                outbox.failed(format!(
                    "what you read and decided is not kept yet: {error}"
                ));
            }
            Err(_) => {}
        }
    }
    if batch.is_empty() {
        return;
    }
    if let Err(error) = library.save(&batch) {
        tracing::error!("what was read and decided last is not kept: {error}");
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use crossbeam_channel::Receiver;

    use super::*;
    use crate::app::Event;
    use crate::app::session::SentenceKey;
    use crate::runtime::Incoming;

    const ARTICLE: &str = "/reports/bridge.md";

    fn store(folder: &Path) -> (Store, Remembered, Receiver<Incoming>) {
        let (outbox, inbox) = Outbox::new();
        let (store, remembered) = Store::open_in(Some(folder), &[ARTICLE.into()], outbox);
        (store, remembered, inbox)
    }

    fn read(sentence: u64) -> Saved {
        Saved::Read {
            path: ARTICLE.into(),
            sentences: vec![SentenceKey(sentence)],
        }
    }

    fn complaints(inbox: &Receiver<Incoming>) -> Vec<String> {
        let complaint = |incoming| match incoming {
            Incoming::Event(Event::Failed(text)) => Some(text),
            _ => None,
        };
        inbox.try_iter().filter_map(complaint).collect()
    }

    #[test]
    fn everything_is_written_when_the_program_ends() {
        let folder = tempfile::tempdir().expect("a folder");
        let (first, remembered, inbox) = store(folder.path());
        assert_eq!(remembered, Remembered::default());
        (0..200).for_each(|sentence| first.save(read(sentence)));
        first.close();
        let (_second, remembered, _) = store(folder.path());
        assert_eq!(remembered.articles[Path::new(ARTICLE)].read.len(), 200);
        assert_eq!(complaints(&inbox), Vec::<String>::new());
    }

    #[test]
    fn a_file_that_cannot_be_read_is_kept_and_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let garbage = "no database at all ".repeat(500);
        fs::write(folder.path().join("library.db"), &garbage).expect("written");
        let (first, _, inbox) = store(folder.path());
        let kept = folder.path().join("library.db.unreadable-1");
        let complaint = complaints(&inbox).remove(0);
        assert!(
            complaint.contains(&kept.display().to_string()),
            "{complaint}"
        );
        first.save(read(1));
        first.close();
        let (_second, remembered, inbox) = store(folder.path());
        assert_eq!(remembered.articles.len(), 1);
        assert_eq!(fs::read_to_string(kept).expect("still there"), garbage);
        assert_eq!(complaints(&inbox), Vec::<String>::new());
    }

    #[test]
    fn changes_that_wait_are_written_together_in_their_order() {
        let folder = tempfile::tempdir().expect("a folder");
        let library = Library::open(folder.path()).expect("opened");
        // As long as somebody has it open, its log stays.
        let _other = Library::open(folder.path()).expect("opened");
        let log = folder.path().join("library.db-wal");
        let before = fs::metadata(&log).expect("a log").len();
        let (changes, inbox) = crossbeam_channel::unbounded();
        let count = BATCH as u64 + 1;
        for sentence in (0..count).map(SentenceKey) {
            let path = PathBuf::from(ARTICLE);
            changes
                .send(Saved::Place { path, sentence })
                .expect("there is room");
        }
        drop(changes);
        write(library, &inbox, &Outbox::new().0);
        // A transaction writes a page of 4 kB at least.
        let after = fs::metadata(&log).expect("a log").len();
        assert!(after - before < 20 * 4096, "{before} to {after} bytes");
        let (_store, remembered, _) = store(folder.path());
        let place = remembered.articles[Path::new(ARTICLE)].place;
        assert_eq!(place, Some(SentenceKey(BATCH as u64)));
    }

    #[test]
    fn what_could_not_be_written_is_written_with_what_comes_next_or_at_the_end() {
        let folder = tempfile::tempdir().expect("a folder");
        let rename = |from: &str, to: &str| {
            let file = folder.path().join("library.db");
            let other = rusqlite::Connection::open(file).expect("opened");
            let change = format!("ALTER TABLE {from} RENAME TO {to}");
            other.execute_batch(&change).expect("renamed");
        };
        let (first, _, inbox) = store(folder.path());
        let fails = |sentence| {
            rename("sentences", "away");
            first.save(read(sentence));
            let complaint = inbox.recv_timeout(Duration::from_secs(60));
            let Ok(Incoming::Event(Event::Failed(complaint))) = complaint else {
                panic!("a complaint is missing");
            };
            assert!(
                complaint.starts_with("what you read and decided is not kept yet"),
                "{complaint}"
            );
            rename("away", "sentences");
        };
        let kept = || {
            let (_store, remembered, _) = store(folder.path());
            let memory = remembered.articles.get(Path::new(ARTICLE));
            memory.map_or(0, |memory| memory.read.len())
        };
        fails(1);
        first.save(read(2));
        while kept() < 2 {
            thread::yield_now();
        }
        fails(3);
        first.close();
        assert_eq!(kept(), 3);
    }

    #[test]
    fn nothing_of_standard_input_is_kept() {
        for path in ["-", "-#001", "-#12"] {
            assert!(is_stdin(Path::new(path)), "{path}");
        }
        for path in ["-a.md", "a.md", "-#", "-#1.md", "n.mbox#001", "/x/-"] {
            assert!(!is_stdin(Path::new(path)), "{path}");
        }
    }

    #[test]
    fn a_library_of_a_newer_program_stays_where_it_is_and_the_program_runs_without() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("library.db");
        let newer = rusqlite::Connection::open(&file).expect("made");
        newer.pragma_update(None, "user_version", 99).expect("set");
        drop(newer);
        let before = fs::read(&file).expect("read");
        let (store, remembered, inbox) = store(folder.path());
        assert_eq!(remembered, Remembered::default());
        let complaint = complaints(&inbox).remove(0);
        assert!(
            complaint.starts_with("what you read is forgotten at the end")
                && complaint.contains("newer crossread"),
            "{complaint}"
        );
        store.save(read(1));
        store.close();
        assert_eq!(fs::read(&file).expect("still there"), before);
        assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 1);
    }

    #[test]
    fn where_nothing_can_be_kept_the_program_runs_without() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("file");
        fs::write(&file, "in the way").expect("written");
        let (store, remembered, inbox) = store(&file.join("below"));
        assert_eq!(remembered, Remembered::default());
        assert!(
            complaints(&inbox)
                .remove(0)
                .starts_with("what you read is forgotten at the end")
        );
        store.save(read(1));
        store.close();
    }
}
