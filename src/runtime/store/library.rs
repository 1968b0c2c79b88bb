//! The database of what the reader makes. Changes that come together are one transaction.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::types::Value;
use rusqlite::{Connection, ErrorCode, TransactionBehavior};

use super::place::{self, Scope};
use super::ruling;
use crate::app::session::{Memory, Remembered, Saved, SentenceKey};

/// The name of the file.
const FILE: &str = "library.db";
/// Files that belong to it while it is open.
const BESIDE: &[&str] = &["-wal", "-shm"];
/// How long another running program may write before we give up.
const PATIENCE: Duration = Duration::from_secs(2);

/// What makes a database of version n one of version n + 1. Never changed; new ones come at the end.
const MIGRATIONS: &[&str] = &["
    CREATE TABLE articles (
        id       INTEGER PRIMARY KEY,
        path     ANY NOT NULL UNIQUE,        -- absolute; a blob where it is not UTF-8
        finished INTEGER NOT NULL DEFAULT 0, -- whether it was read to its end or marked read
        place    INTEGER,                    -- the key of the sentence at which it was left
        opened   INTEGER NOT NULL DEFAULT 0  -- the greatest is the article that was open last
    ) STRICT;
    CREATE INDEX articles_opened ON articles(opened);
    CREATE TABLE sentences (
        article INTEGER NOT NULL REFERENCES articles(id),
        key     INTEGER NOT NULL,            -- of a sentence that was read
        PRIMARY KEY (article, key)
    ) STRICT, WITHOUT ROWID;
", "
    CREATE TABLE decisions (
        form  TEXT NOT NULL, -- merge, split, no_name, kind: of names; same, right, wrong: of sentences
        a     ANY NOT NULL,  -- a name as it is compared, or the path of an article
        of_a  ANY NOT NULL,  -- the kind of the name, or the key of the sentence
        b     ANY NOT NULL,  -- likewise of the second one; empty where there is none
        of_b  ANY NOT NULL,
        PRIMARY KEY (form, a, of_a, b, of_b)
    ) STRICT, WITHOUT ROWID;
"];

/// Why the library cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database says so.
    #[error("{FILE}: {0}")]
    Database(rusqlite::Error),
    /// The file is no database, or not whole.
    #[error("{FILE} cannot be read: {0}")]
    Damaged(rusqlite::Error),
    /// A newer crossread has written it.
    #[error(
        "{FILE} is left as it is, for a newer crossread has written it (version {0} of its form)"
    )]
    Newer(i64),
    /// The disk says so.
    #[error("{0}")]
    Disk(io::Error),
}

impl Error {
    /// Whether the file is of no use to anybody, and must be put aside before anything can be kept.
    pub fn is_damage(&self) -> bool {
        matches!(self, Self::Damaged(_))
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => Self::Damaged(error),
            _ => Self::Database(error),
        }
    }
}

/// An open library.
#[derive(Debug)]
pub struct Library(Connection);

impl Library {
    /// Opens the library of a folder, which is made if it is not there.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        fs::create_dir_all(folder).map_err(Error::Disk)?;
        let mut connection = Connection::open(folder.join(FILE))?;
        connection.busy_timeout(PATIENCE)?;
        // Looked at before anything is written, because a newer database is not ours to change.
        let seen = version(&connection)?;
        // With a log, `normal` loses nothing when the program is killed, and a moment when the power fails.
        // As long as nothing is in it, there is nothing to lose, and the reader need not wait for the disk.
        let care = if seen == 0 { "off" } else { "normal" };
        connection.pragma_update(None, "synchronous", care)?;
        if seen < MIGRATIONS.len() {
            connection.pragma_update(None, "journal_mode", "wal")?;
            migrate(&mut connection)?;
            connection.pragma_update(None, "synchronous", "normal")?;
        }
        Ok(Self(connection))
    }

    /// What is remembered of the articles of the given paths.
    pub fn remembered(&self, paths: &[PathBuf]) -> Result<Remembered, Error> {
        let scope = Scope::new(paths);
        let mut articles = Vec::new();
        let mut last = None;
        for bounds in scope.bounds() {
            let mut sentences = self.sentences(&bounds)?;
            let mut rows = self.0.prepare_cached(
                "SELECT id, path, finished, place, opened FROM articles WHERE path >= ?1 AND path < ?2",
            )?;
            let mut rows = rows.query([&bounds.0, &bounds.1])?;
            while let Some(row) = rows.next()? {
                let Some(path) = scope.given(place::bytes(row.get_ref(1)?)) else {
                    continue;
                };
                let opened: i64 = row.get(4)?;
                last = last.max((opened > 0).then(|| (opened, path.clone())));
                let memory = Memory {
                    finished: row.get(2)?,
                    place: row.get::<_, Option<i64>>(3)?.map(key),
                    read: sentences.remove(&row.get(0)?).unwrap_or_default(),
                };
                articles.push((path, memory));
            }
        }
        Ok(Remembered {
            articles: articles.into_iter().collect(),
            last: last.map(|(_, path)| path),
            decisions: ruling::all(&self.0, &scope)?,
        })
    }

    /// The sentences that were read, by the row of their article.
    fn sentences(
        &self,
        bounds: &(Value, Value),
    ) -> Result<BTreeMap<i64, BTreeSet<SentenceKey>>, Error> {
        let mut sentences = self.0.prepare_cached(
            "SELECT article, key FROM articles JOIN sentences ON article = id WHERE path >= ?1 AND path < ?2",
        )?;
        let mut rows = sentences.query([&bounds.0, &bounds.1])?;
        let mut read: Vec<(i64, Vec<SentenceKey>)> = Vec::new();
        while let Some(row) = rows.next()? {
            let (article, sentence) = (row.get(0)?, key(row.get(1)?));
            match read.last_mut() {
                Some((last, keys)) if *last == article => keys.push(sentence),
                Some(_) | None => read.push((article, vec![sentence])),
            }
        }
        let sets = read
            .into_iter()
            .map(|(article, keys)| (article, keys.into_iter().collect()));
        Ok(sets.collect())
    }

    /// Keeps changes, all of them or none: the disk is waited for once.
    pub fn save(&mut self, changes: &[Saved]) -> Result<(), Error> {
        // Taken for writing at once: one that first reads could fail when another program writes.
        let transaction = self
            .0
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        for saved in changes {
            write(&transaction, saved)?;
        }
        Ok(transaction.commit()?)
    }
}

