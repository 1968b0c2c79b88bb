//! Files and folders → articles, in parallel.

mod pdf;

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::article::Article;
use crate::article::read::{self, Read as Input};

/// The most bytes of one article; more is a mistake or a dump.
pub const LARGEST: u64 = 64 << 20;

/// How much of a file without an ending is looked at to tell whether it is text.
const SAMPLE: usize = 1024;

/// The endings of the files that are read in folders.
const ENDINGS: [&str; 22] = [
    "txt", "text", "md", "markdown", "mdown", "mkd", "html", "htm", "xhtml", "xml", "rss", "atom",
    "rdf", "json", "jsonl", "ndjson", "eml", "mbox", "opml", "epub", "pdf", "feed",
];

/// What could not be read at all.
#[derive(Debug, thiserror::Error)]
#[error("{}: {source}", path.display())]
pub struct LoadError {
    /// The file or folder.
    pub path: PathBuf,
    /// Why, and what to do.
    pub source: Reason,
}

/// Why something could not be read.
#[derive(Debug, thiserror::Error)]
pub enum Reason {
    /// There is nothing of this name.
    #[error("there is no such file or folder; check the name")]
    Missing,
    /// Somebody else's file.
    #[error("it may not be read; check its permissions")]
    Denied,
    /// A file that no article fills.
    #[error("larger than {} MB; split it into articles", LARGEST >> 20)]
    TooLarge,
    /// A file with nothing but white space.
    #[error("it is empty")]
    Empty,
    /// A picture, a program, an archive.
    #[error("{0}")]
    NotText(String),
    /// Anything else.
    #[error("{0}")]
    Other(io::Error),
}

impl LoadError {
    fn new(path: &Path, source: Reason) -> Self {
        let path = path.to_owned();
        Self { path, source }
    }

    fn io(path: &Path, error: io::Error) -> Self {
        let source = match error.kind() {
            io::ErrorKind::NotFound => Reason::Missing,
            io::ErrorKind::PermissionDenied => Reason::Denied,
            _ => Reason::Other(error),
        };
        Self::new(path, source)
    }
}

/// Reads the articles of files and of folders with all that lies below them, in order of path, each file once.
///
/// A folder's hidden files and those of formats we do not read are passed over; a file that is named is
/// always read. What fails is returned beside what was read.
pub fn load(paths: &[PathBuf]) -> (Vec<Arc<Article>>, Vec<LoadError>) {
    let (files, mut errors) = files(paths);
    let read: Vec<Result<Vec<Article>, LoadError>> =
        files.par_iter().map(|file| read(file)).collect();
    let mut articles = Vec::with_capacity(read.len());
    for outcome in read {
        match outcome {
            Ok(found) => articles.extend(found.into_iter().map(Arc::new)),
            Err(error) => errors.push(error),
        }
    }
    (articles, errors)
}

/// The files that [`load`] reads, in order of path, and the folders that cannot be listed.
pub fn files(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<LoadError>) {
    let found = listing(paths);
    (found.files, found.errors)
}

/// The same, and the files of folders that are passed over.
pub fn listing(paths: &[PathBuf]) -> Listing {
    let mut found = Listing::default();
    for path in paths {
        if path.is_dir() {
            found.add_folder(path);
        } else {
            found.files.push(path.clone());
        }
    }
    found.files.sort();
    found.files.dedup();
    // Below one folder without links every file has one path.
    if paths.len() > 1 || found.linked {
        let mut seen = HashSet::new();
        (found.files)
            .retain(|file| seen.insert(fs::canonicalize(file).unwrap_or_else(|_| file.clone())));
    }
    found
}

/// Which files of folders are read, for people.
pub fn what_is_read() -> &'static str {
    "files of text, Markdown, HTML, feeds, JSON, mail, EPUB and PDF, and text files without an ending"
}

/// Reads the articles of one file: most hold one, feeds and boxes of mail hold several.
pub fn read(file: &Path) -> Result<Vec<Article>, LoadError> {
    articles(file, input(file)?)
}

/// Reads articles from something that is not opened here, such as standard input; `path` is what it is called.
pub fn read_from(path: &Path, source: impl Read) -> Result<Vec<Article>, LoadError> {
    articles(path, input_from(path, source)?)
}

