//! Where an article lies, so that it is known again from whatever folder the program is started in.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::{Component, Path, PathBuf};

use rusqlite::types::{Value, ValueRef};

/// The path from the root, without `.` and `..`. The disk is not asked: what a link leads to may change.
pub fn absolute(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    path.components()
        .fold(PathBuf::new(), |mut place, component| {
            match component {
                Component::ParentDir => _ = place.pop(),
                Component::CurDir => {}
                Component::Prefix(_) | Component::RootDir | Component::Normal(_) => {
                    place.push(component);
                }
            }
            place
        })
}

/// A path as it is stored: as text, so that people can ask for it, or as bytes where it is none.
pub fn stored(path: &Path) -> Value {
    value(path.as_os_str().as_bytes().to_vec())
}

fn value(bytes: Vec<u8>) -> Value {
    match String::from_utf8(bytes) {
        Ok(text) => Value::Text(text),
        Err(error) => Value::Blob(error.into_bytes()),
    }
}

/// The bytes of a path that was stored.
pub fn bytes(value: ValueRef<'_>) -> &[u8] {
    match value {
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes,
        ValueRef::Null | ValueRef::Integer(_) | ValueRef::Real(_) => &[],
    }
}

/// The paths that the user gave, to find what is stored, and to call it as the user would.
#[derive(Debug)]
pub struct Scope {
    /// Folders: from the root, and as given.
    folders: Vec<(PathBuf, PathBuf)>,
    /// Single files, likewise.
    files: BTreeMap<PathBuf, PathBuf>,
}

impl Scope {
    /// The scope of the given paths.
    pub fn new(paths: &[PathBuf]) -> Self {
        let placed = paths.iter().map(|path| (absolute(path), path.clone()));
        let (folders, files): (Vec<_>, Vec<_>) = placed.partition(|(_, path)| path.is_dir());
        Self {
            folders,
            files: files.into_iter().collect(),
        }
    }

    /// Bounds, the second exclusive, between which everything stored lies that could be meant.
    pub fn bounds(&self) -> Vec<(Value, Value)> {
        let folders = self.folders.iter().map(|(place, _)| place.as_path());
        let around_files = self.files.keys().filter_map(|file| file.parent());
        let mut folders: Vec<&Path> = folders.chain(around_files).collect();
        folders.sort_unstable();
        // What lies below another folder is found with that one.
        folders.dedup_by(|lower, upper| lower.starts_with(upper));
        folders.into_iter().flat_map(bounds_below).collect()
    }

    /// The path by which the user's arguments name the place whose bytes are stored; `None` if they do not.
    pub fn given(&self, place: &[u8]) -> Option<PathBuf> {
        let path = Path::new(OsStr::from_bytes(place));
        let below = |(folder, given): &(PathBuf, PathBuf)| {
            // Bytes, because comparing part by part takes its time.
            let below = place.strip_prefix(below(folder).as_slice())?;
            Some(given.join(OsStr::from_bytes(below)))
        };
        self.files
            .get(path)
            .cloned()
            .or_else(|| self.given_part(place))
            .or_else(|| self.folders.iter().find_map(below))
    }

    /// Likewise of an article that is one of several in a file.
    fn given_part(&self, place: &[u8]) -> Option<PathBuf> {
        let at = place.iter().rposition(|byte| *byte == b'#')?;
        let (file, end) = place.split_at_checked(at)?;
        let given = self.files.get(Path::new(OsStr::from_bytes(file)))?;
        let mut part = given.clone().into_os_string();
        part.push(OsStr::from_bytes(end));
        is_part(end).then(|| part.into())
    }
}

/// Whether it is what follows a file's name where an article is one of several in the file.
pub fn is_part(end: &[u8]) -> bool {
    let digits = end.strip_prefix(b"#");
    digits.is_some_and(|digits| !digits.is_empty() && digits.iter().all(u8::is_ascii_digit))
}

/// What the bytes of everything below a folder begin with.
fn below(folder: &Path) -> Vec<u8> {
    let mut bytes = folder.as_os_str().as_bytes().to_vec();
    if bytes.last() != Some(&b'/') {
        bytes.push(b'/');
    }
    bytes
}

/// The bounds of what lies below a folder, among texts and among bytes.
fn bounds_below(folder: &Path) -> Vec<(Value, Value)> {
    let first = below(folder);
    let mut end = first.clone();
    // The byte after the slash: what comes behind everything below the folder.
    *end.last_mut().expect("a slash was added") = b'/' + 1;
    let bytes = (Value::Blob(first.clone()), Value::Blob(end.clone()));
    let texts = (value(first), value(end));
    if texts == bytes {
        vec![bytes]
    } else {
        vec![texts, bytes]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_the_same_however_it_is_written() {
        let here = std::env::current_dir().expect("there is one");
        assert_eq!(absolute(Path::new("./a/../b.md")), here.join("b.md"));
        assert_eq!(absolute(Path::new("/a//b/./../c/")), Path::new("/a/c"));
        assert_eq!(absolute(Path::new("/../a")), Path::new("/a"));
    }

    #[test]
    fn what_is_stored_is_called_as_the_user_calls_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let given = folder.path().join("x/..");
        std::fs::create_dir(folder.path().join("x")).expect("a folder");
        let scope = Scope::new(&[given.clone(), "single.md".into()]);
        let found = |path: PathBuf| scope.given(absolute(&path).as_os_str().as_bytes());
        assert_eq!(
            found(folder.path().join("sub/a.md")),
            Some(given.join("sub/a.md"))
        );
        assert_eq!(found("./single.md".into()), Some("single.md".into()));
        assert_eq!(found("other.md".into()), None);
        assert_eq!(
            found("./single.md#012".into()),
            Some("single.md#012".into())
        );
        assert_eq!(found("single.md#1a".into()), None);
    }

    #[test]
    fn bounds_hold_what_is_below_and_nothing_beside() {
        let bounds = bounds_below(Path::new("/news"));
        let within = |path: &str| {
            let Value::Text(text) = stored(Path::new(path)) else {
                return false;
            };
            bounds.iter().any(|bounds| match bounds {
                (Value::Text(first), Value::Text(end)) => *first <= text && text < *end,
                _ => false,
            })
        };
        assert!(within("/news/a.md") && within("/news/ä/b.md"));
        assert!(!within("/news-old/a.md") && !within("/news") && !within("/newsletter"));
        assert_eq!(
            bounds_below(Path::new("/")).first(),
            Some(&(Value::Text("/".into()), Value::Text("0".into())))
        );
    }
}