fn write(connection: &Connection, saved: &Saved) -> Result<(), Error> {
    match saved {
        Saved::Read { path, sentences } => {
            let article = article(connection, path)?;
            let mut insert = connection
                .prepare_cached("INSERT OR IGNORE INTO sentences (article, key) VALUES (?1, ?2)")?;
            for sentence in sentences {
                insert.execute([article, sentence.0.cast_signed()])?;
            }
        }
        Saved::Finished { path, finished } => {
            let article = article(connection, path)?;
            connection
                .prepare_cached("UPDATE articles SET finished = ?2 WHERE id = ?1")?
                .execute((article, finished))?;
        }
        Saved::Place { path, sentence } => {
            let article = article(connection, path)?;
            connection
                .prepare_cached(
                    "UPDATE articles SET place = ?2, opened = (SELECT max(opened) FROM articles) + 1 WHERE id = ?1",
                )?
                .execute((article, sentence.0.cast_signed()))?;
        }
        Saved::Ruled { removed, added } => {
            for decision in removed {
                ruling::remove(connection, decision)?;
            }
            for decision in added {
                ruling::add(connection, decision)?;
            }
        }
    }
    Ok(())
}

/// The row of an article, which is made if it is not there.
fn article(connection: &Connection, path: &Path) -> Result<i64, Error> {
    let path = place::stored(&place::absolute(path));
    connection
        .prepare_cached("INSERT OR IGNORE INTO articles (path) VALUES (?1)")?
        .execute([&path])?;
    let mut find = connection.prepare_cached("SELECT id FROM articles WHERE path = ?1")?;
    Ok(find.query_row([&path], |row| row.get(0))?)
}

fn key(stored: i64) -> SentenceKey {
    SentenceKey(stored.cast_unsigned())
}

/// How many migrations the database has seen; fails for one that we do not know.
fn version(connection: &Connection) -> Result<usize, Error> {
    let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let known = usize::try_from(version).ok();
    known
        .filter(|known| *known <= MIGRATIONS.len())
        .ok_or(Error::Newer(version))
}

fn migrate(connection: &mut Connection) -> Result<(), Error> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Asked once more, for another program may have been at it.
    let seen = version(&transaction)?;
    for (number, migration) in (1_i64..).zip(MIGRATIONS).skip(seen) {
        transaction.execute_batch(migration)?;
        transaction.pragma_update(None, "user_version", number)?;
    }
    Ok(transaction.commit()?)
}