/// What one file holds, also where that is nothing to read.
pub fn input(file: &Path) -> Result<Input, LoadError> {
    let bytes = File::open(file).and_then(|opened| {
        let about = opened.metadata()?;
        if about.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        let expected = if about.is_file() { about.len() } else { 0 };
        contents(opened, expected)
    });
    parsed(file, bytes)
}

/// What something holds that is not opened here.
pub fn input_from(path: &Path, source: impl Read) -> Result<Input, LoadError> {
    parsed(path, contents(source, 0))
}

fn parsed(file: &Path, bytes: io::Result<Option<Vec<u8>>>) -> Result<Input, LoadError> {
    let bytes = bytes.map_err(|error| LoadError::io(file, error))?;
    let bytes = bytes.ok_or_else(|| LoadError::new(file, Reason::TooLarge))?;
    if bytes.starts_with(b"%PDF-") {
        return pdf::read(file, &bytes).map_err(|why| LoadError::new(file, Reason::NotText(why)));
    }
    Ok(read::read(file, &bytes))
}

/// The articles of what was read, unless there is nothing in it to read.
pub fn articles(file: &Path, mut input: Input) -> Result<Vec<Article>, LoadError> {
    let problems = input.problems.into_iter();
    let first = input
        .articles
        .iter()
        .flat_map(|article| &article.problems)
        .next()
        .cloned();
    input
        .articles
        .retain(|article| !article.text.trim().is_empty());
    if let Some(article) = input.articles.first_mut() {
        article.problems.extend(problems);
        return Ok(input.articles);
    }
    let reason = problems
        .chain(first)
        .next()
        .map(|problem| Reason::NotText(problem.message));
    Err(LoadError::new(file, reason.unwrap_or(Reason::Empty)))
}

/// All bytes of `source`; none when they are too many. A device has no end, and a file may grow.
fn contents(source: impl Read, expected: u64) -> io::Result<Option<Vec<u8>>> {
    if expected > LARGEST {
        return Ok(None);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(expected).unwrap_or(0) + 1);
    source.take(LARGEST + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= LARGEST).then_some(bytes))
}

/// What was found in folders.
#[derive(Debug, Default)]
pub struct Listing {
    /// What is read.
    pub files: Vec<PathBuf>,
    /// What is not, being of no kind that is read.
    pub passed_over: Vec<PathBuf>,
    /// Folders that cannot be listed.
    pub errors: Vec<LoadError>,
    /// Whether a link was followed, so that a file may have two paths.
    linked: bool,
}

impl Listing {
    /// Adds the files below `folder` that no `.ignore` file leaves out. What `.gitignore` says is not asked: it is about
    /// other things than reading.
    fn add_folder(&mut self, folder: &Path) {
        let mut walk = ignore::WalkBuilder::new(folder);
        walk.standard_filters(false)
            .hidden(true)
            .ignore(true)
            .follow_links(true);
        for entry in walk.build() {
            match entry {
                Ok(entry) => self.add(&entry),
                Err(error) => self.add_error(folder, &error),
            }
        }
    }

    fn add(&mut self, entry: &ignore::DirEntry) {
        self.linked |= entry.path_is_symlink();
        // Pipes and devices would block, or never end.
        let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
        if is_file && is_readable(entry.path()) {
            self.files.push(entry.path().to_owned());
        } else if is_file {
            self.passed_over.push(entry.path().to_owned());
        }
    }

    /// A link into its own folder, or to nothing, hides no article.
    fn add_error(&mut self, folder: &Path, error: &ignore::Error) {
        let Some(reason) = error.io_error() else {
            return;
        };
        if reason.kind() != io::ErrorKind::NotFound {
            let path = path_of(error).unwrap_or(folder);
            self.errors
                .push(LoadError::io(path, io::Error::from(reason.kind())));
        }
    }
}

/// The path that an error of the walk is about.
fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            path_of(err)
        }
        _ => None,
    }
}

/// Whether a file of a folder is an article by its ending, or, where it has none, by its content.
fn is_readable(file: &Path) -> bool {
    match file.extension() {
        Some(ending) => ENDINGS
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known)),
        None => is_text(file).unwrap_or(false),
    }
}

fn is_text(file: &Path) -> io::Result<bool> {
    let mut sample = Vec::with_capacity(SAMPLE);
    File::open(file)?
        .take(SAMPLE as u64)
        .read_to_end(&mut sample)?;
    let whole = match std::str::from_utf8(&sample) {
        Ok(_) => true,
        // The sample may end inside a character.
        Err(error) => error.error_len().is_none(),
    };
    Ok(!sample.is_empty() && whole && !sample.contains(&0) && !sample.starts_with(b"#!"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        folder
    }

    fn names(folder: &tempfile::TempDir, files: &[PathBuf]) -> Vec<String> {
        let name = |file: &PathBuf| {
            file.strip_prefix(folder.path())
                .unwrap()
                .display()
                .to_string()
        };
        files.iter().map(name).collect()
    }

    #[test]
    fn a_folder_gives_its_texts_in_order_and_no_hidden_files() {
        let folder = folder(&[
            ("b.TXT", b"b"),
            ("a/c.md", b"c"),
            ("a/.hidden.txt", b"h"),
            (".git/x.txt", b"x"),
            (".gitignore", b"*.txt"),
            (".ignore", b"drafts/\n"),
            ("drafts/d.txt", b"d"),
            ("picture.png", b"p"),
            ("notes", b"Plain text."),
            ("script", b"#!/bin/sh"),
            ("program", b"\x7fELF\0"),
        ]);
        let (files, errors) = files(&[folder.path().to_owned()]);
        assert_eq!(names(&folder, &files), ["a/c.md", "b.TXT", "notes"]);
        assert!(errors.is_empty());
    }

    #[test]
    fn a_file_that_is_named_twice_is_read_once() {
        let folder = folder(&[("a.txt", b"It rained.")]);
        let file = folder.path().join("a.txt");
        let again = folder.path().join(".").join("a.txt");
        let (articles, errors) = load(&[folder.path().to_owned(), file.clone(), again, file]);
        assert_eq!((articles.len(), errors.len()), (1, 0));
    }

    #[test]
    fn what_cannot_be_read_says_why_and_costs_nothing_else() {
        let folder = folder(&[
            ("a.txt", b"It rained."),
            ("b.txt", b"bin\0ary"),
            ("c.txt", b" \n"),
        ]);
        let missing = folder.path().join("none.txt");
        let (articles, errors) = load(&[folder.path().to_owned(), missing]);
        assert_eq!(articles.len(), 1);
        let reasons: Vec<String> = errors
            .iter()
            .map(|error| error.source.to_string())
            .collect();
        assert_eq!(
            reasons,
            [
                "not text: contains NUL bytes",
                "it is empty",
                "there is no such file or folder; check the name"
            ]
        );
        assert!(errors[2].to_string().contains("none.txt"));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_and_never_in_circles() {
        use std::os::unix::fs::symlink;
        let folder = folder(&[("a/a.txt", b"It rained.")]);
        symlink(folder.path(), folder.path().join("a/circle")).unwrap();
        symlink(folder.path().join("a/a.txt"), folder.path().join("b.txt")).unwrap();
        symlink("nowhere", folder.path().join("c.txt")).unwrap();
        let (files, errors) = files(&[folder.path().to_owned()]);
        assert_eq!(names(&folder, &files), ["a/a.txt"]);
        assert!(errors.is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_in_a_folder_is_passed_over() {
        let folder = folder(&[("a.txt", b"It rained.")]);
        let pipe = folder.path().join("pipe.txt");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        if made.is_ok_and(|status| status.success()) {
            let (articles, errors) = load(&[folder.path().to_owned()]);
            assert_eq!((articles.len(), errors.len()), (1, 0));
        }
    }

    #[test]
    fn what_comes_from_elsewhere_is_held_to_the_same() {
        let name = Path::new("-");
        let reason = |source: &[u8]| {
            let error = read_from(name, source).expect_err("not read");
            (error.path, error.source.to_string())
        };
        let articles = read_from(name, &b"It rained."[..]).expect("read");
        assert_eq!(articles[0].text.trim(), "It rained.");
        assert_eq!(reason(b" \n"), (name.to_owned(), "it is empty".to_owned()));
        assert_eq!(reason(b"bin\0ary").1, "not text: contains NUL bytes");
        let endless = read_from(name, io::repeat(b'a')).expect_err("has no end");
        assert!(matches!(endless.source, Reason::TooLarge));
    }

    #[test]
    fn a_file_that_is_too_large_is_not_read() {
        assert!(contents(io::repeat(b'a'), 0).unwrap().is_none());
        assert!(contents(io::empty(), LARGEST + 1).unwrap().is_none());
        assert_eq!(
            contents(io::Cursor::new(b"ab"), 2).unwrap(),
            Some(b"ab".to_vec())
        );
    }
}