/// Renames the library's files so that nothing is lost, and returns the new name.
pub fn put_aside(folder: &Path) -> Result<PathBuf, Error> {
    let names = (1..).map(|number| format!("{FILE}.unreadable-{number}"));
    let free = |name: &String| !folder.join(name).exists();
    let name = names
        .into_iter()
        .find(free)
        .expect("there are fewer files than numbers");
    let rename = |end: &str| {
        fs::rename(
            folder.join(format!("{FILE}{end}")),
            folder.join(format!("{name}{end}")),
        )
    };
    for end in BESIDE {
        match rename(end) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(Error::Disk(error));
            }
            Ok(()) | Err(_) => {}
        }
    }
    rename("").map_err(Error::Disk)?;
    Ok(folder.join(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: SentenceKey = SentenceKey(u64::MAX - 1);

    fn read(path: &Path, sentence: SentenceKey) -> Saved {
        Saved::Read {
            path: path.into(),
            sentences: vec![sentence],
        }
    }

    fn place(path: &Path) -> Saved {
        Saved::Place {
            path: path.into(),
            sentence: KEY,
        }
    }

    fn finished(path: &Path, finished: bool) -> Saved {
        Saved::Finished {
            path: path.into(),
            finished,
        }
    }

    fn saved(folder: &Path, changes: &[Saved]) -> Library {
        let mut library = Library::open(folder).expect("opened");
        library.save(changes).expect("saved");
        library
    }

    fn remembered(folder: &Path, paths: &[&Path]) -> Remembered {
        let paths: Vec<PathBuf> = paths.iter().map(|path| path.to_path_buf()).collect();
        Library::open(folder)
            .expect("opened")
            .remembered(&paths)
            .expect("read")
    }

    #[test]
    fn what_is_saved_is_remembered() {
        let folder = tempfile::tempdir().expect("a folder");
        let [a, b] = ["/reports/a.md", "/reports/b.md"].map(Path::new);
        let changes = [
            place(b),
            place(a),
            read(a, SentenceKey(1)),
            read(a, KEY),
            read(a, KEY),
            finished(b, true),
        ];
        saved(folder.path(), &changes);
        let memory = remembered(folder.path(), &[a, b]);
        assert_eq!(memory.last.as_deref(), Some(a));
        assert_eq!(memory.articles[a].read.len(), 2);
        assert_eq!(
            (memory.articles[a].finished, memory.articles[b].finished),
            (false, true)
        );
        assert_eq!(memory.articles[b].place, Some(KEY));
        saved(folder.path(), &[finished(b, false), place(b)]);
        let memory = remembered(folder.path(), &[a, b]);
        assert_eq!(
            (memory.last.as_deref(), memory.articles[b].finished),
            (Some(b), false)
        );
    }

    #[test]
    fn every_folder_has_the_article_that_was_open_last_in_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().join("root");
        let [here, there] = ["here", "there"].map(|name| root.join(name));
        for folder in [&here, &there] {
            fs::create_dir_all(folder).expect("a folder");
        }
        let changes = [
            place(&here.join("a.md")),
            place(&here.join("b.md")),
            place(&there.join("c.md")),
        ];
        saved(folder.path(), &changes);
        assert_eq!(
            remembered(folder.path(), &[&here]).last,
            Some(here.join("b.md"))
        );
        assert_eq!(
            remembered(folder.path(), &[&root]).last,
            Some(there.join("c.md"))
        );
        assert_eq!(remembered(folder.path(), &[&here]).articles.len(), 2);
    }

    #[test]
    fn a_killed_program_loses_nothing() {
        let [folder, copy] = [(); 2].map(|()| tempfile::tempdir().expect("a folder"));
        let a = Path::new("/reports/a.md");
        let running = saved(folder.path(), &[read(a, KEY), place(a)]);
        // What is on the disk now is what a killed program leaves there.
        for file in fs::read_dir(folder.path()).expect("listed") {
            let file = file.expect("listed");
            fs::copy(file.path(), copy.path().join(file.file_name())).expect("copied");
        }
        drop(running);
        let memory = remembered(copy.path(), &[a]);
        assert!(memory.articles[a].read.contains(&KEY));
        assert_eq!(memory.last.as_deref(), Some(a));
    }

    #[test]
    fn two_running_programs_keep_the_marks_of_both() {
        let folder = tempfile::tempdir().expect("a folder");
        let a = Path::new("/reports/a.md");
        let mut one = saved(folder.path(), &[]);
        let mut other = saved(folder.path(), &[]);
        for sentence in 0..20 {
            one.save(&[read(a, SentenceKey(sentence))]).expect("saved");
            other
                .save(&[read(a, SentenceKey(100 + sentence))])
                .expect("saved");
        }
        one.save(&[finished(a, true)]).expect("saved");
        other.save(&[place(a)]).expect("saved");
        let memory = remembered(folder.path(), &[a]);
        assert_eq!(memory.articles[a].read.len(), 40);
        assert!(memory.articles[a].finished && memory.articles[a].place.is_some());
    }

    #[test]
    fn an_older_form_is_brought_up_to_date_and_a_newer_one_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join(FILE);
        Connection::open(&file)
            .expect("made")
            .execute_batch("VACUUM")
            .expect("an empty database");
        assert_eq!(remembered(folder.path(), &[]), Remembered::default());
        let connection = Connection::open(&file).expect("opened");
        assert_eq!(version(&connection).expect("known"), MIGRATIONS.len());
        connection
            .pragma_update(None, "user_version", 99)
            .expect("set");
        drop(connection);
        let before = fs::read(&file).expect("read");
        let error = Library::open(folder.path()).expect_err("is newer");
        assert!(matches!(error, Error::Newer(99)) && !error.is_damage());
        assert_eq!(fs::read(file).expect("read"), before);
    }

    #[test]
    fn a_name_that_is_no_text_is_remembered_too() {
        use std::os::unix::ffi::OsStrExt;
        let folder = tempfile::tempdir().expect("a folder");
        let odd = folder
            .path()
            .join(std::ffi::OsStr::from_bytes(b"caf\xe9.md"));
        saved(folder.path(), &[finished(&odd, true)]);
        assert!(remembered(folder.path(), &[folder.path()]).articles[&odd].finished);
        assert!(remembered(folder.path(), &[&odd]).articles[&odd].finished);
    }
}
